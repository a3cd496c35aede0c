"""The diary of the lists: who made each, how, when, whom it cannot see, from which others it copied; and, before all,
what is counted. A TOML file beside the lists, filled in by those who know them, printed in the report.

It settles three things before a number is seen: the case definition, the primary method, and which lists copied from
each other and are therefore one list.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bereginya.counting.errors import CountingError, toml_fault
from bereginya.counting.saying import sentence
from bereginya.counting.table import Table

FILE = "diary.toml"
PRIMARY = ("bic", "lcmcr", "dga", "stepwise", "sample-coverage", "chao", "mth-chao", "independence")
_CASE = ("what", "where", "from", "to", "whose")
_LIST = ("made_by", "how", "when", "cannot_see")


class DiaryError(CountingError):
    """The diary is missing something or contradicts itself; the message names the key."""

    code: ClassVar[str] = "counting.diary"
    section: ClassVar[str] = "diary"


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


def template(lists: Sequence[str], language: str) -> str:
    """Return a diary to fill in, with a place for every list and what to write there in a language."""
    lines = [
        f"# {sentence(language, 'hints', 'primary', known=', '.join(PRIMARY))}",
        'primary = "bic"',
        "",
        f"# {sentence(language, 'hints', 'case')}",
        "[case]",
        *(_to_fill(key, language) for key in _CASE),
    ]
    for name in lists:
        lines += ["", f"[lists.{_quoted(name)}]", *(_to_fill(key, language) for key in _LIST)]
        lines.append(f"copied_from = []  # {sentence(language, 'hints', 'copied_from')}")
    return "\n".join(lines) + "\n"


def _to_fill(key: str, language: str) -> str:
    return f'{key} = ""  # {sentence(language, "hints", key)}'


def read_diary(text: str, lists: Sequence[str]) -> Diary:
    """Read the diary of these lists. Raises DiaryError for what is not filled in, or names no list."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        key, facts = toml_fault(error)
        raise DiaryError(key, **facts) from error
    case, kept = _table(told, "case"), _table(told, "lists")
    empty = [f"case.{key}" for key in _CASE if not str(case.get(key, "")).strip()]
    for name in lists:
        one = _table(kept, name, within="lists.")
        empty += [f"lists.{name}.{key}" for key in _LIST if not str(one.get(key, "")).strip()]
    if empty:
        raise DiaryError("empty", places=", ".join(empty))
    primary = str(told.get("primary", ""))
    if primary not in PRIMARY:
        raise DiaryError("primary", known=", ".join(PRIMARY))
    entries = tuple(_entry(name, _table(kept, name), lists) for name in lists)
    return Diary({key: str(case[key]).strip() for key in _CASE}, primary, entries)


def _table(told: Mapping[str, object], key: str, within: str = "") -> Mapping[str, object]:
    found = told.get(key)
    if not isinstance(found, dict):
        raise DiaryError("empty", places=f"{within}{key}")
    return found


def _entry(name: str, told: Mapping[str, object], lists: Sequence[str]) -> Entry:
    copied = told.get("copied_from", [])
    if not isinstance(copied, list) or any(one not in lists or one == name for one in copied):
        raise DiaryError("copied", name=name)
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
