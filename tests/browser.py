"""A real browser for tests of pages: Chromium through Playwright, watched for whatever leaves the page.

A test module takes the fixtures over by name: `chromium, visit = browser.chromium, browser.visit`. Where
there is no Chromium, its tests are skipped; the environment variable GENREKIT_CHROMIUM names one in another
place.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from genrekit.views import chromium as chromium_of_kit

QUIET = ("--no-sandbox", *chromium_of_kit.QUIET, "--autoplay-policy=no-user-gesture-required")
#: What stays inside of a page, whatever it holds.
INSIDE = ("data:", "blob:", "about:")


def executable(playwright):
    """The path of a Chromium, or None; Playwright's own comes last, since it is seldom there."""
    own = playwright.chromium.executable_path
    return chromium_of_kit.find() or (own if Path(own).is_file() else None)


def until(frame, condition, seconds=20):
    """Wait until an expression is true in a page or frame.

    Playwright's own `wait_for_function` is for pages that allow `eval`; these do not.
    """
    end = time.monotonic() + seconds
    while not frame.evaluate(condition):
        assert time.monotonic() < end, f"never became true: {condition}"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def chromium():
    """A running browser without a window."""
    api = pytest.importorskip("playwright.sync_api", reason="no Playwright: install genrekit[test]")
    with api.sync_playwright() as playwright:
        path = executable(playwright)
        if path is None:
            pytest.skip("no Chromium: install it, or name one with GENREKIT_CHROMIUM")
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """A function that opens an address; at the end no request has left it and no script has failed."""
    contexts, left, failed = [], [], []

    def visit(address, *, width=1000, height=800, within="file:", **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        allowed = (within, within.replace("http", "ws"), *INSIDE)

        def watch(request):
            if not request.url.startswith(allowed):
                left.append(request.url[:200])

        page.on("request", watch)
        page.on("websocket", watch)
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(address, timeout=120_000)  # a kernel may have to start first
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not left, f"requests left the page: {left}"
    assert not failed, f"scripts of the page failed: {failed}"
