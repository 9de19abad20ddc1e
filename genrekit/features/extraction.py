"""MFCCs of a whole collection, in parallel, kept in the cache."""

from __future__ import annotations

import hashlib
import json
import warnings
from functools import partial
from pathlib import Path

import numpy as np
import scipy
import soundfile
import soxr
from tqdm.auto import tqdm

from genrekit import audio, paths, workers
from genrekit.audio import SR
from genrekit.shards import Songs, Store, fill

from . import cepstra
from .cepstra import HOP_SECONDS, NUM_FILTERS, WINDOW_SECONDS
from .table import Features


def extract(
    collection,
    *,
    num_ceps=NUM_FILTERS,
    hop_seconds=HOP_SECONDS,
    jobs=None,
    executor=None,
    folder=None,
    progress=True,
):
    """MFCCs of every clip of a collection, from the cache where they are there.

    Parameters
    ----------
    collection : Collection
        The clips.
    num_ceps : int, 1 to 26
        Coefficients per frame.
    hop_seconds : float > 0
        Time from frame to frame.
    jobs : int, optional
        Processes; as many as the machine has cores, at least 2, if not given. A file that ends the process
        that reads it costs no more than this clip then. With 1 all is read in this process.
    executor : concurrent.futures.Executor, optional
        Who does the work instead: threads, processes, or the workers of a cluster. These need the songs at
        the same path, or composed ones, and the kit in the same version.
    folder : path-like, optional
        Where the MFCCs are kept; the cache if not given. On a cluster choose one that its workers see: then
        they write there themselves, else all they compute travels to this machine.
    progress : bool
        Show a progress bar.

    Returns
    -------
    Features
        Clips that could not be used are in its `left_out`, with the reason.

    Raises
    ------
    ValueError
        If a parameter is out of range, or no clip at all can be used.
    OSError
        If the folder cannot be written to, or the disk is full.
    workers.Lost
        If the executor takes no more work: what is done is kept.

    Warns
    -----
    UserWarning
        Once for each clip that is used though something is wrong with it, when its features are computed.

    Notes
    -----
    All 26 coefficients are computed and kept whatever `num_ceps` is: the first 18 of 26 *are* the 18, so
    that the second experiment finds its features ready. They are kept in shards of some dozen clips, and
    read when they are asked for: a hundred thousand songs need no more memory than a hundred. What was done
    before an interruption stays done, but for the few clips that a killed worker has in its hands. Used in
    notebook 11.
    """
    if not 1 <= num_ceps <= NUM_FILTERS:
        raise ValueError(f"num_ceps is {num_ceps}; choose 1 to {NUM_FILTERS}, the number of mel filters")
    if not 0.002 <= hop_seconds <= 1:
        raise ValueError(f"hop_seconds is {hop_seconds}; choose 0.002 to 1")
    store = Store(_folder(folder or paths.cache_dir() / "mfcc", hop_seconds), NUM_FILTERS)
    keys = {clip: _digest(collection.key(clip)) for clip in collection.table.index}
    left_out = dict(collection.left_out)
    left_out |= _compute(collection, store, keys, hop_seconds, jobs, executor, progress)
    good = [clip for clip in collection.table.index if clip not in left_out]
    if not good:
        raise ValueError(
            f"no clip of {collection.name} can be used; the first: {next(iter(left_out.values()))}"
        )
    places, kept = store.read(keys[clip] for clip in good)
    try:
        rows = np.array([places[keys[clip]] for clip in good])
    except KeyError:
        raise OSError(f"{store.folder}: was changed while it was in use. Run this again.") from None
    values = Songs.of(kept, coefs=num_ceps)[rows]
    return Features(values, collection.table.loc[good], collection.genres, hop_seconds, left_out)


def _compute(collection, store, keys, hop_seconds, jobs, executor, progress):
    """Compute and keep what is not kept yet; the clips that cannot be used, with the reason."""
    there, _ = store.read(keys.values())
    clips = {key: clip for clip, key in keys.items() if key not in there}
    items = {key: (clip, collection.opener(clip)) for key, clip in clips.items()}
    work = partial(_mfcc_of, hop_seconds)
    left_out = {}
    with tqdm(total=len(items), desc="clips to MFCCs", unit="clip", disable=not progress or not items) as bar:
        for outcome in fill(store, work, items, died=_died, jobs=jobs, executor=executor):
            bar.update()
            for text in outcome.told:
                warnings.warn(text, stacklevel=3)
            if outcome.reason:
                left_out[clips[outcome.key]] = outcome.reason
    return left_out


def _died(item):
    clip, _ = item
    return f"{clip}: {workers.DIED}"


def _mfcc_of(hop_seconds, item):
    """MFCCs of a clip, or what is wrong with it."""
    clip, blocks = item
    try:
        coefs = cepstra.mfcc_of_blocks(blocks(), num_ceps=NUM_FILTERS, hop_seconds=hop_seconds)
    except audio.AudioError as error:
        return str(error)
    except Exception as error:  # whatever is wrong with one clip, the others go on
        return f"{clip}: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no details'}"
    if not len(coefs):
        return f"{clip}: is shorter than one frame of {WINDOW_SECONDS * 1000:g} ms. Leave it out."
    return coefs


def _folder(root, hop_seconds):
    settings = {
        "window": WINDOW_SECONDS,
        "hop": hop_seconds,
        "filters": NUM_FILTERS,
        "sr": SR,
        "psf": "0.6, hamming",
        # A changed way to read or to compute must not be served the old numbers.
        "code": paths.code("audio/*.py", "features/cepstra.py", "features/extraction.py"),
        # What decodes and resamples a file shapes its samples.
        "libraries": [module.__version__ for module in (np, scipy, soxr)]
        + [soundfile.__libsndfile_version__],
    }
    # Workers are in folders of their own: a relative one would be another.
    root = Path(root).expanduser().resolve()
    return paths.writable(root / _digest(json.dumps(settings, sort_keys=True)))


def _digest(text):
    # A file's name need not be text.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
