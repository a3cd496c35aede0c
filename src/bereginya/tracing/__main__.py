"""`python -m bereginya.tracing` compiles every loop that searching needs; they are kept beside the program.

It takes half a minute once, and on later runs only finds that there is nothing to do.
"""

from bereginya import tracing
from bereginya.tracing import loops


def main() -> None:
    """Trace two invented people and say why, which comes by every loop."""
    people, register = loops.load()
    tracing.explain(people, 0, register, 0)


if __name__ == "__main__":
    main()
