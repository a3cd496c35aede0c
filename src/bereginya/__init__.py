"""The case desk of a soldiers' mothers committee."""
