"""Kernels of this very Python, and where the notebooks are."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import weakref
from pathlib import Path

import psutil
import zmq
from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
START_TIMEOUT = 120


#: What a kernel does first: it changes how it will end. As ipykernel 7.4 has it, one time in five a thread
#: waits ten seconds for another one to print what is left, which has ended before; and all child processes
#: are asked to end for fourteen seconds, though those that clean up after others (`resource_tracker`) never
#: do when asked, but by themselves once the kernel has ended. After three seconds the kernel is killed.
_END_AT_ONCE = """
def _end_at_once(kernel, end, children):
    import contextlib, sys
    import psutil

    def do_shutdown(restart):
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):  # whoever prints elsewhere has put something else there
                stream.flush()
                stream.flush = lambda: None
        return end(restart)

    def must_be_asked(child):
        try:
            return not any("resource_tracker" in word for word in child.cmdline())
        except psutil.Error:
            return False

    kernel.do_shutdown = do_shutdown
    kernel._process_children = lambda: [child for child in children() if must_be_asked(child)]

_end_at_once(get_ipython().kernel, get_ipython().kernel.do_shutdown, get_ipython().kernel._process_children)
del _end_at_once
"""


class _OwnKernelSpecs(KernelSpecManager):
    """Answers every name with the kernel of the Python that runs this."""

    def get_kernel_spec(self, kernel_name):
        first = [f"--IPKernelApp.exec_lines={[_END_AT_ONCE]!r}"]
        return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict(extra_arguments=first))


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


_guard = threading.Lock()
_kernels = weakref.WeakSet()
_stopped = set()


class _StoppableKernelManager(OwnKernelManager):
    """A kernel that others can stop, with an environment of its own: that of this process stays as it is."""

    token = ""

    async def start_kernel(self, **settings):
        with _guard:
            _kernels.add(self)
        # What a kernel has to say is in its notebook; beside it there are complaints about being ended.
        own = {"env": environment(), "stderr": subprocess.DEVNULL}
        await super().start_kernel(**own | settings)
        if is_stopped(self.token):
            _end(self)


def stoppable(token):
    """A kind of kernel manager whose kernels `stop` ends.

    Parameters
    ----------
    token : str
        Who asks for kernels.

    Returns
    -------
    type
    """
    return type("StoppableKernelManager", (_StoppableKernelManager,), {"token": token})


def is_stopped(token):
    """Whether `stop` was called: bool."""
    return token in _stopped


def stop(token):
    """End the kernels of one who asked for them; their notebooks end as failed, and no more of them start.

    Parameters
    ----------
    token : str
        What `stoppable` was given.
    """
    with _guard:
        _stopped.add(token)
        ours = [manager for manager in _kernels if manager.token == token]
    for manager in ours:
        _end(manager)


def _end(manager):
    """Kill a kernel, and the processes that it has started."""
    pid = getattr(manager.provisioner, "pid", None)
    if not pid or not manager.has_kernel:
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for one in [*process.children(recursive=True), process]:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()


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
