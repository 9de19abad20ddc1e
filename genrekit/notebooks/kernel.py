"""Kernels of this very Python, and where the notebooks are."""

from __future__ import annotations

import os
from pathlib import Path

import zmq
from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
START_TIMEOUT = 120


class _OwnKernelSpecs(KernelSpecManager):
    """Answers every name with the kernel of the Python that runs this."""

    def get_kernel_spec(self, kernel_name):
        return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())


class OwnKernelManager(AsyncKernelManager):
    """Starts a kernel with `sys.executable`.

    A user may have a kernel named python3 that belongs to another Python, or to one long gone: the
    ordinary manager would start that one.
    """

    @default("kernel_spec_manager")
    def _own_kernel_specs(self):
        return _OwnKernelSpecs(parent=self)

    @default("transport_encryption")
    def _encrypted_if_possible(self):
        # Otherwise recent kernels warn, in the middle of the progress, that others could listen in.
        return "auto" if zmq.has("curve") else "disabled"


def environment():
    """The environment for kernels: quiet libraries, and the same results folder from any working directory.

    Returns
    -------
    dict of str to str
        That of this process, changed.
    """
    found = dict(os.environ)
    home = found.get("GENREKIT_HOME")
    if home:
        found["GENREKIT_HOME"] = str(Path(home).expanduser().resolve())
    found["KERAS_BACKEND"] = "tensorflow"
    found.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    found.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    found.pop("MPLBACKEND", None)  # figures must go into the notebook
    return found


def prepare_environment():
    """Give this process the `environment` for kernels: they inherit it."""
    os.environ.update(environment())
    os.environ.pop("MPLBACKEND", None)


def beside(folder=None):
    """What lies beside the notebooks and is linked from them: the glossary, the capstone, the cheat sheet.

    Parameters
    ----------
    folder : path-like, optional
        `notebooks/` of the checkout if not given.

    Returns
    -------
    list of pathlib.Path
        Markdown and PDF files.
    """
    folder = Path(folder or FOLDER)
    return sorted([*folder.glob("*.md"), *folder.glob("*.pdf")])


def find(only=(), *, folder=None):
    """The notebooks of the kit, in their order.

    Parameters
    ----------
    only : iterable of str
        Names or beginnings of names, such as `05`; all notebooks if empty.
    folder : path-like, optional
        Where they are; `notebooks/` of the checkout if not given.

    Returns
    -------
    list of pathlib.Path

    Raises
    ------
    FileNotFoundError
        If the folder holds no notebook, or none of a given name.
    """
    folder = Path(folder or FOLDER)
    found = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    if not found:
        raise FileNotFoundError(f"{folder}: no notebooks here; run this in a clone of the repository")
    if not only:
        return found
    chosen = []
    for name in (Path(name).stem for name in only):
        matching = [path for path in found if path.stem.startswith(name)]
        if not matching:
            raise FileNotFoundError(f"{name}: no such notebook; there are {', '.join(p.stem for p in found)}")
        chosen += matching
    return sorted(set(chosen))
