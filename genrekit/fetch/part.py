"""What has arrived of an archive, and where it comes from."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from genrekit import archives

RUN_AGAIN = "Run the command again: it goes on where it stopped."


class FetchError(OSError):
    """A download that failed; the message names the host or the file, what is wrong and what to do."""


@dataclass(frozen=True)
class Source:
    """An address. Only `host` and `shown` are ever printed: the rest may hold a password or a key.

    Attributes
    ----------
    url, host : str
    shown : str
        The address without user, password and what comes after a question mark.
    file : str
        What the archive will be called.
    """

    url: str
    host: str
    shown: str
    file: str

    @classmethod
    def of(cls, url, default):
        """Check an address."""
        url = str(url or "").strip()
        if not url:
            raise ValueError(
                "url: the original address of GTZAN is gone. Give another with --url; the README says where "
                "people find it."
            )
        try:
            parts = urlsplit(url)
            scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
        except ValueError:
            scheme, host, port = "", None, None
        # `urlsplit` overlooks line breaks.
        if scheme not in {"http", "https"} or not host or not url.isprintable() or " " in url:
            raise ValueError("url: is no http or https address. Give one such as https://host/genres.tar.gz.")
        where = f"[{host}]" if ":" in host else host
        shown = f"{scheme}://{where}{f':{port}' if port else ''}{parts.path}"
        last = PurePosixPath(unquote(parts.path)).name
        named = re.fullmatch(r"\w[\w.+-]{0,100}", last, flags=re.ASCII) and archives.stem(last) != last
        if not named or any(map(archives.what_is_wrong, (last, archives.stem(last)))):
            last = default
        return cls(url, host, shown, last)


class Part:
    """What has arrived of an archive, and notes of what it is a part of, in a file beside it.

    Attributes
    ----------
    path : pathlib.Path
    source : Source
    notes : dict
        `source`, a fingerprint of the address; `total`, the size of the archive; `etag` and `modified`, what
        the server calls this version of it. Empty if nothing is known.
    """

    def __init__(self, path, source):
        self.path, self.source = path, source
        self._beside = path.with_name(f"{path.name}.json")
        self._fingerprint = hashlib.sha256(source.shown.encode("utf-8", "replace")).hexdigest()
        self.notes = self._read_notes()

    def _read_notes(self):
        try:
            notes = json.loads(self._beside.read_text(encoding="utf-8"))
            return notes if notes["source"] == self._fingerprint else {}
        except (OSError, ValueError, TypeError, KeyError):
            return {}

    def size(self):
        """Bytes that are here."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def asking_for_the_rest(self):
        """Headers that ask for what is missing, and for all of it if it has changed meanwhile."""
        if not (self.size() and self.notes):
            return {}
        etag = self.notes.get("etag") or ""
        version = etag if etag and not etag.startswith("W/") else self.notes.get("modified")
        return {"Range": f"bytes={self.size()}-", **({"If-Range": version} if version else {})}

    @contextlib.contextmanager
    def opened(self):
        """The file to write to, for one process at a time."""
        with self.on_disk():
            file = self.path.open("ab", buffering=0)
        with file:
            if not _locked(file):
                raise FetchError(f"{self.path}: another process is downloading it. Wait for that one.")
            yield file

    def start_over(self, file, headers=None, total=None):
        """Forget what is here; note what comes instead if it is known."""
        with self.on_disk():
            # In this order, notes never speak of other bytes than those that are here.
            file.truncate(0)
            self._beside.unlink(missing_ok=True)
            self.notes = {}
            if headers is not None:
                self.notes = {
                    "source": self._fingerprint,
                    "total": total,
                    "etag": headers.get("ETag"),
                    "modified": headers.get("Last-Modified"),
                }
                self._beside.write_text(json.dumps(self.notes), encoding="utf-8")

    @contextlib.contextmanager
    def on_disk(self):
        """Errors of the disk, in one line."""
        try:
            yield
        except OSError as error:
            wrong = "the disk is full" if archives.is_full(error) else f"{error.strerror or error}"
            advice = f"{archives.MAKE_ROOM} {RUN_AGAIN}" if archives.is_full(error) else "Check the folder."
            raise FetchError(f"{self.path}: cannot be written, {wrong}. {advice}") from None

    def become(self, target):
        """Move what is here to where it shall stand."""
        with self.on_disk():
            os.replace(self.path, target)
            self._beside.unlink(missing_ok=True)

    def remove(self):
        """Delete what is here."""
        with self.on_disk():
            self.path.unlink(missing_ok=True)
            self._beside.unlink(missing_ok=True)


def _locked(file):
    """Lock an open file; the system lets go of it when the process ends, however it ends."""
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass  # a disk in the network that has no locks
    return True
