"""The facts the law asks about: their keys, their kinds, and how a file or a form is read into them.

Reading is forgiving in form (nested or flat, yes or true, Cyrillic letters of fitness) and strict in meaning: a word
outside its list is refused with the list, because taken as unknown it would change the answer without a word.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from importlib import resources

import yaml

from bereginya.rights.errors import FactsError
from bereginya.rights.imprecise import possible_days
from bereginya.rights.lined import Mark, read_yaml
from bereginya.rights.values import Value

_Base: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Plain(_Base):  # type: ignore[misc]  # the base is chosen above, mypy cannot know it
    """Read every value as it is written: `no`, 2022-02-30 and 007 stay text, to be judged by whoever knows the fact."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, object]:  # noqa: FBT001, FBT002
        """Return the mapping. A key told twice is refused: YAML would keep the last and say nothing."""
        keys = [key.value for key, _ in node.value]
        if len(set(map(str, keys))) != len(keys):
            raise yaml.MarkedYAMLError(problem="a key stands twice", problem_mark=node.start_mark)
        mapping: dict[str, object] = super().construct_mapping(node, deep=deep)
        return mapping


_YES = frozenset({"yes", "true", "y", "да", "так"})
_NO = frozenset({"no", "false", "n", "нет", "ні"})
_NOBODY_KNOWS = frozenset({"unknown", "", "?", "неизвестно", "невідомо", "null", "~"})
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?")
_RUSSIAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that can be told. `kind` is word, yes_no, day, moment or number."""

    key: str
    kind: str
    words: tuple[str, ...]
    written: Mapping[str, str]
    group: str


@dataclass(frozen=True, slots=True, repr=False)
class Facts:
    """What was told about one person. A key that is not in `values` is unknown.

    `partial` holds days told as a month or a year, with the days that stand for them.
    `asked` holds the keys somebody said nobody knows: they are not asked again. `ignored` holds keys that are no
    facts of ours, so that a slip of the pen does not pass in silence.
    """

    values: Mapping[str, Value]
    asked: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    partial: Mapping[str, tuple[str, tuple[date, ...]]] = field(default_factory=dict)


@cache
def vocabulary() -> Mapping[str, Fact]:
    """Return every fact by its key, in the order in which people are asked."""
    text = resources.files("bereginya.rights").joinpath("facts.yaml").read_text(encoding="utf-8")
    facts = (
        Fact(
            key=str(key),
            kind=str(told["kind"]),
            words=tuple(_word(word) for word in told.get("words", ())),
            written={str(form): str(word) for form, word in told.get("written", {}).items() if form != Mark},
            group=str(told["group"]),
        )
        for key, told in read_yaml(text, "facts.yaml").items()
        if key != Mark
    )
    return {fact.key: fact for fact in facts}


def read_facts(told: Mapping[str, object]) -> Facts:
    """Read facts as a file or a form holds them, nested or flat.

    Raises `FactsError` with every problem: a word outside its list, a day that is none, one key told twice
    differently.
    """
    values: dict[str, Value] = {}
    partial: dict[str, tuple[str, tuple[date, ...]]] = {}
    asked: set[str] = set()
    ignored: list[str] = []
    problems: list[str] = []
    for key, value in _flat(told, ""):
        fact = vocabulary().get(key)
        if fact is None:
            ignored.append(key)
            continue
        try:
            days = possible_days(str(value).strip()) if fact.kind in {"day", "moment"} else None
            read = None if days else _value(fact, value)
        except ValueError as error:
            problems.append(str(error))
            continue
        if days:
            partial[key] = (str(value).strip(), days)
        elif read is None:
            asked.add(key)
        elif values.setdefault(key, read) != read:
            problems.append(f"{key}: told twice, differently")
    if problems:
        raise FactsError(tuple(problems))
    unsure = {key: told for key, told in partial.items() if key not in values}
    return Facts(values, frozenset(asked - values.keys() - unsure.keys()), tuple(dict.fromkeys(ignored)), unsure)


def read_facts_file(text: str) -> Facts:
    """Read the text of a facts file, YAML or JSON. Raises `FactsError`, also for what is neither."""
    try:
        told = yaml.load(text, Loader=_Plain)  # noqa: S506  builds strings, lists and mappings only
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FactsError((f"line {line}: {error.problem}",)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FactsError(("this is neither YAML nor JSON",)) from error
    if not isinstance(told, dict):
        raise FactsError(("a facts file holds keys and values: status: conscript",))
    return read_facts(told)


def near(key: str) -> str | None:
    """Return the fact that was probably meant by an unknown key."""
    return next(iter(get_close_matches(key, vocabulary(), n=1, cutoff=0.75)), None)


def _flat(told: Mapping[str, object], under: str) -> Iterator[tuple[str, object]]:
    """Walk nested mappings; `contract: {state: none}` is `contract_state: none`."""
    for name, value in told.items():
        key = _key(str(name), under)
        if isinstance(value, Mapping) and key in vocabulary():
            yield key, next((value[inner] for inner in ("value", "date", "day") if inner in value), None)
        elif isinstance(value, Mapping):
            yield from _flat(value, str(name))
        else:
            yield key, value


def _key(name: str, under: str) -> str:
    if name in vocabulary():
        return name
    joined = f"{under}_{name}"
    return joined if joined in vocabulary() else name


def _value(fact: Fact, value: object) -> Value | None:
    if value is None or (isinstance(value, str) and value.strip().casefold() in _NOBODY_KNOWS):
        return None
    if fact.kind in {"day", "moment"}:
        return _day(fact, value)
    if fact.kind == "number":
        return _number(fact, value)
    return _listed(fact, value)


def _day(fact: Fact, value: object) -> date:
    if isinstance(value, datetime):
        return value if fact.kind == "moment" else value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        if found := _DAY.fullmatch(text):
            return _moment(text) if fact.kind == "moment" and len(text) > 10 else date(*map(int, found.groups()))
        if found := _RUSSIAN_DAY.match(text):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise ValueError(f"{fact.key}: needs a day written 2022-03-01 (2022-03, 2022), or unknown")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)


def _number(fact: Fact, value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6:
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{1,5}([.,]\d+)?", value.strip()):
        return float(value.strip().replace(",", "."))
    raise ValueError(f"{fact.key}: needs a number, or unknown")


def _listed(fact: Fact, value: object) -> str:
    word = _word(value).strip()
    word = fact.written.get(word.upper(), fact.written.get(word, word))
    if fact.kind == "yes_no":
        word = "yes" if word.casefold() in _YES else "no" if word.casefold() in _NO else word
    folded = {listed.casefold(): listed for listed in fact.words or ("yes", "no")}
    if word.casefold() in folded:
        return folded[word.casefold()]
    raise ValueError(f"{fact.key}: has to be one of {', '.join(fact.words or ('yes', 'no'))}, or unknown")


def _word(value: object) -> str:
    """Write a YAML truth value as the word it stands for: `yes` and `no` are read as such by YAML."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
