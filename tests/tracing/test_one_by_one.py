"""One inquiry after another: the answer of `link`, to the bit."""

import pytest

from bereginya.tracing import Index, OneByOne, People, link
from tests.tracing.sim import world
from tests.tracing.small import CROWD, KOVTUN, SHEVCHENKO, Row, people, register

MADE = world(2500, 300, seed=13)
LIST = Index.build(People.from_arrow(MADE.register), "list")
PRIORS = {"list": 0.5}


def test_three_hundred_inquiries_have_the_same_answer_one_by_one_and_together() -> None:
    asked = People.from_arrow(MADE.inquiries)
    ready, together = OneByOne.of(LIST), link(asked, LIST, priors=PRIORS)
    rows = [asked.row(i) for i in range(len(asked))]
    answers = [ready.ask(row, priors=PRIORS) for row in rows]
    alone = [
        (row["id"], each.id, each.register, rank, each.probability, each.bits)
        for row, answer in zip(rows, answers, strict=True)
        for rank, each in enumerate(answer.candidates, 1)
    ]
    assert alone == [tuple(row.values()) for row in together.table.to_pylist()]
    assert [answer.none for answer in answers] == together.none.tolist()


def test_what_was_asked_before_does_not_change_an_answer() -> None:
    row = dict(KOVTUN)
    ready, fresh = (OneByOne.of(register(KOVTUN, SHEVCHENKO, among=CROWD)) for _ in range(2))
    for other in (SHEVCHENKO, row | {"given_name": "Сєргєй"}, row | {"surname": "Сергей", "given_name": "Ковтун"}):
        ready.ask(other)
    assert ready.ask(row) == fresh.ask(row)


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"surname": " ", "given_name": None},
        {"full_name": "Ковтун Сергей Петрович 1991"},
        {"surname": "Ковтун", "given_name": "С. П."},
        {"surname": "—", "given_name": "Ковтун", "unit": "в/ч 12345"},
        {"born": "1991-04-02"},
    ],
)
def test_odd_inquiries_have_the_answer_of_a_table(row: Row) -> None:
    held = register(KOVTUN, SHEVCHENKO, among=CROWD)
    found = link(people(row), held)
    answer = OneByOne.of(held).ask(row)
    assert [(one.id, one.probability) for one in answer.candidates] == list(
        zip(found.table["candidate"].to_pylist(), found.table["probability"].to_pylist(), strict=True)
    )


def test_several_lists_are_asked_together_and_shards_are_refused() -> None:
    lists = [register(KOVTUN, among=CROWD, name="one"), register(KOVTUN, name="two"), register(name="empty")]
    found = link(people(KOVTUN), lists)
    answer = OneByOne.of(lists).ask(KOVTUN)
    assert [(one.id, one.register, one.probability) for one in answer.candidates] == [
        (row["candidate"], row["register"], row["probability"]) for row in found.table.to_pylist()
    ]
    assert answer.priors == found.priors
    assert OneByOne.of(lists[2]).ask(KOVTUN).none == 1.0
    with pytest.raises(ValueError, match="shards"):
        OneByOne.of([lists[0], lists[0]])
