"""Read lists of people as they come: CSV, XLSX, JSON Lines, Parquet, PFIF and FollowTheMoney, in any letters.

>>> from bereginya.tracing import reading                       # doctest: +SKIP
>>> source = reading.look(Path("list.csv"))                     # what it is: form, encoding, headers, a sample
>>> mapping = reading.mapped(source)                            # the guess; show it, let it be corrected
>>> people = reading.read(source, mapping)                      # people.table, people.aside
"""

from bereginya.tracing.errors import MappingError
from bereginya.tracing.reading.errors import UnreadableFileError
from bereginya.tracing.reading.opening import Reading, batches, look, mapped, read
from bereginya.tracing.reading.values import Aside, Source

__all__ = ["Aside", "MappingError", "Reading", "Source", "UnreadableFileError", "batches", "look", "mapped", "read"]
