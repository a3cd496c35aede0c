"""`python -m bereginya` is the command `bereginya`."""

from bereginya.cli import main

main()
