"""Checks of notebook 04: one convolution by hand, weights, what a layer sees, softmax."""

from __future__ import annotations

import math

import numpy as np

from genrekit.checks import checker, right, wrong
from genrekit.checks import number as one_number


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


@checker(hint="go backwards: one number after the pooling stands for how many frames before it?")
def frames_seen(answer, pool, size=3):
    """Frames of the input that one number of the second convolution sees.

    Parameters
    ----------
    answer : int
        The student's.
    pool : int
        Frames that the first block's max-pooling takes together.
    size : int
        Frames that each kernel spans.

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
    if close(2 ** scores[0] / (2**scores).sum()) or close(10 ** scores[0] / (10**scores).sum()):
        return wrong("Another base than e. Use np.exp.")
    if close(1 / len(scores)):
        return wrong("All genres alike? The scores differ, and so do their probabilities.")
    if any(close(power / powers.sum()) for power in powers[1:]):
        return wrong("This is the probability of another genre. The first score is asked for.")
    return wrong("Not this number. Write down the powers, add them up, and divide.")


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
