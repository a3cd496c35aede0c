"""`rights`: what the law of a day says to the facts in a file."""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bereginya.cli.language import spoken
from bereginya.cli.saying import complain_of, fail, say
from bereginya.facts.errors import BereginyaError
from bereginya.rights import Facts, Finding, Findings, Outcome, Rules, assess, changed, read_changes, rules
from bereginya.rights.errors import FactsError
from bereginya.rights.saying import Words, words
from bereginya.rights.vocabulary import near, read_facts_file

_MOST = 1_000_000  # bytes: the facts about one person are a page, a larger file is another file


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("rights")(show)


def show(
    facts: Annotated[Path, typer.Argument(help="Facts about one person, YAML or JSON; - reads standard input.")],
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day whose law counts; today.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a list for programs.")] = False,
    lang: Annotated[str | None, typer.Option(help="ru, uk or en.")] = None,
    subject: Annotated[list[str] | None, typer.Option(help="Only this subject; repeat it.")] = None,
    public: Annotated[bool, typer.Option(help="Only what needs no lawyer's reading.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also what does not apply.")] = False,
    changes: Annotated[Path | None, typer.Option(help="A file of the committee's changes to the law.")] = None,
) -> None:
    """Show what the law gives him on a day: entitled, violated, at risk, or which fact is missing.

    The keys of a facts file are listed in docs/rights.md. Nothing is stored.
    """
    speech = words(spoken(lang))
    day = on.date() if on is not None else datetime.now(UTC).date()
    try:
        told = read_facts_file(_text(facts))
        law = rules() if changes is None else changed(rules(), read_changes(_text(changes), changes.name))
        _refuse_subjects(subject, law)
    except FactsError as error:
        for problem in error.problems:
            complain_of(problem)
        raise typer.Exit(1) from error
    except BereginyaError as error:
        fail(error)
    _warn(told, speech)
    found = assess(told, on=day, law=law)
    found = found.for_public() if public else found
    shown = _chosen(found, subject, everything=everything)
    if as_json:
        _warn_of(found, speech)
        say(json.dumps([_as_json(finding, speech) for finding in shown], ensure_ascii=False, indent=1))
    else:
        _print(shown, found, speech)


def _text(path: Path) -> str:
    try:
        data = sys.stdin.buffer.read(_MOST + 1) if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise FactsError((f"{path.name}: {error.strerror}",)) from error
    if len(data) > _MOST:
        raise FactsError((f"{path.name}: larger than a megabyte, this is no facts file",))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FactsError((f"{path.name}: not UTF-8 text",)) from error


def _refuse_subjects(subjects: list[str] | None, law: Rules) -> None:
    unknown = [subject for subject in subjects or () if subject not in law.subjects]
    if unknown:
        raise FactsError((f"no such subject; there are {', '.join(law.subjects)}",))


def _chosen(found: Findings, subjects: list[str] | None, *, everything: bool) -> list[Finding]:
    listed = (*found.found, *found.not_met) if everything else found.found
    return [finding for finding in listed if not subjects or finding.version.subject in subjects]


def _warn(facts: Facts, speech: Words) -> None:
    """Say on standard error which keys were left out."""
    for key in facts.ignored:
        meant = near(key)
        hint = f" {speech.sentence('meant', key=meant)}" if meant else ""
        typer.echo(f"{speech.sentence('ignored', key=key)}{hint}", err=True)


def _warn_of(found: Findings, speech: Words) -> None:
    for one in found.contradictions:
        typer.echo(speech.contradiction(one), err=True)
    if found.later:
        typer.echo(speech.sentence("later", facts=", ".join(found.later)), err=True)


def _as_json(finding: Finding, speech: Words) -> Mapping[str, object]:
    version, deadline = finding.version, finding.deadline
    return {
        "provision": finding.provision,
        "finding": finding.outcome.value,
        "title": speech.title(version),
        "because": [f"{key}: {_plain(value)}" for key, value in finding.because.items()],
        "why": speech.why(finding),
        "missing": list(finding.missing),
        "contradictory": list(finding.unsettled),
        "deadline": None
        if deadline is None
        else {
            "day": None if deadline.day is None else deadline.day.isoformat(),
            "kind": deadline.kind,
            "text": deadline.text,
            "from": deadline.start,
            "missing": deadline.missing,
            "before_moving": None if deadline.counted is None else deadline.counted.isoformat(),
            "moved_by": deadline.moved_by,
            "settled": deadline.settled,
        },
        "later_deadlines": [
            {"day": None if one.day is None else one.day.isoformat(), "kind": one.kind, "text": one.text}
            for one in finding.deadlines[1:]
        ],
        "next": speech.next_step(version),
        "gives": speech.gives(version),
        "law": version.law,
        "article": version.article,
        "law_of": finding.law_day.isoformat(),
        "in_force": [_plain(version.since), _plain(version.until)],
        "source": [
            {"id": one.id, "kind": one.kind, "title": one.title, "address": one.address, "dated": one.dated}
            for one in version.sources
        ],
        "confidence": version.confidence,
        "lawyer": version.lawyer,
        "checked": version.checked.isoformat(),
        "notes": version.notes,
        "cite": finding.cite,
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _print(shown: Iterable[Finding], found: Findings, speech: Words) -> None:
    """Print a table: what was found, and below it what is not decided, by the fact that would decide it."""
    say(speech.sentence("heading", day=speech.day(found.on)))
    say(speech.sentence("draft"))
    for one in found.contradictions:
        say(f"! {speech.contradiction(one)}")
    if found.later:
        say(f"! {speech.sentence('later', facts=', '.join(found.later))}")
    say()
    decided = [finding for finding in shown if finding.outcome is not Outcome.UNKNOWN]
    if not decided:
        say(speech.sentence("nothing"))
    wide = max((len(speech.outcome(outcome)) for outcome in Outcome), default=0)
    for finding in decided:
        _print_one(finding, speech, wide)
    _print_unknown([finding for finding in shown if finding.outcome is Outcome.UNKNOWN], speech)


def _print_one(finding: Finding, speech: Words, wide: int) -> None:
    version, pad = finding.version, " " * (wide + 2)
    mark = f"  [{speech.sentence('lawyer')}]" if version.lawyer else ""
    deadline = "" if finding.deadline is None else speech.deadline(finding.deadline)
    because = ", ".join(f"{key} {_plain(value)}" for key, value in finding.because.items())
    kinds = ", ".join(dict.fromkeys(source.kind for source in version.sources))
    say(f"{speech.outcome(finding.outcome):<{wide}}  {version.id:<28}  {speech.title(version)}{mark}")
    lines = (
        speech.gives(version),
        speech.why(finding) or "",
        f"{speech.article(version)} ({version.confidence}, {kinds})",
        f"{speech.sentence('because')}: {because}" if because else "",
        speech.sentence("unless", facts=", ".join(finding.missing)) if finding.missing else "",
        deadline,
        f"{speech.sentence('next')}: {speech.next_step(version)}" if speech.next_step(version) else "",
    )
    for line in lines:
        if line:
            say(f"{pad}{line}")
    say()


def _print_unknown(unknown: list[Finding], speech: Words) -> None:
    if not unknown:
        return
    waiting: dict[str, list[str]] = {}
    for finding in unknown:
        waiting.setdefault(finding.missing[0] if finding.missing else "", []).append(finding.provision)
    say(speech.sentence("unknowns"))
    for key, provisions in sorted(waiting.items(), key=lambda item: -len(item[1])):
        say(f"  {key:<26}  {speech.question(key).text if key else ''}")
        say(f"  {'':<26}    {', '.join(provisions)}")
