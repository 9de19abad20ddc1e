"""Every fault that is put into an export of the embedded collection is found by its name, and no other."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
import soundfile
import soxr
from conftest import make_folder, tone

from genrekit import audio, cli, collection, paths, verification
from genrekit.audio import SR
from genrekit.bench import growth
from genrekit.verification import findings, fingerprint, matches, matching
from genrekit.verification.examine import examine


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    """Forty embedded clips of 30 s as files, four of each genre."""
    songs = collection.embedded(clips_per_genre=4)
    return songs.export(tmp_path_factory.mktemp("export"), progress=False) / "genres_original"


@pytest.fixture
def songs(export, tmp_path):
    return shutil.copytree(export.parent, tmp_path / "songs") / export.name


def clips(root, number=0):
    """Files of ten genres."""
    return [sorted(genre.iterdir())[number] for genre in sorted(root.iterdir())]


def load(path):
    return soundfile.read(path, dtype="float32")[0]


def save(path, y, sr=SR, **how):
    soundfile.write(path, y, sr, **how)


def coded(y, path, fmt, subtype, level):
    """As an encoder gives it at its lowest rate."""
    with soundfile.SoundFile(path, "w", SR, 1, format=fmt, subtype=subtype, compression_level=level) as file:
        file.write(y)
    return load(path)


def test_every_fault_is_found_and_none_invented(songs, capsys):
    first, second = clips(songs), clips(songs, 1)
    name = [path.stem for path in first]
    expected = set()

    def fault(kind, clip):
        expected.add((kind, clip))

    first[0].unlink()
    fault("missing", name[0])
    first[1].write_bytes(b"")
    fault("unreadable", name[1])
    first[2].write_bytes(np.random.default_rng(0).bytes(300_000))
    fault("unreadable", name[2])
    whole = first[3].read_bytes()
    first[3].write_bytes(whole[: len(whole) // 2])
    fault("cut", name[3])
    save(first[4], soxr.resample(load(first[4]), SR, 44100), 44100)
    fault("rate", name[4])
    save(first[5], np.stack([load(first[5])] * 2, axis=1))
    fault("channels", name[5])
    save(first[6], load(first[6])[: 20 * SR])
    fault("length", name[6])
    save(first[7], np.zeros(30 * SR))
    fault("silence", name[7])
    y = load(first[8])
    y[10 * SR : 15 * SR] = 0
    save(first[8], y)
    fault("silence", name[8])
    y = load(first[9])
    save(first[9], np.clip(4 * y / np.abs(y).max(), -0.9, 0.9))
    fault("clipping", name[9])
    save(second[0], np.clip(0.5 * load(second[0]) + 0.05, -1, 1))
    fault("offset", second[0].stem)
    save(second[1], load(second[1]), format="FLAC", subtype="PCM_16")
    fault("ending", second[1].stem)
    # The copies replace songs, so that no number is missing; one stands under another genre.
    shutil.copy(second[2], second[3])
    fault("duplicate", second[3].stem)
    save(second[5], 0.3 * load(second[4]))
    fault("near-duplicate", second[5].stem)
    save(second[7], np.append(load(second[6])[int(7.3 * SR) :], load(second[7])[: int(7.3 * SR)]))
    fault("near-duplicate", second[7].stem)
    save(second[9], coded(load(second[8]), songs / "x.mp3", "MP3", "MPEG_LAYER_III", 0.9)[: 30 * SR])
    (songs / "x.mp3").unlink()
    fault("near-duplicate", second[9].stem)

    report = verification.verify(songs.parent, progress=False)
    assert set(zip(report.findings["kind"], report.findings["clip"], strict=True)) == expected
    assert len(report.findings) == len(expected)
    told = report.findings.set_index("clip")["detail"]
    assert told[second[3].stem] == f"the same as {second[2].stem}, which is called {second[2].parent.name}"
    assert "beginning 7.3 s" in told[second[7].stem]
    assert report.counts["files"].sum() == 39
    assert report.counts["usable"].sum() == 36
    assert report.counts["findings"].sum() == len(expected)
    assert json.loads(report.file.read_text(encoding="utf-8"))["findings"] == report.findings.to_dict(
        "records"
    )

    assert cli.main(["verify", str(songs)]) == 1
    printed = capsys.readouterr().out
    assert all(clip in printed for _, clip in expected)
    assert cli.main(["verify", str(songs), "--allow", ",".join(findings.KINDS)]) == 0


def test_a_sound_export_has_no_findings(export, capsys):
    assert cli.main(["verify", str(export.parent)]) == 0
    assert "Nothing is wrong with it." in capsys.readouterr().out


def test_what_cannot_be_verified_has_a_status_of_its_own(tmp_path, capsys):
    assert cli.main(["verify", str(tmp_path / "nowhere")]) == 2
    assert cli.main(["verify", str(tmp_path), "--allow", "noise"]) == 2
    assert "--allow noise: choose from missing, unused, unreadable" in capsys.readouterr().err


def test_kaggle_s_broken_song_is_named(tmp_path):
    """Its jazz.00054.wav is no sound; other copies lack it."""
    root = make_folder(tmp_path / "Data/genres_original", ("blues", "jazz"), songs=60, seconds=1.0)
    (root / "jazz/jazz.00054.wav").write_bytes(b"MSFT junk" * 1000)
    found = verification.verify(tmp_path, progress=False).findings
    assert ("unreadable", "jazz.00054") in set(zip(found["kind"], found["clip"], strict=True))
    (root / "jazz/jazz.00054.wav").unlink()
    found = verification.verify(tmp_path, progress=False).findings
    assert ("missing", "jazz.00054") in set(zip(found["kind"], found["clip"], strict=True))


def test_a_selection_misses_nothing(tmp_path):
    root = make_folder(tmp_path, ("blues", "jazz"), songs=10, seconds=1.0)
    for number in (1, 2, 4, 5, 7):
        (root / f"blues/blues.{number:05d}.wav").unlink()
    assert "missing" not in set(verification.verify(root, progress=False).findings["kind"])


def test_a_list_s_missing_files(tmp_path):
    root = make_folder(tmp_path, ("dub", "ska"), songs=3, seconds=1.0)
    rows = [f"{genre}/{genre}.{number:05d}.wav,Ann" for genre in ("dub", "ska") for number in range(3)]
    (root / "artists.csv").write_text("\n".join(["file,artist", *rows, "ska/nine.wav,Bob"]))
    found = verification.verify(root, progress=False).findings
    assert ("missing", "ska/nine") in set(zip(found["kind"], found["clip"], strict=True))


def test_lists_of_songs_in_folders_miss_nothing(tmp_path):
    """The list says what the genre is, the folder does not."""
    root = make_folder(tmp_path, ("000", "001"), songs=3, seconds=1.0)
    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.wav"))
    rows = [f"{file},{('dub', 'ska')[number % 2]}" for number, file in enumerate(files)]
    (root / "songs.csv").write_text("\n".join(["file,genre", *rows]))
    (root / "artists.csv").write_text("\n".join(["file,artist", *(f"{file},Ann" for file in files)]))
    assert len(verification.verify(root, progress=False).findings) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_that_cannot_be_printed(tmp_path, monkeypatch, capsys):
    root = make_folder(tmp_path, ("dub", "ska"), songs=2, seconds=1.0)
    try:
        (root / "dub/dub.00000.wav").rename(os.fsdecode(os.fsencode(root) + b"/dub/\xff\n.wav"))
    except OSError:
        pytest.skip("this system's names are always text")
    (root / "ska/曲.wav").write_bytes(b"")
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert cli.main(["verify", str(root)]) == 1
    terminal.flush()
    assert b"ska/\\u66f2: " in terminal.buffer.getvalue()


def test_a_second_look_reads_no_file(folder, monkeypatch):
    first = verification.verify(folder, jobs=1, progress=False)

    def never(*args):
        raise AssertionError("read again")

    monkeypatch.setattr(verification.base.examine, "examine", never)
    second = verification.verify(folder, jobs=1, progress=False)
    assert first.file == second.file
    assert first.counts.equals(second.counts)


def test_damaged_notes_are_made_again(folder, home):
    first = verification.verify(folder, jobs=1, progress=False)
    for note in home.rglob("*.npz"):
        note.write_bytes(note.read_bytes()[:50])
    assert verification.verify(folder, jobs=1, progress=False).findings.equals(first.findings)


# --- fingerprints ---


def changed(y, how, other, tmp_path):
    match how:
        case "much softer":
            return 0.03 * y
        case "8 kHz":
            return soxr.resample(soxr.resample(y, SR, 8000), 8000, SR)
        case "poor MP3":
            return coded(y, tmp_path / "x.mp3", "MP3", "MPEG_LAYER_III", 0.99)
        case "poor OGG":
            return coded(y, tmp_path / "x.ogg", "OGG", "VORBIS", 1.0)
        case "shifted":
            return np.append(y[int(15.11 * SR) :], other[: int(15.11 * SR)])
        case "cut out":
            return y[7 * SR + 111 : 17 * SR]
        case "all at once":
            return coded(0.2 * y[int(12.3 * SR) :], tmp_path / "x.mp3", "MP3", "MPEG_LAYER_III", 0.99)


@pytest.mark.parametrize(
    ("how", "seconds"),
    [
        ("much softer", 0),
        ("8 kHz", 0),
        ("poor MP3", 0),
        ("poor OGG", 0),
        ("shifted", 15.11),
        ("cut out", 7.0),
        ("all at once", 12.3),
    ],
)
def test_a_changed_recording_is_the_same(export, tmp_path, how, seconds):
    originals = [load(path) for path in clips(export)]
    for y, other in zip(originals, originals[1:] + originals[:1], strict=True):
        pair = [fingerprint([y]), fingerprint([changed(y, how, other, tmp_path).astype(np.float32)])]
        (match,) = matches(pair)
        assert match.seconds == pytest.approx(seconds, abs=0.06)


def test_songs_of_one_artist_are_not_the_same():
    """They share samples, a room and a style."""
    songs = collection.embedded().of(("classical", "hiphop", "jazz"))
    artists = songs.table["artist"].drop_duplicates()[::4]
    few = songs.table.index[songs.table["artist"].isin(artists)]
    prints = [fingerprint(songs.blocks(clip)) for clip in few]
    assert len(few) == 75
    assert matches(prints, least=0.08) == []


def piece(seed, loop, seconds=20):
    """A tune of its own, on one synthesizer and at one tempo, over a loop that others use, too."""
    rng = np.random.default_rng(seed)
    notes = rng.choice([220.0, 247.5, 275.0, 330.0, 366.7, 440.0, 495.0], 4 * seconds)
    t = np.arange(SR // 4) / SR
    tune = [np.exp(-6 * t) * sum(np.sin(2 * np.pi * hz * k * t) / k for k in range(1, 6)) for hz in notes]
    return (
        0.2 * np.concatenate(tune)[: seconds * SR // 1]
        + 0.2 * np.tile(loop, seconds // 2)[: len(notes) * len(t)]
    ).astype(np.float32)


@pytest.fixture(params=["all at once", "in many parts"])
def parts(request, monkeypatch):
    """What is known of many sounds waits on disk, and is compared part by part."""
    if request.param == "in many parts":
        monkeypatch.setattr(matching, "_AT_ONCE", 700)


@pytest.mark.usefixtures("parts")
def test_pieces_over_one_loop_are_not_the_same():
    rng = np.random.default_rng(0)
    beat = rng.standard_normal(SR // 2) * np.exp(-np.arange(SR // 2) / 800)
    loop = np.concatenate([beat, 0.3 * beat, beat, 0.6 * beat])
    prints = [fingerprint([piece(seed, loop)]) for seed in range(16)]
    assert matches(prints) == []
    copy = fingerprint([0.3 * piece(3, loop)[5 * SR :]])
    assert [(match.first, match.second) for match in matches([*prints, copy])] == [(3, 16)]


def test_in_parts_the_same_sounds_are_found(export, monkeypatch):
    """With the same shift and share, and whatever lies between two copies."""
    originals = [load(path) for path in clips(export)]
    halves = [y[5 * SR : 20 * SR] for y in originals]
    prints = [fingerprint([y]) for y in [*originals, *halves]]
    at_once = matches(prints)
    assert len(at_once) >= len(originals)
    assert at_once == sorted(at_once, key=lambda match: (match.first, match.second))
    for common in (20, 2):
        monkeypatch.setattr(matching, "_COMMON", common)
        monkeypatch.setattr(matching, "_AT_ONCE", 2**21)
        at_once = matches(prints)
        monkeypatch.setattr(matching, "_AT_ONCE", 5000)
        assert matches(prints) == at_once


def test_of_many_copies_each_is_found_with_others(monkeypatch):
    """Not all with all: of a thousand copies, that would be half a million."""
    monkeypatch.setattr(matching, "_COMMON", 5)
    song, *others = [piece(seed, np.zeros(2 * SR)) for seed in range(3)]
    copies = [fingerprint([song[SR * later // 8 :]]) for later in range(30)]
    found = matches([*(fingerprint([y]) for y in others), *copies])
    assert {match.second for match in found} == set(range(3, 32))
    assert {match.first for match in found} == set(range(2, 31))
    assert len(found) < 30 * 15
    seconds = [match.seconds for match in matches(copies[:3])]
    assert seconds == pytest.approx([1 / 8, 1 / 4, 1 / 8], abs=0.03)


class Unrelated(growth.Unrelated):
    """Counts how often one is asked for."""

    asked = 0

    def __getitem__(self, number):
        Unrelated.asked += 1
        return super().__getitem__(number)


def test_unrelated_sounds_are_not_looked_at_two_by_two():
    """Each is asked for once: by twos, that would be thousands of times."""
    Unrelated.asked = 0
    assert matches(Unrelated(120)) == []
    assert Unrelated.asked <= 120 + 2  # who goes through a sequence learns at its end that it ends


def test_many_sounds_are_compared_without_holding_all_of_them(monkeypatch):
    monkeypatch.setattr(matching, "_AT_ONCE", 20_000)
    peaks = {}
    for sounds in (240, 40, 240):  # the first time, libraries fetch what they keep
        tracemalloc.start()
        matches(growth.Unrelated(sounds))
        peaks[sounds] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peaks[240] < 1.2 * peaks[40]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no disk that is always full")
def test_a_full_disk_for_temporary_files_is_told_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(matching, "_AT_ONCE", 10)
    full = tmp_path / "triples"
    full.mkdir()
    for part in range(256):
        (full / f"{part}").symlink_to("/dev/full")
    with pytest.raises(paths.DiskError, match=r"^.*triples: the disk is full.*$"):
        matching._Dealt(full, lambda some: some).add(np.arange(256))


def test_what_sounds_all_the_time_is_compared_around_the_shift():
    """Each pair of peaks with each other of its kind, that would be a hundred million."""
    frames = np.arange(10_000, dtype=np.int32)
    drone = verification.Fingerprint(np.full(10_000, 5, np.int32), frames)
    shift, count, rival = matching._agreement(drone, drone, 700)
    assert abs(shift - 700) <= 101
    assert 0 < rival < count <= 2 * 10_000


def test_the_pieces_do_not_matter():
    y = np.random.default_rng(0).standard_normal(20 * SR).astype(np.float32)
    whole = fingerprint([y])
    pieces = fingerprint(np.split(y, [1, 500, 5000, 100_001]))
    np.testing.assert_array_equal(whole.hashes, pieces.hashes)
    np.testing.assert_array_equal(whole.frames, pieces.frames)


def test_hardly_any_sound_has_no_match():
    assert matches([]) == []
    assert (
        matches([fingerprint([]), fingerprint([tone(seconds=0.01)]), fingerprint([np.zeros(SR, "f4")])]) == []
    )


# --- one file ---


def test_what_is_no_number_is_told_once(tmp_path):
    root = make_folder(tmp_path, ("dub", "ska"), songs=3, seconds=2.0)
    y = tone(seconds=2)
    y[SR] = np.inf
    save(root / "dub/dub.00000.wav", y, subtype="FLOAT")
    report = verification.verify(root, progress=False)
    assert list(report.findings["kind"]) == ["unreadable"]
    # JSON has neither NaN nor Infinity, though Python writes them.
    json.loads(report.file.read_text(encoding="utf-8"), parse_constant=pytest.fail)


def test_many_copies_are_told_once_each(tmp_path):
    root = make_folder(tmp_path, ("dub", "ska"), songs=1, seconds=1.0)
    y, rng = piece(0, np.zeros(2 * SR)), np.random.default_rng(0)
    for number in range(1, 13):
        save(root / f"dub/dub.{number:05d}.wav", y + 0.001 * rng.standard_normal(len(y)))
    kinds = verification.verify(root, progress=False).findings["kind"]
    assert (kinds == "near-duplicate").sum() == 11


def test_what_is_measured_of_a_file(tmp_path):
    path = tmp_path / "song.flac"
    both = np.stack([tone(seconds=8, sr=44100), np.full(8 * 44100, 0.25)], axis=1)
    both[44100 : 5 * 44100] = 0
    save(path, both, 44100)
    facts, _ = examine(path)
    assert (facts.format, facts.rate, facts.channels, facts.seconds) == ("FLAC", 44100, 2, 8.0)
    assert facts.peak == pytest.approx(0.5, abs=1e-3)
    assert facts.offset == pytest.approx(0.125, abs=1e-3)
    assert facts.silent_seconds == pytest.approx(4, abs=0.1)
    assert facts.problem == facts.cut == ""


def test_the_same_samples_in_another_format_have_the_same_digest(tmp_path):
    for ending in ("wav", "flac", "aiff", "au"):
        save(tmp_path / f"a.{ending}", np.int16(20000 * tone()), subtype="PCM_16")
    assert len({examine(path)[0].digest for path in tmp_path.iterdir()}) == 1
    save(tmp_path / "b.wav", tone(level=0.4))
    assert examine(tmp_path / "b.wav")[0].digest != examine(tmp_path / "a.wav")[0].digest


def test_clipping_is_what_is_flat_not_what_is_loud(tmp_path):
    y = np.random.default_rng(0).standard_normal(5 * SR)
    loud, flat = y / np.abs(y).max(), np.clip(y, -1, 1)
    save(tmp_path / "loud.wav", loud)
    save(tmp_path / "flat.wav", flat)
    save(tmp_path / "bass.wav", tone(50, 5, level=1.0))
    assert examine(tmp_path / "loud.wav")[0].clipped < 0.0001
    assert examine(tmp_path / "bass.wav")[0].clipped < 0.0001
    save(tmp_path / "slow.wav", tone(45, 2, 96000, level=0.9), 96000)
    assert examine(tmp_path / "slow.wav")[0].clipped < 0.001
    save(tmp_path / "soft.wav", tone(80, 2, level=0.02))
    assert examine(tmp_path / "soft.wav")[0].clipped == 0
    save(tmp_path / "coarse.wav", tone(110, 2, level=0.6), subtype="PCM_U8")
    assert examine(tmp_path / "coarse.wav")[0].clipped == 0
    assert examine(tmp_path / "flat.wav")[0].clipped > 0.01


FACTS = verification.examine.Facts("WAV", SR, 1, 30.0, 0.9, 0.0, 0.0, 0.0, "", "", "")


def test_songs_of_all_lengths_are_no_fault():
    facts = {str(number): replace(FACTS, seconds=60.0 + 30 * number) for number in range(10)}
    assert list(findings.of_each(facts, dict.fromkeys(facts, ".wav"))) == []


GENRES = ("blues", "jazz", "rock")


def numbered(first, last, missing=()):
    """Ids of GTZAN's kind without some."""
    ids = [f"{genre}.{number:05d}" for genre in GENRES for number in range(first, last + 1)]
    return [clip for clip in ids if clip not in missing]


@pytest.mark.parametrize("missing", ["jazz.00099", "jazz.00000", "jazz.00050"])
def test_gaps_in_a_numbering(missing):
    two = [
        clip.replace("rock", genre)
        for genre in ("pop", "metal")
        for clip in numbered(0, 99)
        if "rock" in clip
    ]
    ids = [*numbered(0, 99, [missing]), *two]
    assert [finding.clip for finding in findings.of_numbers(ids)] == [missing]


def test_numberings_that_miss_nothing():
    assert list(findings.of_numbers(numbered(1, 100))) == []
    # Genres of different size: who knows how many there were?
    assert list(findings.of_numbers([*numbered(0, 99)[:195], *numbered(0, 89)[180:]])) == []


def test_audio_errors_of_the_middle_of_a_file(tmp_path):
    y = tone(seconds=2).astype("f4")
    y[SR] = np.nan
    save(tmp_path / "a.wav", y, subtype="FLOAT")
    assert "no numbers" in examine(tmp_path / "a.wav")[0].problem
    with pytest.raises(audio.AudioError, match="no such file"):
        examine(tmp_path / "b.wav")
