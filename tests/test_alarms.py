"""The measurement of alarms, on a small collection and a short training."""

import numpy as np
import pandas as pd
import pytest

from genrekit import alarms, cli, collection, features


def test_no_music_is_what_it_says():
    sounds = alarms.no_music(sounds=3, seconds=2)
    assert list(sounds) == ["an empty room", "noise", "somebody talking"]
    for heard in sounds.values():
        assert [y.shape for y in heard] == [(44100,)] * 3
        assert all(np.isfinite(y).all() and y.std() > 0 for y in heard)
    level = {kind: 20 * np.log10(max(y.std() for y in heard)) for kind, heard in sounds.items()}
    assert level["an empty room"] < -45 < -35 < level["noise"]
    again = alarms.no_music(sounds=3, seconds=2)
    np.testing.assert_array_equal(sounds["noise"][2], again["noise"][2])


def test_areas_are_those_of_the_surprises():
    kinds = ["known"] * 4 + ["missing genre"] * 4 + ["noise"] * 4
    table = pd.DataFrame(
        {"missing": "blues", "kind": kinds, "surprise": [0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7]}
    )
    found = alarms.areas(table)
    assert found.loc["blues", "missing genre"] == 0.5
    assert found.loc["blues", "noise"] == 1


@pytest.mark.slow
@pytest.mark.usefixtures("step_by_step")
def test_networks_that_miss_a_genre_are_measured(tmp_path, monkeypatch, capsys):
    few = collection.embedded(clips_per_genre=6, seconds=8)
    monkeypatch.setattr(alarms, "embedded", lambda: few.of(["blues", "classical", "metal"]))
    monkeypatch.setattr(alarms, "no_music", lambda: NO_MUSIC)
    songs = features.extract(few.of(["blues", "classical", "metal"]), progress=False)
    measured = alarms.measure(songs, "song", genres=["metal"], epochs=1)
    counts = measured["kind"].value_counts()
    # All songs of the missing genre, and the test part of the others.
    assert counts["missing genre"] == 6
    assert 4 <= counts["known"] <= 6
    assert counts["noise"] == 4
    assert np.isfinite(measured["surprise"]).all()
    assert alarms.main(tmp_path / "docs", genres=["metal"], epochs=1) == 0
    assert cli.main(["alarms", str(tmp_path), "--genres", "polka"]) == 1
    assert "genres has 'polka'; choose from blues, classical, metal" in capsys.readouterr().err
    page = (tmp_path / "docs" / "alarms.md").read_text()
    assert "## Songs at random" in page
    assert "## Artists kept apart" in page
    assert page.count("| metal |") == 2
    assert (tmp_path / "docs" / "alarms.png").stat().st_size > 5000


NO_MUSIC = alarms.no_music(sounds=4, seconds=8)
