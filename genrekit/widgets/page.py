"""A widget without a kernel: its script, its style and its data in one page, and that page in a frame."""

from __future__ import annotations

import base64
import html
import json

#: A stand-in for anywidget's model.
_STAND_IN = """
const state = JSON.parse(document.getElementById("state").textContent);
for (const [name, text] of Object.entries(state.binary))
  state.plain[name] = new DataView(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
const model = {
  get: (name) => state.plain[name],
  set: (name, value) => { state.plain[name] = value; },
  on() {}, off() {}, save_changes() {},
};
const cleanup = widget.render({ model, el: document.getElementById("widget") });
globalThis.genrekit = { widget, model, cleanup };
"""

#: The page may run what it holds and load what it makes of its own data; nothing else.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src blob:; media-src blob:"
)


def whole(title, script, style, binary, plain):
    """A page that shows a widget without a kernel and without a network.

    Parameters
    ----------
    title : str
        Any text.
    script : str
        An ES module as anywidget takes it, with `export default { render }` at its end.
    style : str
        Its style sheet.
    binary : dict of str to bytes
        Traits that the script finds as `DataView`.
    plain : dict of str to object
        Traits that can be written as JSON.

    Returns
    -------
    str
        HTML.
    """
    state = {"binary": {name: base64.b64encode(value).decode() for name, value in binary.items()}}
    # Inside of a script only a "<" could end it or begin a comment, and JSON has another way to write it.
    data = json.dumps(state | {"plain": plain}).replace("<", "\\u003c")
    script = script.replace("export default", "const widget =", 1)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(title)}</title><style>{style}</style></head>"
        '<body class="genrekit-page"><div id="widget"></div>'
        f'<script type="application/json" id="state">{data}</script>'
        f'<script type="module">{script}{_STAND_IN}</script></body></html>'
    )


def framed(page, title, wide, narrow):
    """A page inside another one, with no access to it.

    Parameters
    ----------
    page : str
        HTML.
    title : str
        Any text, for readers who cannot see the frame.
    wide, narrow : int
        Height in pixels where the frame is 900 px wide or more, and where it is 360 px wide: a frame cannot
        tell the page around it how high it would like to be.

    Returns
    -------
    str
        HTML.
    """
    slope = (narrow - wide) / (900 - 360)
    fitting = f"clamp({wide}px, {wide}px + (900px - 100cqw) * {slope:.3f}, {narrow}px)"
    return (
        '<div style="container-type: inline-size"><iframe sandbox="allow-scripts" '
        f'title="{html.escape(title)}" style="width: 100%; border: 0; height: {narrow}px; height: {fitting}" '
        f'srcdoc="{html.escape(page)}"></iframe></div>'
    )
