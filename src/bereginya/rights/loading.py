"""The law as it lies in the files: read, checked, refused with file and line when its dates have a gap or overlap."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from bereginya.rights.conditions import CONDITIONS, DAYS
from bereginya.rights.deadlines import EndRule
from bereginya.rights.errors import RuleFileError
from bereginya.rights.lined import Mark, read_yaml
from bereginya.rights.values import Outcome, Row, Source, Term, Version
from bereginya.rights.vocabulary import vocabulary

KINDS_OF_TERM = frozenset({"filing", "authority", "earliest"})
KINDS_OF_SOURCE = frozenset({"official_text", "official_site", "press", "ngo", "reference"})
ROLES = frozenset({"draftee", "conscript", "contract", "mobilised", "volunteer", "pow", "missing", "family", "ngo"})
_NORM = ("since", "until", "law", "article", "applies_to", "condition", "consequence", "finding", "needs", "also",
         "decided_by", "when", "deadlines")  # fmt: skip
"""What makes the law of a provision: with one of these changed, an old finding rests on another text."""
_KEYS = frozenset(
    {*_NORM, "id", "rule", "subject", "title", "authority", "document", "sources", "confidence", "lawyer", "checked",
     "notes", Mark}
)  # fmt: skip
_ALWAYS = ("title", "law", "article", "applies_to", "condition", "consequence", "finding", "sources", "confidence",
           "lawyer", "checked")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Raw:
    """One provision as it stands in a file, before it is checked: where it stands and what it says."""

    file: str
    told: Mapping[str, Any]

    def refuse(self, problem: str) -> RuleFileError:
        """Return the error that names the place."""
        return RuleFileError(self.file, int(self.told.get(Mark, 1)), f"{self.told.get('id', '?')}: {problem}")


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The whole law that can be asked about: every version, in the order of subjects and of their dates."""

    versions: tuple[Version, ...]
    sources: Mapping[str, Source]
    end_rules: Mapping[str, EndRule]
    raws: tuple[Raw, ...]

    def on(self, day: date) -> tuple[Version, ...]:
        """Return what was law on `day`."""
        return tuple(version for version in self.versions if version.in_force(day))

    def __getitem__(self, provision: str) -> Version:
        """Return one provision. Raises `KeyError`."""
        for version in self.versions:
            if version.id == provision:
                return version
        raise KeyError(provision)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Name the subjects in their order."""
        return tuple(dict.fromkeys(version.subject for version in self.versions))


@cache
def rules() -> Rules:
    """Return the law this program comes with. Read once a process; raises `RuleFileError`."""
    folder = resources.files("bereginya.rights").joinpath("rules", "ru")
    return load({entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir()})


def load(files: Mapping[str, str]) -> Rules:
    """Return the law of these files (name to text): subjects, `sources.yaml` and `ends.yaml`."""
    contents = {name: read_yaml(text, name) for name, text in sorted(files.items()) if name.endswith(".yaml")}
    sources = {key: _source(key, told) for key, told in _told(contents.pop("sources.yaml"), "sources")}
    ends = {key: _end(key, told) for key, told in _told(contents.pop("ends.yaml"), "end_rules")}
    raws = [
        Raw(name, {"subject": content["subject"], **told})
        for name, content in contents.items()
        for told in content["provisions"]
    ]
    return build(raws, sources, ends)


def build(raws: Iterable[Raw], sources: Mapping[str, Source], end_rules: Mapping[str, EndRule]) -> Rules:
    """Check every provision and the dates of every rule. Raises `RuleFileError` at the first that cannot be law."""
    raws = tuple(raws)
    versions = [_version(raw, sources, end_rules) for raw in raws]
    _refuse_twice(raws)
    chains: dict[str, list[tuple[Version, Raw]]] = {}
    for version, raw in zip(versions, raws, strict=True):
        chains.setdefault(version.rule, []).append((version, raw))
    for chain in chains.values():
        _refuse_gaps(chain)
    return Rules(tuple(versions), sources, end_rules, raws)


def _told(content: Mapping[str, Any], key: str) -> list[tuple[str, Mapping[str, Any]]]:
    return [(name, told) for name, told in content[key].items() if name != Mark]


def _source(key: str, told: Mapping[str, Any]) -> Source:
    if told["kind"] not in KINDS_OF_SOURCE:
        raise RuleFileError("sources.yaml", told[Mark], f"{key}: unknown kind of source")
    return Source(key, told["title"], told["kind"], told.get("address"), str(told["dated"]))


def _end(key: str, told: Mapping[str, Any]) -> EndRule:
    if told["moves"] not in {"next", "previous", "stays"}:
        raise RuleFileError("ends.yaml", told[Mark], f"{key}: moves has to be next, previous or stays")
    return EndRule(key, told["law"], told["moves"], told["confidence"], told["lawyer"])


def _refuse_twice(raws: tuple[Raw, ...]) -> None:
    seen: set[str] = set()
    for raw in raws:
        if raw.told["id"] in seen:
            raise raw.refuse("stands twice")
        seen.add(raw.told["id"])


def _refuse_gaps(chain: list[tuple[Version, Raw]]) -> None:
    """Each version of a rule begins on the day after the one before it ended."""
    for (before, _), (after, raw) in pairwise(chain):
        if before.until is None or after.since is None:
            raise raw.refuse(f"overlaps {before.id}, which has no end" if after.since else "only the first may be open")
        expected = before.until + timedelta(days=1)
        if after.since < expected:
            raise raw.refuse(f"overlaps {before.id}: begins {after.since}, has to begin {expected}")
        if after.since > expected:
            raise raw.refuse(f"leaves a gap after {before.id}: begins {after.since}, has to begin {expected}")


def _version(raw: Raw, sources: Mapping[str, Source], end_rules: Mapping[str, EndRule]) -> Version:
    told = raw.told
    _refuse_shape(raw, sources)
    table = _table(raw)
    if table is None and told["id"] not in CONDITIONS:
        raise raw.refuse("has neither a table (when) nor a condition of its name")
    return Version(
        id=told["id"],
        subject=told["subject"],
        rule=told.get("rule", told["id"]),
        since=told.get("since"),
        until=told.get("until"),
        law=str(told["law"]),
        article=str(told["article"]),
        title=told["title"],
        condition=told["condition"],
        consequence=told["consequence"],
        outcome=Outcome(told["finding"]),
        applies_to=tuple(told["applies_to"]),
        needs=tuple(told.get("needs", ())),
        also=tuple(told.get("also", ())),
        decided_by=tuple(told.get("decided_by", ())),
        table=table,
        terms=tuple(_term(raw, term, end_rules) for term in told.get("deadlines", ())),
        authority=tuple(told.get("authority", ())),
        document=told.get("document", "none"),
        sources=tuple(sources[key] for key in told["sources"]),
        confidence=told["confidence"],
        lawyer=told["lawyer"],
        checked=told["checked"],
        notes=told.get("notes", ""),
        digest=_digest(told),
        place=f"{raw.file}:{told.get(Mark, 1)}",
    )


def _refuse_shape(raw: Raw, sources: Mapping[str, Source]) -> None:
    told = raw.told
    _refuse_types(raw)
    lacking = [key for key in ("id", "subject", *_ALWAYS) if key not in told]
    strange = [key for key in told if key not in _KEYS]
    problems = (
        (lacking, f"lacks {', '.join(lacking)}"),
        (strange, f"has keys nobody knows: {', '.join(map(str, strange))}"),
        (told.get("finding") not in {"entitled", "violated", "at_risk", "info"}, "finding is none of the four"),
        (told.get("confidence") not in {"A", "B", "C"}, "confidence has to be A, B or C"),
        (not isinstance(told.get("lawyer"), bool), "lawyer has to be true or false"),
        (set(told.get("applies_to", ())) - ROLES, "applies to somebody nobody knows"),
        (set(told.get("sources", ())) - sources.keys() or not told.get("sources"), "names a source that is not listed"),
        (_unknown_facts(told), f"asks for facts nobody knows: {', '.join(_unknown_facts(told))}"),
        (_wrong_days(told), "since, until and checked have to be days, since not after until"),
    )
    for wrong, sentence in problems:
        if wrong:
            raise raw.refuse(sentence)


def _refuse_types(raw: Raw) -> None:
    """Lists are lists and tables tables: a sentence in their place would be read letter by letter."""
    for key in ("needs", "also", "decided_by", "applies_to", "sources", "authority", "deadlines"):
        if not isinstance(raw.told.get(key, []), list | tuple):
            raise raw.refuse(f"{key} has to be a list")
    if not isinstance(raw.told.get("when", {}), Mapping):
        raise raw.refuse("when has to be a table: facts, and what each has to be")
    for term in raw.told.get("deadlines", ()):
        counts = isinstance(term, Mapping) and [term.get("months", 0), term.get("days", 0)]
        if not counts or any(type(number) is not int or not 0 <= number <= 2000 for number in counts):
            raise raw.refuse("a deadline has months and days that are whole numbers")
        if not re.fullmatch(r"\d{2}-\d{2}", str(term.get("yearly", "01-01"))):
            raise raw.refuse("yearly has to be a day of the year: 04-01")


def _unknown_facts(told: Mapping[str, Any]) -> list[str]:
    when = [key for key in told.get("when") or () if key != Mark]
    starts = [key for term in told.get("deadlines", ()) for key in term.get("start", ())]
    asked = (*told.get("needs", ()), *told.get("also", ()), *when, *starts)
    decided = [key for key in told.get("decided_by", ()) if key not in DAYS]
    return [key for key in (*asked, *decided) if key not in vocabulary()]


def _wrong_days(told: Mapping[str, Any]) -> bool:
    since, until = told.get("since"), told.get("until")
    if any(not isinstance(day, date | None) for day in (since, until)) or not isinstance(told.get("checked"), date):
        return True
    return since is not None and until is not None and since > until


def _table(raw: Raw) -> tuple[Row, ...] | None:
    when = raw.told.get("when")
    if when is None:
        return None
    return tuple(_row(raw, key, cell) for key, cell in when.items() if key != Mark)


def _row(raw: Raw, key: str, cell: object) -> Row:
    if key not in (*raw.told.get("needs", ()), *raw.told.get("also", ())):
        raise raw.refuse(f"the table asks for {key}, which stands neither in needs nor in also")
    if cell in {"happened", "known"} if isinstance(cell, str) else False:
        return Row(key, happened=cell == "happened", told=cell == "known")
    if isinstance(cell, list):
        words = tuple(_word(word) for word in cell)
        listed = vocabulary()[key].words or ("yes", "no")
        if set(words) - set(listed):
            raise raw.refuse(f"{key} is never one of these: its words are {', '.join(listed)}")
        return Row(key, one_of=words)
    if isinstance(cell, Mapping) and {*cell} - {Mark} in ({"at_least"}, {"at_most"}):
        return Row(key, at_least=cell.get("at_least"), at_most=cell.get("at_most"))
    raise raw.refuse(f"the table cannot say this of {key}: a list, known, happened, at_least or at_most")


def _word(word: object) -> str:
    return ("yes" if word else "no") if isinstance(word, bool) else str(word)


def _term(raw: Raw, told: Mapping[str, Any], end_rules: Mapping[str, EndRule]) -> Term:
    end = told.get("end", "stays")
    if told.get("kind") not in KINDS_OF_TERM or end not in end_rules:
        raise raw.refuse("a deadline has a kind (filing, authority, earliest) and an end that ends.yaml knows")
    yearly = told.get("yearly")
    return Term(
        kind=told["kind"],
        text=told.get("text", ""),
        start=tuple(told.get("start", ())),
        months=told.get("months", 0),
        days=told.get("days", 0),
        counting=told.get("counting", "calendar"),
        end_rule=end,
        yearly=(int(yearly[:2]), int(yearly[3:])) if yearly else None,
    )


def _digest(told: Mapping[str, Any]) -> str:
    norm = {key: told.get(key) for key in _NORM}
    text = json.dumps(norm, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(_without_lines(text).encode()).hexdigest()[:10]


def _without_lines(text: str) -> str:
    """Leave the line numbers out: a provision that only moved in its file is the same law."""
    return json.dumps(_stripped(json.loads(text)), sort_keys=True, ensure_ascii=False)


def _stripped(value: object) -> object:
    if isinstance(value, dict):
        return {key: _stripped(inner) for key, inner in value.items() if key != Mark}
    return [_stripped(inner) for inner in value] if isinstance(value, list) else value
