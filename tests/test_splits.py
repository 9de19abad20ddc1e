"""Splits: shares as asked for, no song and no artist on both sides, the same for the same seed.

Lists of songs are read in the forms in which they are published, fit the songs that they mean and no others,
and whatever is wrong with one is told in a line.
"""

from __future__ import annotations

import itertools
import os
import unicodedata
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genrekit import splits
from genrekit.genres import GENRES

DRAWN = [splits.by_song, splits.by_artist]


def make_table(artists=10, songs=10, genres=("blues", "jazz", "rock")):
    rows = [(genre, f"{genre} artist {a}") for genre in genres for a in range(artists) for _ in range(songs)]
    return pd.DataFrame(rows, columns=["genre", "artist"])


def parts(split):
    return [split.train, split.valid, split.test]


@pytest.mark.parametrize("draw", DRAWN)
@pytest.mark.parametrize("seed", range(5))
def test_every_row_is_in_one_part(draw, seed):
    table = make_table()
    together = np.sort(np.concatenate(parts(draw(table, seed=seed))))
    np.testing.assert_array_equal(together, np.arange(len(table)))


@pytest.mark.parametrize("draw", DRAWN)
def test_shares_hold_in_every_genre(draw):
    table = make_table()
    split = draw(table, train=0.6, valid=0.1)
    assert table.genre.iloc[split.test].value_counts().to_dict() == {"blues": 40, "jazz": 40, "rock": 40}
    learned = table.genre.iloc[np.concatenate([split.train, split.valid])]
    assert learned.value_counts().to_dict() == {"blues": 60, "jazz": 60, "rock": 60}
    assert (table.genre.iloc[split.valid].value_counts() > 0).all()


@pytest.mark.parametrize("seed", range(20))
def test_no_artist_on_two_sides(seed):
    rng = np.random.default_rng(seed)
    table = make_table(artists=7, songs=4)
    # Artists of very different output, and one who plays two genres.
    table = table.iloc[np.sort(rng.choice(len(table), 60, replace=False))].reset_index(drop=True)
    table.loc[[0, len(table) - 1], "artist"] = "crossover"
    sides = [set(table.artist.iloc[rows]) for rows in parts(splits.by_artist(table, seed=seed))]
    assert not sides[0] & sides[1]
    assert not sides[0] & sides[2]
    assert not sides[1] & sides[2]


def test_by_song_does_share_artists():
    table = make_table()
    split = splits.by_song(table)
    assert set(table.artist.iloc[split.train]) & set(table.artist.iloc[split.test])


@pytest.mark.parametrize("draw", DRAWN)
def test_the_seed_decides(draw):
    table = make_table()
    np.testing.assert_array_equal(draw(table, seed=3).test, draw(table, seed=3).test)
    assert not np.array_equal(draw(table, seed=3).test, draw(table, seed=4).test)


@pytest.mark.parametrize("draw", DRAWN)
@pytest.mark.parametrize("folds", [2, 3, 5])
def test_every_song_is_tested_in_one_fold(draw, folds):
    table = make_table(artists=7, songs=4)
    dealt = [draw(table, seed=2, folds=folds, fold=fold) for fold in range(folds)]
    tested = np.concatenate([split.test for split in dealt])
    np.testing.assert_array_equal(np.sort(tested), np.arange(len(table)))
    for split in dealt:
        np.testing.assert_array_equal(np.sort(np.concatenate(parts(split))), np.arange(len(table)))
        each = table.genre.iloc[split.test].value_counts()
        assert each.max() - each.min() <= 4  # not more than an artist
        assert len(split.valid) or draw is splits.by_artist  # a tenth of six artists is none
        if draw is splits.by_artist:
            assert not set(table.artist.iloc[split.train]) & set(table.artist.iloc[split.test])
    assert not np.array_equal(draw(table, seed=3, folds=folds).test, dealt[0].test)


def test_two_songs_a_genre_make_one_and_one():
    split = splits.by_song(make_table(artists=2, songs=1))
    assert [len(part) for part in parts(split)] == [3, 0, 3]


@pytest.mark.parametrize(
    ("table", "draw", "settings", "says"),
    [
        (make_table(artists=1, songs=1), splits.by_song, {}, "blues has fewer than two songs"),
        (make_table(artists=1), splits.by_artist, {}, "blues has fewer than two artists"),
        (make_table().assign(artist=""), splits.by_artist, {}, "artist of none of the 300 clips is known"),
        (make_table(), splits.by_song, {"train": 1.0}, "train is 1.0"),
        (make_table(), splits.by_song, {"valid": -0.1}, "valid is -0.1"),
        (make_table(), splits.by_song, {"seed": -1}, "seed is -1"),
        (make_table(), splits.by_song, {"folds": 1}, "folds is 1; choose 2 or more"),
        (make_table(), splits.by_song, {"folds": -2}, "folds is -2"),
        (make_table(), splits.by_song, {"folds": 3, "fold": 3}, "fold is 3; choose 0 to 2"),
        (make_table(), splits.by_song, {"fold": 1}, "fold is 1; choose 0 to 0"),
        (
            make_table(),
            splits.by_artist,
            {"folds": 11},
            "blues has fewer than 11 artists; it needs one for each",
        ),
    ],
)
def test_what_cannot_be_split_says_why(table, draw, settings, says):
    with pytest.raises(ValueError, match=says):
        draw(table, **settings)


@pytest.mark.parametrize(("name", "draw"), [("song", splits.by_song), ("artist", splits.by_artist)])
def test_draw_is_the_split_of_that_name(name, draw):
    table = make_table()
    settings = {"train": 0.5, "valid": 0.2, "seed": 7}
    for ours, theirs in zip(
        parts(splits.draw(table, name, **settings)), parts(draw(table, **settings)), strict=True
    ):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("name", ["segment", "", None, ["song"]])
def test_a_way_to_split_that_there_is_not(name):
    with pytest.raises(ValueError, match=r"split is .*; choose 'song' or 'artist' or 'lists'"):
        splits.draw(make_table(), name)


# --- artists that nobody knows ---


@pytest.mark.parametrize("nobody", ["", None, float("nan")])
def test_songs_without_a_known_artist_are_in_no_part_and_named(nobody):
    table = make_table().rename(lambda row: f"song {row}")
    unknown = [3, 4, 5, 120, 299]
    table.loc[table.index[unknown], "artist"] = nobody
    with pytest.warns(UserWarning, match="the artist is not known") as told:
        split = splits.by_artist(table, seed=2)
    assert len(told) == 1
    named = str(told[0].message).partition("not known: ")[2].partition(" (5 of 300 clips)")[0]
    assert named.split(", ") == [f"song {row}" for row in unknown]
    together = np.sort(np.concatenate(parts(split)))
    np.testing.assert_array_equal(together, np.setdiff1d(np.arange(300), unknown))
    np.testing.assert_array_equal(np.flatnonzero(splits.without_artist(table)), unknown)


def test_where_all_artists_are_known_nothing_is_told():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        splits.by_artist(make_table())


def test_a_genre_with_one_known_artist_says_of_how_many_songs_none_is_known():
    table = make_table()
    table.loc[(table.genre == "jazz") & (table.artist != "jazz artist 4"), "artist"] = ""
    table.loc[0, "artist"] = ""
    with pytest.raises(
        ValueError,
        match=r"genre jazz has fewer than two artists.*of 90 of its 100 clips the artist is not known",
    ):
        splits.by_artist(table)


# --- lists ---


def gtzan():
    """A table as that of GTZAN."""
    rows = [(f"{genre}.{song:05d}", genre, "") for genre in GENRES for song in range(100)]
    return pd.DataFrame(rows, columns=["clip", "genre", "artist"]).set_index("clip")


TABLE = gtzan()


def deal(seed=0, sizes=(443, 197, 290)):
    """Rows of GTZAN in three parts, as many as in the published lists; 70 songs are in none."""
    rows = np.random.default_rng(seed).permutation(1000)
    return [np.sort(part) for part in np.split(rows, np.cumsum(sizes))[:3]]


def as_numbers(rows):
    """The form in which the lists were published first: right-aligned, counted from 1."""
    return "\n".join(f"{row + 1:12d}" for row in rows)


def as_paths(rows):
    """The form in which they were published later."""
    return "".join(f"{GENRES[row // 100]}/{TABLE.index[row]}.wav\n" for row in rows)


def as_other_paths(rows):
    """A copy from another computer."""
    return "\ufeff\r\n# our copy\r\n" + "".join(
        f"D:\\music\\gtzan\\{GENRES[row // 100]}\\{TABLE.index[row]}.AU \t{GENRES[row // 100]}\r\n\r\n"
        for row in rows
    )


def as_ids(rows):
    return "\r".join(TABLE.index[row] for row in rows)


FORMS = [as_numbers, as_paths, as_other_paths, as_ids]


def write_lists(folder, texts, names=("train_filtered.txt", "valid_filtered.txt", "test_filtered.txt")):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in zip(names, texts, strict=True):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.mark.parametrize("form", FORMS)
def test_lists_are_read_in_every_published_form(tmp_path, form):
    dealt = deal()
    found = splits.find_lists(write_lists(tmp_path, map(form, dealt)))
    assert found.train[:2] == tuple(TABLE.index[dealt[0][:2]])
    split = splits.draw(TABLE, "lists", lists=tmp_path)
    for rows, expected in zip(parts(split), dealt, strict=True):
        assert rows.dtype == np.int64
        np.testing.assert_array_equal(rows, expected)


def test_the_forms_of_a_list_are_one_and_the_same(tmp_path):
    dealt = deal()
    found = [
        splits.find_lists(write_lists(tmp_path / str(number), map(form, dealt)))
        for number, form in enumerate(FORMS)
    ]
    assert all(lists == found[0] for lists in found)
    names = [[TABLE.index[row] for row in rows] for rows in dealt]
    assert splits.from_lists(*names) == found[0]


def test_numbers_count_the_songs_in_the_order_of_the_alphabet():
    found = splits.from_lists(["1", "100", "101"], ["555"], ["  1000 "])
    assert found.train == ("blues.00000", "blues.00099", "classical.00000")
    assert found.valid == ("jazz.00054",)
    assert found.test == ("rock.00099",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lists_of_other_editors_are_read(tmp_path, encoding):
    texts = [as_paths(rows).encode(encoding) for rows in deal()]
    assert len(splits.find_lists(write_lists(tmp_path, texts)).test) == 290


def test_a_song_that_the_collection_lacks_is_named_once_and_the_others_stay(tmp_path):
    dealt = deal()
    row = TABLE.index.get_loc("jazz.00054")
    others = [rows[rows != row] for rows in dealt]
    texts = [as_paths(np.append(others[0], row)), *map(as_paths, others[1:])]
    lists = splits.find_lists(write_lists(tmp_path, texts))
    kaggle = TABLE.drop(index=["jazz.00054", TABLE.index[others[2][0]]])
    with pytest.warns(UserWarning, match="there is no such song") as told:
        split = lists.split(kaggle)
    assert len(told) == 1
    assert str(told[0].message).endswith(f": jazz.00054 (training), {TABLE.index[others[2][0]]} (test)")
    assert list(kaggle.index[split.train]) == list(TABLE.index[others[0]])
    assert list(kaggle.index[split.test]) == list(TABLE.index[others[2][1:]])
    assert lists.not_found(kaggle) == {
        "train": ("jazz.00054",),
        "valid": (),
        "test": (TABLE.index[others[2][0]],),
    }
    assert lists.not_found(TABLE) == {"train": (), "valid": (), "test": ()}


def own(*clips):
    """A collection of other songs: the genre is the first folder."""
    return pd.DataFrame({"genre": [clip.partition("/")[0] for clip in clips]}, index=list(clips))


OWN = own(
    "dub/Ann/one", "dub/Ann/two", "dub/same", "ska/Bob/three", "ska/same", "ska/x", "ska/x.wav", "ska/Öde"
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "clip"),
    [
        ("dub/Ann/one", "dub/Ann/one"),
        ("dub/Ann/one.mp3", "dub/Ann/one"),
        ("/data/songs/dub/Ann/one.M4A", "dub/Ann/one"),
        ("./dub/Ann/one.flac", "dub/Ann/one"),
        ("dub\\Ann\\one.flac", "dub/Ann/one"),
        ("dub/one.wav", "dub/Ann/one"),
        ("one.wav", "dub/Ann/one"),
        ("one", "dub/Ann/one"),
        ("somewhere/one.ogg", "dub/Ann/one"),
        ("dub/same.wav", "dub/same"),
        ("ska/same", "ska/same"),
        ("ska/x", "ska/x"),
        ("ska/x.flac", "ska/x"),
        ("ska/x.wav", "ska/x.wav"),
        (unicodedata.normalize("NFD", "ska/Öde.wav"), "ska/Öde"),
        # None of these is a song of the collection, or there is no telling which.
        ("same.wav", None),
        ("ska/one.wav", None),
        ("dub/three.wav", None),
        ("one.txt", None),
        ("On.wav", None),
        ("../../one.wav/", None),
        ("dub", None),
        (".", None),
        ("/", None),
    ],
)
def test_a_name_fits_the_clip_that_it_means_and_no_other(name, clip):
    lists = splits.from_lists([name, "dub/fit", "ska/fit"], ["fit too"], ["dub/fits", "ska/fits"])
    always = ["dub/fit", "ska/fit", "ska/fit too", "dub/fits", "ska/fits"]
    table = pd.concat([OWN, own(*always)])
    if clip is None:
        with pytest.warns(UserWarning, match="there is no such song, or several"):
            split = lists.split(table)
    else:
        split = lists.split(table)
    assert set(table.index[split.train]) == {"dub/fit", "ska/fit", clip} - {None}
    assert len(lists.not_found(table)["train"]) == (clip is None)


def test_gtzan_in_the_folder_of_another_genre_is_another_song():
    assert splits.from_lists(["jazz/blues.00001.wav"], ["x"], ["x"]).train == ("jazz/blues.00001.wav",)
    assert splits.Lists(("jazz/blues.00001.wav",), (), ()).not_found(TABLE)["train"]


def test_songs_in_no_list_are_in_no_part():
    names = [["blues.00000", "rock.00000"], ["blues.00001"], ["blues.00002", "rock.00001"]]
    table = TABLE[TABLE.genre.isin(["blues", "rock"])]
    split = splits.from_lists(*names).split(table)
    assert [list(table.index[rows]) for rows in parts(split)] == names


def test_a_song_that_a_list_has_twice_counts_once_and_is_named():
    table = TABLE[TABLE.genre.isin(["blues", "rock"])]
    lists = splits.from_lists(
        ["blues.00000", "blues/blues.00000.au", "rock.00000"], ["rock.00001"], ["blues.00002", "rock.00002"]
    )
    with pytest.warns(UserWarning, match=r"counted once: blues\.00000 \(training\)$") as told:
        split = lists.split(table)
    assert len(told) == 1
    assert len(split.train) == 2


BLUES_AND_ROCK = TABLE[TABLE.genre.isin(["blues", "rock"])]
BOTH = ["blues.00000", "rock.00000"]


@pytest.mark.parametrize(
    ("lists", "says"),
    [
        ((BOTH, BOTH, ["blues.00002", "rock.00002"]),
         r"blues\.00000 stands in the training list and in the validation list, and so do 1 more"),
        ((BOTH, ["rock.00001"], ["rock/rock.00001.wav", "blues.00002"]),
         r"rock\.00001 stands in the validation list and in the test list\. Take it out"),
        ((BOTH, ["jazz.00001"], ["blues.00002", "rock.00002"]),
         r"validation list names no song of the collection \(1 names, the first: jazz\.00001\)"),
        ((["song"], ["rock.00001"], ["blues.00002", "rock.00002"]), "training list names no song"),
        ((BOTH, ["rock.00001"], ["rock.00002"]), "genre blues has no song in the test list"),
        ((["rock.00000"], ["rock.00001"], ["rock.00002", "blues.00002"]),
         "genre blues has no song in the training list"),
    ],
)  # fmt: skip
def test_lists_that_make_no_split_say_why_in_one_line(lists, says):
    with pytest.raises(ValueError, match=says) as caught:
        splits.from_lists(*lists).split(BLUES_AND_ROCK)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "names no songs"),
        (b"\n \r\n# nothing\n#\n", "names no songs"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is no text"),
        (b"blues.00000\0.wav", "is no text"),
        (b"\xff\xfea", "is no text"),
        (b"B\xf6se.wav", "is no text"),
        (b"blues.00000\n" * 100_000, "longer than a megabyte"),
        (b"1\n0\n", "0 is no song of GTZAN"),
        (b"1\n1001\n", "1001 is no song of GTZAN"),
        (b"9" * 9000, "9 is no song of GTZAN"),
    ],
)
def test_a_list_that_cannot_be_used_is_named_in_one_line(tmp_path, data, says):
    write_lists(tmp_path, [data, "rock.00001", "rock.00002"])
    with pytest.raises(ValueError, match=rf"train_filtered\.txt: .*{says}") as caught:
        splits.find_lists(tmp_path)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("name", ["gone.txt", "", "\0", "a" * 5000, "~nobody-of-this-name/x"])
def test_a_list_that_is_not_there_is_named_in_one_line(tmp_path, name):
    for source in (name, str(tmp_path / name) if name else tmp_path):
        with pytest.raises(ValueError, match="there is no such file") as caught:
            splits.from_lists(source, ["x"], ["x"])
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_a_pipe_is_no_list(tmp_path):
    os.mkfifo(tmp_path / "train.txt")
    with pytest.raises(ValueError, match=r"train\.txt: there is no such file"):
        splits.from_lists(tmp_path / "train.txt", ["x"], ["x"])


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs a user who may not read all"
)
def test_a_list_of_somebody_else_is_named_in_one_line(tmp_path):
    write_lists(tmp_path, ["a", "b", "c"])
    (tmp_path / "train_filtered.txt").chmod(0)
    with pytest.raises(ValueError, match=r"train_filtered\.txt: cannot be read"):
        splits.find_lists(tmp_path)


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["train.txt", "valid.txt"], 'holds no test list, a .txt file with "test" in its name'),
        ([], "holds no training list"),
        (
            ["train_filtered.txt", "train_stratified.txt", "valid.txt", "test.txt"],
            r"several training lists \(train_filtered\.txt, train_stratified\.txt\)",
        ),
        (["train.csv", "valid.txt", "test.txt"], "holds no training list"),
    ],
)
def test_a_folder_without_just_three_lists_says_so_in_one_line(tmp_path, names, says):
    write_lists(tmp_path, ["blues.00000"] * len(names), names)
    with pytest.raises(ValueError, match=says) as caught:
        splits.draw(TABLE, "lists", lists=tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("folder", ["gone", "train.txt", "", "\0"])
def test_a_folder_of_lists_that_is_not_there_is_named(tmp_path, folder, monkeypatch):
    write_lists(tmp_path, ["blues.00000"] * 3, ["train.txt", "valid.txt", "test.txt"])
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=r"^lists .*there is no such folder") as caught:
        splits.find_lists(folder)
    assert "\n" not in str(caught.value)


def test_what_lies_beside_the_lists_does_not_matter(tmp_path):
    write_lists(tmp_path, map(as_paths, deal()), ["GTZAN_TRAIN.TXT", "my_validation.txt", "testing.txt"])
    for name in ("README.txt", "._testing.txt", "train.csv"):
        (tmp_path / name).write_bytes(b"\0")
    assert len(splits.find_lists(tmp_path).valid) == 197


NAMES = st.one_of(
    st.sampled_from(
        [*BLUES_AND_ROCK.index[:3], *BLUES_AND_ROCK.index[-3:], "blues/blues.00007.au", "..", "."]
    ),
    st.sampled_from(["\u202e", "\0", "#", "C:\\", "\t", "\x1b[31m", "blues/../", "\udcff"]).map(
        "{}rock.00004".format
    ),
    st.text(max_size=20),
)
TEXTS = st.one_of(
    st.lists(NAMES, max_size=8).map(lambda names: "\n".join(names).encode("utf-8", "surrogatepass")),
    st.lists(st.integers(0, 1010), max_size=8).map(lambda numbers: "\n".join(map(str, numbers)).encode()),
    st.binary(max_size=60),
)
#: Twelve songs that are dealt, and what else may stand in the lists: of these, a split often comes.
DEALT = st.tuples(st.permutations([*BLUES_AND_ROCK.index[:6], *BLUES_AND_ROCK.index[-6:]]), TEXTS).map(
    lambda drawn: (
        "\n".join(drawn[0][:5]).encode() + b"\n" + drawn[1],
        "\n".join(drawn[0][5:7]).encode(),
        "\n".join(drawn[0][7:]).encode(),
    )
)


def made_of(texts, folder):
    """What lists give: a split, or the line that says why not."""
    write_lists(folder, texts)
    try:
        return splits.draw(BLUES_AND_ROCK, "lists", lists=folder)
    except ValueError as error:
        return str(error)


def test_whatever_stands_in_lists_they_give_a_split_or_one_line(tmp_path):
    given_back = []

    @settings(max_examples=400, deadline=None, derandomize=True)
    @given(texts=st.one_of(st.tuples(TEXTS, TEXTS, TEXTS), DEALT))
    def check(texts):
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            made = made_of(texts, tmp_path)
        given_back.append(type(made))
        assert all(str(warning.message).isprintable() for warning in told)
        assert len(told) <= 2
        if isinstance(made, str):
            assert made.isprintable()
            return
        for one, other in itertools.combinations(parts(made), 2):
            assert not set(one) & set(other)
        for rows in (made.train, made.test):
            assert set(BLUES_AND_ROCK.genre.iloc[rows]) == {"blues", "rock"}

    check()
    assert min(given_back.count(kind) for kind in (str, splits.Split)) > 30, (
        "hardly any of one kind was tried"
    )
