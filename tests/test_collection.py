"""Collections: the embedded one, and folders in the shapes that people have."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from conftest import make_folder, tone

from genrekit import collection, corpus
from genrekit.audio import SR, AudioError
from genrekit.corpus import studio
from genrekit.genres import GENRES


def test_embedded_is_ten_genres_of_twenty_artists():
    whole = collection.embedded()
    assert whole.genres == GENRES
    assert len(whole) == 1000
    assert whole.table.index.is_unique
    assert whole.table.index[3] == "blues.00003"
    assert (whole.table.groupby("genre").artist.nunique() == 20).all()
    assert (whole.table.groupby(["genre", "artist"]).size() == 5).all()
    assert [whole.genres[label] for label in whole.labels] == whole.table.genre.tolist()


def test_few_clips_still_come_from_all_artists():
    assert (collection.embedded(clips_per_genre=20).table.groupby("genre").artist.nunique() == 20).all()
    assert len(collection.embedded(clips_per_genre=3)) == 30


def test_embedded_clip_and_its_score():
    few = collection.embedded(clips_per_genre=1, seconds=8)
    y = few.load("jazz.00000")
    assert y.shape == (8 * SR,)
    assert y.dtype == np.float32
    score = few.score("jazz.00000")
    assert score.genre == "jazz"
    assert len(score.table())
    np.testing.assert_array_equal(y, few.load("jazz.00000"))


def test_stems_add_up_to_what_is_recorded(monkeypatch):
    few = collection.embedded(clips_per_genre=1, seconds=5)
    mixed = []
    monkeypatch.setattr(
        studio, "record", lambda stems, *_, **__: mixed.append(sum(stems.values())) or mixed[0]
    )
    few.load("reggae.00000")
    stems = few.stems("reggae.00000")
    assert tuple(stems) == corpus.ROLES
    assert {y.shape for y in stems.values()} == {(5 * SR,)}
    np.testing.assert_allclose(sum(stems.values()), mixed[0], atol=1e-6)
    assert all(y.std() > 0 for y in stems.values())


def test_stems_and_recording_make_the_clip():
    few = collection.embedded(clips_per_genre=1, seconds=5)
    assert few.recording("blues.00000") == corpus.artist("blues", 0).recording
    assert set(few.stems("blues.00000")) == {part.role for part in few.score("blues.00000").parts}
    y = studio.record(few.stems("blues.00000"), few.recording("blues.00000"), seed=0)
    # Another take: only where the noise begins is different.
    assert np.corrcoef(y, few.load("blues.00000"))[0, 1] > 0.9


def test_recordings_come_without_stems(folder):
    found = collection.from_folder(folder)
    assert found.stems("low.00000") is found.recording("low.00000") is found.score("low.00000") is None
    with pytest.raises(KeyError, match="nothing"):
        found.stems("nothing")


def test_embedded_clips_are_the_same_in_another_process_and_order():
    clips = ["rock.00042", "jazz.00007", "rock.00041"]
    few = collection.embedded(seconds=5)
    here = {clip: hashlib.sha256(few.load(clip).tobytes()).hexdigest() for clip in clips}
    code = (
        "import hashlib, json; from genrekit import collection; few = collection.embedded(seconds=5);"
        f"print(json.dumps({{c: hashlib.sha256(few.load(c).tobytes()).hexdigest() for c in {clips[::-1]}}}))"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert json.loads(there) == here


def test_clips_of_some_genres():
    few = collection.embedded(clips_per_genre=2).of(["rock", "blues"])
    assert few.genres == ("blues", "rock")
    assert few.labels.tolist() == [0, 0, 1, 1]
    with pytest.raises(ValueError, match=r"^genre 'polka' is not in embedded; choose from blues,"):
        few.of(["polka"])


def test_another_seed_is_another_song():
    one, two = (collection.embedded(clips_per_genre=1, seed=seed, seconds=8) for seed in (0, 1))
    assert one.key("pop.00000") != two.key("pop.00000")
    assert not np.array_equal(one.load("pop.00000"), two.load("pop.00000"))


@pytest.mark.parametrize(
    "settings",
    [{"clips_per_genre": "many"}, {"seconds": float("nan")}, {"clips_per_genre": True}, {"seed": 1.5}],
)
def test_embedded_refuses_what_is_no_number(settings):
    (name,) = settings
    with pytest.raises(ValueError, match=f"^{name} is .*choose"):
        collection.embedded(**settings)


@pytest.mark.parametrize(
    "settings", [{"clips_per_genre": 0}, {"clips_per_genre": 101}, {"seed": -1}, {"seconds": 1}]
)
def test_embedded_refuses_what_is_out_of_range(settings):
    (name,) = settings
    with pytest.raises(ValueError, match=name):
        collection.embedded(**settings)


def test_folder_of_genres(folder):
    found = collection.open_collection(folder)
    assert found.genres == ("high", "low", "mid")
    assert len(found) == 15
    assert "mid.00004" in found.table.index
    assert found.table.seconds.tolist() == pytest.approx([6.0] * 15)
    assert found.load("mid.00004").shape == (6 * SR,)
    assert found.score("mid.00004") is None
    assert found.left_out == {}


def test_the_genres_are_found_below(tmp_path):
    make_folder(tmp_path / "Data" / "genres_original")
    assert collection.from_folder(tmp_path).genres == ("high", "low", "mid")


def test_folders_in_a_genre_are_artists(tmp_path):
    for path in (
        "folk/Ann Oak/album/one.wav",
        "folk/Bo Elm/two.wav",
        "soul/Cy Ash/one.wav",
        "soul/single.wav",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(tmp_path / path, tone(), SR)
    table = collection.from_folder(tmp_path).table
    assert table.loc["folk/Ann Oak/album/one", "artist"] == "Ann Oak"
    assert table.loc["folk/Bo Elm/two", "artist"] == "Bo Elm"
    assert table.loc["soul/single", "artist"] == ""


def test_one_name_two_endings_are_two_clips(folder):
    soundfile.write(folder / "mid" / "mid.00004.flac", tone(), SR)
    assert len(collection.from_folder(folder)) == 16


def test_a_bad_file_does_not_take_its_namesake_along(folder):
    (folder / "low" / "low.00000.mp3").write_text("no sound")
    found = collection.from_folder(folder)
    assert len(found) == 15
    assert not set(found.left_out) & set(found.table.index)


def test_formats_that_cannot_be_read_are_named(folder):
    (folder / "low" / "song.m4a").write_bytes(b"some other format")
    assert "Convert it" in collection.from_folder(folder).left_out["low/song"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_a_circle_end(folder):
    (folder / "low" / "again").symlink_to(folder)
    (folder / "again").symlink_to(folder)
    assert len(collection.from_folder(folder)) == 15


def test_example_passes_over_what_cannot_be_used(folder):
    soundfile.write(folder / "low" / "low.00000.wav", np.zeros(6 * SR), SR)
    assert collection.from_folder(folder).example("low") == "low.00001"


def test_a_folder_called_by_a_number(tmp_path, monkeypatch):
    make_folder(tmp_path / "2024")
    monkeypatch.chdir(tmp_path)
    assert len(collection.open_collection(2024)) == 15


def test_a_changed_file_has_another_key(folder):
    before = collection.from_folder(folder).key("low.00000")
    soundfile.write(folder / "low" / "low.00000.wav", tone(333, 7), SR)
    assert collection.from_folder(folder).key("low.00000") != before


def test_bad_files_are_left_out_by_name(folder):
    (folder / "low" / "low.00000.wav").write_text("no sound")
    (folder / "low" / "low.00001.wav").write_bytes(b"")
    (folder / "low" / "notes.txt").write_text("not even meant as sound")
    (folder / "low" / "._low.00002.wav").write_text("left by a file manager")
    found = collection.from_folder(folder)
    assert len(found) == 13
    assert set(found.left_out) == {"low.00000", "low.00001"}
    assert "low.00001.wav" in found.left_out["low.00001"]
    assert "empty" in found.left_out["low.00001"]


@pytest.mark.parametrize(("genres", "says"), [((), "found none"), (("only",), "found only only")])
def test_too_few_genres(tmp_path, genres, says):
    make_folder(tmp_path / "songs", genres) if genres else (tmp_path / "songs").mkdir()
    with pytest.raises(ValueError, match=says) as caught:
        collection.from_folder(tmp_path / "songs")
    assert "songs" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_folder(tmp_path):
    with pytest.raises(ValueError, match="no such folder"):
        collection.from_folder(tmp_path / "nowhere")


def test_unknown_clip_is_named():
    with pytest.raises(KeyError, match=r"blues\.99999"):
        collection.embedded(clips_per_genre=1).load("blues.99999")


def test_silent_file_is_found_when_it_is_read(folder):
    soundfile.write(folder / "low" / "low.00000.wav", np.zeros(6 * SR), SR)
    with pytest.raises(AudioError, match=r"low\.00000\.wav: is silent"):
        collection.from_folder(folder).load("low.00000")


def test_artists_are_read_from_a_list(folder):
    lines = ["file,artist", "low/low.00000.wav,Ann Oak", r"low\low.00001.wav,NA", "mid.00002.wav,Bo Elm"]
    (folder / "artists.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    artist = collection.from_folder(folder).table.artist
    assert artist[["low.00000", "low.00001", "mid.00002", "high.00000"]].tolist() == [
        "Ann Oak",
        "NA",
        "Bo Elm",
        "",
    ]


@pytest.mark.parametrize("text", ["", "song,who\na,b\n", 'file,artist\n"a,b\n'])
def test_a_list_of_artists_that_cannot_be_read_is_named(folder, text):
    (folder / "artists.csv").write_text(text)
    with pytest.raises(ValueError, match=r"^[^\n]*artists\.csv: needs [^\n]*$"):
        collection.from_folder(folder)


def test_import_needs_no_tensorflow():
    code = (
        "import genrekit, genrekit.collection, genrekit.features, sys; sys.exit('tensorflow' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent).returncode == 0


def test_difficulty_is_another_sound_of_the_same_songs():
    usual, easy = (collection.embedded(clips_per_genre=2, seconds=5, difficulty=d) for d in (0.5, 0.0))
    clip = "rock.00000"
    assert usual.name == "embedded"
    assert easy.name == "embedded-difficulty0"
    assert usual.key(clip) != easy.key(clip)
    assert usual.score(clip).title == easy.score(clip).title
    assert not np.allclose(usual.load(clip), easy.load(clip))
    alike = {easy.recording(clip).level_db for clip in easy.table.index[easy.table.genre == "rock"]}
    assert len(alike) == 1
    with pytest.raises(ValueError, match="difficulty"):
        collection.embedded(difficulty=1.5)


# --- simulated collections ----------------------------------------------------------------------------


def test_a_simulated_collection_is_as_large_as_it_is_asked_for():
    songs = collection.simulated(23, seconds=0.25)
    assert len(songs) == 23
    assert songs.table["genre"].value_counts().to_dict()["blues"] == 3
    sounds = [songs.load(clip) for clip in songs.table.index]
    assert all(y.dtype == np.float32 and len(y) == round(0.25 * SR) for y in sounds)
    assert 0.05 < min(np.abs(y).max() for y in sounds) <= max(np.abs(y).max() for y in sounds) <= 1
    assert len({y.tobytes() for y in sounds}) == 23, "no two are alike"
    again = collection.simulated(23, seconds=0.25)
    np.testing.assert_array_equal(again.load("pop.0000001"), songs.load("pop.0000001"))
    other = collection.simulated(23, seconds=0.25, seed=1)
    assert (other.load("pop.0000001") != songs.load("pop.0000001")).any()
    assert other.key("pop.0000001") != songs.key("pop.0000001")


def test_simulated_clips_of_changed_code_have_other_keys(monkeypatch):
    songs = collection.simulated(10)
    before = songs.key("pop.0000000")
    monkeypatch.setattr(sys.modules[type(songs._source).__module__], "_CODE", "another")
    assert songs.key("pop.0000000") != before


@pytest.mark.parametrize(
    "wrong", [{"songs": 5}, {"songs": 2.5}, {"songs": 20, "seconds": 0}, {"songs": 20, "seed": -1}]
)
def test_a_simulated_collection_refuses_what_makes_no_sense(wrong):
    with pytest.raises(ValueError, match="choose a"):
        collection.simulated(**wrong)
