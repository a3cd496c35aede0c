"""The one file for a phone without a connection: everything in it, nothing fetched, no script."""

import re
from datetime import date

import pytest

from bereginya.desk.teaching.deciding import NO, Asked, Leaf, Node, trees
from bereginya.desk.teaching.guides import guides
from bereginya.rights import Outcome, assess, provisions
from bereginya.rights.saying import LANGUAGES
from tests.desk.clients import DoorClient

DAY = date(2026, 11, 26)


def test_every_public_provision_of_the_day_has_its_questions() -> None:
    there = {version.id for held in trees(DAY).values() for version, _ in held}

    assert there == {one.id for one in provisions(on=DAY) if not one.lawyer}


def leads(node: Node, told: dict[str, str]) -> list[tuple[dict[str, str], Leaf]]:
    """Return every way through the questions: the answers, and where they lead."""
    if isinstance(node, Leaf):
        return [(told, node)]
    ways = []
    for branch in node.branches:
        bounds = {branch.first, branch.last} - {None}
        for answer in branch.words or map(str, bounds):
            ways += leads(branch.then, told | {node.key: answer})
    return ways


def test_every_way_through_the_questions_ends_where_the_law_does() -> None:
    for version, node in (pair for held in trees(DAY).values() for pair in held):
        for told, leaf in leads(node, {}):
            found = assess(told, on=DAY).outcome(version.id)
            open_still = leaf.outcome is None or (leaf == NO and found is Outcome.UNKNOWN)  # whatever is answered: no
            assert found is (Outcome.UNKNOWN if open_still else leaf.outcome), (version.id, told)


def node_of(name: str) -> Node:
    """Return the questions of a provision."""
    return next(node for held in trees(DAY).values() for version, node in held if version.id == name)


def test_numbers_are_told_as_bounds_and_days_end_the_questions() -> None:
    children = node_of("defer.two_children")
    assert isinstance(children, Asked)
    counted = children.branches[0].then
    assert isinstance(counted, Asked)
    assert [(one.first, one.last) for one in counted.branches] == [(0, 1), (2, None)]
    assert counted.branches[0].then == NO

    known = node_of("court.kas_3m")
    assert isinstance(known, Leaf)
    assert "contract_known_date" in known.days


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_holds_everything_and_fetches_nothing(door: DoorClient, language: str) -> None:
    answer = door.get(f"/g/{language}/f/")
    text = answer.content.decode()

    assert answer["Content-Disposition"] == 'attachment; filename="notes.html"'
    assert not answer.cookies
    assert not re.search(r"<script|<link|<img|<form|src=|url\(|@import|http", text)
    assert all(f'href="#g{guide.number}"' in text and f'id="g{guide.number}"' in text for guide in guides())
    ids = re.findall(r'id="([\w.-]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([\w.-]+)"', text)) <= set(ids)


def test_nothing_a_lawyer_has_to_read_first_is_told_in_it(door: DoorClient) -> None:
    told = door.text("/g/en/f/").split("What the law gives</h2>")[-1]

    assert not [one.title for one in provisions(on=DAY) if one.lawyer and one.title in told]
