"""The page about the embedded collection, on a small collection and a short training."""

import dataclasses

import pytest

from genrekit import cli, collection, experiments, report

pytestmark = pytest.mark.slow


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
    few.of(["blues", "jazz"]).export(tmp_path / "songs", progress=False)
    return tmp_path


def test_the_page_is_written(small, capsys):
    arguments = ["report", str(small / "docs"), "--seeds", "1", "--real", str(small / "songs")]
    assert cli.main([*arguments, "--difficulties", "0"]) == 0
    page = (small / "docs" / "collection.md").read_text()
    assert "seeds: 1" in page
    assert "songs at random" in page
    assert "artists kept apart" in page
    assert "4 recordings" in page
    assert "| 0 |" in page
    for picture in ("by_song.png", "by_artist.png", "clips.png", "clips.html"):
        assert (small / "docs" / picture).stat().st_size > 1000
        assert picture in page or picture == "clips.html"
    assert (small / "docs" / "clips.html").read_text().count("<audio") == 20
