"""The embedded collection: every song can be played, is always the same, and keeps the rules of its genre."""

import hashlib
import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest

from genrekit import corpus
from genrekit.corpus.chart import parse_form
from genrekit.corpus.instruments import program
from genrekit.corpus.players.drums import parse_groove
from genrekit.corpus.theory import parse_chord, parse_progression, snap, voice
from genrekit.genres import GENRES

DIGEST = """
import hashlib, sys
from genrekit import corpus
digest = hashlib.sha256()
for genre, number in {songs}:
    for part in corpus.compose(genre, number).parts:
        digest.update(part.name.encode() + part.notes.tobytes())
print(digest.hexdigest())
"""


def notes(score, role):
    """All notes of a role."""
    found = [part.notes for part in score.parts if part.role == role]
    return np.concatenate(found) if found else np.zeros(0, corpus.NOTE)


def beats(score, starts):
    """Times in beats."""
    return np.asarray(starts, float) * score.tempo / 60


@pytest.mark.parametrize("genre", GENRES)
def test_every_artist_composes_and_all_notes_are_playable(genre):
    for number in range(GENRES.index(genre), 100, 10):
        score = corpus.compose(genre, number)
        assert score.seconds == 30.0
        assert score.parts
        assert len({part.name for part in score.parts}) == len(score.parts)
        assert score.sections[0][0] == 0.0
        for part in score.parts:
            n = part.notes
            assert n.dtype == corpus.NOTE
            assert part.role in corpus.ROLES
            assert 0 <= part.program <= 127
            assert all(np.isfinite(n[field]).all() for field in n.dtype.names)
            assert (n["start"] >= 0).all()
            assert (n["seconds"] > 0).all()
            assert (n["start"].astype(float) + n["seconds"] <= 30.001).all()
            assert (np.diff(n["start"]) >= 0).all()
            assert ((n["pitch"] >= 20) & (n["pitch"] <= 110)).all()
            assert ((n["velocity"] > 0) & (n["velocity"] <= 1)).all()
            assert (np.abs(n["bend"]) <= 6).all()


@pytest.mark.parametrize("genre", GENRES)
def test_songs_have_music_from_beginning_to_end(genre):
    for number in range(GENRES.index(genre) % 7, 100, 7):
        starts = np.concatenate([part.notes["start"] for part in corpus.compose(genre, number).parts])
        assert len(starts) > 30
        gaps = np.diff(np.sort(np.concatenate([[0.0], starts, [30.0]])))
        assert gaps.max() < 6.0, f"{genre} {number}: silent for {gaps.max():.1f} s"


@pytest.mark.parametrize("genre", GENRES)
def test_artists_differ(genre):
    artists = corpus.recipe(genre).artists
    assert len(artists) == 20
    assert len({a.style for a in artists}) >= 5
    assert len({a.recording.seed for a in artists}) == 20
    assert all(len(a.lineups) >= 2 for a in artists)
    tempos = [np.mean(a.tempo) for a in artists]
    assert np.ptp(tempos) > 10


def test_no_name_is_used_twice():
    names = [artist.name for genre in GENRES for artist in corpus.recipe(genre).artists]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("genre", ["blues", "country", "disco", "hiphop", "metal", "pop", "reggae", "rock"])
def test_bands_are_complete(genre):
    seen = dict.fromkeys(corpus.ROLES, 0)
    for number in range(3, 100, 7):
        for role in {part.role for part in corpus.compose(genre, number).parts}:
            seen[role] += 1
    assert all(count >= 11 for count in seen.values()), seen


def test_songs_and_seeds_differ():
    for genre in GENRES:
        songs = [corpus.compose(genre, number) for number in range(10, 20)]
        for one, other in combinations(songs, 2):
            assert not np.array_equal(one.parts[0].notes, other.parts[0].notes)
        assert len({song.title for song in songs}) >= 5
        again = corpus.compose(genre, 10, seed=1)
        assert again.artist == songs[0].artist
        assert not np.array_equal(again.parts[0].notes, songs[0].parts[0].notes)


def test_same_in_another_process_and_order():
    songs = [("jazz", 31), ("blues", 4), ("metal", 77), ("classical", 52), ("hiphop", 9)]
    digest = hashlib.sha256()
    for genre, number in songs[::-1]:
        corpus.compose(genre, number)
    for genre, number in songs:
        for part in corpus.compose(genre, number).parts:
            digest.update(part.name.encode() + part.notes.tobytes())
    code = DIGEST.format(songs=songs)
    fresh = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert fresh.stdout.strip() == digest.hexdigest()


def test_reggae_skank_falls_on_the_off_beats():
    for number in (0, 17, 22, 41, 75):
        score = corpus.compose("reggae", number)
        skank = next(part for part in score.parts if part.name.startswith("skank"))
        place = beats(score, skank.notes["start"]) % 1
        assert abs(np.median(place) - 0.5) < 0.1
        assert np.mean(np.abs(place - np.median(place)) < 0.12) > 0.9  # the tempo wanders a little


def test_reggae_one_drop_leaves_the_first_beat_free():
    drums = notes(corpus.compose("reggae", 3), "drums")
    score = corpus.compose("reggae", 3)
    kicks = beats(score, drums["start"][drums["pitch"] == 36]) % 4
    assert np.mean(np.abs(kicks - 2) < 0.3) > 0.7


@pytest.mark.parametrize("number", [0, 25, 47, 63, 99])
def test_disco_has_a_bass_drum_on_every_beat(number):
    score = corpus.compose("disco", number)
    drums = notes(score, "drums")
    kicks = beats(score, drums["start"][drums["pitch"] == 36])
    for beat in range(int(30 * score.tempo / 60) - 1):
        assert np.abs(kicks - beat).min() < 0.2


def test_blues_is_twelve_bars_of_one_four_five():
    for number in (0, 2, 4, 6, 9):
        blues = corpus.artist("blues", number).chords["*"]
        for text in [blues] if isinstance(blues, str) else blues:
            bars = parse_progression(text, 0)
            assert len(bars) == 12
            assert bars[0][0].root == 0
            assert bars[4][0].root == 5
            assert {chord.root for bar in bars for chord in bar} >= {0, 5, 7}


def test_waltz_keeps_three():
    for number in range(70, 80):
        score = corpus.compose("country", number)
        assert score.metre == "3/4"
        bass = notes(score, "bass")
        position = beats(score, bass["start"]) % 3
        first = np.mean((position < 0.2) | (position > 2.8))
        assert first > 0.3
        widths = np.diff([start for start, _ in score.sections]) * score.tempo / 60
        assert np.allclose(widths / 3, np.round(widths / 3), atol=0.1)


def test_jazz_swings():
    for number in (1, 13, 35, 44):
        score = corpus.compose("jazz", number)
        # Eighths of the cymbals (ride 51, hi-hat 42) and of the brushes (38) between the beats
        drums = notes(score, "drums")
        place = beats(score, drums["start"][np.isin(drums["pitch"], (38, 42, 51))]) % 1
        late = np.median(place[(place > 0.35) & (place < 0.85)])
        assert late / (1 - late) > 1.3


def test_metal_is_driven_and_thrash_is_fast():
    for number in (0, 26, 48, 71, 95):
        score = corpus.compose("metal", number)
        guitars = [p for p in score.parts if p.program in (29, 30)]
        assert max(p.drive for p in guitars) >= 0.4
        assert min(p.notes["pitch"].min() for p in guitars) < 48
    assert corpus.compose("metal", 5).tempo > 150


def test_walking_bass_walks_in_quarters():
    score = corpus.compose("jazz", 2)
    bass = notes(score, "bass")
    steps = np.diff(beats(score, bass["start"]))
    assert np.mean(np.abs(steps - 1) < 0.2) > 0.7


def test_classical_has_no_drum_kit_but_dynamics():
    for number in range(0, 100, 9):
        score = corpus.compose("classical", number)
        assert all(part.name == "orchestra kit" for part in score.parts if part.role == "drums")
        loudness = np.concatenate([part.notes["velocity"] for part in score.parts])
        assert loudness.std() > 0.08


def test_seconds_shape_the_score():
    short, long = corpus.compose("pop", 5, seconds=7.5), corpus.compose("pop", 5)
    assert max(part.notes["start"].max() for part in short.parts) < 7.5
    first = long.parts[0].notes
    first = first[first["start"] < 7.4]
    assert np.array_equal(short.parts[0].notes["start"][: len(first)], first["start"])
    assert max(p.notes["start"].max() for p in corpus.compose("pop", 5, seconds=50.0).parts) > 45


@pytest.mark.parametrize("genre", GENRES)
def test_a_clip_is_sound(genre):
    y = corpus.clip(genre, 12, seconds=4.0)
    assert y.dtype == np.float32
    assert y.shape == (88200,)
    assert np.isfinite(y).all()
    assert np.abs(y).max() <= 1.0
    assert y.std() > 0.01
    assert np.array_equal(y, corpus.clip(genre, 12, seconds=4.0))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("polka", 0), "genre"),
        (("jazz", 100), "number"),
        (("jazz", -1), "number"),
        (("jazz", 1.5), "number"),
    ],
)
def test_bad_arguments_are_named(arguments, named):
    with pytest.raises(ValueError, match=rf"^{named} is .*: use [^\n]*$"):
        corpus.compose(*arguments)


def test_bad_seed_seconds_and_artist_are_named():
    with pytest.raises(ValueError, match=r"^seed is"):
        corpus.compose("jazz", 0, seed=-1)
    with pytest.raises(ValueError, match=r"^seconds is"):
        corpus.compose("jazz", 0, seconds=0)
    with pytest.raises(ValueError, match=r"^number is"):
        corpus.artist("jazz", 20)


def test_theory():
    assert parse_chord("IV7", 4).tones == {9, 1, 4, 7}  # A7 in E
    assert parse_chord("ii7", 0).tones == {2, 5, 9, 0}
    assert parse_chord("bVII", 9).root == 7
    assert parse_chord("V7/3", 0).bass == 11
    assert parse_chord("viim7b5", 0).tones == {11, 2, 5, 9}
    assert len(parse_progression("I | IV V | %", 0)) == 3
    assert snap(61, frozenset({0, 4, 7})) == 60
    assert voice(parse_chord("I", 4), "guitar", 40) == (40, 47, 52, 56, 59, 64)  # the open E chord
    with pytest.raises(ValueError, match="chord 'H7'"):
        parse_chord("H7", 0)


def test_texts_are_read():
    assert parse_form("intro:4 verse:8") == (("intro", 4), ("verse", 8))
    (hits,) = parse_groove("BD x...X...\nSD ..g.")
    assert [(key, where) for key, where, *_ in hits] == [(36, 0.0), (36, 0.5), (38, 0.5)]
    assert program("808 kit") == 25
    with pytest.raises(ValueError, match="instrument 'electric harp'"):
        program("electric harp")
