"""The guides: short steps for whoever is in need, each sentence with what it rests on.

They are data, one file a guide in guides/, the three languages of a sentence side by side. A sentence rests on
provisions of the law's library, or on a plain source that is named on the sheet (guides/sources.yaml). What a lawyer
has to read first may only be asked about, never told. A file that breaks this is refused with its line. This module
knows the law and nothing of the house: neither vault nor members (a test looks).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from bereginya.rights import RuleFileError, Rules, Version, rules
from bereginya.rights.lined import Mark, read_yaml
from bereginya.rights.saying import LANGUAGES

Said = Mapping[str, str]
"""A text in every language, by its code."""
_FOLDER = "bereginya.desk.teaching"
_GUIDE = frozenset({"number", "about", "check", "checked", "title", "lead", "parts", "ask"})
_PART, _SENTENCE = frozenset({"head", "say"}), frozenset({*LANGUAGES, "rests"})


@dataclass(frozen=True, slots=True, eq=False)
class Plain:
    """A source that is no provision, named in each language: press, a court, an article that warns, advice of ours."""

    id: str
    said: Said
    checked: date


Ground = Version | Plain
"""What a sentence rests on."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in three languages, and what it rests on."""

    said: Said
    rests: tuple[Ground, ...]

    def holds(self, day: date) -> bool:
        """Tell whether all the law it rests on is still in force."""
        return all(one.in_force(day) for one in self.rests if isinstance(one, Version))


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences under one heading."""

    head: Said
    say: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """One sheet. `ask` holds what to ask a lawyer about; `whole` is False when law it rested on has ended.

    `check` is what the self-check is about for whoever needs this sheet.
    """

    number: int
    about: str
    check: str
    checked: date
    title: Said
    lead: Sentence
    parts: tuple[Part, ...]
    ask: tuple[Sentence, ...]
    whole: bool = True

    def on(self, day: date) -> "Guide":
        """Return the guide without the sentences whose law has ended by a day."""
        kept = tuple(replace(one, say=_holding(one.say, day)) for one in self.parts)
        parts, ask = tuple(one for one in kept if one.say), _holding(self.ask, day)
        left = sum(len(one.say) for one in parts) + len(ask)
        return replace(self, parts=parts, ask=ask, whole=left == len(tuple(self.sentences())) - 1)

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence, as they are read."""
        yield self.lead
        for part in self.parts:
            yield from part.say
        yield from self.ask

    def grounds(self) -> tuple[Ground, ...]:
        """Return what the sentences rest on, each once, in the order in which they are named."""
        return tuple(dict.fromkeys(ground for one in self.sentences() for ground in one.rests))


WHO, HAPPENED = "who", "happened"
"""What a guide may be about: who somebody is, or what happened."""


@cache
def guides() -> tuple[Guide, ...]:
    """Return every guide, in the order of their numbers. Raises RuleFileError with file and line."""
    plain = sources()
    folder = resources.files(_FOLDER).joinpath("guides")
    files = [one for one in folder.iterdir() if one.name.endswith(".yaml") and one.name != "sources.yaml"]
    found = [read_guide(one.read_text("utf-8"), one.name, rules(), plain) for one in files]
    numbered = {one.number: one for one in found}
    if len(numbered) != len(found):
        raise RuleFileError("guides", 1, "two guides have one number")
    return tuple(numbered[number] for number in sorted(numbered))


@cache
def sources() -> Mapping[str, Plain]:
    """Return the plain sources by their names."""
    name = "sources.yaml"
    told = read_yaml(resources.files(_FOLDER).joinpath("guides", name).read_text("utf-8"), name)
    return {key: Plain(key, _said(one, name), one["checked"]) for key, one in told.items() if key != Mark}


def read_guide(text: str, name: str, law: Rules, plain: Mapping[str, Plain]) -> Guide:
    """Read one guide. Raises RuleFileError for a sentence that rests on nothing, on what is not in force, or on what a
    lawyer has to read first, unless it is asked.
    """
    told = read_yaml(text, name)
    _only(told, _GUIDE, name)
    read = _Reader(name, told["checked"], law, plain)
    if told["about"] not in {WHO, HAPPENED}:
        raise RuleFileError(name, told[Mark], "about has to be who or happened")
    for part in told["parts"]:
        _only(part, _PART, name)
        _only(part["head"], frozenset(LANGUAGES), name)
    _only(told["title"], frozenset(LANGUAGES), name)
    parts = tuple(Part(_said(part["head"], name), tuple(map(read.told, part["say"]))) for part in told["parts"])
    ask = tuple(map(read.asked, told["ask"]))
    lead = read.told(told["lead"])
    title = _said(told["title"], name)
    return Guide(told["number"], told["about"], str(told["check"]), told["checked"], title, lead, parts, ask)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the sentences of one file."""

    name: str
    checked: date
    law: Rules
    plain: Mapping[str, Plain]

    def told(self, one: Mapping[str, Any]) -> Sentence:
        """Return a sentence that tells something: nothing a lawyer has to read first."""
        sentence = self._sentence(one)
        for ground in sentence.rests:
            if isinstance(ground, Version) and ground.lawyer:
                raise RuleFileError(self.name, one[Mark], f"a lawyer has to read {ground.id} first: ask, do not tell")
        return sentence

    def asked(self, one: Mapping[str, Any]) -> Sentence:
        """Return a question for a lawyer."""
        sentence = self._sentence(one)
        if not all(text.endswith("?") for text in sentence.said.values()):
            raise RuleFileError(self.name, one[Mark], "what is asked ends with a question mark")
        return sentence

    def _sentence(self, one: Mapping[str, Any]) -> Sentence:
        _only(one, _SENTENCE, self.name)
        if not one["rests"]:
            raise RuleFileError(self.name, one[Mark], "rests on nothing")
        return Sentence(_said(one, self.name), tuple(self._ground(key, one[Mark]) for key in one["rests"]))

    def _ground(self, key: str, line: int) -> Ground:
        if key in self.plain:
            return self.plain[key]
        versions = [one for one in self.law.versions if one.id == key]
        if not versions:
            raise RuleFileError(self.name, line, f"{key} is neither a provision nor a source")
        for version in versions:
            if version.in_force(self.checked):
                return version
        raise RuleFileError(self.name, line, f"{key} was not in force on {self.checked}")


def _holding(sentences: Iterable[Sentence], day: date) -> tuple[Sentence, ...]:
    return tuple(one for one in sentences if one.holds(day))


def _said(told: Mapping[str, Any], name: str) -> Said:
    said: dict[str, str] = {language: str(told.get(language) or "").strip() for language in LANGUAGES}
    if not all(said.values()):
        raise RuleFileError(name, told[Mark], "has to be said in every language")
    return said


def _only(told: Mapping[str, Any], keys: frozenset[str], name: str) -> None:
    odd = keys ^ (set(told) - {Mark})
    if odd:
        raise RuleFileError(name, told[Mark], f"missing or unknown: {', '.join(sorted(odd))}")
