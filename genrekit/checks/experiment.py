"""Checks of notebook 05, the experiment."""

from __future__ import annotations

import math

import numpy as np

from genrekit.checks import checker, number, right, wrong


@checker("where may the first crop begin, and where the last? Count both ends.")
def different_crops(answer, song_frames, crop_frames):
    """How many crops of `crop_frames` frames a song of `song_frames` frames holds."""
    value, last = number(answer), song_frames - crop_frames
    if value == last + 1:
        return right(
            f"{last + 1:,} different pictures from one song, though neighbours share most of their frames."
        )
    if value == last:
        return wrong(
            "Nearly: one is missing. From 0 to 3 there are four numbers, not three. Which start is left out?"
        )
    if value in (song_frames // crop_frames, song_frames / crop_frames, -(-song_frames // crop_frames)):
        return wrong(
            "That is how many fit side by side. Crops may overlap: each frame may be the start of one."
        )
    if value == song_frames:
        return wrong("A crop that begins at the very last frame would end beyond the song.")
    if value == last + 2:
        return wrong("One too many: would the last of these crops still end within the song?")
    return wrong(
        "Count the frames at which a crop may begin: from the first to the last that leaves it room."
    )


@checker("how many batches make an epoch? The last one may be smaller, but it counts.")
def training_steps(answer, songs, batch_size, epochs):
    """How many times the weights are changed in a whole training."""
    value = number(answer)
    batches = math.ceil(songs / batch_size)
    if value == batches * epochs:
        return right(f"{batches} batches an epoch, {value:,.0f} nudges in all.")
    if value == batches:
        return wrong("That is one epoch. How many epochs are there?")
    if value == songs * epochs:
        return wrong("That would be one nudge a crop. There is one a batch.")
    if value == songs // batch_size * epochs:
        return wrong("You left out the last, smaller batch of every epoch. It nudges too: round up.")
    if math.isclose(value, songs / batch_size * epochs, rel_tol=1e-3) or value == math.ceil(
        songs / batch_size * epochs
    ):
        return wrong(
            "Round up within each epoch, before you multiply: an epoch ends with a batch of its own."
        )
    return wrong("Divide the training songs into batches, round up, and do it again for every epoch.")


@checker("take minus the natural logarithm (np.log) of each probability, then the mean.")
def cross_entropy(answer, probabilities):
    """Mean cross-entropy of the probabilities that were given to the truth."""
    value, p = number(answer), np.asarray(probabilities, float)
    losses = -np.log(p)
    truth = losses.mean()

    def near(other):
        return abs(value - other) <= 0.006 * max(1, abs(other))

    if near(truth):
        return right(
            f"{truth:.2f}, while giving the truth 0.5 every time costs {math.log(2):.2f}: "
            "one mistake made with full confidence outweighs nine good answers."
        )
    if near(-truth):
        return wrong("The size is right, the sign is not: the logarithm of a number below 1 is negative.")
    if near(losses.sum()):
        return wrong(
            "That is the sum over the songs. Take the mean, so that it does not grow with their number."
        )
    if near(-math.log(p.mean())):
        return wrong(
            "You took the mean of the probabilities first. Take the logarithm of each, and then the mean: "
            "only so does the one bad answer show."
        )
    if near(truth / math.log(10)):
        return wrong("That is with the logarithm to base 10. Cross-entropy uses the natural one, np.log.")
    if near(truth / math.log(2)):
        return wrong("That is with the logarithm to base 2. Cross-entropy as Keras counts it uses np.log.")
    if near(1 - p.mean()):
        return wrong(
            "That is how much probability missed the truth on average. Cross-entropy takes logarithms."
        )
    return wrong("Take -np.log of the ten probabilities, and then the mean of the ten prices.")


@checker("which artists have a training song? Then count the test songs by one of them.")
def leaked_songs(answer, artists, parts):
    """How many test songs are by an artist with a song in the training part."""
    value = number(answer)
    artists = np.asarray(artists)
    learnt, tested = artists[parts.train], artists[parts.test]
    met = np.isin(tested, learnt[learnt != ""])
    if value == met.sum():
        if (artists == "").all():
            return right("Of this collection no artist is known, so no leak can be shown, nor ruled out.")
        return right(f"{met.sum()} of {len(tested)} test songs are by an artist whom the network has met.")
    if value == np.isin(tested, learnt).sum():
        return wrong('You counted songs without a known artist as if "" were one. Leave these out.')
    if value == len(set(tested[met])):
        return wrong("That is how many artists are in both parts. Count their test songs.")
    if value == np.isin(learnt, tested[tested != ""]).sum():
        return wrong("The other way round: you counted training songs. Count the test songs.")
    if len(tested) and math.isclose(value, met.mean(), abs_tol=0.005):
        return wrong("That is the share of the test songs. Give their number.")
    if value == len(tested) - met.sum():
        return wrong("These are the test songs by artists the network has *not* met. Count the others.")
    return wrong("Use np.isin(artists of the test songs, artists of the training songs) and count the True.")
