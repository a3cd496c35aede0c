"""Facts from a file become facts of a template, or a list of everything that does not fit."""

from datetime import date

import pytest
import yaml

from bereginya.facts.people import Sex
from bereginya.letters import Case, NamedPerson, Office, Trouble, UnfinishedError, facts_from, find_template

APPEAL = find_template("ru/appeal")
PETITION = find_template("ru/petition")
CRIME = find_template("ru/crime-report")

FILE = """
office: {name: Штаб, to: Начальнику штаба, address: "г. Энск", holder: {surname: Сидоров, given: Пётр, sex: male}}
applicant: {surname: Иванова, given: Мария, sex: female, forms: {genitive: Ивановой Марии}}
applicant_address: г. Энск
subject: 5
facts: Всё.
request: [раз, два]
attachments:
"""


def test_a_file_of_facts_is_read() -> None:
    facts = facts_from(APPEAL, yaml.safe_load(FILE))

    assert facts == {
        "office": Office("Штаб", "Начальнику штаба", "г. Энск", NamedPerson("Сидоров", "Пётр", "", Sex.MALE)),
        "applicant": NamedPerson("Иванова", "Мария", "", Sex.FEMALE, ((Case.GENITIVE, "Ивановой Марии"),)),
        "applicant_address": "г. Энск",
        "subject": "5",
        "facts": "Всё.",
        "request": ("раз", "два"),
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("applicant", "Иванова"),
        ("applicant", {"surname": "Иванова", "sex": "woman"}),
        ("applicant", {"surname": "Иванова", "forms": {"ablative": "x"}}),
        ("applicant", {"name": "Иванова"}),
        ("applicant", {"surname": ["Иванова"]}),
        ("applicant", {"surname": "Иванова", "forms": "x"}),
        ("applicant", {"surname": "Иванова", "forms": {"genitive": [["x"]]}}),
        ("office", {"nome": "x"}),
        ("office", {"name": "x", "holder": "Сидоров"}),
        ("subject", {"a": 1}),
        ("subject", True),
        ("request", {"a": 1}),
        ("request", [["a"]]),
    ],
)
def test_a_value_of_another_kind_is_told(field: str, value: object) -> None:
    with pytest.raises(UnfinishedError) as caught:
        facts_from(APPEAL, {**yaml.safe_load(FILE), field: value})

    assert [(one.field, one.trouble) for one in caught.value.problems] == [(field, Trouble.WRONG_KIND)]


def test_everything_odd_and_everything_missing_is_told_together() -> None:
    with pytest.raises(UnfinishedError) as caught:
        facts_from(APPEAL, {"stranger": 1, "subject": True})

    found = {one.field: one.trouble for one in caught.value.problems}
    assert found["stranger"] is Trouble.NOT_DECLARED
    assert found["subject"] is Trouble.WRONG_KIND
    assert found["applicant"] is Trouble.MISSING


@pytest.mark.parametrize(
    ("typed", "read"), [(date(2026, 3, 5), date(2026, 3, 5)), ("2026-03-05", date(2026, 3, 5)), ("в марте", "в марте")]
)
def test_a_day_is_read_as_a_day_or_kept_as_it_was_said(typed: object, read: object) -> None:
    assert facts_from(CRIME, {"soldier_born": typed})["soldier_born"] == read


def test_a_day_that_no_calendar_has_is_told() -> None:
    with pytest.raises(UnfinishedError):
        facts_from(CRIME, {"soldier_born": "2026-02-30"})


def test_rows_have_as_many_cells_as_the_table_has_columns() -> None:
    facts = facts_from(PETITION, {"signatures": [[1, "Иванова М. П.", "г. Энск", None]]})

    assert facts["signatures"] == (("1", "Иванова М. П.", "г. Энск", ""),)
    with pytest.raises(UnfinishedError):
        facts_from(PETITION, {"signatures": [[1, "Иванова М. П."]]})
    with pytest.raises(UnfinishedError):
        facts_from(PETITION, {"signatures": [[1, ["x"], "г. Энск", None]]})
