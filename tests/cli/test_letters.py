"""`letters` on the command line: a stranger finds a template, fills in its facts, and gets a letter or a clear list."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from bereginya.cli import app
from bereginya.letters import FieldKind, NamedPerson, Office, Template, find_template, templates
from tests.letters.pdf import words_of
from tests.letters.test_templates import GOOD
from tests.letters.world import facts_for


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["letters", *map(str, arguments)])


def told(template: Template) -> dict[str, object]:
    return {name: plain(fact) for name, fact in facts_for(template).items()}


def plain(fact: object) -> object:
    match fact:
        case NamedPerson():
            forms = {case.value: form for case, form in fact.forms}
            parts = {"surname": fact.surname, "given": fact.given, "patronymic": fact.patronymic}
            return {**parts, "sex": fact.sex.value if fact.sex else None, "forms": forms}
        case Office():
            holder = None if fact.holder is None else plain(fact.holder)
            return {"name": fact.name, "to": fact.to, "address": fact.address, "holder": holder}
        case tuple():
            return [plain(one) for one in fact]
        case date():
            return fact
    return fact


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(yaml.safe_dump(told(find_template("ru/appeal")), allow_unicode=True), "utf-8")
    return path


@pytest.mark.parametrize("language", ["ru", "uk", "en"])
def test_the_list_names_every_template_in_the_language(language: str) -> None:
    shown = run("list", "--lang", language).output

    assert all(one.id in shown and one.name[language] in shown for one in templates().values())


@pytest.mark.parametrize("template", sorted(templates()))
def test_what_a_template_asks_for_is_itself_a_file_of_facts(template: str) -> None:
    shown = yaml.safe_load(run("fields", template, "--lang", "ru").output)

    assert list(shown) == [one.name for one in find_template(template).fields]


def test_an_empty_form_brings_the_list_of_what_is_needed_and_writes_nothing(tmp_path: Path) -> None:
    form = tmp_path / "form.yaml"
    form.write_text(run("fields", "ru/appeal").output, "utf-8")

    result = run("make", "ru/appeal", form, "-o", tmp_path / "letter.pdf", "--lang", "en")

    assert result.exit_code == 1
    needed = [one for one in find_template("ru/appeal").needed if one.kind is not FieldKind.CHOICE]
    assert all(f"not filled in: {one.label['en']}" in result.output for one in needed)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["form.yaml"]


@pytest.mark.parametrize("template", sorted(templates()))
def test_every_template_becomes_a_letter_from_a_file(tmp_path: Path, template: str) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(yaml.safe_dump(told(find_template(template)), allow_unicode=True), "utf-8")

    result = run("make", template, path, "-o", tmp_path / "letter.pdf", "--day", "2026-11-23")

    assert result.exit_code == 0, result.output
    assert "2026" in words_of((tmp_path / "letter.pdf").read_bytes())


def test_a_letter_is_for_its_maker_only_and_leaves_no_part_behind(facts: Path, tmp_path: Path) -> None:
    run("make", "ru/appeal", facts, "-o", tmp_path / "letter.pdf")

    assert (tmp_path / "letter.pdf").stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.yaml", "letter.pdf"]


def test_declined_names_are_shown_for_the_checker(facts: Path, tmp_path: Path) -> None:
    result = run("make", "ru/appeal", facts, "-o", tmp_path / "letter.docx", "--lang", "ru", "--number", "2026/17")

    assert "родительный (кого?): Ивановой Марии Петровны" in result.output
    assert "ещё не читал юрист" in result.output
    assert (tmp_path / "letter.docx").read_bytes().startswith(b"PK")


def test_a_name_that_cannot_be_declined_is_asked(facts: Path, tmp_path: Path) -> None:
    raw = yaml.safe_load(facts.read_text("utf-8"))
    raw["applicant"] = {"surname": "Заяц", "given": "Павел", "sex": "male"}
    facts.write_text(json.dumps(raw, default=str), "utf-8")

    result = run("make", "ru/appeal", facts, "-o", tmp_path / "letter.pdf", "--lang", "ru")

    assert result.exit_code == 1
    assert "подтвердите форму, родительный" in result.output
    assert not (tmp_path / "letter.pdf").exists()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("- a", "has to hold a field a line"),
        ("a: [", "is not YAML (line"),
        ("a: 2026-02-30", "a day that no calendar has"),
        ("", "has to hold a field a line"),
        ("!!python/object/apply:os.system [id]", "is not YAML"),
    ],
)
def test_a_file_that_is_no_file_of_facts_is_refused_with_a_sentence(tmp_path: Path, written: str, told: str) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(written, "utf-8")

    result = run("make", "ru/appeal", path, "-o", tmp_path / "letter.pdf")

    assert result.exit_code == 2
    assert told in " ".join(result.output.replace("│", "").split())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("fields", "ru/appel"), "Perhaps: ru/appeal"),
        (("list", "--lang", "de"), "ru, uk, en"),
        (("make", "ru/appeal", "nothing.yaml", "-o", "x.pdf"), "No such file"),
        (("make", "ru/appeal", "nothing.yaml", "-o", "x.odt"), ".pdf or .docx"),
        (("clocks", "love-letter"), "no clock for love-letter."),
        (("clocks", "appeal", "--outcome", "kiss"), "answer, refusal, silence"),
    ],
)
def test_a_slip_is_answered_with_a_sentence(arguments: tuple[str, ...], told: str) -> None:
    result = run(*arguments)

    assert result.exit_code != 0
    assert told in " ".join(result.output.replace("│", "").split())
    assert "Traceback" not in result.output


def test_clocks_show_the_last_day_its_article_what_moved_it_and_the_next_step() -> None:
    shown = run("clocks", "ru/appeal", "--registered", "2026-12-02", "--outcome", "silence", "--lang", "ru").output

    assert "2027-01-11  ответить по существу (ч. 1 ст. 12" in shown
    assert "с 2027-01-01: Новогодние каникулы" in shown
    assert "-> жалоба прокурору" in shown


def test_offices_are_listed_by_kind_and_never_as_certain() -> None:
    shown = run("offices", "icrc", "--lang", "en").output

    assert "ICRC Central Tracing Agency" in shown
    assert "Main Military Prosecutor" not in shown
    assert "Check every address before sending." in shown
    assert "Main Military Prosecutor" in run("offices", "--lang", "en").output


def test_a_template_of_ones_own_is_looked_over_and_used(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(GOOD, "utf-8")
    path = tmp_path / "facts.yaml"
    path.write_text("applicant: {surname: Иванова, given: Мария, sex: female}", "utf-8")

    assert run("check", own).output == "own.toml: ok\n"
    assert run("make", own, path, "-o", tmp_path / "letter.pdf").exit_code == 0
    assert "от Ивановой Марии" in words_of((tmp_path / "letter.pdf").read_bytes())


def test_everything_wrong_with_a_template_of_ones_own_is_told(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(GOOD.replace('language = "ru"', "").replace('confidence = "B"', ""), "utf-8")

    result = run("check", own)

    assert result.exit_code == 1
    assert "language is missing" in result.output
    assert "confidence is missing" in result.output
