"""Templates: what is shipped is whole, what is wrong with a file is told at once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.facts.people import Sex
from bereginya.letters import (
    NamedPerson,
    TemplateError,
    UnknownTemplateError,
    check,
    compose,
    find_template,
    read_template,
    templates,
)
from bereginya.letters.clocks import clock_rules, every_step, kinds_without_clock
from bereginya.letters.templates import LANGUAGES, Template
from bereginya.rights import provisions

GOOD = """
language = "ru"
kind = "appeal"
name = "Наше письмо"
about = "Для нас"
[[article]]
cite = "ст. 12"
confidence = "B"
[[field]]
name = "applicant"
cases = ["genitive"]
[[field]]
name = "subject"
kind = "text"
needed = false
label = "Тема"
[[block]]
as = "from"
text = "от {applicant:genitive}"
[[block]]
as = "title"
text = "ПИСЬМО[[ {subject}]]"
"""

SHIPPED = list(templates().values())


@pytest.mark.parametrize(
    "kind",
    [
        "appeal",
        "prosecutor-complaint",
        "crime-report",
        "admin-claim",
        "serviceman-request",
        "body-demand",
        "missing-objection",
        "alternative-service",
        "draft-appeal",
        "deferment",
        "power-of-attorney",
        "tracing-request",
        "un-urgent-action",
        "petition",
    ],
)
def test_every_letter_a_committee_writes_most_is_there(kind: str) -> None:
    assert any(one.kind == kind for one in SHIPPED)


@pytest.mark.parametrize("template", SHIPPED, ids=lambda one: one.id)
def test_a_template_says_what_it_rests_on_and_how_sure_that_is(template: Template) -> None:
    assert template.articles
    assert all(one.confidence in "ABC" and one.cite for one in template.articles)
    assert template.checked


@pytest.mark.parametrize("template", SHIPPED, ids=lambda one: one.id)
def test_a_template_and_its_fields_speak_three_languages(template: Template) -> None:
    assert all(template.name[language] and template.about[language] for language in LANGUAGES)
    assert all(one.label[language] for one in template.fields for language in LANGUAGES)


@pytest.mark.parametrize("template", SHIPPED, ids=lambda one: one.id)
def test_the_clocks_know_every_kind_of_letter(template: Template) -> None:
    assert template.kind in {kind for one in clock_rules() for kind in one.kinds} | kinds_without_clock()


def test_a_template_of_the_committee_stands_beside_ours() -> None:
    own = read_template(GOOD, "own/letter")

    assert find_template("own/letter", [own]) is own
    assert "ru/appeal" in templates([own])


def test_a_template_of_the_committee_takes_the_place_of_ours() -> None:
    own = read_template(GOOD, "ru/appeal")

    assert templates([own])["ru/appeal"] is own
    assert templates()["ru/appeal"] is not own


def test_until_somebody_says_otherwise_no_lawyer_has_read_a_template() -> None:
    assert read_template(GOOD, "own").lawyer
    assert read_template(GOOD, "own").articles[0].lawyer


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("[[field]]", "[[field", "not TOML"),
        ('language = "ru"', 'language = "xx"', "language has to be one of ru, uk, en"),
        ('confidence = "B"', 'confidence = "D"', "confidence of an article has to be A, B or C"),
        ('cases = ["genitive"]', 'cases = ["ablative"]', "ablative is no case"),
        ('cases = ["genitive"]', "", "applicant is wanted in the genitive, which its field does not declare"),
        ("{applicant:genitive}", "{stranger}", "stranger is used and not declared"),
        ("[[ {subject}]]", " {subject}", "subject may be unknown: put its piece of text into [[ ]]"),
        ("[[ {subject}]]", "", "subject is declared and not used"),
        ("[[ {subject}]]", "[[ {subject}", "[[ without ]]"),
        ("ПИСЬМО", "ПИСЬМО {Applicant}", "a brace that is no placeholder"),
        ("[[ {subject}]]", "[[ {subject:genitive}]]", "subject is no person and has no genitive"),
        ("{applicant:genitive}", "{applicant.address:genitive}", "applicant has no part called address"),
        ('as = "title"', 'as = "tittle"', "a block is one of"),
        ('as = "title"', 'as = "text"', "there is no block with as = "),
        ('kind = "text"', 'kind = "texts"', "kind has to be one of"),
        ("{applicant:genitive}", "{letter.hour}{applicant:genitive}", "of the letter itself only"),
        ("{applicant:genitive}", "{letter.number}{applicant:genitive}", "letter.number may be unknown"),
        ("{applicant:genitive}", "{applicant:genitive}{subject:digits}", "subject is no person and has no digits"),
        ('as = "from"', 'as = "from"\nwhen = "subject=yes"', "subject can never be yes"),
        ('as = "from"', 'as = "from"\nitems_from = "applicant"', "applicant is no field of kind items"),
        ('as = "from"', 'as = "from"\nitems = ["x"]', "a block of from has no items"),
        ('as = "from"', 'as = "table"', "a table needs items_from"),
        ('as = "from"', 'as = "numbered"', "a block of numbered has no text"),
        ('kind = "appeal"', "", "kind is missing"),
        ('kind = "appeal"', 'kind = "appeal"\nkinds = 3', "kinds means nothing in a template"),
        ('label = "Тема"', "", "label is missing"),
        ('about = "Для нас"', "about = 3", "about is missing or is not a text by language"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(was: str, becomes: str, told: str) -> None:
    assert was in GOOD

    with pytest.raises(TemplateError, match="own") as caught:
        read_template(GOOD.replace(was, becomes), "own")

    assert told in "; ".join(caught.value.faults)


@given(st.data())
def test_a_file_that_somebody_tore_is_read_or_refused_with_a_list(data: st.DataObject) -> None:
    lines = GOOD.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place] = data.draw(st.sampled_from([*lines, ""]) | st.text(max_size=20))
    try:
        template = read_template("\n".join(lines), "own")
    except TemplateError as error:
        faults = error.faults
    else:
        faults = tuple(one.field for one in check(template, {}).problems) or ("complete",)

    assert faults


def test_a_title_of_which_nothing_is_known_does_not_leave_the_letter_without_a_name() -> None:
    template = read_template(GOOD.replace("ПИСЬМО[[ {subject}]]", "[[{subject}]]"), "own")
    person = NamedPerson("Иванова", "Мария", sex=Sex.FEMALE)

    assert compose(template, {"applicant": person}, day=date(2026, 11, 23)).title == "Наше письмо"


def test_everything_wrong_with_a_file_is_told_at_once() -> None:
    bad = GOOD.replace('language = "ru"', 'language = "xx"').replace('confidence = "B"', 'confidence = "D"')

    with pytest.raises(TemplateError) as caught:
        read_template(bad, "own")

    assert len(caught.value.faults) == 2


def test_a_template_that_is_not_there_brings_ids_that_are_near() -> None:
    with pytest.raises(UnknownTemplateError) as caught:
        find_template("ru/appel")

    assert "ru/appeal" in caught.value.suggestions


def test_every_provision_that_letters_clocks_and_steps_cite_is_known_to_the_law() -> None:
    known = {one.id for one in provisions()}
    cited = {one.provision for template in SHIPPED for one in template.articles}
    cited |= {one.provision for one in clock_rules()} | {one.provision for one in every_step()}

    assert cited - known == {""}


@pytest.mark.parametrize("template", SHIPPED, ids=lambda one: one.id)
def test_no_letter_is_surer_of_an_article_than_the_law_data(template: Template) -> None:
    law = {one.id: one for one in provisions()}
    for one in template.articles:
        if one.provision:
            assert one.lawyer or not law[one.provision].lawyer, one.provision
            assert one.confidence >= law[one.provision].confidence, one.provision


RULES = [(one.provision, one.confidence, one.lawyer) for one in clock_rules()]
STEPS = [(one.provision, one.confidence, one.lawyer) for one in every_step()]


@pytest.mark.parametrize(("provision", "confidence", "lawyer"), RULES + STEPS)
def test_no_clock_and_no_step_is_surer_of_its_article_than_the_law_data(
    provision: str, confidence: str, lawyer: bool
) -> None:
    law = {one.id: one for one in provisions()}

    assert not provision or lawyer or not law[provision].lawyer
    assert not provision or confidence >= law[provision].confidence


def test_each_shipped_template_is_a_file_that_a_committee_could_have_written() -> None:
    home = Path(__file__).parents[2] / "src" / "bereginya" / "letters" / "templates"
    for one in SHIPPED:
        assert read_template((home / f"{one.id}.toml").read_text("utf-8"), one.id) == one
