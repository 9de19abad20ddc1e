"""What else a notebook becomes, from one source: the student's copy, slides, and a book.

`executed` gives the notebooks with their figures and sounds; each view is a module of its own.
"""

from genrekit.views.book import write_book
from genrekit.views.slides import write_slides
from genrekit.views.sources import committed, executed
from genrekit.views.student import student, write_students

__all__ = ["committed", "executed", "student", "write_book", "write_slides", "write_students"]
