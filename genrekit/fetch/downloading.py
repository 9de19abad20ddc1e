"""Asking a server for an archive, or for what is missing of it, until it is here."""

from __future__ import annotations

import contextlib
import http.client
import re
import time
from dataclasses import dataclass

import requests
import urllib3

from genrekit import archives

from .part import RUN_AGAIN, FetchError

_PIECE = 1 << 20
_LONGEST_WAIT = 10
#: Answers that may be others a moment later.
_PASSING = {408, 425, 429, 500, 502, 503, 504}


class _Interrupted(Exception):
    """A download broke off: trying again may help."""


@dataclass(frozen=True)
class Terms:
    """How long to wait for a server, and how much to take from it.

    Attributes
    ----------
    timeout : float
        Seconds after which a server that sends nothing counts as gone.
    attempts : int
        How often to ask, at most.
    wait : float
        Seconds before the second attempt; each further wait is twice as long, up to ten seconds.
    largest : int
        Bytes.
    """

    timeout: float
    attempts: int
    wait: float
    largest: int


def persist(part, terms, bar):
    """Ask until everything is here.

    Parameters
    ----------
    part : Part
        What is here already; it is complete when this returns.
    terms : Terms
    bar : tqdm.tqdm

    Raises
    ------
    FetchError
        If it does not come, or is not what was asked for.
    OSError
        If there is no room for it.
    """
    with part.opened() as file:
        for attempt in range(terms.attempts):
            if attempt:
                time.sleep(min(terms.wait * 2 ** (attempt - 1), _LONGEST_WAIT))
            try:
                return _attempt(part, file, terms, bar)
            except _Interrupted as error:
                told = f"{part.source.host}: {error}"
                bar.set_postfix_str(str(error))
        raise FetchError(f"{told}; {archives.amount(part.size())} are here. {RUN_AGAIN}")


def _attempt(part, file, terms, bar):
    """Ask once for what is missing, and for everything if the server cannot continue."""
    have = part.size()
    if have and have == part.notes.get("total"):
        return
    with _in_words(part.source.host, terms.timeout), _ask(part, terms.timeout) as response:
        start, total = _place(response, part)
        if start is not None:
            _take(response, part, file, start, total, terms.largest, bar)
            if total is not None and part.size() < total:
                raise _Interrupted("the connection broke off")
            return
    if not have:
        raise _Interrupted("sends a part of the archive that was not asked for")
    part.start_over(file)
    _attempt(part, file, terms, bar)


def _ask(part, timeout):
    headers = {"Accept-Encoding": "identity", **part.asking_for_the_rest()}
    return requests.get(part.source.url, headers=headers, stream=True, timeout=timeout)


@contextlib.contextmanager
def _in_words(host, timeout):
    """Errors of the network: those that may pass, and those that will not."""
    try:
        yield
    except (requests.exceptions.InvalidSchema, requests.exceptions.MissingSchema):
        raise FetchError(f"{host}: leads to an address that is not http or https. Try another.") from None
    except requests.exceptions.TooManyRedirects:
        raise FetchError(f"{host}: leads from address to address without end. Try another.") from None
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader):
        raise FetchError(f"{host}: the address cannot be used. Check it.") from None
    except (requests.Timeout, urllib3.exceptions.TimeoutError):
        raise _Interrupted(f"nothing came for {timeout:g} seconds") from None
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            raise FetchError(
                f"{host}: its certificate cannot be checked. Check the address, and this computer's clock."
            ) from None
        gone = isinstance(error, requests.exceptions.ConnectionError)
        raise _Interrupted("cannot be reached" if gone else "the connection broke off") from None


def _place(response, part):
    """Where what is sent begins, and the size of all if it is known; None twice if it cannot be used."""
    status, host = response.status_code, part.source.host
    if status == http.HTTPStatus.OK:
        length = response.headers.get("Content-Length", "")
        return 0, int(length) if re.fullmatch(r"[0-9]{1,18}", length) else None
    if status == http.HTTPStatus.PARTIAL_CONTENT:
        return _continued(response, part)
    if status == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        return None, None
    told = f"answers {status} ({http.client.responses.get(status, 'unknown')})"
    if status in _PASSING:
        raise _Interrupted(told)
    if status in {http.HTTPStatus.UNAUTHORIZED, http.HTTPStatus.FORBIDDEN}:
        raise FetchError(
            f"{host}: {told}. Download it with your browser; the file can be used in place of a folder."
        )
    raise FetchError(f"{host}: {told}. Check the address; the README says where else people find it.")


def _continued(response, part):
    """As `_place`, for a part of the archive."""
    found = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
    if not found:
        return None, None
    start, last = int(found["start"]), int(found["last"])
    total = last + 1 if found["total"] == "*" else int(found["total"])
    same = part.notes.get("etag") in {None, response.headers.get("ETag")}
    if same and start == part.size() and last < total and part.notes.get("total") in {None, total}:
        return start, total
    return None, None


_RANGE = re.compile(
    r"bytes (?P<start>[0-9]{1,18})-(?P<last>[0-9]{1,18})/(?P<total>[0-9]{1,18}|\*)", flags=re.IGNORECASE
)


def _take(response, part, file, start, total, largest, bar):
    """Write down what is sent."""
    too_large = FetchError(
        f"{part.source.host}: sends more than {archives.amount(largest)}, which is not GTZAN. Try another."
    )
    if start == 0:
        part.start_over(file, response.headers, total)
    if total is not None:
        if total > largest:
            raise too_large
        # Unpacked, it takes the same room once more at least.
        needed = 2 * total - start
        archives.need_room(part.path.parent, needed, f"to download and unpack {part.source.file}")
    bar.total = total
    bar.update(start - bar.n)
    # Some servers call a .tar.gz a compressed .tar: it is kept as it comes. `read1` hands out at once what is
    # here, so nothing is lost if the rest never comes; urllib3 has it from version 2 on.
    read = getattr(response.raw, "read1", response.raw.read)
    while data := read(_PIECE, decode_content=False):
        if part.size() + len(data) > largest:
            part.start_over(file)
            raise too_large
        with part.on_disk():
            archives.write_all(file, data)
        bar.update(len(data))
