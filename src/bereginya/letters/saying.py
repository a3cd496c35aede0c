"""Sentences about a letter in three languages: what is missing, what to confirm, how its clocks stand."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from bereginya.letters.clocks import Clock
from bereginya.letters.templates import Template
from bereginya.letters.values import Ask, Case, Declined, Problem, Trouble


def problem_words(problem: Problem, template: Template, language: str) -> str:
    """Return what is wrong with a field, in a sentence that names it as the desk does."""
    key = problem.trouble.value
    if problem.trouble is Trouble.UNPRINTABLE and not problem.field:
        key = "unprintable-together"
    return words(language)[key].format(
        field=problem.field, label=_label(problem.field, template, language), detail=problem.detail
    )


def ask_words(ask: Ask, template: Template, language: str) -> str:
    """Return what has to be confirmed, with forms to choose from. It names the person: for the screen, not for logs."""
    said = words(language)
    asked = said[f"ask-{ask.why.value}"].format(
        label=f"{_label(ask.field, template, language)}: {ask.named}", case=case_words(ask.case, language)
    )
    if not ask.suggestions:
        return asked
    return f"{asked}; {said['suggestions'].format(forms=', '.join(ask.suggestions))}"


def declined_words(declined: Declined, language: str) -> str:
    """Return a declined name as the checker reads it: the case and the form."""
    return words(language)["declined"].format(case=case_words(declined.case, language), form=declined.form)


def case_words(case: Case, language: str) -> str:
    """Return the name of a case with its question."""
    return words(language)[f"case-{case.value}"]


def clock_words(clock: Clock, language: str) -> Iterator[str]:
    """Yield the lines of a clock: its last day and article, what moved it, what it rests on."""
    said = words(language)
    what = clock.rule.what.get(language, clock.rule.id)
    yield said["due"].format(due=clock.due.isoformat(), what=what, cite=clock.rule.cite)
    if clock.moved is not None:
        names = dict.fromkeys(said.get(why, why) for _, why in clock.moved.because)
        yield said["moved"].format(
            counted=clock.moved.counted.isoformat(), because=", ".join(names), cite=clock.moved.cite
        )
    yield from (said[f"doubt-{one.value}"] for one in clock.doubts)


def _label(field: str, template: Template, language: str) -> str:
    known = {one.name: one.label for one in template.fields}
    return known.get(field.partition(".")[0], {}).get(language, field)


@cache
def words(language: str) -> Mapping[str, str]:
    """Return every sentence of one language (`ru`, `uk`, `en`)."""
    raw: Mapping[str, Mapping[str, str]] = tomllib.loads(
        (files("bereginya.letters") / "words" / "saying.toml").read_text("utf-8")
    )
    return raw[language]
