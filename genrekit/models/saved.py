"""Networks read back from files, with nothing but numbers and harmless layers in them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import h5py

from .backend import keras


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
        found = fault(path)
        if found is None:
            return keras.saving.load_model(path, safe_mode=True)
    except Exception as error:  # a damaged file makes zip, JSON, HDF5 and Keras raise whatever they can
        found = next(iter(str(error).splitlines()), type(error).__name__)
    raise ValueError(
        f"{_shown(path)}: cannot be loaded: {_shown(found)}. Train it again, and trust none from elsewhere."
    )


def fault(path):
    """What speaks against loading a network; nothing of it is carried out to find that out.

    Parameters
    ----------
    path : path-like
        A `.keras` file. One that is damaged raises what its reading raises.

    Returns
    -------
    str or None
        None if nothing does.
    """
    return next(_faults(Path(path)), None)


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
    """What speaks against loading a file, in words."""
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
