"""A sheet to print: each sought person with the candidates, words before numbers, and room for a person's decision.

One HTML file without scripts, pictures or addresses; every text from a file is escaped. It names people: whoever prints
it keeps it locked away.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import Literal

LANGUAGES: tuple[Literal["ru", "uk", "en"], ...] = ("ru", "uk", "en")
Row = Mapping[str, str | None]
_SHOWN = ("surname", "given_name", "patronymic", "full_name", "born", "place", "unit", "rank", "text")
_NAMES = ("surname", "given_name", "patronymic")
_ASKED_OF_A_PERSON = ("why", "by", "second", "day")
_WORDS = ((0.9, "very_likely"), (0.6, "likely"), (0.1, "possible"), (0.0, "unlikely"))
_NAMESAKE = 0.05
_STYLE = """@page{margin:1.6cm 1.4cm}
body{font:11pt/1.45 system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:1.2rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5em;margin:0 0 .6em}h2{font-size:1.15em;margin:0 0 .2em}p{margin:.35em 0}
section{break-inside:avoid;border-top:1.5px solid #555;padding:1em 0 1.4em}
table{border-collapse:collapse;width:100%;font-size:.88em;margin:.8em 0}
th{text-align:left;font-weight:600}
th,td{border-top:1px solid #bbb;padding:.3em .5em .3em 0;vertical-align:top;overflow-wrap:anywhere;min-width:4.5em}
th:first-child,td:first-child{min-width:1.2em}
.why td{border-top:0;padding-top:0}.small{font-size:.88em;color:#444}
.form{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:.35em .8em;margin-top:.8em}
.form span:nth-child(even){border-bottom:1px dotted #555}.form b{font-weight:400}
.form i{font-style:normal;white-space:nowrap;margin-right:1em}
@media (max-width:40rem){.form{grid-template-columns:1fr}.form span:nth-child(even){min-height:1.5em}}
@media screen and (max-width:40rem){table,tbody,tr,td{display:block}
tr:first-child{display:none}td{border:0;padding:.1em 0}
tr{border-top:1px solid #bbb;padding:.4em 0}tr.why{border:0;padding:0 0 .4em}
td[title]::before{content:attr(title) ": ";color:#444}td:empty{display:none}}
@media print{body{padding:0;font-size:10pt}}"""


@dataclass(frozen=True, slots=True, repr=False)
class Candidate:
    """One candidate as the sheet shows it; `reasons` are sentences."""

    register: str
    probability: float
    row: Row
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Sought:
    """One sought person, the candidates best first, and the chance that no list has the person, if it is known."""

    id: str
    row: Row
    candidates: tuple[Candidate, ...]
    none: float | None = None


@cache
def words(language: str) -> Mapping[str, "str | Mapping[str, str]"]:
    """Return the sentences of a language; raises ValueError for one that is not of ru, uk, en."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    text = files("bereginya.tracing").joinpath("words", f"review.{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


def sentence(language: str, *path: str, **values: object) -> str:
    """Return one sentence by its place in the words, its braces filled."""
    found: object = words(language)
    for key in path:
        found = found[key] if isinstance(found, Mapping) else None
    if not isinstance(found, str):
        raise ValueError(f"no such sentence: {'.'.join(path)}")
    return found.format(**values)


def chance_words(probability: float, others: int, language: str) -> str:
    """Return a chance as words, with how many others fit as well.

    >>> chance_words(0.31, 2, "en")
    'possible; 2 others fit as well'
    """
    said = sentence(language, "chances", next(word for least, word in _WORDS if probability >= least))
    if not others:
        return said
    more = sentence(language, "chances", "one_other" if others == 1 else "others", count=others)
    return f"{said}; {more}"


def sheet(sought: Iterable[Sought], *, lists: Sequence[str], model: int, language: str) -> Iterator[str]:
    """Yield the sheet piece by piece, one section a sought person: a thousand of them take no memory."""
    title = escape(sentence(language, "title"))
    yield f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    yield f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><h1>{title}</h1>'
    for key in ("sheet_note", "not_found", "contents"):
        yield f"<p>{escape(sentence(language, key))}</p>"
    names = escape(sentence(language, "lists", names=", ".join(lists)))
    yield f'<p class="small">{names}. {escape(sentence(language, "model", number=model))}.</p>\n'
    for one in sought:
        yield _section(one, language, several=len(lists) > 1)
    yield "</body></html>\n"


def _section(one: Sought, language: str, *, several: bool) -> str:
    called = " ".join(filter(None, (one.row.get(part) for part in _NAMES))) or one.row.get("full_name") or ""
    heading = f"{escape(sentence(language, 'sought'))}: {escape(called)} ({escape(one.id)})"
    parts = [f"<section><h2>{heading}</h2>", _told(one.row, language)]
    if one.candidates:
        parts.append(_table(one, language, several=several))
    else:
        parts.append(f"<p>{escape(sentence(language, 'nobody'))} {escape(sentence(language, 'not_found'))}</p>")
    if one.none is not None:
        said = sentence(language, "none_chance", percent=_percent(one.none))
        parts.append(f'<p class="small">{escape(said)}</p>')
    return "".join((*parts, _decision(language) if one.candidates else "", "</section>\n"))


def _told(row: Row, language: str) -> str:
    said = [
        f"{escape(sentence(language, 'columns', key))}: <b>{escape(row[key] or '')}</b>"
        for key in _SHOWN
        if row.get(key) and key not in _NAMES
    ]
    return f"<p>{'; '.join(said)}</p>" if said else ""


def _table(one: Sought, language: str, *, several: bool) -> str:
    """Return the candidates as rows; on a narrow screen each cell says by its title what it is."""
    shown = [key for key in _SHOWN if any(candidate.row.get(key) for candidate in one.candidates)]
    head = [sentence(language, "rank"), sentence(language, "chance")]
    head += [sentence(language, "register")] if several else []
    head += [sentence(language, "columns", "id"), *(sentence(language, "columns", key) for key in shown)]
    lines = [_line(number, one, head, shown, language) for number in range(len(one.candidates))]
    return f"<table><tr>{''.join(f'<th>{escape(text)}</th>' for text in head)}</tr>{''.join(lines)}</table>"


def _line(number: int, one: Sought, head: Sequence[str], shown: Sequence[str], language: str) -> str:
    candidate = one.candidates[number]
    others = sum(other.probability >= _NAMESAKE for place, other in enumerate(one.candidates) if place != number)
    said = f"{chance_words(candidate.probability, others, language)} ({_percent(candidate.probability)})"
    cells = [str(number + 1), said, *([candidate.register] if len(head) > len(shown) + 3 else [])]
    cells += [candidate.row.get("id") or "", *(candidate.row.get(key) or "" for key in shown)]
    titled = [f'<td title="{escape(title)}">{escape(cell)}</td>' for title, cell in zip(head, cells, strict=True)]
    why = "; ".join(candidate.reasons)
    more = f'<tr class="why"><td></td><td class="small" colspan="{len(cells) - 1}">{escape(why)}</td></tr>'
    return f"<tr>{''.join(titled)}</tr>{more if why else ''}"


def _decision(language: str) -> str:
    boxes = " ".join(f"<i>☐ {escape(sentence(language, key))}</i>" for key in ("same", "different", "unsure"))
    lines = "".join(f"<span>{escape(sentence(language, key))}</span><span></span>" for key in _ASKED_OF_A_PERSON)
    lines = f"<span>{escape(sentence(language, 'decision'))}</span><b><i>№ ____</i> {boxes}</b>{lines}"
    return f'<div class="form">{lines}</div>'


def _percent(chance: float) -> str:
    """Return a chance in whole percent; never 0 and never 100, which nobody can know."""
    return "< 1 %" if chance < 0.005 else "> 99 %" if chance >= 0.995 else f"{100 * chance:.0f} %"
