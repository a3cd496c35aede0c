"""From lists to the table: who is one person, and where; nobody is lost on the way."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.counting import gather, read_list
from bereginya.counting.linked import draw, overlap, strata_as_told, summary
from bereginya.counting.lists import Link, Listed, ListsError, read_links

REGISTRY = "id;place;died\n1;north;2024-03-05\n2;north;2024-04-01\n3;south;\n"
RELATIVES = "id,place,month\n2,north,2024-04\n4,,2024-03\n4,south,2024-03\n"


def read(text: str, name: str, *strata: str) -> Listed:
    return read_list(io.StringIO(text), name, strata=strata)


def listed(name: str, ids: list[str], **strata: list[str]) -> Listed:
    return Listed(name, ids, strata)


def both(*strata: str) -> list[Listed]:
    return [read(REGISTRY, "registry", *strata), read(RELATIVES, "relatives", *strata)]


def test_people_with_one_id_are_one_person() -> None:
    assert overlap(gather(both())).cells == ((1, 2), (2, 1), (3, 1))


def test_what_was_read_is_told_in_numbers() -> None:
    told = summary(gather(both("place"), strata=("place",)))

    assert told.records == (3, 3)
    assert told.duplicates == (0, 1)
    assert (told.persons, told.contradictions["place"], told.missing["place"]) == (4, 0, 0)


def test_a_month_is_taken_from_a_date() -> None:
    told = strata_as_told(gather(both("month"), strata=("month",)))

    assert [key for key, _ in told.tables] == [("2024-03",), ("2024-04",), (None,)]
    assert told.n == 4


def test_lists_that_contradict_each_other_are_counted_and_the_most_told_value_taken() -> None:
    lists = [listed(name, ["1"], place=[place]) for name, place in (("a", "x"), ("b", "y"), ("c", "y"))]
    gathered = gather(lists, strata=("place",))

    assert summary(gathered).contradictions["place"] == 1
    assert strata_as_told(gathered).tables[0][0] == ("y",)


def test_ids_may_be_of_one_list_only() -> None:
    lists = [listed("a", ["1", "1"]), listed("b", ["1"])]

    assert overlap(gather(lists, global_ids=False)).cells == ((1, 1), (2, 1))


def linked() -> list[Link]:
    """One sure link, one even one, one that is hardly one; records 0, 1, 2 of a and 0, 1 of b and 0 of c."""
    return [Link((0, 0), (1, 0), 1.0), Link((0, 1), (1, 1), 0.5), Link((1, 1), (2, 0), 0.5)]


NO_IDS = [listed("a", ["", "", ""]), listed("b", ["", ""]), listed("c", [""])]


def test_links_are_closed_who_is_linked_to_one_is_one() -> None:
    gathered = gather(NO_IDS, links=linked())

    assert overlap(gathered, 0.5).cells == ((1, 1), (3, 1), (7, 1))
    assert overlap(gathered, 0.9).cells == ((1, 2), (2, 1), (3, 1), (4, 1))


def test_links_are_drawn_by_their_probability() -> None:
    gathered = gather(NO_IDS, links=linked())
    drawn = [draw(gathered, seed).pooled() for seed in range(300)]

    assert np.mean([table.on(0b101) for table in drawn]) == pytest.approx(0.25, abs=0.08)
    assert np.mean([table.n for table in drawn]) == pytest.approx(4, abs=0.15)
    assert draw(gathered, 7) == draw(gathered, 7)


def test_a_missing_value_is_drawn_from_those_on_the_same_lists() -> None:
    names = [str(at) for at in range(120)]
    places = ["north"] * 90 + [""] * 30
    other = listed("b", [f"b{at}" for at in range(50)], place=["south"] * 50)
    gathered = gather([listed("a", names, place=places), other], strata=("place",))

    told = dict(draw(gathered, 1).tables)

    assert told["north",].cells == ((1, 120),)
    assert told["south",].cells == ((2, 50),)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("123456789"), st.sampled_from(["north", "south", "", "?"])), max_size=20),
    st.lists(st.tuples(st.sampled_from("123456789"), st.sampled_from(["north", "south", ""])), max_size=20),
    st.integers(0, 5),
)
def test_nobody_is_lost(one: list[tuple[str, str]], other: list[tuple[str, str]], seed: int) -> None:
    lists = [
        listed(name, [each for each, _ in told], place=[where for _, where in told])
        for name, told in (("a", one), ("b", other))
    ]
    gathered = gather(lists, strata=("place",))
    persons = len({each for each, _ in one} | {each for each, _ in other})

    assert overlap(gathered).n == strata_as_told(gathered).n == draw(gathered, seed).n == persons


def test_links_are_read_by_rows_and_by_ids() -> None:
    lists = [listed("a", ["x", "y"]), listed("b", ["z"])]
    text = "list_a,row_a,id_a,list_b,row_b,id_b,probability\na,1,,b,1,,0.7\na,,y,b,,z,\n"

    found = read_links(io.StringIO(text), lists)

    assert [(link.one, link.other, link.probability) for link in found] == [
        ((0, 0), (1, 0), 0.7),
        ((0, 1), (1, 0), 1.0),
    ]


@pytest.mark.parametrize(
    "row", ["a,3,b,1,0.5", "a,0,b,1,0.5", "x,1,b,1,0.5", "a,1,b,1,1.5", "a,1,b,1,often", "a,1,b,1,nan"]
)
def test_a_link_that_names_nothing_is_told_by_its_row(row: str) -> None:
    text = f"list_a,row_a,list_b,row_b,probability\n{row}\n"

    with pytest.raises(ListsError, match="row 2"):
        read_links(io.StringIO(text), [listed("a", ["x", "y"]), listed("b", ["z"])])


@pytest.mark.parametrize("text", ["", "\n1,2\n", "id,place\n1,north,extra\n"])
def test_a_file_that_is_no_list_is_told(text: str) -> None:
    with pytest.raises(ListsError):
        read(text, "registry")


@pytest.mark.parametrize(
    "lists", [[], [listed(str(at), ["1"]) for at in range(17)], [listed("a", []), listed("a", [])]]
)
def test_no_list_too_many_and_two_of_one_name_are_refused(lists: list[Listed]) -> None:
    with pytest.raises(ListsError):
        gather(lists)


def test_an_error_never_holds_a_persons_line() -> None:
    with pytest.raises(ListsError) as caught:
        read("id,place\nSokolova,north,Kherson\n", "registry")

    assert "Sokolova" not in str(caught.value)
    assert "Sokolova" not in repr(listed("a", ["Sokolova"]))


def test_a_million_records_become_a_table() -> None:
    chance = np.random.default_rng(5)
    ids = chance.integers(0, 400_000, (3, 350_000))
    lists = [listed(name, one) for name, one in zip("abc", (list(map(str, one.tolist())) for one in ids), strict=True)]

    gathered = gather(lists)

    assert sum(summary(gathered).records) == 1_050_000
    assert overlap(gathered).n == len(np.unique(ids))
