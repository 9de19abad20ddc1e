"""The web server of the page: Voila, on this machine only, with one notebook and no files."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import socket
import tempfile
import threading
import webbrowser
from pathlib import Path

import jinja2
import nbformat
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila

from genrekit import owner
from genrekit.notebooks import kernel

from . import runs
from .visitors import Goodbye, OnlyPage, OwnKernel, Templates, Visitors, VisitorSocket

IP = "127.0.0.1"
PORT = 8866
NOTEBOOK = "08_your_song.ipynb"
TEMPLATE = Path(__file__).with_name("template")
TITLE = "genrekit: your song"
TAGS = frozenset({"parameters", "app"})

#: How the temporary folders of servers begin, and the file in each that says whose it is.
FOLDER, OWNER = "genrekit-app-", "server.json"

#: What ends the server, where there are such signals: SIGHUP comes when its terminal is closed.
ENDS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))

#: Minutes after which a page that nobody uses loses its kernel.
IDLE_MINUTES = 30

#: The only scripts beside Voila's own: whatever else is installed for JupyterLab stays out of the page.
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget")

#: The page loads nothing from anywhere else. Widgets are scripts that arrive as data.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws://{host}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

#: What the page needs of all that Voila answers: its scripts and styles, and the visitor's own kernel.
NEEDED = frozenset({"FileFindHandler", "KernelHandler", "MultiStaticFileHandler", "ThemesHandler"})

#: What is answered in another way than Voila's.
REPLACED = {
    "TemplateStaticFileHandler": Templates,
    "TornadoVoilaHandler": OnlyPage,
    "VoilaKernelWebsocketHandler": VisitorSocket,
    "VoilaShutdownKernelHandler": Goodbye,
}


def serve(run="", *, port=PORT, open_browser=True, notebook=None, preheat=True, out=print):
    """Serve the page until Ctrl-C, SIGTERM or SIGHUP.

    Parameters
    ----------
    run : str
        Name of a finished run; empty for the default one.
    port : int
        Where to listen; at a free port if it is taken.
    open_browser : bool
        Whether to open the page in the user's browser.
    notebook : path-like, optional
        The notebook with the page; number 08 of the checkout if not given.
    preheat : bool
        Whether a kernel waits for the next visitor, with the network loaded.
    out : callable
        Takes one line of text.

    Returns
    -------
    int
        0

    Raises
    ------
    FileNotFoundError
        If the notebook is not there.
    ValueError
        If it has no cell tagged `app`, the port is none, or there is no such run.
    OSError
        If no port can be listened at.
    """
    if not 0 <= port < 65536:
        raise ValueError(f"port is {port}; choose one from 1 to 65535, or 0 for any that is free")
    cells = chosen_cells(notebook or kernel.FOLDER / NOTEBOOK, run)
    kernel.prepare_environment()
    runs.find(run)
    remove_left()
    with tempfile.TemporaryDirectory(prefix=FOLDER, ignore_cleanup_errors=True) as folder:
        (Path(folder) / OWNER).write_text(owner.mine(), encoding="utf-8")
        path = Path(folder) / "page.ipynb"
        nbformat.write(cells, path)
        server = _Server(config=_settings(folder, preheat))
        server.notebook_path, server.root_dir = str(path), folder
        server.open_browser, server.port, server.out = open_browser, port, out
        server.initialize([])
        server.start()
    return 0


def remove_left():
    """Remove the temporary folders of servers of this user that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        try:
            own = os.name == "nt" or folder.lstat().st_uid == os.getuid()
            if own and folder.is_dir() and not folder.is_symlink() and owner.is_dead(folder / OWNER):
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:  # it went away meanwhile
            continue


def chosen_cells(path, run=""):
    """The notebook of the page: of another one, the cells tagged `parameters` and `app`.

    Parameters
    ----------
    path : path-like
        The other one.
    run : str
        Set after the parameters.

    Returns
    -------
    nbformat.NotebookNode

    Raises
    ------
    FileNotFoundError
        If it is not there.
    ValueError
        If it has no cell tagged `app`, or is no notebook.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no such notebook; run this in a clone of the repository")
    try:
        given = nbformat.read(path, as_version=4)
    except Exception as error:
        why = str(error).partition("\n")[0]
        raise ValueError(f"{path}: no notebook that can be read ({why})") from None
    tags = {tag: [] for tag in TAGS}
    for cell in given.cells:
        for tag in TAGS & set(cell.metadata.get("tags", ())) if cell.cell_type == "code" else ():
            tags[tag].append(cell.source)
    if not tags["app"]:
        raise ValueError(f"{path}: no code cell has the tag app; restore the notebook")
    sources = [*tags["parameters"], *([f"run = {run!r}"] if run else []), *tags["app"]]
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    page.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    page.metadata.title = TITLE
    return page


def _settings(folder, preheat):
    config = Config()
    config.VoilaConfiguration.multi_kernel_manager_class = Visitors
    config.VoilaConfiguration.kernel_spec_manager_class = OwnKernel
    config.VoilaConfiguration.preheat_kernel = preheat
    config.VoilaConfiguration.allow_template_override = config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.extension_allowlist = list(EXTENSIONS)
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.strip_sources = True
    config.VoilaExecutor.cell_error_instruction = "The server's log says why."
    config.Visitors.folder = config.Voila.connection_dir_root = folder
    config.Visitors.cull_interval = 3
    config.Visitors.cull_idle_timeout = 60 * IDLE_MINUTES
    config.Visitors.cull_connected = True
    config.VoilaKernelManager.fill_delay = 5.0  # the visitor before comes first
    config.KernelManager.autorestart = False  # a page cannot go on with a kernel that knows nothing of it
    config.Application.log_level = logging.ERROR
    return config


class _Server(Voila):
    """Voila with what the page needs and no more."""

    out = staticmethod(print)

    def setup_template_dirs(self):
        super().setup_template_dirs()
        self.template_paths.insert(0, str(TEMPLATE))

    def load_config_file(self, *_, **__):
        """Leave a user's settings of Voila alone: they are for other pages."""

    def init_handlers(self):
        kept = []
        for pattern, handler, *more in super().init_handlers():
            if handler.__name__ in NEEDED | REPLACED.keys():
                kept.append((pattern, REPLACED.get(handler.__name__, handler), *more))
        return kept

    def listen(self):
        door = _listening(self.port)
        port = door.getsockname()[1]
        taken = f" ({self.port} is taken)" if self.port not in (0, port) else ""
        self.port = port
        host = f"{IP}:{port}"
        errors = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATE), autoescape=True)
        self.app.settings.update(jinja2_env=errors, voila_jinja2_env=errors)
        # Other names for this machine are not answered: a page elsewhere could have itself called so.
        self.app.settings["allow_remote_access"] = False
        self.app.settings["headers"] = {
            "Content-Security-Policy": POLICY.format(host=host),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        # Without pings: what is left of a page on this very machine is known at once, and Jupyter takes
        # an answer to the ping before for a late one.
        self.app.settings["ws_ping_interval"] = 0
        HTTPServer(self.app).add_sockets([door])
        self.out(f"The page is at http://{host}/{taken}; Ctrl-C ends it.", flush=True)
        if self.open_browser:
            threading.Thread(target=webbrowser.open, args=(f"http://{host}/",), daemon=True).start()
        self.ioloop = IOLoop.current()
        for name in ENDS:
            if signal.getsignal(name) != signal.SIG_IGN:  # as nohup wants it
                signal.signal(name, self._handle_signal_stop)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            for name in (signal.SIGINT, *ENDS):
                signal.signal(name, signal.SIG_IGN)  # the end is near already
            self.stop()


def _listening(port):
    """A socket at a port of this machine, or at a free one if it is taken."""
    for wanted in (port, 0):
        door = socket.socket()
        try:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind((IP, wanted))
            door.listen(128)
            door.setblocking(False)
            return door
        except OSError as error:
            door.close()
            if not wanted:
                raise OSError(f"{IP}: cannot listen here ({error.strerror})") from None
    return None
