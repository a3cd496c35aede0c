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

LANGUAGES = ("ru", "uk", "en")
Row = Mapping[str, str | None]
_SHOWN = ("surname", "given_name", "patronymic", "full_name", "born", "place", "unit", "rank", "text")
_WORDS = ((0.9, "very_likely"), (0.6, "likely"), (0.1, "possible"), (0.0, "unlikely"))
_NAMESAKE = 0.05
_STYLE = """body{font:12pt/1.35 serif;margin:1.5cm;color:#000;background:#fff}
h1{font-size:16pt}h2{font-size:13pt;margin:0 0 .3em}
section{break-inside:avoid;border-top:1px solid #000;padding:.6em 0 1em}
table{border-collapse:collapse;width:100%;font-size:10.5pt}
th,td{border:1px solid #888;padding:.2em .35em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
.line{border-bottom:1px dotted #000;display:inline-block;min-width:7cm}.small{font-size:9.5pt}"""


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
        yield _section(one, language)
    yield "</body></html>\n"


def _section(one: Sought, language: str) -> str:
    heading = f"{escape(sentence(language, 'sought'))}: {escape(one.id)}"
    parts = [f"<section><h2>{heading}</h2>", _told(one.row, language)]
    if one.candidates:
        parts.append(_table(one, language))
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
        if row.get(key)
    ]
    return f"<p>{'; '.join(said)}</p>"


def _table(one: Sought, language: str) -> str:
    shown = [key for key in _SHOWN if any(candidate.row.get(key) for candidate in one.candidates)]
    head = [sentence(language, "rank"), sentence(language, "chance"), sentence(language, "register")]
    head += [sentence(language, "columns", "id"), *(sentence(language, "columns", key) for key in shown)]
    lines = [_line(number, one, shown, language) for number in range(len(one.candidates))]
    return f"<table><tr>{''.join(f'<th>{escape(text)}</th>' for text in head)}</tr>{''.join(lines)}</table>"


def _line(number: int, one: Sought, shown: Sequence[str], language: str) -> str:
    candidate = one.candidates[number]
    others = sum(other.probability >= _NAMESAKE for place, other in enumerate(one.candidates) if place != number)
    said = f"{chance_words(candidate.probability, others, language)} ({_percent(candidate.probability)})"
    cells = [str(number + 1), said, candidate.register, candidate.row.get("id") or ""]
    cells += [candidate.row.get(key) or "" for key in shown]
    line = f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
    why = "; ".join(candidate.reasons)
    return line + (f'<tr><td></td><td class="small" colspan="{len(cells) - 1}">{escape(why)}</td></tr>' if why else "")


def _decision(language: str) -> str:
    boxes = " ".join(f"☐ {escape(sentence(language, key))}" for key in ("same", "different", "unsure"))
    lines = "".join(
        f'<br>{escape(sentence(language, key))}: <span class="line">&nbsp;</span>'
        for key in ("why", "by", "second", "day")
    )
    return f"<p>{escape(sentence(language, 'decision'))}: № ____ {boxes}{lines}</p>"


def _percent(chance: float) -> str:
    """Return a chance in whole percent; never 0 and never 100, which nobody can know."""
    return "< 1 %" if chance < 0.005 else "> 99 %" if chance >= 0.995 else f"{100 * chance:.0f} %"
