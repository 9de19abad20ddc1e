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

from . import cepstra
from .cepstra import HOP_SECONDS, NUM_FILTERS, WINDOW_SECONDS
from .table import Features


def extract(collection, *, num_ceps=NUM_FILTERS, hop_seconds=HOP_SECONDS, jobs=None, progress=True):
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
        If the cache folder cannot be written to, or the disk is full.

    Warns
    -----
    UserWarning
        Once for each clip that is used though something is wrong with it, when its features are computed.

    Notes
    -----
    All 26 coefficients are computed and kept whatever `num_ceps` is: the first 18 of 26 *are* the 18, so
    that the second experiment finds its features ready. Clips done before an interruption stay done.
    """
    if not 1 <= num_ceps <= NUM_FILTERS:
        raise ValueError(f"num_ceps is {num_ceps}; choose 1 to {NUM_FILTERS}, the number of mel filters")
    if not 0.002 <= hop_seconds <= 1:
        raise ValueError(f"hop_seconds is {hop_seconds}; choose 0.002 to 1")
    folder = _cache_folder(hop_seconds)
    files = {clip: folder / f"{_digest(collection.key(clip))}.npy" for clip in collection.table.index}
    found = {clip: _load(file) for clip, file in files.items()}
    missing = [clip for clip, coefs in found.items() if coefs is None]
    left_out = dict(collection.left_out)
    for clip, reason, told in _compute(collection, missing, files, hop_seconds, jobs, progress):
        for text, category in told:
            warnings.warn(text, category, stacklevel=2)
        if reason:
            left_out[clip] = reason
            continue
        found[clip] = _load(files[clip])
        if found[clip] is None:
            raise OSError(f"{files[clip]}: was removed or spoilt right after it was written. Run this again.")
    good = [clip for clip in collection.table.index if clip not in left_out]
    if not good:
        raise ValueError(
            f"no clip of {collection.name} can be used; the first: {next(iter(left_out.values()))}"
        )
    values = tuple(found[clip][:, :num_ceps] for clip in good)
    return Features(values, collection.table.loc[good], collection.genres, hop_seconds, left_out)


def _load(file):
    """A clip's features from the cache; None if they are not there, or a power cut has spoilt them."""
    try:
        with file.open("rb") as content:
            coefs = np.lib.format.read_array(content, allow_pickle=False)
    except Exception:  # whatever a file may hold: it is computed and written anew
        return None
    whole = coefs.dtype == np.float32 and coefs.ndim == 2 and coefs.shape[1] == NUM_FILTERS and len(coefs)
    return coefs if whole else None


def _compute(collection, clips, files, hop_seconds, jobs, progress):
    """Compute and keep the MFCCs of these clips in parallel; yields what `_compute_chunk` gives a clip."""
    items = [(clip, files[clip]) for clip in clips]
    function = partial(_compute_chunk, collection, hop_seconds)
    with tqdm(total=len(clips), desc="clips to MFCCs", unit="clip", disable=not progress or not clips) as bar:
        for told in workers.each(function, items, died=_died, jobs=jobs):
            bar.update()
            yield told


def _died(item):
    clip, _ = item
    return clip, f"{clip}: {workers.DIED}", ()


def _compute_chunk(collection, hop_seconds, chunk):
    """(clip, reason or "", (text, category) of each warning) of these clips; reason says what is wrong."""
    told = []
    for clip, file in chunk:
        # The warnings of a worker process would be lost: they are told by the process that started it.
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", UserWarning)
            reason = _compute_one(collection, clip, file, hop_seconds)
        told.append((clip, reason, tuple(dict.fromkeys((str(w.message), w.category) for w in caught))))
    return told


def _compute_one(collection, clip, file, hop_seconds):
    try:
        coefs = cepstra.mfcc_of_blocks(collection.blocks(clip), num_ceps=NUM_FILTERS, hop_seconds=hop_seconds)
        if not len(coefs):
            return f"{clip}: is shorter than one frame of {WINDOW_SECONDS * 1000:g} ms. Leave it out."
    except audio.AudioError as error:
        return str(error)
    except Exception as error:  # whatever is wrong with one clip, the others go on
        return f"{clip}: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no details'}"
    with paths.written_whole(file) as unfinished:
        np.save(unfinished, coefs, allow_pickle=False)
    return ""


def _cache_folder(hop_seconds):
    settings = {
        "window": WINDOW_SECONDS,
        "hop": hop_seconds,
        "filters": NUM_FILTERS,
        "sr": SR,
        "psf": "0.6, hamming",
        # A changed way to read or to compute must not be served the old numbers.
        "code": [
            _digest(path.read_text(encoding="utf-8"))
            for path in (
                *sorted(Path(audio.__file__).parent.glob("*.py")),
                Path(cepstra.__file__),
                Path(__file__),
            )
        ],
        # What decodes and resamples a file shapes its samples.
        "libraries": [module.__version__ for module in (np, scipy, soxr)]
        + [soundfile.__libsndfile_version__],
    }
    return paths.writable(paths.cache_dir() / "mfcc" / _digest(json.dumps(settings, sort_keys=True)))


def _digest(text):
    # A file's name need not be text.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
