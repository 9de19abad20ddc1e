"""`python -m genrekit` does what the command `genrekit` does."""

import sys

from genrekit.cli import main

sys.exit(main())
