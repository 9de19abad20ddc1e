"""Learn music genre classification: see it, hear it, change it, run it again.

The rooms of the house and what each is for: CONTRIBUTING.md. Nothing is imported here: `import genrekit`
costs nothing, and each room brings along what it needs.
"""

__version__ = "0.1.0"
