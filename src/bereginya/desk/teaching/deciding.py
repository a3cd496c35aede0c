"""The law as a tree of questions, one a provision: worked out by asking the library itself, never written by hand.

For a page that has to work without scripts and without us. Only what needs no lawyer; a fact that is a day cannot be
answered by choosing, so the tree ends there and names it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bereginya.rights import Outcome, Rules, Version, assess, provisions, read_facts, rules, vocabulary

_FIRST = ("status", "served_as")
_NUMBERS = range(61)
"""The numbers that are tried: children, weeks, hours. None of the law's bounds lies higher."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What follows. `outcome` is None where a fact decides that cannot be chosen: a day, named in `days`."""

    outcome: Outcome | None
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """Answers that lead to the same; for a number the first and the last, `last` None when it has no end."""

    words: tuple[str, ...]
    then: "Node"
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and where each answer leads."""

    key: str
    branches: tuple[Branch, ...]


Node = Leaf | Asked
NO = Leaf(Outcome.NOT_MET)


def trees(day: date) -> Mapping[str, tuple[tuple[Version, Node], ...]]:
    """Return for each subject its public provisions of a day, each with its questions."""
    law = rules()
    found: dict[str, list[tuple[Version, Node]]] = {}
    for one in provisions(on=day):
        if not one.lawyer:
            alone = Rules((one,), law.sources, law.end_rules, law.raws)
            found.setdefault(one.subject, []).append((one, _node(one, alone, day, {})))
    return {subject: tuple(held) for subject, held in found.items()}


def _node(one: Version, law: Rules, day: date, told: Mapping[str, str]) -> Node:
    finding = assess(read_facts(told), on=day, law=law).get(one.id)
    if finding is None:
        return NO
    if finding.outcome is not Outcome.UNKNOWN:
        return Leaf(finding.outcome)
    for key in sorted(finding.missing, key=lambda key: _rank(one, key)):
        answers = _answers(key)
        if answers:
            return _asked(key, [(word, _node(one, law, day, {**told, key: word})) for word in answers])
    return Leaf(None, finding.missing)


def _asked(key: str, led: Iterable[tuple[str, Node]]) -> Node:
    """Put together the answers that lead to the same; a question on which nothing depends is none."""
    if vocabulary()[key].kind == "number":
        runs = [(tuple(word for word, _ in run), then) for then, run in groupby(led, key=lambda one: one[1])]
        branches = tuple(_run(words, then) for words, then in runs)
    else:
        groups: dict[Node, tuple[str, ...]] = {}
        for word, then in led:
            groups[then] = (*groups.get(then, ()), word)
        branches = tuple(Branch(words, then) for then, words in groups.items())
    return branches[0].then if len(branches) == 1 else Asked(key, branches)


def _run(words: tuple[str, ...], then: Node) -> Branch:
    last = int(words[-1])
    return Branch((), then, int(words[0]), None if last == _NUMBERS[-1] else last)


def _answers(key: str) -> tuple[str, ...]:
    fact = vocabulary()[key]
    if fact.kind == "number":
        return tuple(map(str, _NUMBERS))
    return fact.words or (("yes", "no") if fact.kind == "yes_no" else ())


def _rank(one: Version, key: str) -> int:
    """Ask first who he is, then in the order in which the provision names its facts."""
    order = (*_FIRST, *one.needs, *one.also)
    return order.index(key) if key in order else len(order)
