"""Names in archives: which are kept, which are safe on every system, and which some cannot tell apart."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from genrekit import audio

from .base import LIMITS, unsafe

#: Endings of what a collection needs, and of sounds that cannot be read, so that they can be reported.
KEPT = audio.SONGS | {".csv", ".txt", ".md"}

#: Names that Windows keeps for itself, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)", re.IGNORECASE)


def is_kept(name):
    """Whether a file is of use in a collection; hidden ones are not, nor is what a Mac packs beside them.

    Parameters
    ----------
    name : str

    Returns
    -------
    bool
    """
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in _parts(name))
    return not hidden and path.suffix.lower() in KEPT


def is_sound(name):
    """Whether a file is a sound, one that the kit can read or another.

    Parameters
    ----------
    name : str

    Returns
    -------
    bool
    """
    return PurePosixPath(name).suffix.lower() in audio.SONGS


def quoted(name):
    """A name as it can be printed, in quotes, shortened if it is long.

    Parameters
    ----------
    name : str

    Returns
    -------
    str
    """
    shown = audio.shown(name)
    return f"'{shown if len(shown) <= 100 else f'{shown[:60]}...{shown[-30:]}'}'"


def safe(name, limits):
    """The name with single `/` between its parts.

    Parameters
    ----------
    name : str
        As it stands in the archive.
    limits : Limits

    Returns
    -------
    str

    Raises
    ------
    Refused
        If it leads out of the folder, or some system cannot have it.
    """
    if wrong := what_is_wrong(name, limits):
        raise unsafe(f"{quoted(name)} {wrong}")
    return "/".join(_parts(name))


def what_is_wrong(name, limits=LIMITS):
    """Why a file cannot have this name on every system, or must not.

    Parameters
    ----------
    name : str
        With `/` between folders.
    limits : Limits

    Returns
    -------
    str
        Such as "leads out of the folder"; empty if nothing is wrong.
    """
    parts = _parts(name)
    sizes = [len(part.encode("utf-8", "surrogatepass")) for part in parts]
    if any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in name):
        return "has signs in its name that cannot be printed"
    if name.startswith("/") or ".." in parts:
        return "leads out of the folder"
    if any(sign in '\\:*?"<>|' for sign in name):
        return "has signs in its name that Windows cannot have"
    if any(part[-1] in ". " or _DEVICES.match(part) for part in parts):
        return "has a name that Windows cannot have"
    if len(parts) > limits.depth + 1:
        return f"lies deeper than {limits.depth} folders"
    if max(sizes, default=0) > limits.part or sum(sizes) + len(sizes) > limits.name + 1:
        return "has too long a name"
    return ""


def _parts(name):
    return [part for part in name.split("/") if part not in {"", "."}]


class Places:
    """The names that are taken, in the eyes of systems that see no difference between `A` and `a`."""

    def __init__(self):
        self._taken = {}

    def take(self, name):
        """Take the place of a file, and those of its folders.

        Parameters
        ----------
        name : str

        Raises
        ------
        Refused
            If it is taken, or one of the folders is spelled otherwise already.
        """
        parts = name.split("/")
        for number in range(1, len(parts) + 1):
            here, is_file = "/".join(parts[:number]), number == len(parts)
            # Composed signs (one code for "é") and small letters; folding may take composed ones apart.
            key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", here).casefold())
            other = self._taken.get(key)
            if other and (is_file or other != (here, is_file)):
                raise unsafe(f"{quoted(name)} and {quoted(other[0])} are one name to some systems")
            self._taken[key] = (here, is_file)
