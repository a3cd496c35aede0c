"""Printed numbers add up, never stand between zero and the threshold, and are the same every time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.counting.designs import ALL, Design, DesignError, Key, read_designs
from bereginya.counting.safe import Lattice, Printed, UnsafeError, rounded, two_digits, whole_table

PLACES = ("north", "south", "east")
MONTHS = ("2024-01", "2024-02", "2024-03", "2024-04")
KEYS = tuple((place, month) for place in PLACES for month in MONTHS)
Counts = dict[Key, int]


def design(subject: str = "deaths", base: int = 5) -> Design:
    return Design("place-month", subject, (("place", PLACES), ("month", MONTHS)), base=base)


def counts() -> st.SearchStrategy[Counts]:
    return st.dictionaries(st.sampled_from(KEYS), st.integers(0, 60))


def adds_up(table: Printed) -> bool:
    rows = all(table.cells[p, ALL] == sum(table.cells[p, m] for m in MONTHS) for p in PLACES)
    columns = all(table.cells[ALL, m] == sum(table.cells[p, m] for p in PLACES) for m in MONTHS)
    return rows and columns and table.cells[ALL, ALL] == sum(table.cells[p, ALL] for p in PLACES)


@settings(max_examples=40, deadline=None)
@given(counts(), st.sampled_from([3, 5]), st.sampled_from(["deaths", "torture"]))
def test_a_rounded_table_adds_up_and_its_numbers_mean_the_truth(told: Counts, base: int, subject: str) -> None:
    plan = design(subject, base)

    table, truth = rounded(plan, told), whole_table(plan, told)

    assert adds_up(table)
    assert all(least <= truth[key] <= most for key in truth for least, most in [table.meant(key)])
    assert not any(0 < number < plan.threshold or number % base for number in table.cells.values())


@settings(max_examples=20, deadline=None)
@given(counts())
def test_base_five_is_off_by_four_at_most(told: Counts) -> None:
    table, truth = rounded(design(), told), whole_table(design(), told)

    assert table.reach == 1
    assert max(abs(table.cells[key] - truth[key]) for key in truth) <= 4


@settings(max_examples=10, deadline=None)
@given(counts(), st.randoms())
def test_the_same_people_give_the_same_numbers_in_any_order(told: Counts, chance: object) -> None:
    turned = dict(reversed(list(told.items())))

    assert rounded(design(), told).cells == rounded(design(), turned).cells


def test_a_number_printed_before_for_the_same_people_is_kept() -> None:
    kept: Counts = {("north", "2024-01"): 0}

    assert rounded(design(), {("north", "2024-01"): 3}).cells["north", "2024-01"] == 5
    assert rounded(design(), {("north", "2024-01"): 3}, kept=kept).cells["north", "2024-01"] == 0


def test_a_number_does_not_fall_below_what_was_printed_before() -> None:
    before: Counts = {("north", "2024-01"): 10}

    assert rounded(design(), {("north", "2024-01"): 7}, before=before).cells["north", "2024-01"] == 10


@pytest.mark.parametrize(
    ("threshold", "base", "truth", "expected"),
    [
        (5, 5, 0, (0,)), (5, 5, 3, (0, 5)), (5, 5, 5, (5,)), (5, 5, 12, (10, 15)),
        (5, 3, 4, (0, 6)), (5, 3, 7, (6, 9)), (10, 5, 9, (0, 10)), (10, 5, 12, (10, 15)),
    ],
)  # fmt: skip
def test_only_neighbours_on_the_lattice_may_be_printed(
    threshold: int, base: int, truth: int, expected: tuple[int, ...]
) -> None:
    assert Lattice(threshold, base).candidates(truth, 1) == expected


@pytest.mark.parametrize("subject", ["torture", "Sexual violence in custody", "пытки", "катування", "изнасилования"])
def test_sexual_violence_and_torture_have_the_threshold_ten(subject: str) -> None:
    assert design(subject).threshold == 10


@pytest.mark.parametrize(
    "name",
    [
        "unit",
        "Military unit",
        "formation",
        "garrison",
        "часть",
        "в/ч",
        "гарнизон",
        "соединение",
        "частина",
        "з’єднання",
    ],
)
def test_no_table_by_unit_formation_or_garrison(name: str) -> None:
    with pytest.raises(DesignError, match="no public table by unit"):
        Design("x", "deaths", ((name, ("a", "b")),))


@pytest.mark.parametrize("name", ["list", "On lists", "overlap", "source", "список", "джерело"])
def test_which_lists_people_are_on_is_never_public(name: str) -> None:
    with pytest.raises(DesignError, match="never public"):
        Design("x", "deaths", ((name, ("registry only", "registry and court")),))


@pytest.mark.parametrize("value", ["в/ч 12345", "войсковая часть 1", "military unit 5", "64-я бригада", "2nd regiment"])
def test_a_unit_under_another_name_is_refused_too(value: str) -> None:
    with pytest.raises(DesignError, match="no public table by unit"):
        Design("x", "deaths", (("place", ("north", value)),))


@pytest.mark.parametrize("value", ["United Kingdom", "Ротмистровка", "Полкова", "Комунарське"])
def test_a_place_that_sounds_like_a_unit_is_a_place(value: str) -> None:
    assert Design("x", "deaths", (("place", (value,)),)).cells() == ((value,),)


def test_people_outside_the_rows_are_not_left_out_in_silence() -> None:
    with pytest.raises(UnsafeError, match="outside its rows"):
        rounded(design(), {("west", "2024-01"): 3})


def test_a_stratum_with_nobody_and_an_empty_table_are_zeros() -> None:
    assert set(rounded(design(), {}).cells.values()) == {0}


def test_designs_are_read_from_a_file() -> None:
    read = read_designs('[year]\nsubject = "deaths"\n[year.dimensions]\nyear = ["2023", "2024"]\n')

    assert read["year"].cells() == (("2023",), ("2024",))


@pytest.mark.parametrize(
    "text",
    ["[x", "[x]\nsubject='a'", "[x]\nsubject='a'\nbase=7\n[x.dimensions]\ny=['1']",
     "[x]\nsubject='a'\nodd=1\n[x.dimensions]\ny=['1']",
     "[x]\nsubject='a'\n[x.dimensions]\ny=['1','1']", "[x]\nsubject='a'\n[x.dimensions]\ny=['2024','2024-01']"],
)  # fmt: skip
def test_a_file_of_designs_that_is_unclear_is_refused(text: str) -> None:
    with pytest.raises(DesignError):
        read_designs(text)


@pytest.mark.parametrize(
    ("number", "published"), [(10356.5, 10000), (2483, 2500), (157.4, 160), (98.6, 99), (4, 4), (0, 0)]
)
def test_an_estimate_is_published_with_two_digits(number: float, published: int) -> None:
    assert two_digits(number) == published
