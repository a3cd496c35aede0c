"""The case desk of a soldiers' mothers committee."""

__version__ = "0.1.0"  # as in pyproject.toml; a test holds the two together
