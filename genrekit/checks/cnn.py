"""Checks of notebook 04: kernels, weights, ReLU, what a layer sees, softmax and loss, a tempo."""

from __future__ import annotations

import math

import numpy as np

from genrekit.checks import checker, right, wrong
from genrekit.checks import number as one_number

_WINDOWS = {
    "A": (-1, "The numbers fall from row to row. Take the last row, subtract the first: what is the sign?"),
    "B": (
        0,
        "The numbers differ from column to column; the rows are all alike. What does last minus first give?",
    ),
    "C": (1, "The fives lie in the last row. What are the weights of this row?"),
    "D": (0, "The nines lie in the middle row. What are the weights of this row?"),
}
_SIGNS = {"+": 1, "positive": 1, "plus": 1, "-": -1, "−": -1, "negative": -1, "minus": -1, "0": 0, "zero": 0}


@checker(hint='four signs in a list, in the order A, B, C, D, such as ["+", "+", "+", "+"].')
def signs(answer):
    """Signs of the onset kernel's answers in four windows.

    Parameters
    ----------
    answer : sequence of str
        The student's "+", "0" and "-".

    Returns
    -------
    Verdict
    """
    given = answer.replace(",", "").split() if isinstance(answer, str) else list(answer)
    given = list(given[0]) if isinstance(answer, str) and len(given) == 1 else given
    if len(given) != len(_WINDOWS):
        raise ValueError(f"{len(given)} signs, not {len(_WINDOWS)}")
    for sign, (name, (expected, reason)) in zip([_sign(one) for one in given], _WINDOWS.items(), strict=True):
        if sign != expected:
            return wrong(f"Look at {name} again. {reason}")
    return right("Last row minus first row: all else escapes this kernel.")


def _sign(given):
    if isinstance(given, str):
        sign = _SIGNS.get(given.strip().lower())
        if sign is None:
            raise ValueError(f"{given!r} is none of the three signs")
        return sign
    return int(np.sign(one_number(given)))


@checker(
    hint="cut out the window, multiply it with the kernel number by number, and add up the nine products"
)
def window_sum(answer, patch, kernel, row, column):
    """What a kernel answers at one place of a patch.

    Parameters
    ----------
    answer : float
        The student's.
    patch : np.ndarray [shape=(rows, columns)]
        The picture.
    kernel : np.ndarray [shape=(height, width)]
        The weights.
    row, column : int
        Upper left corner of the window.

    Returns
    -------
    Verdict
    """
    height, width = kernel.shape
    window = patch[row : row + height, column : column + width]
    expected = (window * kernel).sum()
    if np.ndim(answer) == 2:
        return wrong(
            "These are the single products, or the window. The kernel's answer is one number: their sum."
        )
    number = one_number(answer)

    def close(value):
        return abs(number - value) < 0.03

    if close(expected):
        return right("Nine products, one sum. The network does this for every place of the picture.")
    if kernel.shape == kernel.T.shape and close((window * kernel.T).sum()):
        return wrong(
            "Rows and columns of the kernel are swapped. Which numbers of the window does it subtract?"
        )
    if close(-expected):
        return wrong(
            "The size is right, the sign is not. Which numbers of the window does the kernel subtract? (Or "
            "did you turn it round first? Networks do not.)"
        )
    if close((window * kernel[::-1, ::-1]).sum()):
        return wrong("You turned the kernel round first. Networks do not: lay it on the window as it stands.")
    if close(expected / kernel.size):
        return wrong("This is the mean of the products. The kernel's answer is their sum.")
    if close(window.sum()):
        return wrong("This is the sum of the window alone. Multiply each number with its weight first.")
    if close((window @ kernel).sum()):
        return wrong("This is a matrix product. Multiply number by number instead: `*`, not `@`.")
    swapped = patch[column : column + height, row : row + width]
    if swapped.shape == kernel.shape and close((swapped * kernel).sum()):
        return wrong("Row and column are swapped: the row counts downwards, the column to the right.")
    for down, across in ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1)):
        if row + down < 0 or column + across < 0:
            continue
        near = patch[row + down :, column + across :][:height, :width]
        if near.shape == kernel.shape and close((near * kernel).sum()):
            return wrong("This is the answer one step further on or back. Rows and columns count from 0.")
    return wrong("Not this number. Compare your nine products with those of the worked example, one by one.")


@checker(hint="a kernel is an array of 3 by 3 weights; put other numbers into its three rows.")
def click_kernel(answer):
    """A kernel that finds one loud frame between two others, and nothing in what holds or rises steadily.

    Parameters
    ----------
    answer : np.ndarray [shape=(3, 3)]
        The student's kernel; rows are frames.

    Returns
    -------
    Verdict
    """
    kernel = np.array(answer, dtype=np.float64)
    if kernel.shape != (3, 3):
        raise ValueError(f"3 rows and 3 columns are asked for; yours has the shape {kernel.shape}")
    if not np.isfinite(kernel).all():
        raise ValueError("a weight is not finite")
    size = np.abs(kernel).max()
    before, middle, after = kernel.sum(axis=1)

    def zero(value):
        return np.all(np.abs(value) <= 1e-6 * size)

    if size == 0:
        return wrong("Weights of zero answer zero to everything, clicks included.")
    if zero(middle):
        return wrong(
            "The click lies in the middle row, and your weights there add up to zero: it is not seen."
        )
    if middle < 0:
        return wrong("It finds the click, but says so with a negative number. Turn all signs round.")
    if not zero(kernel.sum()):
        return wrong("Where nothing changes it answers, too. What do all nine weights have to add up to?")
    if not zero(after - before):
        return wrong(
            "It answers to a steady rise. Give what comes before and what comes after equal weights."
        )
    if not zero(kernel.sum(axis=0)):
        return wrong(
            "For what holds with equal coefficients it is silent, for others it is not. Let the weights of "
            "each column add up to zero."
        )
    return right("It answers to what is louder than before and after, and to nothing else of the three.")


@checker(
    hint="how many numbers does one kernel hold that looks at every channel? And how many kernels are there?"
)
def conv_weights(answer, channels, filters, size=3):
    """Weights of a convolutional layer without offsets.

    Parameters
    ----------
    answer : int
        The student's.
    channels, filters : int
        Channels that come in, and that go out.
    size : int
        Side of the kernels.

    Returns
    -------
    Verdict
    """
    number = one_number(answer)
    expected = size * size * channels * filters
    if number == expected:
        return right(f"{size} x {size} x {channels} numbers in each of {filters} kernels.")
    if number == size * size * filters:
        return wrong("So many, if one channel came in. Each kernel has weights of its own for every channel.")
    if number == size * size * channels:
        return wrong("This is a single kernel. How many of them does the layer have?")
    if number == expected + filters:
        return wrong(
            "Nearly: you added an offset for each filter. Here batch normalisation brings the offsets."
        )
    if number == channels * filters:
        return wrong(f"And the kernel's size? Each looks at {size} x {size} places at once.")
    if number == size * channels * filters:
        return wrong(f"A kernel is {size} wide and {size} high: count both sides.")
    return wrong("Not this number. Multiply: the size of the kernel (both sides), channels in, filters out.")


@checker(hint="two weights are asked for, one for each unit: np.array([1, 1]), with other numbers in it.")
def size_of_change(answer):
    """Weights of two units whose sum, after ReLU, is the size of what they are given.

    Parameters
    ----------
    answer : np.ndarray [shape=(2,)]
        The student's weights.

    Returns
    -------
    Verdict
    """
    weights = np.array(answer, dtype=np.float64)
    if weights.shape != (2,):
        raise ValueError(f"two weights are asked for; yours have the shape {weights.shape}")
    if not np.isfinite(weights).all():
        raise ValueError("a weight is not finite")
    rise, fall = (np.maximum(0, change * weights).sum() for change in (3, -3))
    if np.allclose([rise, fall], 3):
        return right("One unit speaks up for rises, the other for falls. Without ReLU they would cancel out.")
    if rise == fall == 0:
        return wrong("Weights of zero are silent, whatever happens.")
    if fall == 0:
        return wrong("After ReLU nothing is left of a fall in either unit: no unit finds falls.")
    if rise == 0:
        return wrong("Falls are found, but after ReLU nothing is left of a rise: no unit finds rises.")
    if not math.isclose(rise, fall):
        return wrong(f"Both are found, but a rise of 3 counts {rise:.3g} and a fall of 3 counts {fall:.3g}.")
    return wrong(f"Rises and falls count alike, but the sum is {rise:.3g} for a change of 3.")


@checker(hint="go backwards: one number after the pooling stands for how many frames before it?")
def frames_seen(answer, pool, size=3, next_pool=3):
    """Frames of the input that one number of the second convolution sees.

    Parameters
    ----------
    answer : int
        The student's.
    pool : int
        Frames that the first block's max-pooling takes together.
    size : int
        Frames that each kernel spans.
    next_pool : int
        Frames that the second block's max-pooling takes together, which does not count yet.

    Returns
    -------
    Verdict
    """
    number = one_number(answer)
    pooled = size * pool
    if number == pooled + size - 1:
        return right(
            f"{size} pooled rows hold {pooled} rows of the first map; its kernel adds one on each side."
        )
    if number == pooled:
        return wrong("Very near. The first convolution, too, looked at a neighbour on each side.")
    if number == size:
        return wrong("So many rows of the pooled map. Each of them stands for several frames.")
    if number == 2 * size - 1:
        return wrong("That would be two convolutions without pooling between them.")
    if number == size * size * pool:
        return wrong("The windows of the first convolution overlap: frames that two of them see count once.")
    if number == pool + size - 1:
        return wrong(
            "So many does one pooled number see. The second kernel spans several, which overlap a little."
        )
    if number == pool + 2 * (size - 1):
        return wrong(
            "You let the second kernel add one frame on each side. It adds a pooled row: how many frames?"
        )
    if number == size * (pool + size - 1):
        return wrong(
            "The frames of neighbouring pooled numbers overlap: those that two of them see count once."
        )
    if number == pooled + size - 1 + (next_pool - 1) * pool:
        return wrong("That is after the second pooling. What does a number see that has not been pooled yet?")
    return wrong("Not this number. Draw it: rows after pooling, below them rows before, below them frames.")


@checker(hint="raise e to the power of each score (np.exp), then divide the first by the sum of all")
def softmax_first(answer, scores):
    """Probability of the first of some scores.

    Parameters
    ----------
    answer : float
        The student's.
    scores : sequence of float
        The scores.

    Returns
    -------
    Verdict
    """
    if np.shape(answer) == np.shape(scores):
        return wrong("These are several numbers. How probable is the first genre?")
    number = one_number(answer)
    scores = np.asarray(scores, dtype=float)
    powers = np.exp(scores)
    expected = powers[0] / powers.sum()

    def close(value, tolerance=0.006):
        return abs(number - value) < tolerance

    if close(expected):
        return right("More than its share of the scores: powers favour whoever is ahead.")
    if close(100 * expected, 0.6):
        return wrong("In per cent, yes. A probability lies between 0 and 1.")
    if close(scores[0] / scores.sum()):
        return wrong(
            "This is the share of the scores themselves. Raise e to the power of each of them first."
        )
    if close(powers[0]):
        return wrong("This is e to the power of the score. Divide it by the sum of all such powers.")
    if close(powers[0] / powers[1:].sum()):
        return wrong("You divided by the others only. The sum below the line holds the first power, too.")
    if close(powers[0] / powers[scores != 0].sum()):
        return wrong("A score of 0 has a power, too, and e to the power of 0 is not 0.")
    if close(2 ** scores[0] / (2**scores).sum()) or close(10 ** scores[0] / (10**scores).sum()):
        return wrong("Another base than e. Use np.exp.")
    if close(1 / len(scores)):
        return wrong("All genres alike? The scores differ, and so do their probabilities.")
    if any(close(power / powers.sum()) for power in powers[1:]):
        return wrong("This is the probability of another genre. The first score is asked for.")
    return wrong("Not this number. Write down the powers, add them up, and divide.")


@checker(
    hint="softmax of each row, the probability of its true genre, minus its logarithm, and then the mean."
)
def mean_loss(answer):
    """A function that computes the mean cross-entropy of a batch, tried on several batches.

    Parameters
    ----------
    answer : callable
        The student's function of a table of scores and the true genres.

    Returns
    -------
    Verdict
    """
    if not callable(answer):
        raise TypeError("the function itself is asked for: its name, without brackets")
    rng = np.random.default_rng(4)
    batches = [(2 * rng.normal(size=(n, k)), rng.integers(0, k, n)) for n, k in ((6, 4), (5, 10), (1, 3))]
    batches.append((batches[0][0] + 1000, batches[0][1]))
    for scores, truth in batches:
        given = scores.copy(), truth.copy()
        try:
            with np.errstate(all="ignore"):
                result = answer(*given)
        except Exception as error:
            said = (str(error).splitlines() or [""])[0]
            songs, genres = scores.shape
            return wrong(f"With songs: {songs}, genres: {genres} it stops: {type(error).__name__}: {said}")
        if result is ...:
            return wrong("Replace the three dots. Hint: begin with the loss of one song, then loop over all.")
        if result is None:
            return wrong("Your function gives nothing back. Its last line should begin with `return`.")
        if not (np.array_equal(given[0], scores) and np.array_equal(given[1], truth)):
            return wrong("Your function changes the scores or the truth that it is given. Make new arrays.")
        if fault := _loss_fault(np.asarray(result, dtype=np.float64), scores, truth):
            return wrong(fault)
    return right("Tried on few songs and many, on small scores and on scores around 1,000.")


def _loss_fault(result, scores, truth):
    """What is wrong with the loss of a batch; None if it is as it should be."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = powers / powers.sum(axis=1, keepdims=True)
    true = p[np.arange(len(p)), truth]
    losses = -np.log(true)
    if result.size != 1:
        return f"One number is asked for, the mean over the batch. Yours has the shape {result.shape}."
    value = result.item()
    if math.isclose(value, losses.mean(), rel_tol=1e-3):
        return None
    if not math.isfinite(value) and scores.max() > 500:
        return "With scores around 1,000 comes no number. Subtract the largest score of each song first."
    if math.isclose(value, -losses.mean(), rel_tol=1e-3):
        return "The size is right, the sign is not: a logarithm of a probability is negative."
    together = np.exp(scores - scores.max())
    typical = (
        (losses.sum(), "This is the sum over the songs. The mean is asked for."),
        (losses.mean() / math.log(10), "It looks as if you took the logarithm to base 10. Take np.log."),
        (losses.mean() / math.log(2), "It looks as if you took the logarithm to base 2. Take np.log."),
        (
            -np.log(p.max(axis=1)).mean(),
            "It looks as if you took the largest probability, not the true one.",
        ),
        (
            -np.log(true.mean()),
            "You took the mean of probabilities. Take each song's loss first.",
        ),
        (losses[0], "This is the loss of the first song alone. Does `return` stand inside the loop?"),
        (losses[-1], "This is the loss of the last song alone. Does a list collect the losses of all?"),
        (true.mean(), "This is the mean probability of the true genres. What is the loss of a probability?"),
        (1 - true.mean(), "The loss is not 1 minus the probability, but minus its logarithm."),
        (-np.log(p).mean(), "It looks as if all genres counted. Only the true one of each song does."),
        (
            -np.log(together[np.arange(len(p)), truth] / together.sum()).mean(),
            "It looks as if all songs shared one softmax. Each row needs its own: its powers add up to 1.",
        ),
        (
            -scores[np.arange(len(p)), truth].mean(),
            "These are scores. Softmax makes probabilities of them.",
        ),
    )
    for other, reason in typical:
        if math.isclose(value, other, rel_tol=1e-3):
            return reason
    return "Not this number. Try it with one song first, whose loss you know, then with two."


@checker(hint="follow the shape through the four max-poolings, flatten it, then count weights and offsets")
def dense_parameters(answer, shape, pools, channels, units):
    """Parameters of the fully connected layer behind the convolutional blocks.

    Parameters
    ----------
    answer : int
        The student's.
    shape : (int, int)
        Frames and coefficients of a crop.
    pools : sequence of (int, int)
        What each block's max-pooling takes together.
    channels : int
        Filters of the last block.
    units : int
        Outputs of the layer.

    Returns
    -------
    Verdict
    """
    number = one_number(answer)

    def count(sizes):
        return math.prod(sizes) * channels * units + units

    expected = count(_pooled(shape, pools, math.floor))
    if number == expected:
        return right(
            "Fewer coefficients make the fully connected layer smaller; the kernels stay as they are."
        )
    if number == expected - units:
        return wrong("These are the weights. Each unit has an offset besides.")
    if number == (expected - units) // units:
        return wrong(
            "So many numbers go in. Each of the units has a weight for every one of them, and an offset."
        )
    if number == count(_pooled(shape, pools, math.ceil)):
        return wrong("Max-pooling rounds down: a last group that is not whole is left out.")
    if number == count((_pooled(shape, pools, math.floor)[0], shape[1])):
        return wrong("The poolings shrink the coefficients, too, not only the frames.")
    if number == math.prod(_pooled(shape, pools, math.floor)) * units + units:
        return wrong("You have forgotten the channels: flattening lays out all of them.")
    if number == count(_pooled((shape[0], 26), pools, math.floor)) and shape[1] != 26:
        return wrong(f"This is the layer for 26 coefficients. Follow {shape[1]} through the poolings.")
    return wrong("Not this number. Write down the shape after each pooling, rounding down, and count again.")


def _pooled(shape, pools, rounding):
    frames, coefs = shape
    for time, freq in pools:
        frames, coefs = rounding(frames / time), rounding(coefs / freq)
    return frames, coefs


@checker(hint="which lag between 15 and 50 frames makes the strength most like itself, and how long is it?")
def tempo(answer, passed, *, hop_seconds, lags=(15, 50)):
    """Beats a minute, from how strongly something begins in each frame.

    Parameters
    ----------
    answer : float
        The student's.
    passed : np.ndarray [shape=(frames, coefs)]
        Answers of the onset kernel after ReLU.
    hop_seconds : float
        From frame to frame.
    lags : (int, int)
        Shortest and longest lag, in frames.

    Returns
    -------
    Verdict
    """
    value = one_number(answer)
    strength = np.asarray(passed, dtype=np.float64).sum(axis=1)
    strength = strength - strength.mean()
    tried = np.arange(lags[0], lags[1] + 1)
    best = int(tried[np.argmax([(strength[:-lag] * strength[lag:]).mean() for lag in tried])])
    minute = 60 / hop_seconds

    def near(lag):
        # Half of the way to the tempo of the next lag.
        return minute / (lag + 0.5) < value < minute / (lag - 0.5) and lag > 0

    if near(best):
        return right("Tap along at this tempo, and see whether it is yours: or half of it, or twice.")
    if abs(value - best) < 0.25:
        return wrong("That is the lag, in frames. How many of it fit into a minute?")
    if abs(value - best * hop_seconds) < 0.01:
        return wrong("Those are the seconds from beat to beat. How many of them fit into a minute?")
    if abs(value - 1 / (best * hop_seconds)) < 0.02:
        return wrong("Those are beats a second. A minute has sixty of them.")
    if near(best - lags[0]) or abs(value - (best - lags[0])) < 0.25:
        return wrong(f"argmax counts from 0, and your first lag is {lags[0]}. Add it.")
    if near(best - 1) or near(best + 1):
        return wrong(
            "Very near, one frame beside it. Do your lags begin where you think? Did you use all of `passed`?"
        )
    if near(2 * best):
        return wrong("This is half the tempo. Look at lags up to 50 frames only.")
    if best % 2 == 0 and near(best // 2):
        return wrong("This is twice the tempo. At twice this lag the strength is more like itself.")
    if near(lags[0]):
        return wrong("That is the very first lag. Did you take the mean away from the strength?")
    return wrong("Not this tempo. Add up each row, take the mean away, and compare all lags from 15 to 50.")
