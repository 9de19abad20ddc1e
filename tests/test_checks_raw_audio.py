import numpy as np
import pytest

from genrekit import collection, listen
from genrekit.audio import SR
from genrekit.checks import raw_audio as check

T = np.arange(2000) / SR
STEMS = {
    "drums": np.sin(2 * np.pi * 100 * T).astype(np.float32),
    "bass": (0.5 * np.sin(2 * np.pi * 333 * T)).astype(np.float32),
    "melody": (0.8 * np.sin(2 * np.pi * 700 * T)).astype(np.float32),
}
ALL = sum(STEMS.values())
PLAYED = (661_500, SR, 44_100)

CHECKS = [
    (check.played_faster, PLAYED),
    (check.numbers_on_cd, ()),
    (check.backing, (STEMS,)),
    (check.whistle_heard, (15_000, SR)),
    (check.change_db, (1 / 1000,)),
    (check.silencing_delay, (315, SR)),
    (check.at_level, ()),
    (check.metres_apart, (SR,)),
]


@pytest.mark.parametrize(("judge", "given"), CHECKS)
def test_an_unanswered_exercise_gets_a_hint(judge, given):
    verdict = judge(..., *given)
    assert not verdict.right
    assert "three dots" in verdict.message


@pytest.mark.parametrize(
    "nonsense", ["35", None, True, np.nan, np.inf, [1, 2], np.zeros((2, 2)), {}, print, 0, -1.5, 1e30]
)
@pytest.mark.parametrize(("judge", "given"), CHECKS)
def test_nonsense_is_judged_wrong_and_raises_nothing(judge, given, nonsense):
    verdict = judge(nonsense, *given)
    assert not verdict.right
    assert repr(verdict).startswith("Not yet.")


@pytest.mark.parametrize(
    ("judge", "given", "answer"),
    [
        (check.played_faster, PLAYED, (15.0, "higher")),
        (check.played_faster, PLAYED, [np.float64(15), " Higher "]),
        (check.played_faster, PLAYED, ("higher", 15)),
        (check.played_faster, (3 * SR, SR, 3 * SR), (1, "an octave and a half higher")),
        (check.numbers_on_cd, (), 21_168_000),
        (check.numbers_on_cd, (), np.int64(21_168_000)),
        (check.numbers_on_cd, (), 21.168e6),
        (check.numbers_on_cd, (), 21_000_000),
        (check.whistle_heard, (15_000, SR), 7050),
        (check.whistle_heard, (5000, 8000), 3000.0),
        (check.change_db, (1 / 1000,), -60),
        (check.change_db, (1 / 1000,), np.float32(-60)),
        (check.change_db, (2,), 6),
        (check.change_db, (2,), 6.02),
        (check.silencing_delay, (315, SR), 35),
        (check.silencing_delay, (315, SR), 35.0),
        (check.silencing_delay, (441, SR), 25),
        (check.backing, (STEMS,), ALL - STEMS["melody"]),
        (check.backing, (STEMS,), STEMS["drums"] + STEMS["bass"]),
        (check.backing, (STEMS,), list(0.3 * (ALL - STEMS["melody"]))),
        (check.backing, (STEMS,), STEMS["melody"] - ALL),
        (check.backing, ({"all of it": ALL},), ALL - ALL),
        (check.metres_apart, (SR,), 777 / SR * 343),
        (check.metres_apart, (SR,), 12.1),
        (check.metres_apart, (SR,), np.float32(12)),
    ],
)
def test_right_answers(judge, given, answer):
    verdict = judge(answer, *given)
    assert repr(verdict).startswith("Right.")


@pytest.mark.parametrize(
    ("judge", "given", "answer", "reason"),
    [
        (check.played_faster, PLAYED, (30, "the same"), "as many as before"),
        (check.played_faster, PLAYED, (60, "lower"), "sooner or later"),
        (check.played_faster, PLAYED, (15, "the same"), "how many swings"),
        (check.played_faster, PLAYED, (15, "lower"), "more swings a second, or fewer"),
        (check.played_faster, PLAYED, (15, "louder"), "For the tones"),
        (check.played_faster, PLAYED, (7.5, "higher"), "661,500 numbers"),
        (check.played_faster, PLAYED, 15, "two things"),
        (check.played_faster, PLAYED, (15, ...), "two things"),
        (check.numbers_on_cd, (), 4 * 60 * 44_100, "both channels"),
        (check.numbers_on_cd, (), 4 * 60 * 22_050 * 2, "not that of the kit"),
        (check.numbers_on_cd, (), 21.168, "In millions"),
        (check.numbers_on_cd, (), 352_800, "minutes"),
        (check.numbers_on_cd, (), 176_400, "minutes"),
        (check.numbers_on_cd, (), 5_292_000, "A part of it"),
        (check.numbers_on_cd, (), 42_336_000, "bytes"),
        (check.numbers_on_cd, (), 22_000_000, "three things"),
        (check.whistle_heard, (15_000, SR), -7050, "negative"),
        (check.whistle_heard, (15_000, SR), 15_000, "folds back"),
        (check.whistle_heard, (15_000, SR), 3975, "beyond the crease"),
        (check.whistle_heard, (15_000, SR), 11_025, "stop at the crease"),
        (check.whistle_heard, (15_000, SR), 7500, "halved"),
        (check.whistle_heard, (15_000, SR), 0, "vanish"),
        (check.whistle_heard, (15_000, SR), 7000, "tent"),
        (check.change_db, (1 / 1000,), 60, "rise or fall"),
        (check.change_db, (1 / 1000,), -30, "power"),
        (check.change_db, (1 / 1000,), -138.2, "natural"),
        (check.change_db, (1 / 1000,), -3, "Multiply"),
        (check.change_db, (1 / 1000,), 0.001, "factor itself"),
        (check.change_db, (1 / 1000,), -57, "divide by ten"),
        (check.silencing_delay, (315, SR), 70, "twice as loud"),
        (check.silencing_delay, (315, SR), 17.5, "quarter"),
        (check.silencing_delay, (315, SR), 1 / 630, "in samples"),
        (check.silencing_delay, (315, SR), 1.59, "in samples"),
        (check.silencing_delay, (315, SR), 105, "shorter"),
        (check.silencing_delay, (315, SR), 157.5, "swings a second"),
        (check.silencing_delay, (315, SR), 36, "times the amplitude"),
        (check.silencing_delay, (315, SR), 34, "times the amplitude"),
        (check.backing, (STEMS,), ALL, "still there"),
        (check.backing, (STEMS,), STEMS["melody"], "the other way round"),
        (check.backing, (STEMS,), ALL + STEMS["melody"], "added it once more"),
        (check.backing, (STEMS,), ALL - 0.5 * STEMS["melody"], "0.5 times"),
        (check.backing, (STEMS,), ALL - 2 * STEMS["melody"], "more of the melody than the sum holds"),
        (check.backing, (STEMS,), 0.3 * ALL - STEMS["melody"], "more of the melody than the sum holds"),
        (check.backing, (STEMS,), -ALL - STEMS["melody"], "added it once more"),
        (check.backing, (STEMS,), ALL - STEMS["bass"], "Gone: bass"),
        (check.backing, (STEMS,), STEMS["drums"] + 2 * STEMS["bass"], "no longer as loud"),
        (check.backing, (STEMS,), ALL * STEMS["melody"], "no longer a sum"),
        (check.backing, (STEMS,), ALL - ALL, "Everything is gone"),
        (check.backing, (STEMS,), ALL[:1000], "of shape (1000,)"),
        (check.backing, (STEMS,), ALL + np.nan, "no numbers"),
        (check.metres_apart, (SR,), -12.09, "not negative"),
        (check.metres_apart, (SR,), 777, "in samples"),
        (check.metres_apart, (SR,), 777 / SR, "as a time"),
        (check.metres_apart, (SR,), 35.2, "as a time"),
        (check.metres_apart, (SR,), 6.04, "halved"),
        (check.metres_apart, (SR,), 1209, "not in metres"),
        (check.metres_apart, (SR,), 777 * 343, "many samples in a second"),
        (check.metres_apart, (SR,), 5.0, "321 samples"),
    ],
)
def test_typical_wrong_answers_get_their_reason(judge, given, answer, reason):
    verdict = judge(answer, *given)
    assert not verdict.right
    assert reason in verdict.message


def test_the_delay_that_is_called_right_does_silence_the_hum():
    hum = listen.tone(315)
    middle = slice(2000, 18_000)
    assert np.abs((hum[35:] + hum[:-35])[middle]).max() < 1e-3
    assert np.abs((hum[36:] + hum[:-36])[middle]).max() > 1e-2


def test_the_alias_that_is_called_right_is_what_is_heard():
    whistle = listen.tone(15_000, sr=SR)
    strongest = np.abs(np.fft.rfft(whistle)).argmax()
    assert strongest == pytest.approx(7050, abs=1)


def level_db(y):
    return 20 * np.log10(np.sqrt(np.mean(np.square(y, dtype=np.float64))))


def by_decibels(y, db):
    return y * 10 ** ((db - level_db(y)) / 20)


def by_rms(y, db):
    return [sample / np.sqrt(np.mean(y**2)) * 10 ** (db / 20) for sample in y]


def upside_down(y, db):
    return -by_decibels(y, db)


@pytest.mark.parametrize(
    "function", [by_decibels, by_rms, upside_down, np.vectorize(by_decibels, signature="(n),()->(n)")]
)
def test_right_functions_for_a_level(function):
    assert repr(check.at_level(function)).startswith("Right.")


def in_place(y, db):
    y *= 10 ** ((db - level_db(y)) / 20)
    return y


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (lambda y, db: ..., "three dots"),
        (lambda y, db: None, "return"),
        (lambda y: y, "stops"),
        (lambda y, db: y * unheard_of, "stops"),  # noqa: F821
        (in_place, "changes the sound"),
        (lambda y, db: level_db(y), "of shape ()"),
        (lambda y, db: y + (db - level_db(y)), "added something"),
        (lambda y, db: y + db, "added something"),
        (lambda y, db: y**2, "shape of the wave"),
        (lambda y, db: np.full_like(y, 10 ** (db / 20)), "shape of the wave"),
        (lambda y, db: y * 2 ** ((db - level_db(y)) / 6), "about a factor of two"),
        (lambda y, db: y * 10 ** (db - level_db(y)), "each dB for a factor of ten"),
        (lambda y, db: y * (db - level_db(y)), "decibels themselves"),
        (lambda y, db: y * db, "decibels themselves"),
        (lambda y, db: y * db / level_db(y), "one level over the other"),
        (lambda y, db: y * 10 ** ((level_db(y) - db) / 20), "Upside down"),
        (lambda y, db: y * 10 ** ((db - level_db(y)) / 10), "power"),
        (lambda y, db: y * np.exp((db - level_db(y)) / 20), "natural"),
        (lambda y, db: y * 10 ** (db / 20), "already"),
        (lambda y, db: y / np.abs(y).max() * 10 ** (db / 20), "highest sample"),
        (lambda y, db: y.copy(), "as it was"),
        (lambda y, db: y * np.nan, "no numbers"),
        (lambda y, db: y * 0.123, "came out at"),
        (-20, "the function itself"),
    ],
)
def test_wrong_functions_for_a_level_get_their_reason(function, reason):
    verdict = check.at_level(function)
    assert not verdict.right
    assert reason in verdict.message


def test_checks_leave_the_stems_as_they_were():
    stems = {role: part.copy() for role, part in STEMS.items()}
    mine = ALL.copy()
    check.backing(mine, stems)
    assert np.array_equal(mine, ALL)
    assert all(np.array_equal(stems[role], STEMS[role]) for role in STEMS)


@pytest.mark.parametrize("genre", ["jazz", "classical", "metal"])
def test_the_distance_that_is_called_right_is_that_of_the_microphones(genre):
    songs = collection.embedded()
    near, far = check.two_microphones(songs.load(songs.example(genre)))
    alike = [np.corrcoef(near[: len(near) - d], far[d:])[0, 1] for d in range(2001)]
    delay = int(np.argmax(alike))
    assert check.metres_apart(delay / SR * 343, SR).right
    assert abs(alike[0]) < 0.4 < alike[delay]
    left = (near[:-delay] - 2.5 * far[delay:]).std()
    assert left < 0.1 * near.std()


def test_microphones_need_a_song_of_some_length():
    with pytest.raises(ValueError, match="3,000 samples"):
        check.two_microphones(np.ones(3000))
