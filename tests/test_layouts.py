"""The songs are found in every shape in which people have them, and lists never lead out of the folder."""

from __future__ import annotations

import os
import shutil
import tarfile
import zipfile

import pytest
import soundfile
from conftest import make_folder, tone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from genrekit import collection
from genrekit.audio import SR

FEW = ("blues", "jazz", "rock")


def song(path, hz=440.0, fmt=None):
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, tone(hz, 1.0), SR, format=fmt)
    return path


def gtzan(root, suffix="wav", songs=2):
    """Folders of genres with files called as GTZAN's."""
    for genre in FEW:
        for number in range(songs):
            song(root / genre / f"{genre}.{number:05d}.{suffix}")
    return root


def kaggle(root):
    """As the archive of Kaggle unpacks."""
    gtzan(root / "Data/genres_original")
    (root / "Data/images_original/blues").mkdir(parents=True)
    (root / "Data/images_original/blues/blues00000.png").write_bytes(b"\x89PNG")
    (root / "Data/features_30_sec.csv").write_text("filename,length,label\nblues.00000.wav,661794,blues\n")
    (root / "__MACOSX/Data/genres_original/blues").mkdir(parents=True)
    song(root / "__MACOSX/Data/genres_original/blues/x.wav")
    song(root / "__MACOSX/Data/genres_original/jazz/y.wav")
    return root


def write_zip(root, target):
    with zipfile.ZipFile(target, "w") as packed:
        for path in sorted(root.rglob("*")):
            packed.write(path, path.relative_to(root))
    return target


def write_tar(root, target):
    with tarfile.open(target, "w:gz") as packed:
        packed.add(root, ".")
    return target


LAYOUTS = {
    "original": lambda root: gtzan(root / "genres", "au"),
    "above the original": lambda root: gtzan(root / "genres", "au").parent,
    "genres_original": lambda root: gtzan(root / "genres_original").parent,
    "kaggle": kaggle,
    "kaggle's data": lambda root: kaggle(root) / "Data",
}


def _ids():
    return [f"{genre}.{number:05d}" for genre in FEW for number in range(2)]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("packed", [None, "songs.zip", "songs.tar.gz"])
def test_gtzan_in_every_layout(tmp_path, layout, packed):
    given = LAYOUTS[layout](tmp_path / "download")
    if packed:
        write = write_zip if packed.endswith("zip") else write_tar
        given = write(given, tmp_path / packed)
    songs = collection.from_folder(given)
    assert list(songs.table.index) == _ids()
    assert songs.genres == FEW
    assert songs.left_out == {}
    assert len(songs.load("jazz.00001")) == SR


def test_a_folder_that_holds_only_the_archive(tmp_path):
    (tmp_path / "downloads").mkdir()
    write_tar(gtzan(tmp_path / "genres", "au").parent, tmp_path / "downloads/genres.tar.gz")
    assert list(collection.from_folder(tmp_path / "downloads").table.index) == _ids()


def test_an_archive_is_unpacked_once(tmp_path, home):
    packed = write_zip(gtzan(tmp_path / "songs"), tmp_path / "songs.zip")
    first = collection.from_folder(packed)
    shown = {path: path.stat().st_mtime_ns for path in home.rglob("*.wav")}
    second = collection.from_folder(packed)
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*.wav")} == shown
    # The features of the first time are found again.
    assert [first.key(clip) for clip in first.table.index] == [
        second.key(clip) for clip in second.table.index
    ]


def test_artists_and_albums_are_read_from_the_path(tmp_path):
    for genre in FEW:
        song(tmp_path / f"Music/{genre}/Björk & Söhne/First Light/01 – Öde.flac")
        song(tmp_path / f"Music/{genre}/loose.mp3")
    table = collection.from_folder(tmp_path).table
    assert table.loc["blues/Björk & Söhne/First Light/01 – Öde", "artist"] == "Björk & Söhne"
    assert table.loc["blues/loose", "artist"] == ""


def flat(root, text, name="songs.csv"):
    for number in range(4):
        song(root / f"{number}.wav")
    (root / name).write_text(text, encoding="utf-8")
    return root


def test_a_flat_folder_with_a_list(tmp_path):
    flat(tmp_path, "file,genre,artist\n0.wav,dub,Ann\n1.wav,dub,\n2.wav,ska,Bob\n3.wav,ska,Bob\n")
    songs = collection.from_folder(tmp_path)
    assert songs.genres == ("dub", "ska")
    assert dict(songs.table["artist"]) == {"dub/0": "Ann", "dub/1": "", "ska/2": "Bob", "ska/3": "Bob"}
    assert songs.left_out == {}


@pytest.mark.parametrize(
    "text",
    [
        "File;Genre\r\n0.wav;dub\r\n3.wav;ska\r\n",
        "genre\tplays\tfile\ndub\tAnn\t./0.wav\nska\tBob\t3.wav\n",
        '\ufefffile,genre\n"0.wav", dub \n\n3.wav,ska\n',
        "file,genre,artist\n0.wav,dub\n3.wav,ska\n",
        "sep=;\nfile;genre\n0.wav;dub\n3.wav;ska\n",
    ],
)
def test_lists_of_all_spreadsheets(tmp_path, text):
    assert list(collection.from_folder(flat(tmp_path, text)).table.index) == ["dub/0", "ska/3"]


def test_a_list_of_windows_before_unicode(tmp_path):
    song(tmp_path / "ä.wav")
    song(tmp_path / "b.wav")
    (tmp_path / "songs.csv").write_bytes("file;genre\nä.wav;dub\nb.wav;ska\n".encode("cp1252"))
    assert list(collection.from_folder(tmp_path).table.index) == ["dub/ä", "ska/b"]


def test_a_list_above_folders_that_are_no_genres(tmp_path):
    song(tmp_path / "000/a.mp3")
    song(tmp_path / "001/b.mp3")
    (tmp_path / "list.csv").write_text("file,genre\n000/a.mp3,dub\nb.mp3,ska\n")
    assert list(collection.from_folder(tmp_path).table.index) == ["dub/000/a", "ska/001/b"]


def test_what_list_and_folder_do_not_share_is_named(tmp_path):
    flat(tmp_path, "file,genre\n0.wav,dub\n\n9.wav,dub\n1.wav,ska\n1.wav,dub\n")
    left_out = collection.from_folder(tmp_path).left_out
    assert "there is no sound file 9.wav" in left_out["songs.csv, line 4"]
    assert "is listed already, in line 5" in left_out["songs.csv, line 6"]
    assert "2 sound files are not listed, 2.wav among them" in left_out["songs.csv"]
    assert all("\n" not in reason for reason in left_out.values())


@pytest.mark.parametrize(
    "name", ["../outside.wav", "..\\outside.wav", "C:\\outside.wav", "a/../../outside.wav", "{}/outside.wav"]
)
def test_a_list_never_leads_out_of_the_folder(tmp_path, name):
    song(tmp_path / "outside.wav")
    name = name.format(tmp_path)
    songs = collection.from_folder(
        flat(tmp_path / "songs", f"file,genre\n{name},dub\n0.wav,dub\n1.wav,ska\n")
    )
    assert list(songs.table.index) == ["dub/0", "ska/1"]
    assert "leads out of the folder" in songs.left_out["songs.csv, line 2"]


@pytest.mark.parametrize("genre", ["..", "a/b", "a\\b", "", " ", "a\tb", "nul\0", "C:"])
def test_a_genre_of_a_list_is_a_name(tmp_path, genre):
    text = f'file,genre\n0.wav,"{genre}"\n1.wav,dub\n2.wav,ska\n'
    songs = collection.from_folder(flat(tmp_path, text))
    assert list(songs.table.index) == ["dub/1", "ska/2"]
    assert any("line 2: " in reason for reason in songs.left_out.values())


def test_two_lists_are_one_too_many(tmp_path):
    flat(tmp_path, "file,genre\n0.wav,dub\n1.wav,ska\n")
    shutil.copy(tmp_path / "songs.csv", tmp_path / "more.csv")
    with pytest.raises(ValueError, match=r"more\.csv and songs\.csv both list"):
        collection.from_folder(tmp_path)


def test_gtzan_is_found_beside_other_folders(tmp_path):
    gtzan(tmp_path / "gtzan/genres")
    song(tmp_path / "my songs/one.wav")
    assert list(collection.from_folder(tmp_path).table.index) == _ids()


def test_two_copies_side_by_side_are_named(tmp_path):
    gtzan(tmp_path / "genres")
    gtzan(tmp_path / "genres_original")
    with pytest.raises(ValueError, match=r"holds several collections \(genres, genres_original\)\. Give one"):
        collection.from_folder(tmp_path)


def test_albums_called_like_genres_are_albums(tmp_path):
    make_folder(tmp_path, ("dub", "ska"), songs=3, seconds=1.0)
    song(tmp_path / "ska/The Echoes/Blues/a.wav")
    song(tmp_path / "ska/The Echoes/Jazz/b.wav")
    assert collection.from_folder(tmp_path).genres == ("dub", "ska")


def test_a_table_of_artists_for_gtzan(tmp_path):
    """The names in it may have another copy's endings."""
    gtzan(tmp_path / "genres", "au")
    (tmp_path / "who.csv").write_text(
        "artist,file\nAnn,blues.00000.wav\nBob,blues/blues.00001.mp3\nCai,jazz.00000\n", encoding="utf-8"
    )
    table = collection.from_folder(tmp_path / "genres", artists=tmp_path / "who.csv").table
    assert dict(table["artist"][table["artist"] != ""]) == {
        "blues.00000": "Ann",
        "blues.00001": "Bob",
        "jazz.00000": "Cai",
    }


def test_a_table_of_artists_that_is_missing_is_named(tmp_path):
    gtzan(tmp_path / "genres")
    with pytest.raises(ValueError, match=r"who\.csv: cannot be read \(No such file or directory\)\. Check"):
        collection.from_folder(tmp_path / "genres", artists=tmp_path / "who.csv")


def test_names_with_any_signs(tmp_path):
    names = ["a b", "ünïcödé 曲", "tab\there", "line\nbreak", "‮gnos", "$(x)", "<b>", "%s", "-rf", "'\""]
    for genre in ("dub", "ska"):
        for name in names:
            song(tmp_path / genre / f"{name}.wav")
    songs = collection.from_folder(tmp_path)
    assert len(songs) == 2 * len(names)
    assert all(clip.isprintable() for clip in songs.table.index)
    assert all(len(songs.load(clip)) == SR for clip in songs.table.index)


def test_names_that_are_no_text(tmp_path):
    """Linux allows any bytes; such a clip has an id that can be written into a file."""
    for genre in ("dub", "ska"):
        plain = song(tmp_path / genre / "x.wav")
        try:
            plain.rename(plain.with_name(b"\xff\xfe.wav".decode("utf-8", "surrogateescape")))
        except OSError:
            pytest.skip("this system's names are always text")
    songs = collection.from_folder(tmp_path)
    assert len(songs) == 2
    assert all(clip.encode("utf-8") and len(songs.load(clip)) == SR for clip in songs.table.index)


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


ROWS = st.lists(st.tuples(NAMES | st.sampled_from(["0.wav", "1.wav", "2.wav"]), NAMES), max_size=6)


@given(ROWS, st.binary(max_size=40))
@settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_list_gives_a_collection_or_one_line(tmp_path, rows, junk):
    root = tmp_path / "songs"
    if not root.is_dir():
        flat(root, "")
    text = "file,genre\n" + "".join(f'"{file}","{genre}"\n' for file, genre in rows)
    (root / "songs.csv").write_bytes(text.encode() + junk)
    told = []
    try:
        songs = collection.from_folder(root)
        assert len(songs.genres) >= 2
        told += songs.left_out.values()
    except ValueError as error:
        told.append(str(error))
    assert all(line and line.isprintable() for line in told)


@pytest.mark.skipif(os.name == "nt", reason="on Windows links need rights")
def test_links_are_followed_but_not_in_circles(tmp_path):
    gtzan(tmp_path / "elsewhere")
    root = tmp_path / "songs"
    root.mkdir()
    for genre in FEW:
        (root / genre).symlink_to(tmp_path / "elsewhere" / genre)
    (root / "blues" / "up").symlink_to(tmp_path)
    (root / "jazz" / "gone.wav").symlink_to(tmp_path / "nowhere.wav")
    songs = collection.from_folder(root)
    assert list(songs.table.index) == _ids()
    assert "there is no such file" in songs.left_out["jazz/gone"]


def test_songs_without_a_genre_are_told(tmp_path):
    gtzan(tmp_path)
    song(tmp_path / "loose.wav")
    left_out = collection.from_folder(tmp_path).left_out
    assert "1 sound file lies in no genre's folder, loose.wav by name" in left_out["no genre"]


@pytest.mark.parametrize("name", ["songs.CSV", "Songs.Csv"])
def test_a_list_in_capitals(tmp_path, name):
    assert len(collection.from_folder(flat(tmp_path, "file,genre\n0.wav,dub\n1.wav,ska\n", name))) == 2


def test_a_list_in_utf_16(tmp_path):
    flat(tmp_path, "")
    (tmp_path / "songs.csv").write_text("file\tgenre\n0.wav\tdüb\n1.wav\tska\n", encoding="utf-16")
    assert collection.from_folder(tmp_path).genres == ("düb", "ska")


def test_a_damaged_list_is_an_error_and_not_ignored(tmp_path):
    """Else folders that are no genres would be taken for them."""
    song(tmp_path / "000/a.wav")
    song(tmp_path / "001/b.wav")
    (tmp_path / "songs.csv").write_text('file,genre\n000/a.wav,"dub"x\n001/b.wav,ska\n')
    with pytest.raises(
        ValueError, match=r"songs\.csv: needs to be a CSV file with the columns file and genre"
    ):
        collection.from_folder(tmp_path)


def test_what_is_called_like_a_list_and_is_none(tmp_path):
    gtzan(tmp_path)
    (tmp_path / "folder.csv").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        with pytest.raises(ValueError, match=r"pipe\.csv: cannot be read"):
            collection.from_folder(tmp_path, artists=tmp_path / "pipe.csv")
    assert list(collection.from_folder(tmp_path).table.index) == _ids()


@pytest.mark.parametrize("place", ["~nobody-of-this-name/songs", "a\0b"])
def test_a_place_that_cannot_be_is_named_in_one_line(place):
    with pytest.raises(ValueError, match=r"^data_dir ") as caught:
        collection.from_folder(place)
    assert str(caught.value).isprintable()


def test_a_list_of_artists_that_cannot_be_is_named_in_one_line(tmp_path):
    gtzan(tmp_path)
    with pytest.raises(ValueError, match=r"^artists ~nobody-of-this-name/who\.csv: cannot be found"):
        collection.from_folder(tmp_path, artists="~nobody-of-this-name/who.csv")
