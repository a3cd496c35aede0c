"""Conditions that are more than a plain table: one small function a provision, under its name.

The dictionaries say which provision each function belongs to. A provision of the committee has a table in its file
and needs nothing here.
"""

from collections.abc import Callable, Mapping
from datetime import date

from bereginya.rights.case import Case
from bereginya.rights.conditions import acts, callup, fate, harm, service, war
from bereginya.rights.truth import Truth
from bereginya.rights.values import Value

Condition = Callable[[Case], Truth]

CONDITIONS: Mapping[str, Condition] = {
    **service.CONDITIONS,
    **callup.CONDITIONS,
    **war.CONDITIONS,
    **harm.CONDITIONS,
    **fate.CONDITIONS,
    **acts.CONDITIONS,
}

DAYS: Mapping[str, tuple[tuple[str, ...], Callable[[Mapping[str, Value], date], date | None]]] = {
    "absence_end": (("absence_start", "absence_days"), harm.absence_end),
}
"""Days that are reckoned from facts, where the law of such a day counts: the facts they need, and the reckoning."""
