"""What to ask next: only what decides, the fact first that decides most."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bereginya.rights.assessing import Told, assess
from bereginya.rights.loading import Rules
from bereginya.rights.values import Finding, Outcome
from bereginya.rights.vocabulary import Facts, read_facts, vocabulary

_FIRST = ("status", "served_as")  # who he is decides which half of the law is asked about at all


@dataclass(frozen=True, slots=True)
class Question:
    """One fact to ask for. `decides` names the provisions that wait for it; words and help are in the word files.

    `kind` is word, yes_no, day, moment or number; `words` are the answers of a list, "unknown" is always one more.
    """

    key: str
    kind: str
    words: tuple[str, ...]
    decides: tuple[str, ...]


def questions(
    told: Told,
    *,
    on: date,
    subjects: Iterable[str] | None = None,
    public: bool = False,
    law: Rules | None = None,
) -> tuple[Question, ...]:
    """Return what is worth asking, the first being what to ask next; empty when nothing more decides anything.

    A fact somebody said nobody knows is not asked again. `subjects` keeps to some subjects, `public` to what needs no
    lawyer.
    """
    facts = told if isinstance(told, Facts) else read_facts(told)
    wanted = None if subjects is None else frozenset(subjects)
    findings = assess(facts, on=on, law=law)
    waiting: dict[str, list[str]] = {}
    deciding: dict[str, int] = {}
    for finding in findings.found:
        if (wanted is None or finding.version.subject in wanted) and (finding.for_public or not public):
            for key in finding.missing:
                if key not in facts.asked:
                    waiting.setdefault(key, []).append(finding.provision)
                    deciding[key] = deciding.get(key, 0) + _decides(finding, key)
    order = {key: number for number, key in enumerate(vocabulary())}
    ranked = sorted(waiting, key=lambda key: (_rank(key), -deciding[key], order[key]))
    return tuple(_question(key, waiting) for key in ranked)


def _decides(finding: Finding, key: str) -> int:
    """Count a fact that decides; one that may only undo a finding is asked after all of these."""
    return int(finding.outcome is Outcome.UNKNOWN and key in finding.version.needs)


def _rank(key: str) -> int:
    return _FIRST.index(key) if key in _FIRST else len(_FIRST)


def _question(key: str, waiting: Mapping[str, list[str]]) -> Question:
    fact = vocabulary()[key]
    words = fact.words or (("yes", "no") if fact.kind == "yes_no" else ())
    return Question(key, fact.kind, words, tuple(waiting[key]))
