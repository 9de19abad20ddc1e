"""What tells a student whether an answer is right, and if not, why not.

One module a notebook. A check never raises: an unanswered or a wrong answer gets a reason and a hint.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Verdict:
    """What a check has to say about an answer.

    Attributes
    ----------
    right : bool
        Whether the answer is right.
    message : str
        Why, and a hint if it is not.
    """

    right: bool
    message: str

    def __repr__(self):
        return f"{'Right.' if self.right else 'Not yet.'} {self.message}".strip()


def right(message=""):
    """The verdict for a right answer; the message may add a thought."""
    return Verdict(True, message)


def wrong(message):
    """The verdict for a wrong answer; the message says what is off, without giving the answer away."""
    return Verdict(False, message)


def checker(hint):
    """Make a check of a function that judges one answer.

    Parameters
    ----------
    hint : str
        What to say while the three dots still stand, and when the answer is of no usable kind.

    Returns
    -------
    decorator
        For a function whose first argument is the answer and which returns a `Verdict`.

    Notes
    -----
    Whatever the function raises on a strange answer becomes a verdict: a check never stops a notebook.
    """

    def decorate(judge):
        @functools.wraps(judge)
        def check(answer, *given, **named):
            if answer is ...:
                return wrong(f"Replace the three dots. Hint: {hint}")
            try:
                return judge(answer, *given, **named)
            except Exception as error:
                return wrong(f"This answer cannot be judged ({type(error).__name__}: {error}). Hint: {hint}")

        return check

    return decorate


def number(answer):
    """The one finite number that an answer is, for a check to compare.

    Parameters
    ----------
    answer : int, float or NumPy number
        What the student gave.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If it is a text, True or False, several numbers, or not finite.
    """
    if answer is None or isinstance(answer, (bool, np.bool_, str, bytes)):
        raise TypeError("one number is asked for")
    if np.size(answer) != 1:
        raise ValueError("one number is asked for, not several")
    value = float(np.asarray(answer).item())
    if not math.isfinite(value):
        raise ValueError("a finite number is asked for")
    return value
