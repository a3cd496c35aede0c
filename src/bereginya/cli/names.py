"""`names`: take a name apart, compare two, write one in Latin letters, put one into a case."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from bereginya import names
from bereginya.cli.language import gettext, spoken
from bereginya.cli.saying import complain_of, say
from bereginya.names.declining import CASES, Case
from bereginya.names.saying import Language, words
from bereginya.names.transliterating import UnknownSchemeError

_Lang = Annotated[str | None, typer.Option(help="ru, uk or en.")]
_AsJson = Annotated[bool, typer.Option("--json", help="Print for programs.")]

_CYRILLIC = re.compile("[\u0400-\u04ff]")
"""Left in a text by a scheme of the other language: then it is not shown among all."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run; such a cell gets an apostrophe when it is written again."""

_VERDICTS = {"same": "same", "maybe": "may be same", "different": "different"}
"""Verdicts as files and programs get them, the same in every language."""

_app = typer.Typer(no_args_is_help=True, help="Names of the region: parts, comparison, transliteration, cases.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(_app, name="names")


@_app.command("parse")
def show_parts(
    name: Annotated[list[str], typer.Argument(help="A name as somebody wrote it.")],
    as_json: _AsJson = False,
    lang: _Lang = None,
) -> None:
    """Take a name apart: surname, given name, patronymic, and what stood around it."""
    labels = words(spoken(lang))["parts"]
    found = names.parse(" ".join(name))
    if as_json:
        say(json.dumps(asdict(found), ensure_ascii=False, indent=1))
        return
    for label, value in _parts(found, labels):
        say(f"{label}: {value}")
    for other in found.alternatives:
        told = ", ".join(f"{label} {value}" for label, value in _parts(other, labels) if value)
        say(f"{labels['alternatives']}: {told}")


def _parts(found: names.Name, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return the label and the value of every part that is known."""
    for part, value in asdict(found).items():
        if value and part != "alternatives":
            yield labels[part], value if isinstance(value, str) else " ".join(map(str, value))


@_app.command("compare")
def compare(
    a: Annotated[str | None, typer.Argument(help="A name.")] = None,
    b: Annotated[str | None, typer.Argument(help="Another name.")] = None,
    pairs: Annotated[Path | None, typer.Option(help="A CSV file with the columns a and b.", dir_okay=False)] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where to write the pairs with their score.")] = None,
    as_json: _AsJson = False,
    lang: _Lang = None,
) -> None:
    """Say whether two names are the same, may be the same, or differ, with a score from 0 to 1 and the reasons.

    With --pairs, do so for every line of a file; score and verdict become its last columns.
    """
    language = spoken(lang)
    if pairs is not None and out is not None and a is None:
        _compare_file(pairs, out, language)
    elif a is not None and b is not None and pairs is None:
        _compare_two(a, b, language, as_json=as_json)
    else:
        raise typer.BadParameter(gettext("Give two names, or --pairs FILE and -o FILE."))


def _compare_two(a: str, b: str, language: Language, *, as_json: bool) -> None:
    found = names.compare(a, b)
    if as_json:
        reasons = [
            {"code": one.code, "weight": one.weight, "sentence": one.sentence(language)} for one in found.reasons
        ]
        told = {"score": found.score, "verdict": _VERDICTS[found.verdict], "reasons": reasons, "model": found.model}
        say(json.dumps(told, ensure_ascii=False, indent=1))
        return
    say(f"{words(language)['verdicts'][found.verdict]} ({words(language)['parts']['score']} {found.score})")
    for one in found.reasons:
        say(f"  {one.weight:+.1f}  {one.sentence(language)}")


def _compare_file(pairs: Path, out: Path, language: Language) -> None:
    columns, rows = _read(pairs, language)
    counted: Counter[str] = Counter()
    aside = out.with_name(f".{out.name}.part")
    try:
        with aside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*columns, "score", "verdict"], extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            with typer.progressbar(rows, label=pairs.name) as shown:
                for row in shown:
                    found = names.compare(row["a"], row["b"])
                    counted[found.verdict] += 1
                    kept = {column: _harmless(row[column]) for column in columns}
                    writer.writerow({**kept, "score": found.score, "verdict": _VERDICTS[found.verdict]})
        aside.replace(out)
    except OSError as error:
        _refuse(language, "unreadable", file=out.name, why=error.strerror or type(error).__name__)
    finally:
        aside.unlink(missing_ok=True)
    told = {verdict: counted[verdict] for verdict in ("same", "maybe", "different")}
    say(words(language)["errors"]["done"].format(count=len(rows), **told))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _read(path: Path, language: Language) -> tuple[list[str], list[dict[str, str]]]:
    """Return the columns and the rows of a CSV file; a and b are there, whatever their case was."""
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        _refuse(language, "unreadable", file=path.name, why=error.strerror or type(error).__name__)
    except UnicodeDecodeError:
        _refuse(language, "encoding", file=path.name)
    if not text.strip():
        _refuse(language, "empty", file=path.name)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(1 << 20)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [_column(cell) for cell in next(reader)]
    if not {"a", "b"} <= set(columns):
        _refuse(language, "columns", file=path.name)
    rows = [dict(zip(columns, [*row, *[""] * len(columns)], strict=False)) for row in reader if row]
    return [column for column in columns if column not in {"score", "verdict"}], rows


def _column(cell: str) -> str:
    plain = cell.strip()
    return plain.lower() if plain.lower() in {"a", "b", "score", "verdict"} else plain


def _decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a mark, or else Windows-1251."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251")


@_app.command("transliterate")
def transliterate(
    name: Annotated[list[str], typer.Argument(help="A name.")],
    scheme: Annotated[str, typer.Option(help="The id of a scheme, or all.")] = "all",
    back: Annotated[bool, typer.Option("--back", help="From Latin letters to Cyrillic.")] = False,
    lang: _Lang = None,
) -> None:
    """Write a name in Latin letters by a scheme (or by each), or find what a Latin spelling may have been."""
    language, text = spoken(lang), " ".join(name)
    wanted = list(names.schemes()) if scheme == "all" else [scheme]
    try:
        for ident in wanted:
            found = names.from_latin(text, ident) if back else (names.transliterate(text, ident),)
            if scheme != "all" or (found and (back or not _CYRILLIC.search(found[0]))):
                told = " | ".join(found) or words(language)["errors"]["latin"]
                say(told if scheme != "all" else f"{ident:18} {told}")
    except UnknownSchemeError:
        _refuse(language, "scheme", scheme=scheme, known=", ".join(names.schemes()))


@_app.command("decline")
def decline(
    name: Annotated[list[str], typer.Argument(help="A name in the nominative.")],
    gender: Annotated[str, typer.Option(help="m or f; it is never guessed.")],
    language: Annotated[str, typer.Option(help="The language of the endings: ru or uk.")] = "ru",
    case: Annotated[str | None, typer.Option(help=f"One of {', '.join(CASES)}; without it all are shown.")] = None,
    lang: _Lang = None,
) -> None:
    """Put a name into a case, or show all cases. The gender has to be given."""
    speech = spoken(lang)
    if not any("\u0400" <= letter <= "\u04ff" for part in name for letter in part):
        _refuse(speech, "letters")
    sex: Literal["m", "f"] = "f" if _one_of(gender, ("m", "f"), "--gender") == "f" else "m"
    tongue: Literal["ru", "uk"] = "uk" if _one_of(language, ("ru", "uk"), "--language") == "uk" else "ru"
    if case is not None:
        _one_of(case, CASES, "--case")
    parsed = names.parse(" ".join(name))
    for one in CASES:
        if case in {None, one}:
            told = _in_order(names.decline(parsed, one, gender=sex, language=tongue))
            say(told if case else f"{_case_label(one, speech)}: {told}")


def _case_label(case: Case, language: Language) -> str:
    return words(language)["cases"][case]


def _in_order(name: names.Name) -> str:
    initials = " ".join(f"{letter}." for letter in name.initials)
    return " ".join(filter(None, (name.surname, name.given, name.patronymic, initials)))


def _one_of(value: str, allowed: tuple[str, ...], option: str) -> str:
    if value not in allowed:
        told = gettext("It has to be one of {these}.").format(these=", ".join(allowed))
        raise typer.BadParameter(told, param_hint=option)
    return value


def _refuse(language: Language, sentence: str, **facts: str) -> NoReturn:
    """Say why nothing was done, and end with status 1."""
    complain_of(words(language)["errors"][sentence].format(**facts))
    raise typer.Exit(1)
