"""`python -m bereginya.tracing` compiles every loop that searching needs; they are kept beside the program.

It takes half a minute once, and on later runs only finds that there is nothing to do.
"""

import numpy as np
import pyarrow as pa

from bereginya import tracing
from bereginya.tracing.reading.repeating import told_apart


def main() -> None:
    """Trace two invented people, which comes by every loop."""
    told = {"id": ["1", "2"], "surname": ["Ковтун", "Озёрная"], "given_name": ["Мирослав", "Марта"]}
    told_apart(pa.array(told["id"]), np.arange(2))
    people = tracing.People.from_arrow(pa.table(told | {"born": ["1991-04-02", "1960"]}))
    register = tracing.Index.build(people)
    tracing.link(people, register)
    tracing.explain(people, 0, register, 0)


if __name__ == "__main__":
    main()
