"""The network of the course, in Keras. Built and returned here, never trained here."""

from __future__ import annotations

import io
import json
import logging
import os
import zipfile
from contextlib import contextmanager
from pathlib import Path

# TensorFlow greets every start with lines about processors and missing graphics cards.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# Its own allocator keeps memory that the C library would return and fetch anew for every layer:
# training is a quarter faster on two cores.
os.environ.setdefault("TF_CPU_ALLOCATOR_USE_BFC", "true")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")


@contextmanager
def _quiet_stderr():
    """Nothing on file descriptor 2 while TensorFlow is imported.

    Its C++ part tells of missing graphics cards before its own log level counts, past `sys.stderr`. An
    error in the import is an exception, is raised after the descriptor is back, and is seen as ever.
    """
    try:
        kept = os.dup(2)
    except OSError:  # a program without a window or terminal has none
        yield
        return
    try:
        with open(os.devnull, "wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


with _quiet_stderr():
    import h5py
    import keras
    import numpy as np
    import pandas as pd
    from keras import layers

# Several networks trained in one notebook are no mistake, whatever its log says of "retracing".
logging.getLogger("tensorflow").setLevel(logging.ERROR)

#: Filters of the convolutional blocks, first to last.
FILTERS = (16, 32, 64, 128)

#: How many frames and coefficients each block's max-pooling takes together. Time shrinks faster than
#: the coefficients, of which there are few.
POOLS = ((4, 2), (3, 2), (3, 2), (2, 1))


def cnn(num_classes, shape, *, mean=0.0, deviation=1.0, filters=FILTERS, dropout=0.5):
    """Convolutional network on a crop of MFCCs.

    Standardisation, then per block a 2-D convolution (3 x 3), batch normalisation, ReLU and max-pooling;
    then a fully connected layer, dropout and softmax.

    Parameters
    ----------
    num_classes : int >= 2
        Genres.
    shape : (int, int)
        Frames and coefficients of a crop.
    mean, deviation : float or np.ndarray [shape=(coefs,)]
        Of the training set's coefficients: part of the network, so that a saved network takes raw MFCCs.
    filters : sequence of int, 1 to 4 of them
        Filters of each block.
    dropout : float, 0 to below 1
        Share of the fully connected layer's outputs that is switched off in each training step.

    Returns
    -------
    keras.Model
        Takes (crops, frames, coefs), gives (crops, num_classes) probabilities. Not compiled.

    Raises
    ------
    ValueError
        If a parameter is out of range, or the crop is too small for the blocks.

    Notes
    -----
    The blocks follow Choi, Fazekas and Sandler, *Automatic tagging using deep convolutional neural networks*
    (2016), made small for two cores; theirs has no fully connected layer and gives tags.
    Batch normalisation averages with momentum 0.9: Keras' 0.99 needs more steps than a small collection
    gives. Used in notebooks 04 and 05.
    """
    if num_classes < 2:
        raise ValueError(f"num_classes is {num_classes}; a choice needs 2 or more")
    if not 1 <= len(filters) <= len(POOLS):
        raise ValueError(f"filters has {len(filters)} blocks; choose 1 to {len(POOLS)}")
    if not 0 <= dropout < 1:
        raise ValueError(f"dropout is {dropout}; choose 0 to below 1")
    if min(shape) < 1:
        raise ValueError(f"shape is {tuple(shape)}; a crop has at least one frame and one coefficient")
    pools = [_fitting(pool, size) for pool, size in zip(POOLS, _sizes(shape), strict=True)][: len(filters)]
    if np.prod([p[0] for p in pools]) > shape[0]:
        raise ValueError(
            f"shape is {shape}: a crop of {shape[0]} frames is too short for {len(filters)} blocks"
        )
    crop = keras.Input(shape, name="mfcc")
    x = layers.Normalization(
        mean=np.broadcast_to(np.float32(mean), shape[1:]),
        variance=np.broadcast_to(np.float32(deviation), shape[1:]) ** 2,
        name="standardise",
    )(crop)
    x = layers.Reshape((*shape, 1), name="one_channel")(x)
    for number, (count, pool) in enumerate(zip(filters, pools, strict=True), start=1):
        # Batch normalisation brings its own offset: the convolution needs none.
        x = layers.Conv2D(count, 3, padding="same", use_bias=False, name=f"conv_{number}")(x)
        x = layers.BatchNormalization(momentum=0.9, name=f"batch_norm_{number}")(x)
        x = layers.ReLU(name=f"relu_{number}")(x)
        x = layers.MaxPooling2D(pool, name=f"max_pool_{number}")(x)
    x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(128, activation="relu", name="fully_connected")(x)
    x = layers.Dropout(dropout, name="dropout")(x)
    genres = layers.Dense(num_classes, activation="softmax", name="softmax")(x)
    return keras.Model(crop, genres, name="genre_cnn")


def _sizes(shape):
    """Frames and coefficients at the entrance of each block."""
    frames, coefs = shape
    for pool in POOLS:
        yield frames, coefs
        time, freq = _fitting(pool, (frames, coefs))
        frames, coefs = frames // time, coefs // freq


def _fitting(pool, size):
    """No pooling beyond what is left: 13 coefficients end at one sooner than 26."""
    return pool[0], min(pool[1], size[1])


def table(model):
    """The layers of a network, first to last.

    Parameters
    ----------
    model : keras.Model
        A network of one path, such as `cnn` gives.

    Returns
    -------
    pd.DataFrame
        A row a layer, indexed by its name: `kind`, `output` (the shape of what it gives for one crop, such
        as `64 × 13 × 16`) and `parameters` (numbers it holds, learnt or counted).

    Notes
    -----
    Used in notebook 04.
    """
    rows = [
        (layer.name, type(layer).__name__, " × ".join(map(str, layer.output.shape[1:])), layer.count_params())
        for layer in model.layers
    ]
    return pd.DataFrame(rows, columns=["layer", "kind", "output", "parameters"]).set_index("layer")


def load(path):
    """A network that was saved with a run.

    Parameters
    ----------
    path : path-like
        A `.keras` file.

    Returns
    -------
    keras.Model

    Raises
    ------
    ValueError
        If there is no such file, or it is damaged, or holds anything but numbers and the layers of a network
        such as `cnn`: code, above all. One line that names the file.

    Notes
    -----
    Keras refuses code by itself (`safe_mode`), but was got round several times (CVE-2025-1550, -8747, -9905,
    -9906). So nothing reaches it here that is not on a list of what is harmless.
    """
    path = Path(path).resolve()
    if not path.is_file():
        raise ValueError(f"{_shown(path)}: there is no such file. Check the path.")
    try:
        fault = next(_faults(path), None)
        if fault is None:
            return keras.saving.load_model(path, safe_mode=True)
    except Exception as error:  # a damaged file makes zip, JSON, HDF5 and Keras raise whatever they can
        fault = next(iter(str(error).splitlines()), type(error).__name__)
    raise ValueError(
        f"{_shown(path)}: cannot be loaded: {_shown(fault)}. Train it again, and trust none from elsewhere."
    )


def _shown(text):
    text = str(text)
    return text if text.isprintable() else ascii(text)


#: What Keras writes into a `.keras` file, and how large it may be, in bytes.
_MEMBERS = {"metadata.json": 2**16, "config.json": 2**22, "model.weights.h5": 2**29}

_LAYERS = """
    InputLayer Normalization Rescaling Reshape Permute Flatten ZeroPadding1D ZeroPadding2D
    Conv1D Conv2D DepthwiseConv1D DepthwiseConv2D SeparableConv1D SeparableConv2D Dense GRU LSTM
    Add Multiply Concatenate
    BatchNormalization LayerNormalization GroupNormalization Activation ReLU LeakyReLU PReLU ELU Softmax
    MaxPooling1D MaxPooling2D AveragePooling1D AveragePooling2D
    GlobalMaxPooling1D GlobalMaxPooling2D GlobalAveragePooling1D GlobalAveragePooling2D
    Dropout SpatialDropout1D SpatialDropout2D GaussianNoise GaussianDropout
"""
#: What a network may be made of, by the module that Keras names. None of these runs code that a file brings,
#: or reads other files.
_PARTS = {
    "keras": "DTypePolicy Sequential",
    "keras.models": "Sequential",
    "keras.src.models.functional": "Functional",
    "keras.layers": _LAYERS,
    "keras.initializers": "GlorotNormal GlorotUniform HeNormal HeUniform Ones Orthogonal Zeros",
    "keras.regularizers": "L1 L1L2 L2",
    "keras.optimizers": "SGD Adam AdamW RMSprop",
    "keras.optimizers.schedules": "CosineDecay ExponentialDecay",
    # How Keras writes down which layer gives to which.
    None: "__keras_tensor__",
}


def _faults(path):
    """What speaks against loading a file, in words; nothing of it is carried out to find that out."""
    with zipfile.ZipFile(path) as archive:
        names = [member.filename for member in archive.infolist()]
        if sorted(names) != sorted(_MEMBERS):
            yield f"it holds {', '.join(names)[:200] or 'nothing'}, not {', '.join(_MEMBERS)}"
            return
        sizes = {member.filename: member.file_size for member in archive.infolist()}
        # Keras does not compress: what unfolds to more than the file is made to fill memory.
        if sum(sizes.values()) > path.stat().st_size or any(sizes[n] > most for n, most in _MEMBERS.items()):
            yield "it unfolds to more than a network is"
            return
        yield from _foreign(json.loads(archive.read("config.json")))
        yield from _reaching_out(archive.read("model.weights.h5"))


def _foreign(config):
    """Parts of a network's description that the kit's networks have not."""
    waiting = [config]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            module, kind = part.get("module"), part.get("class_name")
            if not {"module", "class_name"}.isdisjoint(part) and kind not in _PARTS.get(module, "").split():
                yield f"it holds {module}.{kind}, which the kit's networks have not"
            if part.get("registered_name") not in (None, kind):
                yield f"it holds {part['registered_name']}, which is not of Keras"
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def _reaching_out(weights):
    """Numbers of a network that lie in other files, or are claimed and not there."""
    with h5py.File(io.BytesIO(weights), "r") as file:
        links = []
        file.visititems_links(lambda name, link: links.append((name, link)))
        for name, link in links:
            if not isinstance(link, h5py.HardLink):
                yield f"it points elsewhere for {name}"
                continue
            numbers = file[name]
            if isinstance(numbers, h5py.Dataset):
                if numbers.external or numbers.is_virtual:
                    yield f"it takes {name} from other files"
                elif numbers.dtype.kind not in "fiub" or numbers.nbytes != numbers.id.get_storage_size():
                    yield f"it holds {name} in a form that Keras does not write"
