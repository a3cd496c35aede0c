"""What the committee adds, ends or corrects in the law, as data: no code, and the old text stays cited.

A change is a mapping with exactly one of `add` (a whole provision, with `subject` and a table), `end` (an id, with
`until`) or `correct` (an id, with `with`: the keys that change). A lawyer's signature is a correction of `lawyer` to
false, which changes no law: findings made before stay as they are.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bereginya.rights.errors import RuleFileError
from bereginya.rights.lined import Mark, read_yaml
from bereginya.rights.loading import Raw, Rules, build
from bereginya.rights.values import Cite, Source

_KINDS = ("add", "end", "correct")


def read_changes(text: str, file: str) -> tuple[Mapping[str, Any], ...]:
    """Read a file of changes (`changes:` and a list). Raises `RuleFileError` with the line."""
    content = read_yaml(text, file)
    if not isinstance(content.get("changes"), list):
        raise RuleFileError(file, 1, "has to hold a list of changes")
    return tuple(content["changes"])


def changed(law: Rules, changes: Iterable[Mapping[str, Any]], *, file: str = "changes") -> Rules:
    """Return the law after the changes, in their order.

    Raises `RuleFileError` when one of them cannot be: an id that is not there, a rule left with a gap or overlap.
    """
    raws = {str(raw.told["id"]): raw for raw in law.raws}
    sources = dict(law.sources)
    for change in changes:
        line = int(change.get(Mark, 1))
        kinds = [kind for kind in _KINDS if kind in change]
        if len(kinds) != 1:
            raise RuleFileError(file, line, "a change has exactly one of add, end, correct")
        sources |= _sources(change)
        raw = _changed(raws, change, kinds[0], Raw(file, {Mark: line}))
        raws[str(raw.told["id"])] = raw
    return build(_in_order(raws.values()), sources, law.end_rules)


def outdated(cites: Iterable[Cite], law: Rules) -> tuple[Cite, ...]:
    """Return those citations whose provision has another text by now, or is gone: to be looked at again."""
    present = {version.cite for version in law.versions}
    return tuple(cite for cite in cites if cite not in present)


def _changed(raws: Mapping[str, Raw], change: Mapping[str, Any], kind: str, place: Raw) -> Raw:
    if kind == "add":
        told = change["add"]
        if not isinstance(told, Mapping) or "id" not in told:
            raise place.refuse("what is added has to be a provision with an id")
        if told["id"] in raws:
            raise place.refuse(f"{told['id']} is there already: correct it")
        return Raw(place.file, {Mark: place.told[Mark], **told})
    name = str(change[kind])
    if name not in raws:
        raise place.refuse(f"{name} is not there")
    fields = {"until": change.get("until")} if kind == "end" else change.get("with", {})
    if kind == "end" and fields["until"] is None:
        raise place.refuse(f"{name}: the end needs its day (until)")
    if "id" in fields:
        raise place.refuse(f"{name}: an id is never changed")
    return Raw(place.file, {**raws[name].told, **fields, Mark: place.told[Mark]})


def _sources(change: Mapping[str, Any]) -> dict[str, Source]:
    """Read the sources a change brings along: `new_sources`, as in sources.yaml."""
    told = {key: value for key, value in change.get("new_sources", {}).items() if key != Mark}
    return {
        key: Source(key, one["title"], one["kind"], one.get("address"), str(one["dated"])) for key, one in told.items()
    }


def _in_order(raws: Iterable[Raw]) -> list[Raw]:
    """Put the versions of one rule in the order of their days; what was added stands at the end until then."""
    listed = list(raws)
    first: dict[str, int] = {}
    for number, raw in enumerate(listed):
        first.setdefault(raw.told.get("rule", raw.told["id"]), number)
    return sorted(
        listed,
        key=lambda raw: (first[raw.told.get("rule", raw.told["id"])], str(raw.told.get("since") or "")),
    )
