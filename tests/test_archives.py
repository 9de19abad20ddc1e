"""Archives are unpacked whole or not at all, nothing lies outside of the folder, no bomb goes off.

Every refusal is shown with a real archive, zip and tar alike; the full disk is a real one.
"""

from __future__ import annotations

import gzip
import io
import multiprocessing
import os
import random
import shutil
import stat
import struct
import subprocess
import sys
import tarfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genrekit import archives

KINDS = ["songs.zip", "songs.tar", "songs.tar.gz"]
YEAR_2010 = 1_262_347_200
NOISE = random.Random(0).randbytes(3000)
#: Small enough that a bomb is no burden.
TIGHT = archives.Limits(total=3_000_000, file=1_000_000, members=50, ratio=10, floor=100_000)


def zip_info(name, **fields):
    info = zipfile.ZipInfo("x", date_time=time.localtime(YEAR_2010)[:6])
    info.filename, info.compress_type = name, zipfile.ZIP_DEFLATED
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def tar_info(name, size=0, **fields):
    info = tarfile.TarInfo(name)
    info.size, info.mtime = size, YEAR_2010
    if "\0" in name:
        info.name, info.pax_headers = "x", {"path": name}
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def pack(path, files):
    """An archive of files as (name, bytes); names are written as they are, however bad."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as packed:
            for name, data in files:
                packed.writestr(name if isinstance(name, zipfile.ZipInfo) else zip_info(name), data)
    else:
        with tarfile.open(path, "w:gz" if path.suffix == ".gz" else "w") as packed:
            for name, data in files:
                info = name if isinstance(name, tarfile.TarInfo) else tar_info(name)
                if info.isreg():
                    info.size = len(data)
                packed.addfile(info, io.BytesIO(data))
    return path


def files_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def refused(archive, says, limits=archives.LIMITS):
    """The message of an archive that is refused; it leaves nothing behind."""
    before = sorted(archive.parent.rglob("*"))
    with pytest.raises(archives.ArchiveError, match=says) as caught:
        archives.unpack(archive, archive.parent / "out", limits=limits, progress=False)
    told = str(caught.value)
    assert told.isprintable(), "more than a line, or signs that a terminal obeys"
    assert told.startswith(f"{archive}: ")
    assert told.endswith(".")
    assert sorted(archive.parent.rglob("*")) == before
    return told


# --- what is written ---

LAYOUTS = {
    "original": ["genres/blues/blues.00000.au", "genres/blues/blues.00001.au", "genres/jazz/jazz.00000.au"],
    "wav": ["./genres_original/blues/blues.00000.wav", "./genres_original/jazz/jazz.00054.wav"],
    "kaggle": [
        "Data/genres_original/blues/blues.00000.wav",
        "Data/genres_original/jazz/jazz.00054.wav",
        "Data/images_original/blues/blues00000.png",
        "Data/features_30_sec.csv",
    ],
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_sounds_and_lists_of_gtzan_come_out_as_they_went_in(tmp_path, kind, layout):
    files = {name: name.encode() * 1000 for name in LAYOUTS[layout]}
    out = archives.unpack(pack(tmp_path / kind, files.items()), tmp_path / "new" / "out", progress=False)
    wanted = {name.removeprefix("./"): data for name, data in files.items() if not name.endswith(".png")}
    assert files_in(out) == wanted
    assert {path.stat().st_mtime for path in out.rglob("*.*")} == {YEAR_2010}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_hidden_or_of_no_use_is_passed_over(tmp_path, kind):
    names = [
        ".DS_Store", "__MACOSX/blues/._a.wav", "blues/._a.wav", ".git/a.wav", "setup.py", "run.sh", "a.exe",
        "blues/cover.jpg", "blues/song.wav.exe", "inner.zip", "blues/wav",
    ]  # fmt: skip
    kept = [
        "blues/a.wav", "blues/B.MP3", "jazz/c.m4a", "jazz/d.wma", "jazz/e.opus", "artists.csv", "README.md",
        "blues/A-ha/é/notes.txt",
    ]  # fmt: skip
    packed = pack(tmp_path / kind, [(name, b"x") for name in names + kept])
    assert set(files_in(archives.unpack(packed, tmp_path / "out", progress=False))) == set(kept)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("kind", KINDS)
def test_permissions_of_the_archive_are_ignored(tmp_path, kind):
    bad = stat.S_IFREG | 0o6777
    if kind.endswith("zip"):
        name = zip_info("blues/a.wav", external_attr=bad << 16)
    else:
        name = tar_info("blues/a.wav", mode=0o6777, uid=0, gid=0)
    out = archives.unpack(pack(tmp_path / kind, [(name, b"x")]), tmp_path / "out", progress=False)
    (tmp_path / "mine").write_bytes(b"x")
    assert (out / "blues/a.wav").stat().st_mode == (tmp_path / "mine").stat().st_mode


@pytest.mark.parametrize("mtime", [0, -5e9, 1e12, float("inf"), float("nan"), 4e9, 1e300])
def test_odd_times_are_moved_to_where_every_disk_can_keep_them(tmp_path, mtime):
    info = tar_info("a.wav", mtime=0, pax_headers={"mtime": str(mtime)})
    out = archives.unpack(pack(tmp_path / "a.tar", [(info, b"x")]), tmp_path / "out", progress=False)
    assert 1980 <= time.gmtime((out / "a.wav").stat().st_mtime).tm_year <= 2037


def test_a_date_that_no_calendar_has_does_no_harm(tmp_path):
    packed = pack(tmp_path / "a.zip", [("a.wav", b"x")])
    # Day 0 of month 0 of 1980, 31 o'clock, in the local header and in the table of contents.
    data = bytearray(packed.read_bytes())
    for at in (10, data.index(b"PK\x01\x02") + 12):
        data[at : at + 4] = struct.pack("<HH", 31 << 11, 0)
    packed.write_bytes(data)
    out = archives.unpack(packed, tmp_path / "out", progress=False)
    assert 1980 <= time.localtime((out / "a.wav").stat().st_mtime).tm_year <= 2037


def test_the_content_tells_what_it_is_not_the_ending(tmp_path):
    for number, (right, wrong) in enumerate(zip(KINDS, KINDS[1:] + KINDS[:1], strict=True)):
        packed = pack(tmp_path / right, [("a.wav", NOISE)]).rename(tmp_path / f"{number}-{wrong}")
        assert files_in(archives.unpack(packed, tmp_path / f"{number}", progress=False)) == {"a.wav": NOISE}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_a_website_is_no_archive(tmp_path, kind):
    (tmp_path / kind).write_text("<!DOCTYPE html><title>Sign in</title>" * 100)
    refused(tmp_path / kind, "is no archive")
    (tmp_path / kind).write_bytes(b"")
    refused(tmp_path / kind, "is no archive")


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_without_sound_is_refused(tmp_path, kind):
    refused(pack(tmp_path / kind, [("a.jpg", b"x"), ("b.csv", b"x")]), "no sound files")
    refused(pack(tmp_path / kind, []), "no sound files")


def test_a_folder_that_exists_is_never_written_to(tmp_path):
    packed = pack(tmp_path / "a.zip", [("a.wav", b"x")])
    (tmp_path / "out").mkdir()
    with pytest.raises(FileExistsError, match=r"out: exists already"):
        archives.unpack(packed, tmp_path / "out", progress=False)
    assert list((tmp_path / "out").iterdir()) == []


def test_an_archive_that_is_not_there_is_named(tmp_path):
    with pytest.raises(archives.ArchiveError, match=r"gone\.zip: there is no such file"):
        archives.unpack(tmp_path / "gone.zip", tmp_path / "out")
    with pytest.raises(archives.ArchiveError, match=r"gone\.zip: there is no such file"):
        archives.unpacked(tmp_path / "gone.zip")


def test_archives_are_known_by_their_endings(tmp_path):
    for name in ("a.zip", "A.TAR.GZ", "b.tgz", "c.d.tar", "e.wav", "zip", "f.gz"):
        (tmp_path / name).write_text("")
    (tmp_path / "folder.zip").mkdir()
    assert {p.name for p in tmp_path.iterdir() if archives.is_archive(p)} == {
        "a.zip", "A.TAR.GZ", "b.tgz", "c.d.tar"
    }  # fmt: skip
    assert not archives.is_archive(tmp_path / "gone.zip")
    assert [archives.stem(n) for n in ("x/genres.tar.gz", "A.ZIP", "c.d.tar", "e")] == [
        "genres",
        "A",
        "c.d",
        "e",
    ]


# --- names ---

BAD_NAMES = {
    "up": "../a.wav", "up and down": "blues/../../a.wav", "only up": "..", "root": "/a.wav",
    "two slashes": "//host/a.wav", "drive": "C:/a.wav", "drive alone": "c:a.wav", "stream": "a.wav:x.wav",
    "backslash": "blues\\a.wav", "backslash up": "..\\a.wav", "NUL sign": "blues/a.wav\0.wav",
    "line break": "blues/a\nb.wav", "escape": "\x1b[31ma.wav", "delete": "a\x7f.wav", "C1": "a\x9b1.wav",
    "line separator": "a\u2028b.wav", "console": "blues/CON.wav", "console folder": "con/a.wav",
    "console blank": "Con .wav", "port": "COM1.wav", "port²": "lpt².wav", "nul": "blues/nul",
    "aux": "aux.a.b.wav",
    "dot at the end": "blues./a.wav", "dots": "blues/.../a.wav", "blank at the end": "blues /a.wav",
    "blank after": "a.wav ", "question": "what?.wav", "star": "*.wav", "pipe": "a|b.wav", "quote": 'a"b.wav',
    "less": "a<b.wav", "long": f"{'a' * 252}.wav", "long in bytes": f"{'é' * 130}.wav",
    "long in all": f"{'/'.join(['a' * 100] * 8)}.wav", "deep": f"{'a/' * 30}a.wav",
    "hidden and up": ".x/../../a.wav", "picture and up": "../a.jpg", "folder up": "../blues/",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", BAD_NAMES.values(), ids=BAD_NAMES)
def test_a_bad_name_makes_the_whole_archive_bad(tmp_path, kind, name):
    folder = tmp_path / "a" / "b" / "c"
    folder.mkdir(parents=True)
    is_tar_folder = name.endswith("/") and not kind.endswith("zip")
    bad = tar_info(name, type=tarfile.DIRTYPE) if is_tar_folder else name
    told = refused(
        pack(folder / kind, [("good.wav", b"x"), (bad, b""), ("more.wav", b"x")]), "not safe to unpack"
    )
    assert len(told) < len(str(folder)) + 300
    assert [path.name for path in tmp_path.rglob("*.wav")] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "names",
    [
        ("blues/a.wav", "blues/a.wav"),
        ("blues/a.wav", "./blues//a.wav"),
        ("blues/a.wav", "blues/A.wav"),
        ("blues/a.wav", "Blues/b.wav"),
        ("blues/\u00e9.wav", "blues/e\u0301.wav"),
        ("\u00e9/a.wav", "E\u0301/b.wav"),
        ("blues/a.wav", "blues/a.wav/b.wav"),
        ("blues/a.wav/b.wav", "blues/a.wav"),
        ("blues/A.wav/b.wav", "blues/a.wav"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_some_systems_cannot_tell_apart_are_refused(tmp_path, kind, names):
    refused(pack(tmp_path / kind, [(name, b"x") for name in names]), "are one name to some systems")


names = st.text(st.sampled_from("aAé\u0301./\\:\0 \n\u202e\ud800con"), max_size=12)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(names, max_size=5), st.sampled_from(KINDS))
def test_no_name_leads_out_of_the_folder(tmp_path_factory, listed, kind):
    folder = tmp_path_factory.mktemp("names") / "in"
    folder.mkdir()
    files = [("good.wav", b"x")]
    for number, name in enumerate(listed):
        try:
            pack(folder / kind, [*files, (f"{name}{number}.wav", b"x")])
        except (UnicodeError, ValueError):
            continue  # such a name cannot be put into such an archive
        files.append((f"{name}{number}.wav", b"x"))
    packed, told = pack(folder / kind, files), ""
    try:
        archives.unpack(packed, folder / "out", progress=False)
    except archives.ArchiveError as error:
        told = str(error)
        assert not (folder / "out").exists()
    else:
        there = [path.relative_to(folder / "out").parts for path in (folder / "out").rglob("*")]
        assert not any(part.startswith(".") or part[-1] in ". " for parts in there for part in parts)
        assert "good.wav" in files_in(folder / "out")
    assert told.isprintable()
    assert {path.name for path in folder.parent.iterdir()} == {"in"}
    assert {path.name for path in folder.iterdir()} <= {kind, "out"}
    shutil.rmtree(folder)


def test_names_in_other_writings_come_out_readable(tmp_path):
    # What old programs write: bytes of another writing, and UTF-8 without saying so.
    packed = pack(
        tmp_path / "a.zip", [("blues/XX.wav", b"1"), ("blues/YYY.wav", b"2"), ("blues/c.wav", b"3")]
    )
    data = packed.read_bytes().replace(b"XX.wav", b"\x82\xff.wav").replace(b"YYY.wav", b"\xe2\x82\xac.wav")
    packed.write_bytes(data)
    out = archives.unpack(packed, tmp_path / "zip", progress=False)
    assert files_in(out)["blues/\u20ac.wav"] == b"2"
    assert len(files_in(out)) == 3

    packed = pack(tmp_path / "a.tar", [("blues/XX.wav", b"1")])
    data = bytearray(packed.read_bytes())
    data[6:8] = b"\xe9\x81"
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    packed.write_bytes(data)
    out = archives.unpack(packed, tmp_path / "tar", progress=False)
    assert files_in(out) == {"blues/\u00e9\ufffd.wav": b"1"}


def test_a_name_that_says_to_be_utf_8_and_is_not_is_no_crash(tmp_path):
    packed = pack(tmp_path / "a.zip", [("blues/é.wav", b"1")])
    packed.write_bytes(packed.read_bytes().replace("é".encode(), b"\xff\xfe"))
    refused(packed, "damaged")


# --- what is no file ---


@pytest.mark.parametrize(
    ("says", "fields"),
    [
        ("is a link", {"type": tarfile.SYMTYPE, "linkname": "../../secret"}),
        ("is a link", {"type": tarfile.LNKTYPE, "linkname": "good.wav"}),
        ("is a device", {"type": tarfile.CHRTYPE}),
        ("is a device", {"type": tarfile.BLKTYPE}),
        ("is a device", {"type": tarfile.FIFOTYPE}),
        ("is a device", {"type": b"Z"}),
        ("is a file with holes", {"type": tarfile.GNUTYPE_SPARSE}),
        ("is a file with holes", {"pax_headers": {"GNU.sparse.map": "0,1", "GNU.sparse.size": "9"}}),
    ],
)
@pytest.mark.parametrize("kind", KINDS[1:])
@pytest.mark.parametrize("name", ["blues/a.wav", ".hidden"])
def test_links_devices_and_holes_in_a_tar_archive_are_refused(tmp_path, kind, says, fields, name):
    refused(pack(tmp_path / kind, [("good.wav", b"x"), (tar_info(name, **fields), b"")]), says)


@pytest.mark.parametrize(
    ("says", "mode"),
    [("is a link", stat.S_IFLNK), ("is a device", stat.S_IFIFO), ("is a device", stat.S_IFCHR)],
)
def test_links_and_devices_in_a_zip_archive_are_refused(tmp_path, says, mode):
    info = zip_info("blues/a.wav", external_attr=(mode | 0o777) << 16)
    refused(pack(tmp_path / "a.zip", [("good.wav", b"x"), (info, b"../../secret")]), says)


def patched(packed, field, value):
    """A zip archive of one file with two bytes changed, in its own header and in the table of contents."""
    data = bytearray(packed.read_bytes())
    # The table of contents has two bytes more in front of the same fields.
    for start in (field, data.index(b"PK\x01\x02") + field + 2):
        data[start : start + len(value)] = value
    packed.write_bytes(data)
    return packed


def test_an_encrypted_archive_is_refused(tmp_path):
    packed = pack(tmp_path / "a.zip", [("a.wav", NOISE)])
    refused(patched(packed, 6, b"\x01\x00"), "is encrypted")


@pytest.mark.parametrize("method", [1, 9, 12, 14, 93, 97])
def test_a_compression_that_cannot_be_read_is_refused(tmp_path, method):
    packed = pack(tmp_path / "a.zip", [("a.wav", NOISE)])
    refused(patched(packed, 8, struct.pack("<H", method)), f"method {method}")


# --- bombs ---


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_zeros_is_refused_by_its_ratio(tmp_path, kind):
    packed = pack(tmp_path / kind, [(f"{n}.wav", bytes(900_000)) for n in range(3)])
    limits = archives.Limits(total=10**9, file=10**9, members=50, ratio=10, floor=100_000)
    if kind == "songs.tar":
        assert archives.unpack(packed, tmp_path / "out", limits=limits, progress=False).is_dir()
    else:
        refused(packed, "unpacks to more than", limits)


def test_zeros_that_never_end_are_refused(tmp_path):
    # A header says that the file is small; what comes behind the end of the archive does not end.
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(bytes(20_000_000)))
    refused(tmp_path / "a.tar.gz", "unpacks to more than", TIGHT)
    packed = pack(tmp_path / "b.tar", [("a.wav", b"x")])
    packed.with_name("c.tar.gz").write_bytes(gzip.compress(packed.read_bytes() + bytes(20_000_000)))
    refused(tmp_path / "c.tar.gz", "unpacks to more than", TIGHT)


def test_what_is_passed_over_counts_where_it_must_be_unpacked(tmp_path):
    files = [("a.wav", b"x"), ("b.jpg", bytes(20_000_000))]
    refused(pack(tmp_path / "a.tar.gz", files), "unpacks to more than", TIGHT)
    out = archives.unpack(pack(tmp_path / "a.zip", files), tmp_path / "out", limits=TIGHT, progress=False)
    assert files_in(out) == {"a.wav": b"x"}


@pytest.mark.parametrize("kind", KINDS)
def test_small_archives_of_silence_pass(tmp_path, kind):
    silence = bytes(44 + 2 * 22050 * 30)
    packed = pack(tmp_path / kind, [(f"blues.{n}.wav", silence) for n in range(10)])
    out = archives.unpack(packed, tmp_path / "out", progress=False)
    assert set(files_in(out).values()) == {silence}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_and_all_files_have_limits(tmp_path, kind):
    noise = random.Random(1).randbytes(1_000_001)
    refused(pack(tmp_path / kind, [("a.wav", noise)]), r"'a\.wav' is larger than 1\.0 MB", TIGHT)
    packed = pack(tmp_path / kind, [(f"{n}.wav", noise[:900_000]) for n in range(4)])
    refused(packed, r"unpacks to more than 3\.0 MB", TIGHT)


@pytest.mark.parametrize("kind", KINDS)
def test_files_are_counted_with_those_that_are_passed_over(tmp_path, kind):
    for name in ("{}.wav", "{}.jpg", ".{}"):
        files = [("song.wav", b"x"), *((name.format(n), b"") for n in range(50))]
        refused(pack(tmp_path / kind, files), "more than 50 files", TIGHT)
        archives.unpack(pack(tmp_path / kind, files[:50]), tmp_path / "out", limits=TIGHT, progress=False)
        shutil.rmtree(tmp_path / "out")


def test_a_long_table_of_contents_is_not_taken_into_memory(tmp_path, monkeypatch):
    packed = pack(tmp_path / "a.zip", [(f"{n:060}.jpg", b"") for n in range(12_000)])
    assert packed.stat().st_size > 2_000_000
    made = []
    monkeypatch.setattr(zipfile, "ZipInfo", made.append)
    refused(packed, "more than 50 files", TIGHT)
    assert made == []
    # It announces 70 MB of it, and has them: zeros that take no room on the disk.
    with packed.open("r+b") as file:
        end = file.read().rindex(b"PK\x05\x06")
        file.seek(end)
        record = bytearray(file.read())
        record[12:16] = struct.pack("<I", 70_000_000 + end)
        record[16:20] = struct.pack("<I", 0)
        file.seek(end)
        file.truncate()
        file.seek(end + 70_000_000)
        file.write(record)
    refused(packed, r"table of contents of 72\.\d MB", TIGHT)


def test_a_long_header_is_not_taken_into_memory(tmp_path):
    info = tar_info("a.wav", pax_headers={"comment": "x" * 1_000_000})
    refused(pack(tmp_path / "a.tar.gz", [("good.wav", b"x"), (info, b"x")]), "too long a header")
    refused(pack(tmp_path / "b.tar", [(info, b"x")]), "too long a header")


@pytest.mark.parametrize("says", [10, 4000, 2**31, 2**32 - 2])
def test_a_zip_archive_that_lies_about_sizes_is_refused(tmp_path, says):
    packed = pack(tmp_path / "a.zip", [("a.wav", NOISE)])
    refused(patched(packed, 22, struct.pack("<I", says)), "damaged|larger than|unpacks to more than")


def test_what_is_announced_to_be_too_much_is_refused_whatever_the_disk_has(tmp_path):
    packed = pack(tmp_path / "a.zip", [(f"{n}.wav", b"x") for n in range(60)])
    data = packed.read_bytes()
    head, table, rest = data.partition(b"PK\x01\x02")
    entries = [entry[:20] + struct.pack("<I", 3_900_000_000) + entry[24:] for entry in rest.split(table)]
    packed.write_bytes(head + table + table.join(entries))
    refused(packed, r"unpacks to more than 200\.0 MB")


def test_what_is_written_is_counted_whatever_was_announced(tmp_path, monkeypatch):
    def unread():
        raise AssertionError("its size alone is too much")
        yield

    def lying(size, pieces):
        member = archives.base.Member("a.wav", "file", size, YEAR_2010, 0, pieces)
        monkeypatch.setattr(archives.unpacking, "members", lambda *_: (m for m in [member]))

    packed = pack(tmp_path / "a.zip", [("a.wav", b"x")])
    lying(1, (bytes(300_000) for _ in range(1000)))
    refused(packed, r"'a\.wav' is larger than 1\.0 MB", TIGHT)
    lying(1_000_001, unread())
    refused(packed, r"'a\.wav' is larger than 1\.0 MB", TIGHT)


def test_what_a_zip_archive_unpacks_to_is_counted_whatever_was_announced(tmp_path):
    packed = pack(tmp_path / "a.zip", [("a.wav", b"x")])
    with zipfile.ZipFile(pack(tmp_path / "large.zip", [("a.wav", bytes(4_000_000))])) as large:
        info = large.getinfo("a.wav")
        meter = archives.reading._Meter(packed, TIGHT)
        with pytest.raises(archives.base.Refused, match="unpacks to more than"):
            list(archives.reading._zip_pieces(packed, large, info, meter))


def test_a_zip_archive_whose_files_lie_over_each_other_is_refused(tmp_path):
    packed = pack(tmp_path / "a.zip", [("a.wav", NOISE), ("b.wav", NOISE)])
    data = bytearray(packed.read_bytes())
    # The second file of the table of contents points to the first one.
    at = data.rindex(b"PK\x01\x02")
    data[at + 42 : at + 46] = bytes(4)
    packed.write_bytes(data)
    refused(packed, "damaged")


def test_a_tar_archive_with_a_size_below_nothing_is_refused(tmp_path):
    info = tar_info("a.wav")
    for size in (-1, -512, -1024, -(2**40)):
        info.size = size
        header = info.tobuf(tarfile.GNU_FORMAT)
        (tmp_path / "a.tar").write_bytes(header + header + bytes(1024))
        refused(tmp_path / "a.tar", "damaged")
        good = tar_info("good.wav").tobuf()
        (tmp_path / "a.tar").write_bytes(good + header + bytes(1024))
        refused(tmp_path / "a.tar", "damaged")


# --- damage ---


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_cut_anywhere_is_refused(tmp_path, kind):
    packed = pack(tmp_path / kind, [("blues/a.wav", NOISE), ("b.jpg", NOISE), ("jazz/b.wav", NOISE[:700])])
    data = packed.read_bytes()
    end = len(data)
    if kind == "songs.tar":
        # One empty block ends it; more are there to fill it up.
        end = (len(data.rstrip(b"\0")) + 511) // 512 * 512 + 512
    for cut in {*range(0, end, 97), *range(end - 30, end), *range(0, end, 512)}:
        packed.write_bytes(data[:cut])
        refused(packed, "damaged")


def test_a_table_of_contents_that_points_before_the_beginning_is_refused(tmp_path):
    packed = pack(tmp_path / "a.zip", [("a.wav", NOISE)])
    data = bytearray(packed.read_bytes())
    data[-3] = 1
    packed.write_bytes(data)
    refused(packed, "damaged")


@pytest.mark.parametrize("kind", ["songs.zip", "songs.tar.gz"])
def test_damaged_sound_is_noticed(tmp_path, kind):
    packed = pack(tmp_path / kind, [("blues/a.wav", NOISE)])
    data = bytearray(packed.read_bytes())
    for at in range(200, 3000, 211):
        data[at] ^= 0x55
        packed.write_bytes(data)
        refused(packed, "damaged")
        data[at] ^= 0x55


whole = {}


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    flips=st.lists(st.tuples(st.integers(0, 5999), st.integers(0, 255)), min_size=1, max_size=6),
    from_end=st.booleans(),
)
def test_no_damage_is_a_crash(tmp_path_factory, kind, flips, from_end):
    if not whole:
        for name in KINDS:
            folder = tmp_path_factory.mktemp("whole")
            files = [
                ("blues/é.wav", NOISE[:300]),
                ("jazz/b.au", b"x" * 900),
                ("c.jpg", b"y"),
                (f"{'d' * 120}.wav", b"z"),
            ]
            whole[name] = pack(folder / name, files).read_bytes()
            if name == "songs.tar":
                whole[name] = whole[name][:5632]
    folder = tmp_path_factory.mktemp("damage")
    data = bytearray(whole[kind])
    for at, value in flips:
        data[-1 - at % len(data) if from_end else at % len(data)] = value
    (folder / kind).write_bytes(data)
    told = ""
    try:
        archives.unpack(folder / kind, folder / "out", progress=False)
    except archives.ArchiveError as error:
        told = str(error)
        assert not (folder / "out").exists()
    except archives.disk.NoRoom as error:
        told = str(error)  # no disk has what a header may announce
    else:
        assert {Path(name).suffix.lower() for name in files_in(folder / "out")} <= archives.KEPT
    assert told.isprintable()
    assert {path.name for path in folder.iterdir()} <= {kind, "out"}
    shutil.rmtree(folder)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.binary(max_size=1500), st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"PK\x05\x06"]))
def test_any_bytes_are_refused(tmp_path_factory, data, start):
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "a.zip").write_bytes(start + data)
    refused(folder / "a.zip", "damaged|no sound files")
    (folder / "b.tgz").write_bytes(gzip.compress(data))
    refused(folder / "b.tgz", "damaged|no sound files")
    shutil.rmtree(folder)


def test_no_compressed_stream_is_a_crash(tmp_path):
    for data in (b"\x1f\x8b\x08\x00" + bytes(6), gzip.compress(NOISE)[:50] + zlib.compress(NOISE)):
        (tmp_path / "a.tgz").write_bytes(data)
        refused(tmp_path / "a.tgz", "damaged")


# --- once, and together ---


def test_an_archive_is_unpacked_into_the_cache_once(tmp_path, home):
    packed = pack(tmp_path / "my songs.tar.gz", [("blues/a.wav", NOISE)])
    folder = archives.unpacked(packed, progress=False)
    assert folder.parent == home.resolve() / "cache" / "unpacked"
    assert folder.name.startswith("my_songs-")
    (folder / "seen").write_text("")
    assert archives.unpacked(packed, progress=False) == folder
    assert (folder / "seen").exists()


def test_an_archive_that_changes_is_unpacked_anew(tmp_path):
    packed = pack(tmp_path / "a.zip", [("blues/a.wav", b"1")])
    first = archives.unpacked(packed, progress=False)
    pack(packed, [("blues/a.wav", b"2")])
    os.utime(packed, (1e9, 1e9))
    second = archives.unpacked(packed, progress=False)
    assert first != second
    assert files_in(first) == {"blues/a.wav": b"1"}
    assert files_in(second) == {"blues/a.wav": b"2"}


def test_a_bad_archive_leaves_no_trace_in_the_cache(tmp_path, home):
    with pytest.raises(archives.ArchiveError):
        archives.unpacked(pack(tmp_path / "a.zip", [("good.wav", b"x"), ("../a.wav", b"x")]), progress=False)
    assert list((home / "cache" / "unpacked").iterdir()) == []


def _unpack_together(packed, barrier, results):
    barrier.wait(60)
    results.put(files_in(archives.unpacked(packed, progress=False)))


def test_processes_that_unpack_at_once_do_not_disturb_each_other(tmp_path, home):
    files = {f"blues/{n}.wav": NOISE * 30 for n in range(40)}
    packed = pack(tmp_path / "a.tar.gz", files.items())
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(3), context.Queue()
    processes = [context.Process(target=_unpack_together, args=(packed, barrier, results)) for _ in range(3)]
    for process in processes:
        process.start()
    found = [results.get(timeout=100) for _ in processes]
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert found == [files] * 3
    assert len(list((home / "cache" / "unpacked").iterdir())) == 1


# --- full disks ---


def on_a_small_disk(folder, size, program, *arguments):
    """What a program prints that runs with a disk of `size` bytes mounted on `folder`."""
    folder.mkdir()
    alone = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    mount = f'mount -t tmpfs -o size={size} none "$0" && exec "$@"'
    try:
        subprocess.run([*alone, mount, str(folder), "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here: unshare is missing or not permitted")
    ran = subprocess.run(
        [*alone, mount, str(folder), sys.executable, "-c", program, str(folder), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


UNPACK_ON_A_SMALL_DISK = """
import os, sys
from pathlib import Path
from genrekit import archives
disk = Path(sys.argv[1])
try:
    archives.unpack(sys.argv[2], disk / "sub" / "out", progress=False)
except OSError as error:
    print(error)
print(sorted(path.name for path in disk.rglob("*")))
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_is_told_in_a_line_and_left_clean(tmp_path, kind):
    # Their sizes are small: only a disk that gives a whole block to each cannot hold them all.
    packed = pack(tmp_path / kind, [(f"{n}.wav", b"x" * 20) for n in range(1500)])
    told = on_a_small_disk(tmp_path / "disk", 3_000_000, UNPACK_ON_A_SMALL_DISK, packed).splitlines()
    assert len(told) == 2
    assert told[0].startswith(f"{tmp_path / 'disk' / 'sub'}: the disk is full")
    assert "GENREKIT_HOME" in told[0]
    assert told[1] == "['sub']"


@pytest.mark.parametrize("kind", KINDS)
def test_too_little_room_is_told_before_it_is_used_up(tmp_path, kind):
    noise = random.Random(2).randbytes(1_000_000)
    packed = pack(tmp_path / kind, [(f"{n}.wav", noise) for n in range(4)])
    told = on_a_small_disk(tmp_path / "disk", 3_000_000, UNPACK_ON_A_SMALL_DISK, packed).splitlines()
    assert len(told) == 2
    assert "sub: too little room to unpack" in told[0]
    assert "MB free" in told[0] or "kB free" in told[0]
    assert told[1] == "['sub']"


def test_a_disk_that_takes_all_is_no_error(tmp_path):
    packed = pack(tmp_path / "a.zip", [("a.wav", NOISE)])
    told = on_a_small_disk(tmp_path / "disk", 3_000_000, UNPACK_ON_A_SMALL_DISK, packed)
    assert told == "['a.wav', 'out', 'sub']\n"
