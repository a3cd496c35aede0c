"""The directory of offices that letters go to. Small and shipped as data; a committee's own rows go beside it.

An address is never certain: every entry is to be checked before sending, and `checked` says when that was last done.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from bereginya.letters.values import Office


@dataclass(frozen=True, slots=True)
class Authority:
    """An office: what it is called, its line on a letter by language, where, over whom, and what goes there.

    `verified` is the day somebody looked it up at its source; None as shipped. `replaced_by` names the entry that took
    its place when an office moved: an old entry stays, because old letters went there.
    """

    id: str
    kinds: tuple[str, ...]
    country: str
    name: Mapping[str, str]
    to: Mapping[str, str]
    address: str
    jurisdiction: Mapping[str, str]
    send: Mapping[str, str]
    provision: str
    confidence: str
    verified: date | None = None
    replaced_by: str = ""

    def office(self, language: str) -> Office:
        """Return it as the addressee of a letter in this language; a line we do not have stays empty: it is asked."""
        return Office(self.name.get(language, self.id), self.to.get(language, ""), self.address)

    def stale(self, today: date, days: int = 90) -> bool:
        """Whether nobody looked it up in the last so many days."""
        return self.verified is None or (today - self.verified).days > days


def authorities(own: Iterable[Authority] = ()) -> Mapping[str, Authority]:
    """Return every office by its id, the committee's rows after ours; one of theirs with our id takes its place."""
    return {**_shipped(), **{one.id: one for one in own}}


def authorities_for(kinds: Iterable[str], own: Iterable[Authority] = ()) -> tuple[Authority, ...]:
    """Return the offices of these kinds that are still where they were."""
    wanted = frozenset(kinds)
    return tuple(one for one in authorities(own).values() if wanted & set(one.kinds) and not one.replaced_by)


def where_it_moved(authority: str, own: Iterable[Authority] = ()) -> Authority | None:
    """Return the entry that an office is found under today; None for an id nobody knows or a ring of moves."""
    known = authorities(own)
    seen: set[str] = set()
    while authority in known and authority not in seen:
        seen.add(authority)
        if not known[authority].replaced_by:
            return known[authority]
        authority = known[authority].replaced_by
    return None


@cache
def _shipped() -> Mapping[str, Authority]:
    rows = tomllib.loads((files("bereginya.letters") / "authorities.toml").read_text("utf-8"))["authority"]
    return {
        row["id"]: Authority(
            kinds=tuple(row["kind"]),
            address=row.get("address", ""),
            provision=row.get("provision", ""),
            **{key: row[key] for key in ("id", "country", "name", "to", "jurisdiction", "send", "confidence")},
        )
        for row in rows
    }
