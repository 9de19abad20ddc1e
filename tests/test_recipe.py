"""A genre of one's own: the eleventh beside the ten, from a list of artists to its features."""

from __future__ import annotations

import dataclasses
import hashlib
import subprocess
import sys

import numpy as np
import pytest

from genrekit import collection, corpus, features
from genrekit.corpus import Artist, Bass, Comp, Drums, Melody, Player, Recipe, Recording, Riff, singer
from genrekit.corpus.players import Chorale
from genrekit.genres import GENRES

BAND = (
    Drums(groove="BD X...X...\nSD ..x...x."),
    Bass("tuba", "1...5...", low=34),
    Comp("accordion", "..x...x.", gate=0.3),
)
LEAD = (*BAND, Melody("clarinet", "twang"))
CHORDS = {"*": "I | V7 | V7 | I"}


def artist(name="Anna Elm", *, lineups=(LEAD,), **changed):
    settings = {"tempo": (112, 126), "keys": "C, G", "forms": "verse:8", "chords": CHORDS} | changed
    return Artist(name, settings.pop("style", "village"), lineups=lineups, **settings)


def polka(*, name="polka", **changed):
    sung = ((*BAND, *singer("alto")),)
    recorded = artist("Bo Fir", lineups=sung, recording=Recording(room_mix=0.3))
    return Recipe(name, [artist(**changed), recorded, artist("Cy Ash", keys="D minor")])


def test_the_ten_are_recipes():
    for genre in GENRES:
        assert corpus.recipe(genre).genre == genre
        assert corpus.recipe(genre).number == GENRES.index(genre)
    assert [corpus.recipe("jazz").whose(n) for n in (0, 4, 5, 99)] == [(0, 0), (0, 4), (1, 0), (19, 4)]


@pytest.mark.parametrize("count", [1, 3, 7, 10, 60, 100])
def test_artists_share_the_songs_evenly(count):
    recipe = Recipe("polka", [artist(str(number)) for number in range(count)])
    whose = [recipe.whose(number) for number in range(100)]
    shares = np.bincount([who for who, _ in whose], minlength=count)
    assert np.ptp(shares) <= 1
    assert all(whose.count((who, song)) == 1 for who in range(count) for song in range(shares[who]))
    few = [recipe.whose(number)[0] for number in recipe.first_songs(count)]
    assert few == list(range(count))


class Lead(Bass):
    role = "lead"


class Idle(Player):
    """A player who forgot to play."""


class Bell:
    """A player of somebody's own, no dataclass."""

    def __init__(self, line):
        self.line, self.deeper = line, {"drums": Drums(groove="BD x...")}

    def perform(self, chart, seconds, seat):
        return Bass(line=self.line).perform(chart, seconds, seat)


def test_players_of_ones_own_are_seen_by_the_digest():
    def digest(line):
        return Recipe("polka", [artist(lineups=((Bell(line),),))]).digest

    assert digest("1...") == digest("1...")  # no address in memory
    assert digest("1...") != digest("5...")
    assert digest(set("abc")) == digest(set("cba")) != digest(set("abd"))
    long = np.zeros(2000)
    assert digest(long) != digest(np.where(np.arange(2000) == 1000, 1.0, long))  # repr leaves that out


def test_artists_do_not_share_a_studio_by_accident():
    seeds = [one.recording.seed for one in polka().artists]
    assert len(set(seeds)) == 3
    assert 0 not in seeds
    assert artist(recording=Recording(seed=7)).recording.seed == 7
    assert artist().recording == artist().recording


def test_eleven_genres():
    songs = collection.embedded(clips_per_genre=30, extra=polka())
    assert songs.genres == tuple(sorted([*GENRES, "polka"]))
    assert len(songs) == 330
    mine = songs.table[songs.table.genre == "polka"]
    assert mine.groupby("artist").size().tolist() == [10, 10, 10]
    assert mine.index[0] == "polka.00000"
    assert songs.genres[songs.labels[-1]] == "rock"
    assert songs.name == "embedded-polka"


def test_the_ten_stay_as_they_are():
    with_polka, without = (collection.embedded(seconds=5, extra=extra) for extra in ([polka()], []))
    assert with_polka.key("pop.00003") == without.key("pop.00003")
    np.testing.assert_array_equal(with_polka.load("pop.00003"), without.load("pop.00003"))


def test_features_of_eleven_genres_in_two_processes():
    songs = collection.embedded(clips_per_genre=1, seconds=5, extra=polka()).of(["polka", "pop"])
    found = features.extract(songs, jobs=2, progress=False)
    assert found.left_out == {}
    assert found.genres == ("polka", "pop")
    assert found.labels.tolist() == [0, 1]


def test_clip_score_stems_and_recording():
    songs = collection.embedded(clips_per_genre=3, seconds=5, extra=polka())
    assert songs.score("polka.00034").artist == "Bo Fir"
    assert dataclasses.replace(songs.recording("polka.00034"), seed=0) == Recording(room_mix=0.3)
    assert tuple(songs.stems("polka.00034")) == corpus.ROLES
    np.testing.assert_array_equal(songs.load("polka.00034"), corpus.clip(polka(), 34, seconds=5))


def test_same_in_another_process():
    code = (
        "import sys; sys.path.insert(0, {!r}); from test_recipe import polka; from genrekit import corpus;"
        "import hashlib; print(hashlib.sha256(corpus.clip(polka(), 34, seconds=5).tobytes()).hexdigest())"
    ).format(str(__file__).rpartition("test_recipe")[0])
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert there.strip() == hashlib.sha256(corpus.clip(polka(), 34, seconds=5).tobytes()).hexdigest()


def test_the_name_is_the_seed():
    one, other = (corpus.compose(polka(name=name), 0).parts[0].notes for name in ("polka", "mazurka"))
    assert not np.array_equal(one, other)


def test_the_key_changes_with_the_recipe():
    def key(recipe):
        return collection.embedded(clips_per_genre=1, extra=recipe).key("polka.00000")

    assert key(polka()) == key(polka())
    louder = (dataclasses.replace(BAND[0], gain_db=1.0), *BAND[1:])
    changes = [{"tempo": (112, 127)}, {"lineups": (louder,)}, {"recording": Recording(seed=5)}]
    assert len({key(polka(**changed)) for changed in [{}, *changes]}) == 4


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"lineups": ((Bass("tooba"),),)}, "instrument 'tooba'"),
        ({"lineups": ((Drums(groove="XX x.x."),),)}, "drum 'XX'"),
        ({"lineups": ((Drums(groove="BD x.*."),),)}, r"groove 'BD x.\*.': '\*' is none of the signs"),
        ({"lineups": ((Bass(line="q..w"),),)}, "'q..w': 'q' is none of the signs"),
        ({"lineups": ((Comp(pattern="y..."),),)}, "'y...': 'y' is none of the signs"),
        ({"lineups": ((Comp(voicing="gitar"),),)}, "voicing 'gitar' is not one of"),
        ({"lineups": ((Riff(voicing="powr"),),)}, "voicing 'powr' is not one of"),
        ({"lineups": ((Melody("clarinet", "balad"),),)}, "manner 'balad': expected"),
        ({"lineups": ((Melody(scale="klezmer"),),)}, "scale 'klezmer'"),
        ({"lineups": ((Chorale(voices="SATB"),),)}, "voices is 'SATB'"),
        ({"lineups": ((Lead("tuba"),),)}, "role 'lead' of 'tuba' is not one of drums"),
        ({"lineups": ((Idle(),),)}, "Idle has no method play"),
        ({"lineups": ((Bass(where="-verse"),),)}, "nobody plays in song 0"),
    ],
)
def test_what_cannot_be_played_is_told_by_artist(changed, says):
    with pytest.raises(ValueError, match=rf"^polka, Anna Elm: [^\n]*{says}[^\n]*$"):
        collection.embedded(extra=polka(**changed))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"tempo": (126, 112)}, "tempo"),
        ({"tempo": 120}, "int"),
        ({"lineups": BAND}, "lineups"),
        ({"lineups": ()}, "lineups"),
        ({"lineups": ((Drums,),)}, "lineups"),
        ({"keys": "C, G, D, H"}, "key 'H'"),  # no song may be in that key for long
        ({"keys": "C pirate"}, "key 'C pirate'"),
        ({"forms": ("verse:8", "verse")}, "form 'verse'"),
        ({"forms": "verse:0"}, "form 'verse:0'"),
        ({"chords": {"solo": "I"}}, "chords: none for the section 'verse'"),
        ({"chords": {"*": "I | | V"}}, "bar 2 is empty"),
        ({"chords": {"*": ("I | V", "I/7")}}, "chord 'I/7' has no 7"),
        ({"chords": "I"}, "AttributeError"),
        ({"metre": "waltz"}, "metre 'waltz'"),
    ],
)
def test_an_artist_that_is_none_is_told_at_once(changed, says):
    with pytest.raises(ValueError, match=rf"^Anna Elm: [^\n]*{says}[^\n]*$"):
        artist(**changed)


def test_where_nobody_plays_the_medium_is_heard():
    silent = Recipe("polka", [artist(lineups=((Bass(where="-verse"),),))])
    first, second = (corpus.clip(silent, number, seconds=1) for number in (0, 1))
    assert first.shape == (22050,)
    assert 0 < np.abs(first).max() < 0.01
    assert not np.array_equal(first, second)  # another stretch of the tape


def test_everybody_stands_somewhere_else():
    for recipe in ("jazz", polka()):
        places = [part.place for part in corpus.compose(recipe, 3).parts]
        assert None not in places
        assert len(set(places)) == len(places) > 3


@pytest.mark.parametrize(
    ("name", "artists", "says"),
    [
        ("polka", [], "needs a list of 1 to 100 artists"),
        ("polka", ["Anna"], "needs a list of 1 to 100 artists"),
        ("polka", [artist(), artist()], "two artists are called 'Anna Elm'"),
        ("pol.ka", [artist()], "^genre is 'pol.ka': use"),
        ("../polka", [artist()], "^genre is"),
        ("", [artist()], "^genre is"),
    ],
)
def test_a_recipe_that_is_none_is_told_at_once(name, artists, says):
    with pytest.raises(ValueError, match=says):
        Recipe(name, artists)


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        (polka(name="blues"), "there is a genre 'blues' already"),
        ([polka(name="Rock")], "there is a genre 'Rock' already"),
        ([polka(), polka()], "there is a genre 'polka' already"),
        ({"polka": [artist()]}, "give recipes"),
        (artist(), "give recipes"),
        (None, "give recipes"),
    ],
)
def test_a_genre_that_cannot_join_is_told(extra, says):
    with pytest.raises(ValueError, match=rf"^extra[^\n]*{says}"):
        collection.embedded(extra=extra)
