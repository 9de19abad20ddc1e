"""The page about the embedded collection, on a small collection and a short training."""

import dataclasses

import pytest

from genrekit import audio, cli, collection, experiments, listen, report
from genrekit.genres import GENRES


def one_clip():
    """In place of `bench.clip_milliseconds`; named, so that another process can find it."""
    return {"one clip, median (ms)": 61.2}


@pytest.fixture
def small(monkeypatch, tmp_path):
    """Everything as in earnest, but with few and short clips."""
    monkeypatch.setenv("GENREKIT_HOME", str(tmp_path / "home"))
    config = experiments.Config(clips_per_genre=2, epochs=1, crop_seconds=2.0, crops=1)
    defaults = dataclasses.asdict(config)
    for name, value in defaults.items():
        monkeypatch.setattr(experiments.Config, name, value)
    monkeypatch.setattr(experiments.Config.__init__, "__defaults__", tuple(defaults.values()))
    few = collection.embedded(clips_per_genre=2, seconds=5)
    monkeypatch.setattr(report, "embedded", lambda: few)
    monkeypatch.setattr(report.bench, "clip_milliseconds", one_clip)
    monkeypatch.setattr(report.bench, "extraction_seconds", lambda: {"1,000 clips to MFCCs (s)": 34.0})
    few.of(["blues", "jazz"]).export(tmp_path / "songs", progress=False)
    return tmp_path


@pytest.mark.slow
@pytest.mark.usefixtures("step_by_step")
def test_the_page_is_written(small, capsys):
    arguments = ["report", str(small / "docs"), "--seeds", "1", "--real", str(small / "songs")]
    assert cli.main([*arguments, "--difficulties", "0"]) == 0
    page = (small / "docs" / "collection.md").read_text()
    assert "seeds: 1" in page
    assert "songs at random" in page
    assert "artists kept apart" in page
    assert "4 recordings" in page
    assert "| 0 |" in page
    assert "| one clip, median (ms) | 61 | 100 |" in page
    for picture in ("by_song.png", "by_artist.png", "clips.png", "clips.html", "what-you-get.png"):
        assert (small / "docs" / picture).stat().st_size > 1000
        assert picture in page or picture in ("clips.html", "what-you-get.png")
    assert (small / "docs" / "clips.html").read_text().count("<audio") == 2 * len(GENRES)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--seeds", "0"], "seeds is 0"),
        (["--difficulties", "0.2", "1.2"], "difficulties is 1.2"),
        (["--real", "nowhere"], "nowhere"),
        (["--real", "songs"], "polka is none of the ten genres"),
    ],
)
def test_what_cannot_be_measured_is_told_before_anything_is_trained(
    arguments, says, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(report, "_by_split", lambda *_: pytest.fail("trained"))
    for genre in ("blues", "polka"):
        for number in (0, 1):
            path = tmp_path / "songs" / genre / f"{number}.wav"
            path.parent.mkdir(parents=True, exist_ok=True)
            audio.write(path, listen.tone(440, 1.0 + number))
    assert cli.main(["report", "docs", *arguments]) != 0
    assert says in capsys.readouterr().err
    assert not (tmp_path / "docs").exists()
