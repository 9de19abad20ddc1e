"""A process for each visitor: what it may write, what it may say to the browser, and when it ends."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from pathlib import Path

import zmq
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Float, Integer, Unicode, default
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from genrekit.notebooks import kernel

#: Messages of a kernel that are for the server's log and not for the visitor: they may name files.
PRIVATE = frozenset({"stream", "error", "execute_input", "execute_reply"})

#: Kernels write what they print and complain of into the server's log, too.
LOGGING = ("--IPKernelApp.quiet=False", "--IPKernelApp.capture_fd_output=False")

#: The only way in which a page and its kernel talk. The older one frames messages otherwise.
PROTOCOL = "v1.kernel.websocket.jupyter.org"

#: Parts of a message from a browser, at most: a piece of a song is one of seven.
PARTS = 16


class OwnKernel(KernelSpecManager):
    """Knows one kernel only, that of this very Python, whatever a user has installed."""

    def get_kernel_spec(self, kernel_name):
        """The kernel, under any name."""
        spec = kernel.OwnKernelManager().kernel_spec_manager.get_kernel_spec(kernel_name)
        spec.argv = [*spec.argv, *LOGGING]
        return spec

    def get_all_specs(self):
        """The kernel, under the name that notebooks have for it."""
        spec = self.get_kernel_spec("python3")
        return {"python3": {"resource_dir": spec.resource_dir, "spec": spec.to_dict()}}


class Visitors(AsyncMappingKernelManager):
    """Kernels that each have a temporary folder of their own, and end soon after their page is closed."""

    folder = Unicode(config=True, help="Where the temporary folders are made.")
    most = Integer(
        12,
        config=True,
        help="Visitors at once; each takes some 600 MB, and 1.5 GB while a song of 20 minutes is read.",
    )
    seconds_to_come = Float(120, config=True, help="Until a page must have opened its connection.")
    seconds_to_come_back = Float(6, config=True, help="Until a connection that broke must be back.")
    _folders: dict
    _alone: dict

    def __init__(self, **settings):
        super().__init__(**settings)
        self._folders, self._alone, self._seen, self._starting = {}, {}, set(), 0

    @default("transport_encryption")
    def _encrypted_if_possible(self):
        # On a machine with other users, these could listen in otherwise.
        return "auto" if zmq.has("curve") else "disabled"

    async def _async_start_kernel(self, *, kernel_id=None, path=None, **settings):
        if len(self._folders) + self._starting >= self.most:
            raise HTTPError(503, "There are too many visitors at the moment. Please come back later.")
        self._starting += 1  # before anything is waited for: others ask meanwhile
        try:
            return await self._start_in_own_folder(kernel_id=kernel_id, path=path, **settings)
        finally:
            self._starting -= 1

    async def _start_in_own_folder(self, *, kernel_id, path, **settings):
        folder = tempfile.mkdtemp(prefix="visitor-", dir=self.folder)
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder) | {
            "IPYTHONDIR": str(Path(folder, "ipython"))
        }
        env = {**(settings.pop("env", None) or os.environ), **places}
        try:
            kernel_id = await super()._async_start_kernel(kernel_id=kernel_id, path=path, env=env, **settings)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._folders[kernel_id] = folder
        return kernel_id

    start_kernel = _async_start_kernel

    async def _async_shutdown_kernel(self, kernel_id, now=False, restart=False):
        # At once: there is nothing to save, and it may be in the middle of a song.
        try:
            return await super()._async_shutdown_kernel(kernel_id, now=True, restart=restart)
        finally:
            if not restart:
                self._alone.pop(kernel_id, None)
                self._seen.discard(kernel_id)
                shutil.rmtree(self._folders.pop(kernel_id, ""), ignore_errors=True)

    shutdown_kernel = _async_shutdown_kernel

    def notify_connect(self, kernel_id):
        """A page has opened its connection."""
        super().notify_connect(kernel_id)
        self._seen.add(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id):
        """End a kernel whose page is closed, that has died, or that nobody has used for long.

        Voila leaves out those that wait for a visitor.
        """
        if self._kernel_connections.get(kernel_id, 0):
            self._alone.pop(kernel_id, None)
            if await self.is_alive(kernel_id):
                return await super().cull_kernel_if_idle(kernel_id)
        else:
            patience = self.seconds_to_come_back if kernel_id in self._seen else self.seconds_to_come
            if time.monotonic() - self._alone.setdefault(kernel_id, time.monotonic()) < patience:
                return None
        return await self.shutdown_kernel(kernel_id)


def header_of(message, most_parts=None):
    """The header of a message between a kernel and its page.

    Parameters
    ----------
    message : bytes, str or dict
        The message; bytes are as `PROTOCOL` says.
    most_parts : int, optional
        More parts make no message.

    Returns
    -------
    dict
        Empty if there is none that can be read.
    """
    try:
        if isinstance(message, bytes):
            count = int.from_bytes(message[:8], "little")
            # Nothing is as long as its count says until this is checked.
            if not 3 <= count < len(message) // 8 or (most_parts and count > most_parts):
                return {}
            checked = count if most_parts else 3
            places = [int.from_bytes(message[8 * i : 8 * i + 8], "little") for i in range(1, checked + 1)]
            if places[0] != 8 * (count + 1) or places != sorted(places) or places[-1] > len(message):
                return {}
            header = json.loads(message[places[1] : places[2]])
        else:
            header = (json.loads(message) if isinstance(message, str) else message)["header"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return header if isinstance(header, dict) else {}


class VisitorSocket(VoilaKernelWebsocketHandler):
    """What a kernel and its page tell each other, without what is for the log."""

    async def get(self, kernel_id):
        """Open the connection, for pages that speak as ours does."""
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        if PROTOCOL not in map(str.strip, offered.split(",")):
            raise HTTPError(400, f"only {PROTOCOL} is spoken here")
        await super().get(kernel_id=kernel_id)

    def select_subprotocol(self, subprotocols):
        """The one that `get` has found."""
        return PROTOCOL

    def on_message(self, message):
        """Pass a message of the browser on to the kernel; what is none is dropped."""
        if isinstance(message, bytes) and header_of(message, PARTS):
            super().on_message(message)

    def write_message(self, message, binary=False):
        """Pass a message on to the browser; what cannot be told from a private one is dropped."""
        if header_of(message).get("msg_type", "error") in PRIVATE:
            return None
        # Not Voila's: it reads the header once more.
        return super(VoilaKernelWebsocketHandler, self).write_message(message, binary)


class Goodbye(VoilaShutdownKernelHandler):
    """What a page says when it is closed."""

    def check_xsrf_cookie(self):
        """Let it pass: a page that closes cannot say more than the name of its kernel, its secret."""


class Templates(TemplateStaticFileHandler):
    """Scripts of Voila's templates; what makes no sense is not there."""

    def parse_url_path(self, url_path):
        """The place of a script below its template."""
        try:
            return super().parse_url_path(url_path)
        except (AssertionError, ValueError):
            raise HTTPError(404) from None

    @classmethod
    def get_absolute_path(cls, root, path):
        """The place of a script on the disk."""
        try:
            return super().get_absolute_path(root, path)
        except (AssertionError, ValueError):
            raise HTTPError(404) from None


class OnlyPage(TornadoVoilaHandler):
    """The page, and nothing below it: Voila would look for files there."""

    async def get(self, path=None):
        """Answer with the page, unless a page from elsewhere asks: each answer starts a kernel."""
        if path:
            raise HTTPError(404)
        asked = {name: self.request.headers.get(f"Sec-Fetch-{name}") for name in ("Site", "Mode", "Dest")}
        followed = (asked["Mode"], asked["Dest"]) == ("navigate", "document")  # a link
        if asked["Site"] not in (None, "none", "same-origin") and not followed:
            raise HTTPError(403)
        await super().get()
