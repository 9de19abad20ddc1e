"""A browser without a window: prints pages as PDF, and tells what a page has found out about itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

#: What the browser is called on Linux, and where it is on macOS and Windows.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
#: Nothing but the page: no first steps, no updates, no questions to anybody's servers.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
TIMEOUT = 300


def find():
    """A browser of the Chromium family.

    Returns
    -------
    str or None
        Its path. `GENREKIT_CHROMIUM` names one in another place.

    Raises
    ------
    FileNotFoundError
        If `GENREKIT_CHROMIUM` names no program.
    """
    named = os.environ.get("GENREKIT_CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise FileNotFoundError(f"GENREKIT_CHROMIUM is {named!r}, which is no program; unset it")
        return found
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next((place for place in PLACES if Path(place).is_file()), None)


def print_pdf(page, target):
    """Print a page as PDF, on the paper that its style sheet names.

    Parameters
    ----------
    page : path-like
        An HTML file.
    target : path-like
        The PDF.

    Returns
    -------
    pathlib.Path
        `target`.

    Raises
    ------
    OSError
        If there is no browser, or it printed nothing; the message says what it said.
    """
    target = Path(target)
    target.unlink(missing_ok=True)
    said = _run("--no-pdf-header-footer", f"--print-to-pdf={target.resolve()}", Path(page).resolve().as_uri())
    if not target.is_file():
        raise OSError(f"{target.name}: the browser printed nothing: {said.stderr.strip()[-300:]}")
    return target


def dump(address, *, width=1280, height=720):
    """A page as it stands when its scripts have run.

    Parameters
    ----------
    address : str
        Where it is, `file:///...#part` for example.
    width, height : int
        Of the window, in pixels.

    Returns
    -------
    str
        HTML.

    Raises
    ------
    OSError
        If there is no browser, or it told nothing.
    """
    said = _run(f"--window-size={width},{height}", "--virtual-time-budget=60000", "--dump-dom", address)
    if not said.stdout:
        raise OSError(f"{address}: the browser told nothing: {said.stderr.strip()[-300:]}")
    return said.stdout


def _run(*arguments):
    browser = find()
    if browser is None:
        raise FileNotFoundError(
            "no Chromium, Chrome or Edge here: install one, or name one with GENREKIT_CHROMIUM"
        )
    # The sandbox does not work for root, in containers for example; the pages are our own.
    root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with tempfile.TemporaryDirectory(prefix="genrekit-", ignore_cleanup_errors=True) as profile:
        command = [browser, "--headless", *QUIET, *root, f"--user-data-dir={profile}", *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=TIMEOUT
        )
