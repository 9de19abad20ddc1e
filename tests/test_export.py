"""Export: a collection on disk in GTZAN's layout, that is read back, resumed, and tells what it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest
import soundfile
from conftest import make_folder, tone

from genrekit import cli, collection, splits
from genrekit.audio import SR
from genrekit.collection import export as export_module
from genrekit.corpus import Artist, Bass, Recipe


@pytest.fixture
def few():
    return collection.embedded(clips_per_genre=2, seconds=5).of(["blues", "rock"])


@dataclass
class Watched:
    """A source that notes which clips are asked for, and fails at one of them."""

    source: object
    seen: list
    broken: str = ""

    def __getattr__(self, name):
        return getattr(self.source, name)

    def load(self, clip):
        if clip == self.broken:
            raise OSError("the disk is full")
        self.seen.append(clip)
        return self.source.load(clip)


def watch(songs, broken=""):
    return replace(songs, _source=Watched(songs._source, [], broken))


def made_again(songs, folder, **settings):
    """The clips that an export made, because they were not there."""
    watched = watch(songs)
    watched.export(folder, progress=False, **settings)
    return watched._source.seen


@pytest.mark.parametrize("fmt", ["wav", "flac"])
@pytest.mark.parametrize("inside", ["", "genres_original"])
def test_an_export_is_a_collection_again(few, tmp_path, fmt, inside):
    folder = few.export(tmp_path / "out", fmt=fmt, progress=False)
    assert (folder / "genres_original" / "blues" / f"blues.00000.{fmt}").is_file()
    again = collection.from_folder(folder / inside)
    assert again.genres == few.genres
    assert again.left_out == {}
    pd.testing.assert_frame_equal(again.table, few.table[["genre", "artist", "seconds"]])
    for clip in few.table.index:
        np.testing.assert_allclose(again.load(clip), few.load(clip), atol=1 / 32767)
    split = splits.by_artist(again.table, train=0.5)
    assert not set(again.table.artist.iloc[split.train]) & set(again.table.artist.iloc[split.test])


def test_who_plays_is_listed(few, tmp_path):
    listed = pd.read_csv(few.export(tmp_path, progress=False) / "artists.csv")
    assert listed.columns.tolist() == ["file", "genre", "artist", "style", "seconds"]
    assert listed.file[1] == "blues/blues.00065.wav"
    assert listed.artist.tolist() == few.table.artist.tolist()


def test_a_second_export_writes_nothing_twice(few, tmp_path):
    assert made_again(few, tmp_path) == few.table.index.tolist()
    assert made_again(few, tmp_path) == []


def test_damaged_and_missing_files_are_written_again(few, tmp_path):
    few.export(tmp_path, progress=False)
    files = sorted(tmp_path.rglob("*.wav"))
    files[0].write_bytes(files[0].read_bytes()[:5000])
    files[2].unlink()
    assert made_again(few, tmp_path) == ["blues.00000", "rock.00000"]


def test_another_seed_is_written_anew(few, tmp_path):
    few.export(tmp_path, progress=False)
    other = collection.embedded(clips_per_genre=2, seconds=5, seed=1).of(few.genres)
    assert made_again(other, tmp_path) == few.table.index.tolist()
    again = collection.from_folder(tmp_path)
    np.testing.assert_allclose(again.load("rock.00065"), other.load("rock.00065"), atol=1 / 32767)
    assert "seed=1" in (tmp_path / "DATA_CARD.md").read_text(encoding="utf-8")


def test_an_interrupted_export_goes_on(few, tmp_path):
    with pytest.raises(OSError, match="disk is full"):
        watch(few, broken="blues.00065").export(tmp_path, progress=False)
    assert [path.name for path in tmp_path.rglob("*.wav")] == ["blues.00000.wav"]
    assert not list(tmp_path.rglob(".unfinished*"))
    assert not (tmp_path / "artists.csv").exists()
    assert made_again(few, tmp_path) == few.table.index.tolist()[1:]


def test_damaged_notes_mean_all_is_written_anew(few, tmp_path):
    few.export(tmp_path, progress=False)
    (tmp_path / ".genrekit-export.json").write_text('{"blues/blues')
    assert len(made_again(few, tmp_path)) == len(few)


def test_more_may_join_but_nothing_strange_may_stay(few, tmp_path):
    few.of(["blues"]).export(tmp_path, progress=False)
    assert made_again(few, tmp_path) == ["rock.00000", "rock.00065"]
    with pytest.raises(
        ValueError, match=r"holds 2 songs that this export did not write, blues/blues\.00000\.wav among"
    ):
        few.of(["rock"]).export(tmp_path, progress=False)
    with pytest.raises(ValueError, match="holds 4 songs that this export did not write"):
        few.export(tmp_path, fmt="flac", progress=False)


def test_songs_of_others_are_never_overwritten(few, tmp_path):
    foreign = tmp_path / "genres_original" / "blues" / "blues.00000.wav"
    foreign.parent.mkdir(parents=True)
    foreign.write_bytes(b"a song of somebody else")
    with pytest.raises(ValueError, match=r"holds 1 songs that this export did not write, blues/blues\.00000"):
        few.export(tmp_path, progress=False)
    assert foreign.read_bytes() == b"a song of somebody else"
    foreign.rename(foreign.with_suffix(".au"))  # nor joined by ours
    with pytest.raises(ValueError, match=r"blues/blues\.00000\.au"):
        few.export(tmp_path, progress=False)


def test_what_a_killed_export_left_is_no_song(few, tmp_path):
    few.export(tmp_path, progress=False)
    song = next(tmp_path.rglob("rock.00000.wav"))
    left = song.parent / ".unfinished-x1"
    left.mkdir()
    (left / "rock.00001.wav").write_bytes(song.read_bytes())
    assert len(collection.from_folder(tmp_path)) == len(few)
    assert made_again(few, tmp_path) == []


def test_a_kill_between_file_and_note_is_made_good(few, tmp_path, monkeypatch):
    write_notes, calls = export_module._write_notes, []

    def killed(folder, notes):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        write_notes(folder, notes)

    monkeypatch.setattr(export_module, "_write_notes", killed)
    with pytest.raises(KeyboardInterrupt):
        few.export(tmp_path, progress=False)
    monkeypatch.undo()
    assert list(tmp_path.rglob("*.wav"))
    assert made_again(few, tmp_path) == few.table.index.tolist()


def test_what_cannot_be_exported(few, tmp_path):
    with pytest.raises(ValueError, match=r"^format is 'mp3'; choose wav or flac$"):
        few.export(tmp_path, fmt="mp3")
    with pytest.raises(ValueError, match="nothing to export"):
        few.select([]).export(tmp_path)


def test_songs_of_a_folder(tmp_path):
    songs = make_folder(tmp_path / "songs", songs=2)
    (songs / "low" / "Ann Oak").mkdir()
    soundfile.write(songs / "low" / "Ann Oak" / "one.ogg", tone(seconds=6, sr=44100), 44100)
    soundfile.write(songs / "mid" / "mid.00000.wav", np.zeros(SR), SR)
    found = collection.from_folder(songs)
    with pytest.warns(UserWarning, match=r"mid\.00000 is left out.*is silent"):
        folder = found.export(tmp_path / "out", progress=False)
    again = collection.from_folder(folder)
    assert set(again.table.index) == set(found.table.index) - {"mid.00000"}
    assert again.table.artist["low/Ann Oak/one"] == "Ann Oak"
    np.testing.assert_allclose(again.load("low/Ann Oak/one"), found.load("low/Ann Oak/one"), atol=1 / 32767)
    card = (folder / "DATA_CARD.md").read_text(encoding="utf-8")
    assert "mid.00000" in card
    assert "CC0" not in card
    assert "stay with those who hold them" in card
    assert str(tmp_path) not in card + (folder / ".genrekit-export.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", ["Data", "Data/genres_original", "Data/genres_original/out"])
@pytest.mark.parametrize("source", ["Data", "Data/genres_original"])
def test_songs_are_not_written_over(tmp_path, source, target):
    make_folder(tmp_path / "Data" / "genres_original", songs=1)
    found = collection.from_folder(tmp_path / source)
    with pytest.raises(ValueError, match="the songs themselves are there"):
        found.export(tmp_path / target, progress=False)


def test_the_card_tells_what_it_is(tmp_path):
    own = Recipe("polka", [Artist("Anna Elm", "village", (110, 120), "C", "a:8", {"*": "I"}, ((Bass(),),))])
    songs = collection.embedded(clips_per_genre=2, seconds=5, extra=own).of(["polka", "jazz"])
    card = (songs.export(tmp_path, progress=False) / "DATA_CARD.md").read_text(encoding="utf-8")
    for text in ("4 clips of 2 genres, 5 s each, 20 s together", "| polka | 2 | 1 | village |", "CC0 1.0"):
        assert text in card
    for text in ("seed=0", "TimGM6mb", "No benchmark", "Recipes of your own (polka)"):
        assert text in card
    assert max(map(len, card.splitlines())) < 200


def test_command(tmp_path, capsys):
    line = ["export", str(tmp_path / "out"), "--clips-per-genre", "1", "--genres", "blues, jazz"]
    assert cli.main([*line, "--format", "flac", "--seed", "3"]) == 0
    assert "2 clips are in" in capsys.readouterr().out
    assert len(collection.from_folder(tmp_path / "out")) == 2


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (["--genres", "blues,polka"], "genre 'polka' is not in embedded; choose from blues"),
        (["--format", "mp3"], "format is 'mp3'; choose wav or flac"),
        (["--clips-per-genre", "0"], "clips_per_genre is 0; choose"),
        (["--seed", "-1"], "seed is -1; choose"),
    ],
)
def test_a_wish_that_cannot_be_met(tmp_path, capsys, wish, says):
    assert cli.main(["export", str(tmp_path / "out"), *wish]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"genrekit: {says}")
    assert told.count("\n") == 1
    assert not (tmp_path / "out").exists()
