"""The report as one HTML file: no script, no picture from elsewhere, readable on a phone, in the dark and on paper."""

from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

from bereginya.counting.report.values import Block, Bullets, Figure, Grid, Report, Section


def page(report: Report) -> str:
    """Return the whole page."""
    return "".join(_pieces(report))


def _pieces(report: Report) -> Iterable[str]:
    title = escape(report.title)
    yield f'<!DOCTYPE html>\n<html lang="{report.language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
    yield f"<style>\n{_style()}</style>\n</head>\n<body>\n<main>\n"
    yield f'<p class="mark">{escape(report.mark)}</p>\n<h1>{title}</h1>\n'
    if report.case:
        items = "".join(f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, value in report.case)
        yield f'<dl class="case">{items}</dl>\n'
    first, *others = report.answer
    yield f'<div class="answer"><p class="first">{escape(first)}</p>{"".join(map(_paragraph, others))}</div>\n'
    for section in report.sections:
        yield _section(section)
    yield "</main>\n</body>\n</html>\n"


def _section(section: Section) -> str:
    return f"<section>\n<h2>{escape(section.heading)}</h2>\n{''.join(map(_block, section.blocks))}</section>\n"


def _block(block: Block) -> str:
    if isinstance(block, Bullets):
        return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in block.lines)}</ul>\n"
    if isinstance(block, Grid):
        return _grid(block)
    if isinstance(block, Figure):
        caption = f"<figcaption>{escape(block.title)}</figcaption>"
        pair = f'<div class="plot">{block.svg}</div>{_grid(block.grid)}'
        return f'<figure>{caption}<div class="pair">{pair}</div></figure>\n'
    return _paragraph(block)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>\n"


def _grid(grid: Grid) -> str:
    head = "".join(f'<th scope="col"{_side(place, grid)}>{escape(cell)}</th>' for place, cell in enumerate(grid.head))
    rows = "".join(_row(place, row, grid) for place, row in enumerate(grid.rows))
    words = " words" if grid.numbers >= len(grid.head) else ""
    return f'<div class="wide{words}"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>\n'


def _row(place: int, row: tuple[str, ...], grid: Grid) -> str:
    cells = "".join(
        f'<td{_side(at, grid)} data-head="{escape(head, quote=True)}">{escape(cell)}</td>'
        for at, (cell, head) in enumerate(zip(row, grid.head, strict=True))
    )
    strong = ' class="strong"' if place == grid.strong else ""
    return f"<tr{strong}>{cells}</tr>"


def _side(place: int, grid: Grid) -> str:
    return ' class="number"' if place >= grid.numbers else ""


@cache
def _style() -> str:
    return files("bereginya.counting.report").joinpath("page.css").read_text("utf-8")
