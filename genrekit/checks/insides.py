"""Checks of notebook 07, what the network hears."""

from __future__ import annotations

import math

import numpy as np

from genrekit.checks import checker, number, right, wrong


@checker("how far apart are the numbers that the new kernel sees? The step of block 4, times its pooling.")
def fifth_view(answer, view, step, pool):
    """Frames that a number of one more block has seen, with the last block's view and step."""
    value = number(answer)
    after = step * pool
    truth = view + (pool - 1) * step + 2 * after
    if value == truth:
        return right(f"{truth} frames are {truth * 0.02:.2f} s: more than the crop holds.")
    if value == view + 2 * after:
        return wrong("Nearly: the pooling itself takes two numbers of block 4 together, one step apart.")
    if value == view + (pool - 1) * step + 2 * step:
        return wrong(f"After the pooling, neighbours stand {after} frames apart, not {step}.")
    if value == view + 2 * step:
        return wrong("You left the pooling out: it widens the view, and doubles the step.")
    if value == 3 * view:
        return wrong("The three places that the kernel sees overlap: what they share counts once.")
    if value in (truth * 0.02, round(truth * 0.02, 2)):
        return wrong("Those are seconds. How many frames are it?")
    return wrong(
        "Start from the view of block 4, add what the pooling adds, then two steps of the new kernel."
    )


@checker("take the mean response over the windows of each genre, filter by filter. argmax finds the largest.")
def favourite(answer, responses, own, genre):
    """The filter whose mean response to one genre's windows exceeds that to all others most."""
    value, inside = number(answer), np.asarray(own, bool)
    own, others = responses[inside].mean(axis=0), responses[~inside].mean(axis=0)
    if not float(value).is_integer() or not 0 <= value < responses.shape[1]:
        return wrong(f"Answer with the number of a filter: 0 to {responses.shape[1] - 1}.")
    value = int(value)
    best = int(np.argmax(own - others))
    if value == best:
        return right(f"Its mean response to {genre} is {own[best]:.2f}, to all else {others[best]:.2f}.")
    if value == int(np.argmax(own)):
        return wrong(
            f"Filter {value} responds most to {genre}, but to other music, too: {others[value]:.2f}. "
            "Take off what it gives to all else."
        )
    if value == int(np.argmax(others - own)):
        return wrong(f"That filter avoids {genre}: you have taken the difference the other way round.")
    if value == int(np.argmax(responses.mean(axis=0))):
        return wrong("That filter responds most to everything. Compare the genre with the rest.")
    return wrong("Take the mean over the windows of the genre, less the mean over all others, per filter.")


@checker("the sum (one number) over the classes of -p log2 p, where p is the share of each.")
def entropy(answer, shares):
    """Entropy of a fact in bits."""
    value, p = number(answer), np.asarray(shares, float)
    p = p[p > 0] / p.sum()
    truth = -(p * np.log2(p)).sum()
    if math.isclose(value, truth, abs_tol=0.006):
        return right(f"{truth:.2f} bits, and not 1: who always bets on the more frequent is often right.")
    if math.isclose(value, -truth, abs_tol=0.006):
        return wrong("The logarithm of a share below 1 is negative. The minus makes the bits positive.")
    if math.isclose(value, truth * math.log(2), abs_tol=0.006):
        return wrong("That is with the natural logarithm. Bits come from np.log2.")
    if math.isclose(value, truth * math.log10(2), abs_tol=0.006):
        return wrong("That is with the logarithm to base 10. Bits come from np.log2.")
    if math.isclose(value, -np.log2(p).sum(), abs_tol=0.006):
        return wrong("Each surprise counts as often as it happens: multiply it by its share p.")
    if math.isclose(value, math.log2(len(p)), abs_tol=0.006):
        return wrong("That would be right if all classes were equally frequent. These are not.")
    return wrong("Multiply each share by its np.log2, add up, and change the sign.")


@checker(
    "for each second, put the mean into 50 frames of a copy; take the log odds before, less those after."
)
def second_that_matters(answer, lost):
    """The second of a crop whose deletion costs most."""
    value, lost = number(answer), np.asarray(lost, float)
    best = int(np.argmax(lost))
    if value == best:
        return right(f"Without it {lost[best]:.1f} of the log odds are gone.")
    if value == int(np.argmin(lost)):
        return wrong("That one costs least, or even helps. Before less after: a large loss is positive.")
    if value == lost[best]:
        return wrong("That is how much is lost. Which second is it? np.argmax tells its number.")
    if not float(value).is_integer() or not 0 <= value < len(lost):
        return wrong(f"Answer with the number of a second, from 0 to {len(lost) - 1}.")
    if value == best + 1:
        return wrong("Nearly: the first second has the number 0.")
    return wrong(f"Deleting second {int(value)} costs {lost[int(value)]:.1f}; another one costs more.")
