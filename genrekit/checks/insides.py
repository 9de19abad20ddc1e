"""Checks of notebook 07, what the network hears."""

from __future__ import annotations

import math

import numpy as np

from genrekit.checks import checker, number, right, wrong

#: What one number may have seen of a song: the word for it, and the seconds up to which it is meant.
_STRETCHES = {"three frames": 0.2, "a beat": 1.2, "a bar": 8.0, "the whole song": math.inf}


@checker('choose one of "three frames", "a beat", "a bar" and "the whole song", in quotation marks.')
def seen_by_the_last(answer, seconds):
    """How much of the song a number of the last block has seen, in words."""
    if not isinstance(answer, str):
        return wrong('Answer with one of the four phrases, in quotation marks, such as "a beat".')
    word = " ".join(answer.lower().replace(".", " ").split())
    known = {name.split()[-1]: name for name in _STRETCHES}
    said = known.get(word.split()[-1]) if word else None
    if said is None or word.split()[:-1] not in ([], said.split()[:-1], ["a"], ["one"], ["the"], ["3"]):
        return wrong('Choose one of "three frames", "a beat", "a bar" and "the whole song".')
    truth = next(name for name, most in _STRETCHES.items() if seconds < most)
    if said == truth:
        return right("The kernels are as small as ever: it is the poolings that widen the view.")
    if said == "three frames":
        return wrong(
            "So much is seen in block 1. Its numbers are pooled, and the kernel of block 2 lays itself over "
            "three *pooled* numbers: each of them stands for several frames."
        )
    if said == "the whole song":
        return wrong(
            "The network does judge a crop as a whole, but only in the layers after block 4. Up to there "
            "three small kernels and three poolings have widened the view: how far?"
        )
    if said == "a beat":
        return wrong("Block 3 sees about as much. One more pooling and one more kernel follow it.")
    return wrong(
        "How far apart are neighbours after all the poolings? Multiply them, and take three of these."
    )


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
    if value in (3 * view, 3 * (view + (pool - 1) * step)):
        return wrong("The three places that the kernel sees overlap: what they share counts once.")
    if value == view + (pool - 1) * step + 3 * after:
        return wrong("Three numbers in a row: how many steps is it from the first of them to the third?")
    if value == view + (pool - 1) * step:
        return wrong("So much is seen after the pooling. The new kernel sees three such numbers.")
    if value in (pool * view, pool * view + 2 * after):
        return wrong("The two numbers that are pooled overlap: they stand one step apart, not one view.")
    if value in (truth * 0.02, round(truth * 0.02, 2)):
        return wrong("Those are seconds. How many frames are they?")
    return wrong(
        "Start from the view of block 4. What does the pooling add, and what does the new kernel add?"
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
        also = " It is also the one that responds most to it: the difference settles nothing here."
        return right(
            f"Its mean response to {genre} is {own[best]:.2f}, to all else {others[best]:.2f}."
            f"{also if best == int(np.argmax(own)) else ''}"
        )
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
    if math.isclose(value, round(truth, 1), abs_tol=1e-6):
        return wrong("That is near. Two places after the point are asked for, or all that Python gives.")
    if math.isclose(value, truth / len(p), abs_tol=0.006):
        return wrong("That is the mean over the classes. Their shares are weights already: add up.")
    if any(math.isclose(abs(value), -part, abs_tol=0.006) for part in p * np.log2(p)):
        return wrong("That is what one of the answers brings. Add up what all of them bring.")
    if math.isclose(value, math.log2(len(p)), abs_tol=0.006):
        return wrong("That would be right if all classes were equally frequent. These are not.")
    return wrong("Multiply each share by its np.log2, add up, and change the sign.")


@checker("turn the order of the frames round, not that of the coefficients. Each row of `one` is a frame.")
def backwards(answer, crop):
    """A crop whose frames run backwards."""
    changed, crop = np.asarray(answer, float), np.asarray(crop, float)
    if changed.ndim == 3 and len(changed) == 1:
        changed = changed[0]
        if changed.shape == crop.shape and np.allclose(changed, crop):
            return wrong(
                "That is a batch of one crop, and its order is the order of crops. Turn `one` round."
            )
    if changed.shape != crop.shape:
        shape = " by ".join(str(size) for size in crop.shape)
        return wrong(f"As many frames and coefficients as before should come out: {shape}.")
    if np.allclose(changed, crop[::-1]):
        return right("The last frame has become the first, and every frame is what it was.")
    if np.allclose(changed, crop):
        return wrong("That is the crop as it was. Change the marked line, and run the cell again.")
    if np.allclose(changed, crop[:, ::-1]):
        return wrong("You have turned the coefficients upside down. Time is the first axis: the rows.")
    if np.allclose(changed, crop[::-1, ::-1]):
        return wrong("Time runs backwards, but the coefficients are upside down, too. Turn one axis only.")
    if np.allclose(changed, -crop):
        return wrong("You have changed the sign of every number. Change the order of the frames.")
    if np.allclose(changed, np.sort(crop, axis=0)) or np.allclose(changed, np.sort(crop, axis=0)[::-1]):
        return wrong("Each coefficient is sorted by size. The frames should only come in another order.")
    if np.allclose(np.sort(changed, axis=0), np.sort(crop, axis=0)):
        return wrong("The frames come in another order, but not from the last to the first.")
    return wrong("The numbers themselves have changed. Only the order of the frames should.")


def _holes(crop, mean, odds, *, keep=False, fill=None, width=50, apart=50):
    """The odds of a crop with each second deleted; with `keep`, earlier holes stay."""
    after, without = [], crop.copy()
    for second in range(len(crop) // 50):
        without = without if keep else crop.copy()
        without[apart * second : apart * second + width] = mean if fill is None else fill
        after.append(odds(without))
    return np.array(after)


@checker("go over the whole seconds; in each, put the mean into 50 frames of a copy and ask for the odds.")
def costs_of_seconds(answer):
    """A function that says how much of the log odds each whole second of a crop is worth."""
    if not callable(answer):
        return wrong("A function is asked for: def costs(one, mean, odds), which returns a list.")
    rng = np.random.default_rng(7)
    for length, coefs in ((256, 26), (130, 4), (50, 3)):
        crop, mean = rng.normal(size=(length, coefs)), rng.normal(size=coefs)
        weight = rng.normal(size=(length, coefs))

        def odds(one, weight=weight):
            if np.shape(one) != weight.shape:
                asked, whole = (" by ".join(map(str, np.shape(x))) for x in (one, weight))
                raise ValueError(
                    f"odds asks about a whole crop, {whole}, and was given {asked or 'a number'}"
                )
            return float(np.tanh(one / 2).ravel() @ weight.ravel())

        given = crop.copy()
        verdict = _cost_of(answer(given, mean.copy(), odds), crop, mean, odds)
        if verdict is None and not np.array_equal(given, crop):
            return wrong("Right numbers, but the crop that you were given has holes now. Work on a copy.")
        if verdict is not None:
            if not np.array_equal(given, crop):
                return wrong(
                    "The crop that you were given is spoiled: after the first round its hole stays, and the "
                    "next is added. Take a fresh copy in each round: one.copy()."
                )
            return verdict
    return right("Each second of a crop gets what it is worth: before less after.")


def _cost_of(got, crop, mean, odds):
    """What is wrong with the costs that a function gave; None if nothing is."""
    before, after = odds(crop), _holes(crop, mean, odds)
    if got is None:
        return wrong("The function returns nothing. Does it end with return?")
    if got is ...:
        return wrong("Replace the three dots in the function.")
    got, truth = np.asarray(got, float).ravel(), before - after
    if len(got) == len(truth) and np.allclose(got, truth, atol=1e-4):
        return None
    if len(got) == 1 and len(truth) > 1:
        if got[0] == np.argmax(truth):
            return wrong("That is the second that costs most. Return what every second costs, as a list.")
        return wrong("One number came back. Collect one for each second in a list, and return it at the end.")
    if len(got) == -(-len(crop) // 50) != len(truth):
        return wrong("Whole seconds only: leave out what remains at the end of the crop.")
    if len(got) != len(truth):
        return wrong(
            f"{len(crop)} frames hold {len(truth)} whole seconds of 50 frames; {len(got)} came back."
        )
    for other, why in (
        (-truth, "The sign is turned round. What is *lost* is before less after."),
        (after, "Those are the log odds that are left. What is lost is before less after."),
        (before - _holes(crop, mean, odds, fill=0.0), "Put the mean into the hole, not zeros."),
        (
            before - _holes(crop, mean, odds, fill=crop.mean(axis=0)),
            "Put the `mean` that is given into the hole: that of all music, not that of the crop.",
        ),
        (
            before - _holes(crop, mean, odds, width=1),
            "Only one frame of each second has been filled. A second has 50 of them: a slice.",
        ),
        (
            before - _holes(crop, mean, odds, apart=1),
            "The holes lie one frame apart. Second number s begins at frame 50 * s.",
        ),
        (
            before - _holes(crop, mean, odds, keep=True),
            "From the second hole on something is off: earlier holes are still there. Take a fresh copy in "
            "each round.",
        ),
        (np.full(len(truth), before), "Nothing has been deleted yet: each round gives the same number."),
        (np.zeros(len(truth)), "Nothing is lost anywhere: ask for the odds of the copy with the hole."),
    ):
        if np.allclose(got, other, atol=1e-4):
            return wrong(why)
    return wrong(
        "For second s, the frames from 50 * s to 50 * (s + 1) of a copy get the mean. Then ask `odds`."
    )


@checker("cut the crop into pieces, put them into the order of rng.permutation(len(pieces)), and join them.")
def order_of_time(answer, shares, lengths, crops, share_right):
    """A function that shuffles pieces of a crop, and what a network makes of crops treated so."""
    if not callable(answer):
        return wrong("A function is asked for: def shuffled(crop, length, rng), which returns a crop.")
    for frames, coefs, length in ((40, 3, 10), (256, 4, 32), (23, 2, 5), (30, 5, 1), (9, 2, 20)):
        fault = _shuffle_fault(answer, frames, coefs, length)
        if fault:
            return wrong(fault)
    if shares is ...:
        return wrong("`shuffled` works. Now measure: a share for each of `lengths`, in `right_after`.")
    if isinstance(shares, dict):
        shares = list(shares.values())
    got = np.asarray(shares, float).ravel()
    if len(got) != len(lengths):
        return wrong(f"`right_after` should hold {len(lengths)} shares, one for each of `lengths`.")
    if not np.isfinite(got).all() or got.min() < 0 or got.max() > 100:
        return wrong("The shares in `right_after` should lie between 0 and 1.")
    if got.max() > 1:
        return wrong("`share_right` gives shares between 0 and 1. Keep them, and do not take percent.")
    rng, near = np.random.default_rng(5), max(0.06, 2 / math.sqrt(len(crops)))
    truth = [share_right(np.stack([_pieces(crop, length, rng) for crop in crops])) for length in lengths]
    if np.abs(got - truth).max() <= near:
        whole = share_right(crops)
        return right(
            f"As they are, {whole:.0%} of the crops are recognised; in shuffled pieces {got[-1]:.0%}."
        )
    if np.abs(got - share_right(crops)).max() <= 1e-6:
        return wrong("That is what it gets right of the crops as they are. Hand it the shuffled ones.")
    rolled = crops[rng.permutation(len(crops))]
    if np.abs(got - share_right(rolled)).max() <= near:
        return wrong(
            "So little is right if the *crops* change places, and answers go to the wrong songs. Shuffle the "
            "pieces within each crop: shuffled(crop, length, rng) for crop in judged."
        )
    within = [share_right(np.stack([_within(crop, length, rng) for crop in crops])) for length in lengths]
    off, why = min(
        (np.abs(got - other).max(), why)
        for other, why in (
            (truth[::-1], "The shares stand the other way round: put them into the order of `lengths`."),
            (
                within,
                "So it is if the frames *within* the pieces are shuffled. `shuffled` does not do that: "
                "measure again.",
            ),
            (
                1 - np.array(truth),
                "Those are the shares that are wrong. `share_right` gives what is right.",
            ),
        )
    )
    if off <= near:
        return wrong(why)
    return wrong("`shuffled` works, but the shares are not what it leads to. Shuffle each crop of `judged`.")


def _pieces(crop, length, rng):
    parts = np.split(crop, range(length, len(crop), length))
    return np.concatenate([parts[place] for place in rng.permutation(len(parts))])


def _within(crop, length, rng):
    parts = np.split(crop, range(length, len(crop), length))
    return np.concatenate([rng.permutation(part) for part in parts])


def _shuffle_fault(shuffle, frames, coefs, length):
    """What is wrong with how a function shuffles the pieces of a crop; empty if nothing is."""
    crop = np.arange(frames * coefs, dtype=float).reshape(frames, coefs)
    orders = []
    for seed in range(6):
        given = crop.copy()
        try:
            got = shuffle(given, length, np.random.default_rng(seed))
        except ValueError as error:
            if not frames % length or frames < length:
                raise
            return (
                f"With {frames} frames in pieces of {length} the last is shorter, and it stops: {error}. "
                "Give rng.permutation the number of pieces, not the pieces."
            )
        if got is None:
            return "`shuffled` returns nothing. (rng.shuffle changes in place and gives nothing back.)"
        if got is ...:
            return "Replace the three dots in `shuffled`."
        if isinstance(got, (list, tuple)) and any(np.ndim(part) == 2 for part in got):
            return "`shuffled` returns a list of pieces. Join them into one crop: np.concatenate."
        got = np.asarray(got, float)
        if not np.array_equal(given, crop):
            return "`shuffled` changes the crop that it is given. Build a new one from its pieces."
        if got.ndim != 2 or got.shape[1] != coefs:
            return f"A crop of {frames} frames and {coefs} coefficients came back as {got.shape}."
        if len(got) < frames:
            return f"Of {frames} frames {len(got)} came back. The last piece may be shorter: keep it."
        if len(got) > frames:
            return f"{len(got)} frames came back, and there were {frames}. Each piece belongs in once."
        if not np.array_equal(got % coefs, crop % coefs):
            return "The coefficients have changed places. Move whole frames, that is rows."
        order = (got[:, 0] / coefs).astype(int)
        if sorted(order) != list(range(frames)):
            return "Some frames came back twice, and others not at all. Each piece belongs in once."
        orders.append(order)
    within = frames if length >= frames else length
    starts = np.arange(0, frames, within)
    if length < frames and all(np.array_equal(order, np.arange(frames)) for order in orders):
        return "The crop came back in its old order. Put the pieces into the order of rng.permutation."
    for order in orders:
        at = {int(frame): place for place, frame in enumerate(order)}
        together = all(
            at[start + step] == at[start] + step
            for start in starts
            for step in range(min(within, frames - start))
        )
        if not together:
            homes = (order // within == np.arange(frames) // within).all()
            if homes:
                return "The pieces stand still, and the frames within them are shuffled. Do it the other way."
            return f"A piece of {within} frames should stay together, and its frames keep their order."
    if len(starts) > 3 and all(np.array_equal(order, orders[0]) for order in orders):
        return "The order is the same for every rng. Take it from rng.permutation(number of pieces)."
    again = np.asarray(shuffle(crop.copy(), length, np.random.default_rng(0)), float)
    if len(starts) > 3 and not np.array_equal((again[:, 0] / coefs).astype(int), orders[0]):
        return (
            "The order does not come from the `rng` that is given: the same rng should give the same order."
        )
    return ""
