"""The diary of the lists: who made each, how, when, whom it cannot see, from which others it copied; and, before all,
what is counted. A TOML file beside the lists, filled in by those who know them, printed in the report.

It settles three things before a number is seen: the case definition, the primary method, and which lists copied from
each other and are therefore one list.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bereginya.counting.table import Table
from bereginya.facts.errors import BereginyaError

FILE = "diary.toml"
PRIMARY = ("bic", "lcmcr", "dga", "stepwise", "sample-coverage", "chao", "mth-chao", "independence")
_CASE = ("what", "where", "from", "to", "whose")
_LIST = ("made_by", "how", "when", "cannot_see")


class DiaryError(BereginyaError):
    """The diary is missing something or contradicts itself; the message names the key."""

    code: ClassVar[str] = "counting.diary"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one list."""

    name: str
    made_by: str
    how: str
    when: str
    cannot_see: str
    copied_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diary:
    """What is counted (`case`: what, where, from, to, whose), by which primary method, and the lists."""

    case: Mapping[str, str]
    primary: str
    entries: tuple[Entry, ...]

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the lists that copied from each other, together, in the order of the diary."""
        group = {one.name: {one.name} for one in self.entries}
        for one in self.entries:
            for source in one.copied_from:
                joined = group[one.name] | group[source]
                group.update(dict.fromkeys(joined, joined))
        order = [one.name for one in self.entries]
        return tuple(
            tuple(name for name in order if name in group[one])
            for one in order
            if min(group[one], key=order.index) == one
        )


def template(lists: Sequence[str]) -> str:
    """Return a diary to fill in, with a place for every list."""
    words = [
        "# What is counted. Settle it before you look at any number; change it and the count is another count.",
        "# Что считаем: решите до того, как увидите числа. / Що рахуємо: вирішіть до того, як побачите числа.",
        "[case]",
        *(f'{key} = ""  # {hint}' for key, hint in _CASE_HINTS.items()),
        "",
        "# The method whose number will be the answer, chosen before any is seen: " + ", ".join(PRIMARY) + ".",
        'primary = "bic"',
    ]
    # TOML: top-level keys stand before tables
    top = [*words[-2:], "", *words[:-2]]
    for name in lists:
        top += ["", f"[lists.{_quoted(name)}]"]
        top += [f'{key} = ""  # {hint}' for key, hint in _LIST_HINTS.items()]
        top += ["copied_from = []  # names of lists above from which this one took entries: they become one list"]
    return "\n".join(top).rstrip() + "\n"


_CASE_HINTS = {
    "what": "e.g. deaths in service of any cause",
    "where": "e.g. Luhansk region, Ukraine",
    "from": "first day, e.g. 2022-02-24",
    "to": "last day",
    "whose": "e.g. conscripts of the spring draft",
}
_LIST_HINTS = {
    "made_by": "who / кто / хто",
    "how": "how did somebody get on it / как / як",
    "when": "from when to when it was kept / когда / коли",
    "cannot_see": "whom it can never hold / кого в нём не может быть / кого в ньому не може бути",
}


def read_diary(text: str, lists: Sequence[str]) -> Diary:
    """Read the diary of these lists. Raises DiaryError for what is not filled in, or names no list."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DiaryError(f"the diary is not TOML: {error}") from error
    case, kept = _table(told, "case"), _table(told, "lists")
    empty = [f"case.{key}" for key in _CASE if not str(case.get(key, "")).strip()]
    for name in lists:
        one = _table(kept, name, within="lists.")
        empty += [f"lists.{name}.{key}" for key in _LIST if not str(one.get(key, "")).strip()]
    if empty:
        raise DiaryError(f"not filled in: {', '.join(empty)}")
    primary = str(told.get("primary", ""))
    if primary not in PRIMARY:
        raise DiaryError(f"primary is one of {', '.join(PRIMARY)}")
    entries = tuple(_entry(name, _table(kept, name), lists) for name in lists)
    return Diary({key: str(case[key]).strip() for key in _CASE}, primary, entries)


def _table(told: Mapping[str, object], key: str, within: str = "") -> Mapping[str, object]:
    found = told.get(key)
    if not isinstance(found, dict):
        raise DiaryError(f"not filled in: {within}{key}")
    return found


def _entry(name: str, told: Mapping[str, object], lists: Sequence[str]) -> Entry:
    copied = told.get("copied_from", [])
    if not isinstance(copied, list) or any(one not in lists or one == name for one in copied):
        raise DiaryError(f"lists.{name}.copied_from names other lists of this count")
    who, how, when, blind = (str(told[key]).strip() for key in _LIST)
    return Entry(name, who, how, when, blind, tuple(str(one) for one in copied))


def merged(table: Table, diary: Diary) -> Table:
    """Return the table in which lists that copied from each other count as one."""
    for group in diary.groups():
        name = group[0]
        for other in group[1:]:
            table = table.merged(table.lists.index(name), table.lists.index(other))
            name = f"{name}+{other}"
    return table


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
