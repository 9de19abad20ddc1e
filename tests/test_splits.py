"""Splits: shares as asked for, no song and no artist on both sides, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from genrekit import splits


def make_table(artists=10, songs=10, genres=("blues", "jazz", "rock")):
    rows = [(genre, f"{genre} artist {a}") for genre in genres for a in range(artists) for _ in range(songs)]
    return pd.DataFrame(rows, columns=["genre", "artist"])


def parts(split):
    return [split.train, split.valid, split.test]


@pytest.mark.parametrize("draw", splits.SPLITS.values())
@pytest.mark.parametrize("seed", range(5))
def test_every_row_is_in_one_part(draw, seed):
    table = make_table()
    together = np.sort(np.concatenate(parts(draw(table, seed=seed))))
    np.testing.assert_array_equal(together, np.arange(len(table)))


@pytest.mark.parametrize("draw", splits.SPLITS.values())
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


@pytest.mark.parametrize("draw", splits.SPLITS.values())
def test_the_seed_decides(draw):
    table = make_table()
    np.testing.assert_array_equal(draw(table, seed=3).test, draw(table, seed=3).test)
    assert not np.array_equal(draw(table, seed=3).test, draw(table, seed=4).test)


def test_two_songs_a_genre_make_one_and_one():
    split = splits.by_song(make_table(artists=2, songs=1))
    assert [len(part) for part in parts(split)] == [3, 0, 3]


@pytest.mark.parametrize(
    ("table", "draw", "settings", "says"),
    [
        (make_table(artists=1, songs=1), splits.by_song, {}, "blues has fewer than two songs"),
        (make_table(artists=1), splits.by_artist, {}, "blues has fewer than two artists"),
        (make_table().assign(artist=""), splits.by_artist, {}, "artist of 300 clips is not known"),
        (make_table(), splits.by_song, {"train": 1.0}, "train is 1.0"),
        (make_table(), splits.by_song, {"valid": -0.1}, "valid is -0.1"),
        (make_table(), splits.by_song, {"seed": -1}, "seed is -1"),
    ],
)
def test_what_cannot_be_split_says_why(table, draw, settings, says):
    with pytest.raises(ValueError, match=says):
        draw(table, **settings)
