"""Findings in words people read: Russian, Ukrainian, English, from the files in words/."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

from bereginya.rights.lined import Mark, read_yaml
from bereginya.rights.loading import rules
from bereginya.rights.values import Contradiction, Deadline, Finding, Outcome, Value, Version

Language = Literal["ru", "uk", "en"]
_SAYS = {"filing": "until", "authority": "expected", "earliest": "not_before"}
_DAY = re.compile(r"(?<![\d-])(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)")
LANGUAGES: tuple[Language, ...] = ("ru", "uk", "en")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a person reads it. `answers` are the words of its list with their sentence, "unknown" the last."""

    text: str
    help: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Everything the library says in one language."""

    language: Language
    _told: Mapping[str, Any]
    _law: Mapping[str, Any]

    def sentence(self, name: str, /, **parts: str) -> str:
        """Return a sentence with its parts put in. Raises `KeyError`: a sentence that is missing is a fault of ours."""
        return str(self._told["sentences"][name]).format(**parts)

    def day(self, day: date) -> str:
        """Return a day as people of this language write it in a sentence."""
        return self.dated(f"{day.year:04}-{day.month:02}-{day.day:02}")

    def dated(self, text: str) -> str:
        """Return a text whose days, written 2024-01-31, are written as people write them. All else stays."""
        form, months = self._told["days"]["form"], self._told["days"]["months"]
        return _DAY.sub(
            lambda found: form.format(day=int(found[3]), month=months[int(found[2]) - 1], year=found[1]), text
        )

    def outcome(self, outcome: Outcome) -> str:
        """Return the word for an outcome."""
        return str(self._told["outcomes"][outcome.value])

    def subject(self, subject: str) -> str:
        """Return the heading of a subject; a subject the committee added is its own heading."""
        return str(self._told["subjects"].get(subject, subject))

    def title(self, version: Version) -> str:
        """Return what the provision is called."""
        return self._of(version, "title") or version.title

    def gives(self, version: Version) -> str:
        """Return what follows from the provision."""
        return self._of(version, "gives") or version.consequence

    def holds(self, version: Version) -> str:
        """Return when the provision holds."""
        return self._of(version, "holds") or version.condition

    def citation(self, text: str) -> str:
        """Return the name of an act or article, as far as its parts are known in this language."""
        for phrase, said in (self._law["citations"] if self._law else {}).items():
            if phrase != Mark:
                text = text.replace(phrase, said)
        return self.dated(text)

    def article(self, version: Version) -> str:
        """Return the act and the article of a provision."""
        return self.citation(version.law if version.article == "n/a" else f"{version.law}, {version.article}")

    def why(self, finding: Finding) -> str | None:
        """Return the sentence for the bracket or the reservation that applies, if there is one."""
        return None if finding.why is None else str(self._told["why"][finding.why])

    def contradiction(self, found: Contradiction) -> str:
        """Say which facts cannot be true together, and why."""
        return self.sentence(
            "contradiction", facts=", ".join(found.facts), why=str(self._told["contradictions"][found.code])
        )

    def question(self, key: str) -> Asked:
        """Return a question with its help and its answers."""
        told = self._told["facts"][key]
        words = [(str(word), str(text)) for word, text in told.get("words", {}).items() if word != Mark]
        general = self._told["answers"]
        yes_no = [] if words else [(word, str(general[word])) for word in ("yes", "no")]
        return Asked(
            str(told["ask"]), str(told.get("help", "")), (*(words or yes_no), ("unknown", str(general["unknown"])))
        )

    def fact(self, key: str, value: Value) -> str:
        """Say a fact as its question and its answer."""
        asked = self.question(key)
        return f"{asked.text} {dict(asked.answers).get(str(value), self.dated(str(value)))}"

    def next_step(self, version: Version) -> str:
        """Say what to write, and to whom. Empty when there is nothing to write."""
        papers = "; ".join(self._list("documents", part.strip()) for part in version.document.split(";"))
        offices = ", ".join(self._list("authorities", office) for office in version.authority)
        return " → ".join(part for part in ("" if version.document == "none" else papers, offices) if part)

    def deadline(self, deadline: Deadline) -> str:
        """Say the last day, whose it is, and what moved it; without a day, what it needs."""
        if deadline.day is None or deadline.counted is None:
            lacking = deadline.missing
            return self.sentence("deadline_needs", fact=self.question(lacking).text) if lacking else ""
        parts = [self.sentence(_SAYS[deadline.kind], day=self.day(deadline.day))]
        if deadline.moved_by is not None:
            parts.append(self.sentence("moved", day=self.day(deadline.counted), rule=self.citation(deadline.moved_by)))
        if not deadline.settled:
            parts.append(self.sentence("unsettled_calendar"))
        return "; ".join(parts)

    def _of(self, version: Version, part: str) -> str:
        """Return a translation, as long as it translates this very text: a corrected provision speaks for itself."""
        told = self._law["provisions"].get(version.id) if self._law else None
        return str(told[part]) if told and rules()[version.id].digest == version.digest else ""

    def _list(self, kind: str, word: str) -> str:
        return str(self._law[kind].get(word, word)) if self._law else word


@cache
def words(language: str) -> Words:
    """Return the words of a language. Raises `ValueError` for one that is not there."""
    for known in LANGUAGES:
        if known == language:
            law = {} if known == "en" else _read(f"law.{known}.yaml")
            return Words(known, _read(f"{known}.yaml"), law)
    raise ValueError(f"no such language; there are {', '.join(LANGUAGES)}")


def _read(name: str) -> Mapping[str, Any]:
    text = resources.files("bereginya.rights").joinpath("words", name).read_text(encoding="utf-8")
    return read_yaml(text, name)
