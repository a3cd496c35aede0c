"""The report as data for the typesetter: its layout, and every word as JSON that is never part of the layout."""

import json
import re
from functools import cache
from importlib.resources import files

from bereginya.counting.report.values import Block, Bullets, Figure, Grid, Report

_LONG = re.compile(r"[^\s]{31,}")
_TEN = re.compile(r".{10}(?!$)", re.DOTALL)


@cache
def layout() -> bytes:
    """Return the layout."""
    return files("bereginya.counting.report").joinpath("paper.typ").read_bytes()


def paper(report: Report) -> str:
    """Return the report as the layout takes it. Words longer than a line may break."""
    told = {
        "language": report.language,
        "title": report.title,
        "mark": report.mark,
        "case": [list(one) for one in report.case],
        "answer": list(report.answer),
        "sections": [
            {"heading": one.heading, "blocks": [_block(block) for block in one.blocks]} for one in report.sections
        ],
    }
    return json.dumps(_soft(told), ensure_ascii=False)


def _block(block: Block) -> dict[str, object]:
    if isinstance(block, Bullets):
        return {"kind": "bullets", "lines": list(block.lines)}
    if isinstance(block, Grid):
        return {"kind": "grid", **_grid(block)}
    if isinstance(block, Figure):
        return {"kind": "figure", "svg": block.svg, "title": block.title, "grid": _grid(block.grid)}
    return {"kind": "text", "text": block}


def _grid(grid: Grid) -> dict[str, object]:
    return {
        "head": list(grid.head),
        "rows": [list(row) for row in grid.rows],
        "numbers": grid.numbers,
        "strong": grid.strong,
    }


def _soft(value: object, key: str = "") -> object:
    """Let long words break everywhere but in plots."""
    if isinstance(value, dict):
        return {name: _soft(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_soft(one, key) for one in value]
    if isinstance(value, str) and key != "svg":
        return _LONG.sub(lambda word: _TEN.sub("\\g<0>\u200b", word[0]), value)
    return value
