"""Find one sought person among many records, with reasons: block, compare, weigh, explain.

No files but index and model.

>>> import pyarrow as pa
>>> from bereginya import tracing
>>> register = tracing.People.from_arrow(pa.table({"id": ["7"], "surname": ["Ковтун"], "born": ["1991-04-02"]}))
>>> mother = tracing.People.from_arrow(pa.table({"id": ["1"], "surname": ["Кавтун"], "born": ["1991"]}))
>>> tracing.link(mother, tracing.Index.build(register)).table["candidate"].to_pylist()
['7']
"""

from bereginya.tracing.dedupe import Pairs, dedupe
from bereginya.tracing.explain import Explanation, Share, explain, lines
from bereginya.tracing.index import Index
from bereginya.tracing.link import Links, Resident, link
from bereginya.tracing.models import Model, model
from bereginya.tracing.one_by_one import Answer, OneByOne
from bereginya.tracing.people import People

__all__ = [
    "Answer",
    "Explanation",
    "Index",
    "Links",
    "Model",
    "OneByOne",
    "Pairs",
    "People",
    "Resident",
    "Share",
    "dedupe",
    "explain",
    "lines",
    "link",
    "model",
]
