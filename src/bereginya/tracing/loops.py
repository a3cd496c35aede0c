"""Every loop that searching needs, come by once: then its machine code is in memory, and on disk for later runs."""

import numpy as np
import pyarrow as pa

from bereginya.tracing.index import Index
from bereginya.tracing.link import link
from bereginya.tracing.people import People
from bereginya.tracing.reading.repeating import told_apart


def load() -> tuple[People, Index]:
    """Trace two invented people and return them: a quarter of a second, or half a minute if nothing is on disk."""
    told = {"id": ["1", "2"], "surname": ["Ковтун", "Озёрная"], "given_name": ["Мирослав", "Марта"]}
    told_apart(pa.array(told["id"]), np.arange(2))
    people = People.from_arrow(pa.table(told | {"born": ["1991-04-02", "1960"]}))
    register = Index.build(people)
    link(people, register)
    return people, register
