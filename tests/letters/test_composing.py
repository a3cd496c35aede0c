"""A letter is composed whole or not at all; what is filled in is text and nothing else."""

from datetime import date

import pytest

from bereginya.facts.people import Relation, Sex
from bereginya.letters import (
    Case,
    Fact,
    Letter,
    NamedPerson,
    Office,
    Template,
    Trouble,
    UnfinishedError,
    WhyAsked,
    check,
    compose,
    find_template,
    read_template,
    relation_in_letter,
    templates,
)
from bereginya.letters.values import As
from tests.letters.world import DAY, RU, facts_for

SHIPPED = list(templates().values())
APPEAL = find_template("ru/appeal")


def text(letter: Letter) -> str:
    lines = [line for part in letter.parts for line in (*part.lines, *(cell for row in part.rows for cell in row))]
    return "\n".join(lines).replace("\u00a0", " ")


def small(body: str, fields: str = "") -> Template:
    return read_template(
        f"""
        language = "ru"
        kind = "appeal"
        name = "Письмо"
        about = "Письмо"
        {fields}
        [[block]]
        as = "title"
        text = "ПИСЬМО"
        [[block]]
        as = "text"
        text = '''{body}'''
        """,
        "own/small",
    )


FIELD = """
[[field]]
name = "{name}"
kind = "{kind}"
needed = {needed}
label = "Поле"
"""


def field(name: str = "word", kind: str = "text", needed: str = "true") -> str:
    return FIELD.format(name=name, kind=kind, needed=needed)


@pytest.mark.parametrize("template", SHIPPED, ids=lambda one: one.id)
def test_every_template_becomes_a_letter_with_all_it_can_hold(template: Template) -> None:
    letter = compose(template, facts_for(template), day=DAY, number="2026/17")

    assert "{" not in text(letter)
    assert "[[" not in text(letter)
    assert ".." not in text(letter)


@pytest.mark.parametrize("template", SHIPPED, ids=lambda one: one.id)
def test_every_template_becomes_a_letter_with_only_what_it_needs(template: Template) -> None:
    letter = compose(template, facts_for(template, only_needed=True), day=DAY)

    assert not any(
        line.endswith((":", ",", "—")) for part in letter.parts if part.what is As.PAIRS for line in part.lines
    )
    assert "  " not in text(letter)
    assert ", ," not in text(letter)


@pytest.mark.parametrize("template", SHIPPED, ids=lambda one: one.id)
def test_without_facts_everything_that_is_missing_is_told_at_once(template: Template) -> None:
    with pytest.raises(UnfinishedError) as caught:
        compose(template, {}, day=DAY)

    assert {one.field for one in caught.value.problems} == {one.name for one in template.needed}
    assert {one.trouble for one in caught.value.problems} == {Trouble.MISSING}


@pytest.mark.parametrize("template", SHIPPED, ids=lambda one: one.id)
def test_any_one_missing_field_keeps_the_letter_from_being_made(template: Template) -> None:
    whole = facts_for(template)
    for one in template.needed:
        with pytest.raises(UnfinishedError) as caught:
            compose(template, {name: fact for name, fact in whole.items() if name != one.name}, day=DAY)

        assert [problem.field for problem in caught.value.problems] == [one.name]


@pytest.mark.parametrize("empty", ["", "  ", "\n", "\u200b"])
def test_a_field_of_nothing_but_space_is_missing(empty: str) -> None:
    with pytest.raises(UnfinishedError) as caught:
        compose(APPEAL, {**facts_for(APPEAL), "subject": empty}, day=DAY)

    assert [(one.field, one.trouble) for one in caught.value.problems] == [("subject", Trouble.MISSING)]


def test_a_fact_of_another_kind_is_told_and_not_printed() -> None:
    with pytest.raises(UnfinishedError) as caught:
        compose(APPEAL, {**facts_for(APPEAL), "applicant": "Иванова", "request": "проверить"}, day=DAY)

    assert [one.field for one in caught.value.problems] == ["applicant", "request"]


def test_a_choice_that_is_none_brings_what_can_be_chosen() -> None:
    template = find_template("ru/body-demand")

    with pytest.raises(UnfinishedError) as caught:
        compose(template, {**facts_for(template), "body_state": "unknown"}, day=DAY)

    assert "not-given" in caught.value.problems[0].detail


def test_a_fact_that_no_field_asks_for_is_told() -> None:
    with pytest.raises(UnfinishedError) as caught:
        compose(APPEAL, {**facts_for(APPEAL), "secret": "x"}, day=DAY)

    assert [(one.field, one.trouble) for one in caught.value.problems] == [("secret", Trouble.NOT_DECLARED)]


def test_a_letter_that_no_font_has_is_told_with_its_field() -> None:
    with pytest.raises(UnfinishedError) as caught:
        compose(APPEAL, {**facts_for(APPEAL), "facts": "Сын написал 😀 и 文."}, day=DAY)

    assert [(one.field, one.detail) for one in caught.value.problems] == [("facts", "😀 文")]


def test_a_page_in_another_script_is_told_by_its_first_letters() -> None:
    page = "".join(map(chr, range(0x4E00, 0x5E00)))

    found = check(APPEAL, {**facts_for(APPEAL), "facts": page})

    assert len(found.problems[0].detail.split()) == 20


def test_messages_that_reach_logs_hold_no_facts() -> None:
    with pytest.raises(UnfinishedError) as caught:
        compose(APPEAL, {**facts_for(APPEAL), "applicant": NamedPerson("Иванова", "Мария")}, day=DAY)

    assert "Иванова" not in str(caught.value)


def test_what_is_filled_in_is_not_read_again() -> None:
    letter = compose(small("Слово: {word}", field()), {"word": "{word} [[x]] {letter.day}"}, day=DAY)

    assert "Слово: {word} [[x]] {letter.day}" in text(letter)


def test_an_optional_piece_is_left_out_as_a_whole() -> None:
    template = small("Начало[[, слово {word}, конец]].", field(needed="false"))

    assert "Начало." in text(compose(template, {}, day=DAY))
    assert "Начало, слово да, конец." in text(compose(template, {"word": "да"}, day=DAY))


def test_the_stop_of_a_year_also_ends_the_sentence() -> None:
    template = small("Это было {when}. Потом", field("when", "day"))

    assert "Это было 5 марта 2026 г. Потом" in text(compose(template, {"when": date(2026, 3, 5)}, day=DAY))


def test_a_day_nobody_knows_exactly_is_printed_as_it_was_said() -> None:
    template = small("Это было {when}.", field("when", "day"))

    assert "Это было в начале марта." in text(compose(template, {"when": "в начале марта"}, day=DAY))


def test_initials_law_numbers_and_years_are_tied_to_what_they_belong_to() -> None:
    letter = compose(APPEAL, facts_for(APPEAL), day=DAY, number="2026/17")
    lines = "\n".join(line for part in letter.parts for line in part.lines)

    for tied in ("№\u00a059-ФЗ", "М.\u00a0П.\u00a0Иванова", "23\u00a0ноября\u00a02026\u00a0г.", "№\u00a02026/17"):
        assert tied in lines


def test_a_name_with_a_line_end_in_it_stays_on_its_line() -> None:
    facts: dict[str, Fact] = {**facts_for(APPEAL), "committee": "Комитет\nадрес: другой"}

    assert "через Комитет адрес: другой" in text(compose(APPEAL, facts, day=DAY))


def test_an_empty_line_begins_a_new_paragraph_and_a_line_end_does_not() -> None:
    letter = compose(small("{story}", field("story", "long")), {"story": "раз\r\nдва\n\n\nтри"}, day=DAY)

    assert letter.parts[-1].lines == ("раз два", "три")


def test_what_no_reader_sees_is_not_in_the_letter() -> None:
    letter = compose(small("{word}", field()), {"word": "а\u202eб\u0000в\u200bг\u00ad"}, day=DAY)

    assert letter.parts[-1].lines == ("абвг",)


def test_letters_written_as_two_signs_become_one() -> None:
    letter = compose(small("{word}", field()), {"word": "Андреи\u0306"}, day=DAY)

    assert letter.parts[-1].lines == ("Андрей",)


def test_a_form_that_a_person_confirmed_stands_in_the_letter_and_on_the_checkers_list() -> None:
    letter = compose(APPEAL, facts_for(APPEAL), day=DAY)

    assert "от Ивановой Марии Петровны" in text(letter)
    assert ("applicant", Case.GENITIVE, True) in {(one.field, one.case, one.confirmed) for one in letter.declined}


def test_the_holder_of_an_office_is_addressed_with_initials_in_the_dative() -> None:
    assert "П. И. Сидорову" in text(compose(APPEAL, facts_for(APPEAL), day=DAY))


def test_a_name_whose_sex_nobody_told_is_asked_for_and_not_guessed() -> None:
    facts: dict[str, Fact] = {**facts_for(APPEAL), "applicant": NamedPerson("Иваненко", "Саша")}

    with pytest.raises(UnfinishedError) as caught:
        compose(APPEAL, facts, day=DAY)

    assert [(one.field, one.case, one.why) for one in caught.value.asks] == [("applicant", Case.GENITIVE, WhyAsked.SEX)]


def test_the_line_of_an_addressee_is_asked_for_and_not_made_up() -> None:
    facts: dict[str, Fact] = {**facts_for(APPEAL), "office": Office("Военный комиссариат")}

    with pytest.raises(UnfinishedError) as caught:
        compose(APPEAL, facts, day=DAY)

    assert [one.why for one in caught.value.asks] == [WhyAsked.OFFICE]


def test_the_check_lists_what_is_missing_and_what_is_asked_together() -> None:
    facts = {**facts_for(APPEAL), "office": Office("Военный комиссариат"), "subject": ""}

    found = check(APPEAL, facts)

    assert not found.complete
    assert [one.field for one in found.problems] == ["subject"]
    assert [one.field for one in found.asks] == ["office"]
    assert "Ивановой Марии Петровны" in [one.form for one in found.declined]


def test_an_english_letter_puts_the_surname_last() -> None:
    template = find_template("en/tracing-request")

    assert "From: Maria Ivanova" in text(compose(template, facts_for(template), day=DAY))


def test_one_attachment_is_not_called_several() -> None:
    one = {**facts_for(APPEAL), "attachments": ("Копия.",)}

    assert "Приложение:" in text(compose(APPEAL, one, day=DAY))
    assert "Приложения:" in text(compose(APPEAL, facts_for(APPEAL), day=DAY))


def test_the_claim_of_a_man_in_combat_asks_to_be_heard_without_him_and_to_suspend() -> None:
    template = find_template("ru/admin-claim")
    said = text(compose(template, facts_for(template), day=DAY))

    assert "Пункт 3 части 1 статьи 190 КАС РФ" in said
    assert "мер предварительной защиты" in said


def test_a_demand_for_the_body_is_not_made_where_it_was_given() -> None:
    template = find_template("ru/body-demand")
    given = {**facts_for(template), "body_state": "given"}

    assert "ДНК" not in text(compose(template, given, day=DAY))
    assert "ДНК" in text(compose(template, facts_for(template), day=DAY))


@pytest.mark.parametrize(
    ("asker", "sex", "written"),
    [
        (Relation.MOTHER, Sex.MALE, "son"),
        (Relation.MOTHER, Sex.FEMALE, "daughter"),
        (Relation.WIFE, Sex.MALE, "husband"),
        (Relation.BROTHER, Sex.FEMALE, "sister"),
        (Relation.GRANDMOTHER, Sex.MALE, "grandson"),
        (Relation.DAUGHTER, Sex.MALE, "father"),
        (Relation.FRIEND, Sex.MALE, None),
        (Relation.MOTHER, None, None),
    ],
)
def test_a_mother_writes_of_her_son(asker: Relation, sex: Sex | None, written: str | None) -> None:
    assert relation_in_letter(asker, sex) == written


def test_the_son_of_a_mother_is_declined_with_her_word_for_him() -> None:
    template = find_template("ru/crime-report")

    assert "в отношении моего сына — Иванова Ильи Сергеевича" in text(compose(template, facts_for(template), day=DAY))
    assert RU["soldier"].sex is Sex.MALE
