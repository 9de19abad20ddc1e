"""Arrays kept in shards: found again, read in parts, and never half there."""

from __future__ import annotations

import json
import os
import pickle
import tracemalloc
from concurrent.futures import Executor, Future

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genrekit import workers
from genrekit.shards import Outcome, Songs, Store, fill


def arrays(count, columns=3, seed=0, longest=40):
    rng = np.random.default_rng(seed)
    return {
        f"song {number}": rng.standard_normal((rng.integers(1, longest), columns)).astype(np.float32)
        for number in range(count)
    }


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "shards", 3)


def all_of(store, keys):
    places, kept = store.read(keys)
    return {key: kept[place] for key, place in places.items()}


def assert_same(found, expected):
    assert found.keys() == expected.keys()
    for key, array in expected.items():
        np.testing.assert_array_equal(found[key], array)
        assert found[key].dtype == np.float32


# --- the store ----------------------------------------------------------------------------------------


def test_what_was_written_is_found_by_its_key(store):
    first, second = arrays(5), {f"other {key}": array for key, array in arrays(4, seed=1).items()}
    assert all_of(store, first) == {}
    store.write(first)
    store.write(second)
    assert_same(all_of(store, [*second, *first]), second | first)
    assert_same(all_of(store, ["song 3", "never written"]), {"song 3": first["song 3"]})


def test_the_same_work_is_written_to_the_same_file(store):
    store.write(arrays(5))
    before = sorted(store.folder.iterdir())
    store.write(arrays(5))
    assert sorted(store.folder.iterdir()) == before


def test_what_is_there_is_not_written_again(store, monkeypatch):
    """Windows replaces no file that somebody else is reading."""
    store.write(arrays(5))
    monkeypatch.setattr(os, "replace", lambda *_: 1 / 0)
    store.write(arrays(5))


def test_a_key_in_two_shards_is_there_once(store):
    songs = arrays(4)
    store.write(songs)
    store.write({"song 2": songs["song 2"]})
    places, kept = store.read(songs)
    assert len(kept) == len(places) == 4
    assert_same(all_of(store, songs), songs)


@pytest.mark.parametrize("part", [".npy", ".json"])
@pytest.mark.parametrize("how", ["gone", "empty", "half", "foreign", "one byte more"])
def test_a_spoilt_shard_is_passed_over_and_can_be_written_again(store, part, how):
    songs = arrays(5)
    store.write(songs)
    store.write({"good": np.ones((2, 3), np.float32)})
    index = next(
        path for path in store.folder.glob("*.json") if len(json.loads(path.read_text())["keys"]) == 5
    )
    victim = index.with_suffix(part)
    content = victim.read_bytes()
    if how == "gone":
        victim.unlink()
    else:
        victim.write_bytes(
            {"empty": b"", "half": content[: len(content) // 2], "foreign": b"{}"}.get(how, content + b"x")
        )
    assert list(all_of(store, [*songs, "good"])) == ["good"]
    store.write(songs)
    assert_same(all_of(store, songs), songs)


@pytest.mark.parametrize(
    "index",
    [
        [],
        {"keys": ["a"]},
        {"keys": ["a"], "rows": [3]},
        {"keys": ["a", "b"], "rows": [5, 0]},
        {"rows": 5},
        None,
    ],
)
def test_an_index_that_does_not_fit_its_rows_is_none(store, index):
    store.write({"a": np.zeros((5, 3), np.float32)})
    (file,) = store.folder.glob("*.json")
    file.write_text(json.dumps(index))
    assert all_of(store, ["a"]) == {}


def test_rows_of_another_width_are_not_taken(store):
    Store(store.folder, 4).write({"a": np.zeros((5, 4), np.float32)})
    assert all_of(store, ["a"]) == {}


def test_a_shard_that_is_removed_while_it_is_in_use_is_told_in_one_line(store):
    store.write(arrays(2))
    _, kept = store.read(arrays(2))
    (file,) = store.folder.glob("*.npy")
    file.unlink()
    with pytest.raises(OSError, match="was removed or changed while it was in use") as caught:
        kept[1]
    assert "\n" not in str(caught.value)


def test_a_shard_that_is_cut_short_while_it_is_in_use_gives_no_wrong_numbers(store):
    store.write({"a": np.arange(12, dtype=np.float32).reshape(4, 3)})
    _, kept = store.read(["a"])
    (file,) = store.folder.glob("*.npy")
    os.truncate(file, file.stat().st_size - 4 * 4)  # eight numbers are left: four rows of two?
    with pytest.raises(OSError, match="was removed or changed while it was in use"):
        kept[0]


def test_marks_of_starts_that_were_killed_are_removed_and_those_of_others_stay(store):
    store.folder.mkdir()
    old, young = store.folder / ".here-old", store.folder / ".here-young"
    old.touch()
    young.touch()
    os.utime(old, (0, 0))
    with store.marked() as mark:
        assert sorted(file.name for file in store.folder.iterdir()) == sorted([mark, young.name])


# --- songs --------------------------------------------------------------------------------------------


def sent(songs):
    """What another process gets of them."""
    return pickle.loads(pickle.dumps(songs))  # noqa: S301


def in_memory_and_kept(store, songs):
    store.write(songs)
    places, kept = store.read(songs)
    order = np.array([places[key] for key in songs])
    return Songs.of(list(songs.values())), Songs.of(kept)[order]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_songs_from_shards_are_like_a_list_of_arrays(tmp_path_factory, data):
    songs = arrays(data.draw(st.integers(1, 8)), seed=data.draw(st.integers(0, 99)))
    plain = list(songs.values())
    for lazy in in_memory_and_kept(Store(tmp_path_factory.mktemp("store"), 3), songs):
        assert len(lazy) == len(plain)
        assert lazy.lengths.tolist() == [len(song) for song in plain]
        rows = np.array(data.draw(st.lists(st.integers(0, len(plain) - 1), min_size=1, max_size=9)))
        some = lazy[rows]
        for song, row in zip(some, rows, strict=True):
            np.testing.assert_array_equal(song, plain[row])
        row = int(rows[0])
        first = data.draw(st.integers(0, len(plain[row]) - 1))
        count = data.draw(st.integers(1, len(plain[row]) - first))
        np.testing.assert_array_equal(lazy.stretch(row, first, count), plain[row][first : first + count])
        cut = lazy.cut(np.array([row]), np.array([first]), np.array([count]))
        np.testing.assert_array_equal(cut[0], plain[row][first : first + count])
        np.testing.assert_array_equal(lazy[-1], plain[-1])
        for song, again in zip(some, sent(some), strict=True):
            np.testing.assert_array_equal(song, again)


def test_fewer_coefficients_are_the_first_ones(store):
    songs = arrays(3)
    store.write(songs)
    _, kept = store.read(songs)
    assert Songs.of(kept, coefs=2)[0].shape[1] == 2
    np.testing.assert_array_equal(Songs.of(kept, coefs=2)[1], kept[1][:, :2])
    np.testing.assert_array_equal(Songs.of(Songs.of(kept), coefs=2)[1], kept[1][:, :2])
    assert Songs.of(Songs.of(kept, coefs=2), coefs=3)[0].shape[1] == 2, "what was cut off is not there to see"
    assert Songs.of(Songs.of(kept, coefs=2))[0].shape[1] == 2


def test_a_song_out_of_range_is_none(store):
    for lazy in in_memory_and_kept(store, arrays(3)):
        with pytest.raises(IndexError):
            lazy[3]
        assert len(list(lazy)) == 3


def test_every_song_has_a_key_of_its_own_and_keeps_it(store):
    songs = arrays(6)
    for lazy in in_memory_and_kept(store, songs):
        keys = [lazy.key(row) for row in range(6)]
        assert len(set(keys)) == 6
        assert [lazy[np.array([5, 2])].key(row) for row in (0, 1)] == [keys[5], keys[2]]
        half = lazy.cut(np.array([0]), np.array([0]), np.array([1]))
        assert half.key(0) not in keys or lazy.lengths[0] == 1


def test_what_is_sent_to_a_worker_knows_no_other_songs(store):
    few, many = arrays(4), arrays(4000, longest=3)
    store.write(few)
    for key, array in many.items():
        if int(key.split()[1]) % 400 == 0:
            store.write({f"far {key}": array})
    places, kept = store.read([*few, *(f"far {key}" for key in many)])
    one = Songs.of(kept)[np.array([places["song 1"]])]
    assert len(pickle.dumps(one)) < 2000
    np.testing.assert_array_equal(sent(one)[0], few["song 1"])


def test_a_stretch_of_a_long_song_is_read_alone(tmp_path):
    store = Store(tmp_path, 26)
    store.write({"long": np.zeros((200_000, 26), np.float32)})  # 20.8 MB
    _, kept = store.read(["long"])
    songs = Songs.of(kept)
    tracemalloc.start()
    songs.stretch(0, 100_000, 256)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200_000


# --- filling ------------------------------------------------------------------------------------------


def squares(number):
    return "no array of 7" if number == 7 else np.full((number + 1, 3), number**2, np.float32)


def died(number):
    return f"{number} died"


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_filled_in_is_there(store, jobs):
    items = {f"n{number}": number for number in range(23)}
    outcomes = list(fill(store, squares, items, died=died, jobs=jobs))
    assert sorted(outcome.key for outcome in outcomes) == sorted(items)
    assert {outcome.key: outcome.reason for outcome in outcomes if outcome.reason} == {"n7": "no array of 7"}
    assert all(outcome.array is None for outcome in outcomes)
    assert_same(all_of(store, items), {key: squares(n) for key, n in items.items() if n != 7})
    assert not list(store.folder.glob(".here-*"))


def test_who_does_not_see_the_folder_sends_its_arrays(store, monkeypatch):
    from genrekit.shards import filling

    written = []
    real = Store.write
    monkeypatch.setattr(Store, "write", lambda self, found: (written.append(len(found)), real(self, found)))
    blind = filling._Task(store, ".here-of-another-folder", squares)
    outcomes = blind([("a", 1), ("b", 2)])
    assert written == []
    assert [outcome.array.shape for outcome in outcomes] == [(2, 3), (3, 3)]
    monkeypatch.setattr(filling, "_Task", lambda *_: blind)
    assert [outcome.array for outcome in fill(store, squares, {"a": 1, "b": 2}, died=died, jobs=1)] == [
        None
    ] * 2
    assert written == [2]
    assert_same(all_of(store, ["a", "b"]), {"a": squares(1), "b": squares(2)})


def test_a_folder_that_a_worker_may_not_look_into_is_none_that_it_sees(store):
    from genrekit.shards import filling

    # As of a folder that is closed, of a name that is too long `Path.exists` raises an error.
    blind = filling._Task(Store(store.folder.parent / ("x" * 300), 3), "mark", squares)
    assert [outcome.array.shape for outcome in blind([("a", 1), ("b", 2)])] == [(2, 3), (3, 3)]


def test_large_arrays_travel_a_few_at_a_time(store, monkeypatch):
    from genrekit.shards import filling

    monkeypatch.setattr(filling, "_SHARD_BYTES", 300)  # 2 arrays of 108 to 156 bytes, and one more
    blind = filling._Task(store, ".here-of-another-folder", squares)
    items = {f"n{n}": n for n in range(8, 13)}
    sizes = []
    monkeypatch.setattr(filling, "_Task", lambda *_: lambda chunk: sized(blind(chunk)))

    def sized(outcomes):
        sizes.append(sum(outcome.array is not None for outcome in outcomes))
        return outcomes

    outcomes = list(fill(store, squares, items, died=died, jobs=1))
    assert sizes == [3, 2]
    assert [outcome.key for outcome in outcomes] == list(items)
    assert_same(all_of(store, items), {key: squares(n) for key, n in items.items()})


class First(Executor):
    """Does the first thing that it is given at once, and all others never."""

    _max_workers = 3

    def __init__(self):
        self.given = []

    def submit(self, function, /, *arguments):
        self.given.append(Future())
        if len(self.given) == 1:
            self.given[0].set_result(function(*arguments))
        return self.given[-1]


def test_when_our_own_disk_is_full_the_rest_is_called_off(store, monkeypatch):
    def full(self, found):
        raise OSError("the disk is full")

    monkeypatch.setattr(Store, "write", full)
    executor = First()
    with pytest.raises(OSError, match="the disk is full") as caught:
        list(fill(store, squares, {f"n{n}": n for n in range(50)}, died=died, executor=executor))
    assert [future.cancelled() for future in executor.given] == [False] + [True] * 5
    assert caught.tb is not None  # who looks at the error holds the generators


def test_an_error_of_the_work_itself_is_raised_and_the_rest_is_kept(store):
    def fails(number):
        if number == 3:
            raise ZeroDivisionError("three")
        return squares(number)

    with pytest.raises(ZeroDivisionError, match="three"):
        list(fill(store, fails, {f"n{n}": n for n in range(5)}, died=died, jobs=1))
    assert list(all_of(store, [f"n{n}" for n in range(5)])) == ["n0", "n1", "n2"]


def test_large_arrays_are_written_before_the_chunk_is_done(store, monkeypatch):
    from genrekit.shards import filling

    monkeypatch.setattr(filling, "_SHARD_BYTES", 100)
    list(fill(store, squares, {f"n{n}": n for n in range(8, 13)}, died=died, jobs=1))
    assert len(list(store.folder.glob("*.npy"))) > 1
    assert len(all_of(store, [f"n{n}" for n in range(8, 13)])) == 5


def test_jobs_and_executor_are_a_choice(store):
    with pytest.raises(ValueError, match="jobs is 2, and executor is given; choose one"):
        list(workers.as_done(print, [1], died=died, jobs=2, executor=object()))


def test_outcomes_print_no_arrays():
    assert "array" not in repr(Outcome("a", array=np.zeros((1000, 3))))
