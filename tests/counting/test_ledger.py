"""What all tables together give away is refused; the ledger shows when it was changed."""

from datetime import date

import pytest

from bereginya.counting.attack import audit, refuse_if_exposed
from bereginya.counting.designs import Design, Key
from bereginya.counting.ledger import Cell, Ledger, LedgerError, Release, added, line, read_ledger, release, said
from bereginya.counting.safe import UnsafeError, rounded

MAY, JUNE, JULY = date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)
PLACES = Design("places", "deaths", (("place", ("north", "south", "east")),))
COUNTS: dict[Key, int] = {("north",): 3, ("south",): 17, ("east",): 8}


def told(counts: dict[Key, int], day: date = MAY, ledger: Ledger | None = None, design: Design = PLACES) -> Release:
    past = ledger or Ledger()
    table = rounded(design, counts, kept=past.kept(design, day), before=past.before(design, day))
    return release(table, day=day, as_of=day)


def exact(number: int, day: date, **where: str) -> Release:
    return said("deaths", where, number, day=day, as_of=day, threshold=5)


def printed(number: int, day: date, **where: str) -> Release:
    """A release of one number to base five, as somebody careless would make it."""
    cell = Cell(tuple(sorted(where.items())), number, max(number - 4, 0), number + 4)
    dimensions = tuple((name, (value,)) for name, value in cell.where)
    return Release("careless", "deaths", "-", day, day, 5, 5, 1, dimensions, (cell,))


def test_a_table_alone_is_safe() -> None:
    assert audit([told(COUNTS)]).exposed == ()


def test_honest_monthly_releases_are_not_refused() -> None:
    ledger = Ledger()
    for month, more in ((5, 0), (6, 1), (7, 4), (8, 5), (9, 9)):
        new = told({key: count + more for key, count in COUNTS.items()}, date(2024, month, 1), ledger)
        refuse_if_exposed(ledger.releases, new)
        ledger = added(ledger, new)
    assert len(ledger.releases) == 5


def test_two_exact_totals_a_month_apart_give_away_the_one_between() -> None:
    with pytest.raises(UnsafeError, match="narrowed below the threshold"):
        refuse_if_exposed([exact(41, MAY)], exact(42, JUNE))


def test_all_but_one_place_gives_away_the_place() -> None:
    others = [exact(41, MAY), exact(17, MAY, place="south"), exact(21, MAY, place="east")]

    with pytest.raises(UnsafeError, match="place north"):
        refuse_if_exposed(others, printed(5, MAY, place="north"))


def test_one_truth_rounded_up_and_then_down_is_given_away() -> None:
    with pytest.raises(UnsafeError, match="narrowed"):
        refuse_if_exposed([printed(5, MAY, place="north")], printed(0, JUNE, place="north"))


def test_a_sum_over_months_gives_away_the_month_that_is_missing() -> None:
    months = [exact(20, MAY, month="2024-01"), exact(30, MAY, month="2024-02")]

    with pytest.raises(UnsafeError, match="2024-03"):
        refuse_if_exposed([*months, printed(5, MAY, month="2024-03")], exact(52, MAY, month="2024"))


def test_a_number_said_in_an_interview_is_weighed_with_the_tables() -> None:
    first = told(COUNTS)

    with pytest.raises(UnsafeError):
        refuse_if_exposed([first, exact(17, MAY, place="south"), exact(8, MAY, place="east")], exact(28, MAY))


def test_what_is_exposed_already_does_not_stop_what_exposes_nothing_new() -> None:
    spoilt = [exact(41, MAY), exact(42, JUNE)]

    assert refuse_if_exposed(spoilt, exact(90, JULY)).exposed


def test_numbers_that_fall_by_correction_are_weighed_day_by_day() -> None:
    found = refuse_if_exposed([exact(60, MAY)], exact(40, JUNE))

    assert found.falling


def test_tables_of_one_day_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(UnsafeError, match="contradict"):
        refuse_if_exposed([exact(60, MAY)], exact(40, MAY))


def test_the_same_people_keep_their_number_in_every_table() -> None:
    first = told(COUNTS)
    ledger = added(Ledger(), first)
    wider = Design("by-sex", "deaths", (("place", ("north", "south", "east")), ("sex", ("f", "m"))))
    second = told({("north", "m"): 3, ("south", "m"): 10, ("south", "f"): 7, ("east", "f"): 8}, MAY, ledger, wider)

    refuse_if_exposed(ledger.releases, second)
    numbers = {cell.where: cell.printed for cell in second.cells}
    assert all(numbers[cell.where] == cell.printed for cell in first.cells)


def test_a_ledger_is_read_as_it_was_written() -> None:
    first, second = told(COUNTS), exact(41, JUNE)
    one = added(Ledger(), first)
    text = line(Ledger(), first) + line(one, second)

    assert read_ledger(text) == added(one, second)


@pytest.mark.parametrize(
    "change",
    [lambda t: t.replace('"north"},5', '"north"},0'), lambda t: t.split("\n", 1)[1], lambda t: t[:-5],
     lambda t: "{}\n" + t],
)  # fmt: skip
def test_a_changed_ledger_is_noticed(change: object) -> None:
    first, second = told(COUNTS), exact(41, JUNE)
    text = line(Ledger(), first) + line(added(Ledger(), first), second)

    assert callable(change)
    assert change(text) != text
    with pytest.raises(LedgerError):
        read_ledger(change(text))


def test_the_ledger_holds_no_true_number() -> None:
    text = line(Ledger(), told({("north",): 3, ("south",): 1237}))

    assert "1237" not in text
