"""The directory is small, sourced and never certain: everything is to be checked before sending."""

from dataclasses import replace
from datetime import date

import pytest

from bereginya.letters import authorities, authorities_for, templates, where_it_moved

SHIPPED = authorities()


@pytest.mark.parametrize("one", list(SHIPPED.values()), ids=lambda one: one.id)
def test_a_row_says_what_it_is_for_in_three_languages_and_that_nobody_checked_it(one: object) -> None:
    row = SHIPPED[getattr(one, "id")]  # noqa: B009 - the parameter is typed loosely by pytest

    assert set(row.name) == set(row.jurisdiction) == set(row.send) == {"ru", "uk", "en"}
    assert row.verified is None
    assert row.stale(date(2026, 11, 23))


@pytest.mark.parametrize(
    "kind", ["prosecutor", "ministry", "ombudsman", "garrison-court", "icrc", "un-wgeid", "ua-bureau"]
)
def test_the_offices_that_are_written_to_most_are_there(kind: str) -> None:
    assert authorities_for([kind])


def test_a_letter_has_the_line_of_its_addressee_in_its_language() -> None:
    office = SHIPPED["ru.gvp"].office("ru")

    assert office.to == "В Главную военную прокуратуру"


def test_a_line_that_we_do_not_have_stays_empty_and_is_asked() -> None:
    assert SHIPPED["ru.gvp"].office("en").to == ""


def test_an_office_that_moved_is_found_under_its_new_row_and_not_offered_any_more() -> None:
    new = replace(SHIPPED["ru.gvp"], id="own.gvp", address="new")
    old = replace(SHIPPED["ru.gvp"], replaced_by="own.gvp")

    assert where_it_moved("ru.gvp", [old, new]) == new
    assert old not in authorities_for(["prosecutor"], [old, new])
    assert authorities([old, new])["ru.gvp"].address == old.address


def test_a_ring_of_moves_leads_nowhere_and_does_not_hang() -> None:
    one = replace(SHIPPED["ru.gvp"], id="a", replaced_by="b")
    two = replace(SHIPPED["ru.gvp"], id="b", replaced_by="a")

    assert where_it_moved("a", [one, two]) is None
    assert where_it_moved("nobody") is None


def test_an_address_that_was_looked_up_lately_is_fresh() -> None:
    row = replace(SHIPPED["ru.gvp"], verified=date(2026, 11, 1))

    assert not row.stale(date(2026, 11, 23))
    assert row.stale(date(2027, 11, 23))


def test_templates_go_to_kinds_that_somebody_can_be_found_for_or_a_committee_adds() -> None:
    local = {"unit", "commissariat", "investigators", "military-police", "court", "ua-agency", "ua-investigators"}
    known = {kind for one in SHIPPED.values() for kind in one.kinds} | local

    assert {kind for one in templates().values() for kind in one.to} <= known
