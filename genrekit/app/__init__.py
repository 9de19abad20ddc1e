"""The web page: notebook 08 for visitors, who choose a song, see its timeline and listen.

`page` is the page itself, one widget; `runs` finds or trains the network behind it, `analysis` follows songs
in the background, `result` puts into words what was found. `server` serves it all on this machine, with
`visitors`, a process for each of them.
"""

from .page import page

__all__ = ["page", "serve"]


def serve(*arguments, **settings):
    """Serve the page; see `server.serve`. A notebook that only shows the page needs no web server."""
    from .server import serve

    return serve(*arguments, **settings)
