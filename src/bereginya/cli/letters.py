"""`letters`: templates, what they ask for, a letter from a file of facts, and the clocks that run on it."""

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
import yaml

from bereginya.cli.language import gettext, spoken
from bereginya.cli.saying import complain_of, say
from bereginya.facts.errors import BereginyaError
from bereginya.letters import (
    ClockError,
    Days,
    Letter,
    Outcome,
    Template,
    TemplateError,
    UnfinishedError,
    authorities,
    authorities_for,
    clocks,
    compose,
    docx_letter,
    facts_from,
    find_template,
    next_steps,
    read_template,
    templates,
    typeset_letter,
)
from bereginya.letters.clocks import clock_rules
from bereginya.letters.saying import ask_words, clock_words, declined_words, problem_words, words
from bereginya.letters.templates import FieldKind

_MOST = 2_000_000  # bytes: one letter's facts, with a long list of signatures
_WRITERS = {".pdf": typeset_letter, ".docx": docx_letter}

_EMPTY = {
    FieldKind.PERSON: '{surname: "", given: "", patronymic: "", sex: }',
    FieldKind.OFFICE: '{name: "", to: "", address: ""}',
    FieldKind.ITEMS: "[]",
    FieldKind.ROWS: "[]",
}
"""How an empty field stands in a file of facts."""

_Lang = Annotated[str | None, typer.Option(help="ru, uk or en.")]
_Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]

_letters = typer.Typer(no_args_is_help=True, help="Letters from facts, and the clocks that run on them.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(_letters, name="letters")


@_letters.command("list")
def show_list(lang: _Lang = None) -> None:
    """List the templates."""
    language = spoken(lang)
    for one in templates().values():
        say(f"{one.id:30} {one.name[language]}")


@_letters.command()
def fields(
    template: Annotated[str, typer.Argument(help="A template's id from `letters list`, or a TOML file of your own.")],
    lang: _Lang = None,
) -> None:
    """Show what a template asks for, as a file of facts to be filled in, and the articles it rests on."""
    language = spoken(lang)
    for line in _form(_template(template), language):
        say(line)


@_letters.command()
def make(
    template: Annotated[str, typer.Argument(help="A template's id from `letters list`, or a TOML file of your own.")],
    facts: Annotated[Path, typer.Argument(help="The facts, YAML or JSON, as `letters fields` shows them.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write: a .pdf or .docx file.")],
    day: _Day = None,
    number: Annotated[str, typer.Option(help="Its number in your register.")] = "",
    lang: _Lang = None,
) -> None:
    """Typeset a letter. What is missing is listed, and then nothing is written. The file is not sealed: mind where."""
    language, form = spoken(lang), _template(template)
    if output.suffix.lower() not in _WRITERS:
        raise typer.BadParameter(gettext("The name has to end in .pdf or .docx."), param_hint="--output")
    try:
        letter = compose(form, facts_from(form, _facts(facts)), day=_day(day), number=number)
        made = _WRITERS[output.suffix.lower()](letter)
    except UnfinishedError as error:
        _complain(error, form, language)
        raise typer.Exit(1) from error
    _write(output, made)
    _say_check(letter, form, language)
    say(f"{output}")


@_letters.command("clocks")
def show_clocks(
    kind: Annotated[str, typer.Argument(help="A template's id, or a kind of letter: appeal, crime-report …")],
    sent: _Day = None,
    received: _Day = None,
    registered: _Day = None,
    learned: _Day = None,
    refused: _Day = None,
    full_text: _Day = None,
    event: _Day = None,
    dispatch: _Day = None,
    decided: _Day = None,
    outcome: Annotated[str | None, typer.Option(help="answer, refusal or silence: shows the next step up.")] = None,
    lang: _Lang = None,
) -> None:
    """Show the last days that the law sets from the days you know, and the next step."""
    language = spoken(lang)
    kind = find_template(kind).kind if kind in templates() else kind
    days = Days(*map(_date, (sent, received, registered, learned, refused, full_text, event, dispatch, decided)))
    try:
        for clock in clocks(kind, days):
            for number, line in enumerate(clock_words(clock, language)):
                say(line if number == 0 else f"            {line}")
    except ClockError as error:
        kinds = ", ".join(sorted({one for rule in clock_rules() for one in rule.kinds}))
        raise typer.BadParameter(
            gettext("The law sets no clock for {kind}. Known: {these}").format(kind=kind, these=kinds),
            param_hint="KIND",
        ) from error
    for step in () if outcome is None else next_steps(kind, _outcome(outcome)):
        say(f"-> {step.what[language]} ({step.cite}){step.template and ': ' + step.template}")


@_letters.command()
def offices(
    kind: Annotated[str | None, typer.Argument(help="prosecutor, garrison-court, ombudsman …; all.")] = None,
    lang: _Lang = None,
) -> None:
    """List the offices we ship. Every address has to be checked before sending."""
    language = spoken(lang)
    for one in authorities().values() if kind is None else authorities_for([kind]):
        say(f"{one.name[language]} [{', '.join(one.kinds)}]")
        say(f"    {one.address or words(language)['no-address']}")
        say(f"    {one.send[language]}")
    say(words(language)["check-address"])


@_letters.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="TOML files of templates.", exists=True, dir_okay=False)],
) -> None:
    """Look over templates of your own: everything wrong with them is told."""
    wrong = False
    for path in files:
        try:
            read_template(path.read_text("utf-8"), path.stem)
        except TemplateError as error:
            wrong = True
            for fault in error.faults:
                typer.echo(f"{path.name}: {fault}", err=True)
        else:
            say(f"{path.name}: ok")
    if wrong:
        raise typer.Exit(1)


def _template(named: str) -> Template:
    path = Path(named)
    try:
        if path.suffix == ".toml" and path.is_file():
            return read_template(path.read_text("utf-8"), path.stem)
        return find_template(named)
    except TemplateError as error:
        for fault in error.faults:
            complain_of(f"{path.name}: {fault}")
        raise typer.Exit(1) from error
    except BereginyaError as error:
        near = ", ".join(getattr(error, "suggestions", ()))
        told = (
            gettext("There is no template {name}. Perhaps: {near}.")
            if near
            else gettext("There is no template {name}.")
        )
        complain_of(told.format(name=named, near=near))
        raise typer.Exit(1) from error


def _facts(path: Path) -> Mapping[str, object]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unread(gettext("{file} cannot be read: {why}."), path, why=error.strerror) from error
    if len(data) > _MOST:
        raise _unread(gettext("{file} is larger than any letter."), path)
    try:
        told = yaml.safe_load(data)
    except ValueError as error:
        raise _unread(gettext("{file} has a day that no calendar has."), path) from error
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = "—" if where is None else where.line + 1
        raise _unread(gettext("{file} is not YAML (line {line})."), path, line=line) from None
    if not isinstance(told, dict):
        raise _unread(gettext("{file} has to hold a field a line: `field: value`."), path)
    return {str(key): value for key, value in told.items()}


def _unread(told: str, path: Path, **facts: object) -> typer.BadParameter:
    return typer.BadParameter(told.format(file=path.name, **facts), param_hint="FACTS")


def _form(template: Template, language: str) -> Iterable[str]:
    said = words(language)
    yield f"# {template.id}: {template.name[language]}"
    yield f"# {template.about[language]}"
    if template.lawyer:
        yield f"# {said['lawyer']}"
    yield from (f"# {one.cite} [{one.confidence}]" for one in template.articles)
    for one in template.fields:
        kind = ", ".join(one.options or one.columns) or one.kind.value
        yield f"# {one.label[language]} ({said['needed' if one.needed else 'optional']}; {kind})"
        if one.help is not None and language in one.help:
            yield f"# {one.help[language]}"
        yield f"{one.name}: {_EMPTY.get(one.kind, '')}".rstrip()


def _complain(error: UnfinishedError, template: Template, language: str) -> None:
    for problem in error.problems:
        complain_of(problem_words(problem, template, language))
    for ask in error.asks:
        complain_of(ask_words(ask, template, language))


def _say_check(letter: Letter, template: Template, language: str) -> None:
    for one in letter.declined:
        say(declined_words(one, language))
    if template.lawyer:
        say(words(language)["lawyer"])


def _write(path: Path, made: bytes) -> None:
    """Write aside and rename: what is there is a whole letter, readable by this user only."""
    aside = path.with_name(f".{path.name}.part")
    try:
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "wb") as file:  # noqa: PTH123 - made for this user only before the first byte
            file.write(made)
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        told = gettext("{file} cannot be written: {why}.").format(file=path.name, why=error.strerror)
        raise typer.BadParameter(told, param_hint="--output") from error


def _day(day: datetime | None) -> date:
    return datetime.now(UTC).astimezone().date() if day is None else day.date()


def _date(day: datetime | None) -> date | None:
    return None if day is None else day.date()


def _outcome(said: str) -> Outcome:
    try:
        return Outcome(said)
    except ValueError:
        told = gettext("It has to be one of {these}.").format(these=", ".join(one.value for one in Outcome))
        raise typer.BadParameter(told, param_hint="--outcome") from None
