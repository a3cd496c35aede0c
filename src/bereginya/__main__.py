"""`python -m bereginya` is the command `bereginya`."""

from bereginya.cli import app

app()
