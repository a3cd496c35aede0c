"""Plots drawn by hand as SVG: who is on which lists, what each method says, what would change it. No script.

Each stands beside a table with the same numbers. Colours and letters stand in it for paper; a page may dress the
classes `ink`, `soft`, `mark` and `line` otherwise. 360 units wide: so a phone shows the letters as large as its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10

WIDTH = 360
_FONT = "Libertinus Serif, system-ui, sans-serif"
_ROW = 22
_ANSWER = 29
_LABEL = 12
_MOST_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the overlap plot: the places of the lists, and how many are on exactly these."""

    places: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Range:
    """A row of a plot of answers; `strong` is the declared one. Where `value` is None there is no answer."""

    label: str
    value: float | None
    lo: float | None = None
    hi: float | None = None
    strong: bool = False


def overlap_plot(lists: int, bars: Sequence[Bar], shown: Sequence[str], title: str) -> str:
    """Return one row for each set of lists, a dot for each list of it, and a bar (UpSet: Lex and others 2014).

    `shown` are the counts as the reader writes them.
    """
    step = min(18, 170 / max(lists, 1))
    left = lists * step + 14
    most = max((one.count for one in bars), default=1)
    room = WIDTH - left - 48
    parts = [_text(step / 2 + place * step, 14, str(place + 1), "middle") for place in range(lists)]
    for row, (one, said) in enumerate(zip(bars, shown, strict=True)):
        y = 32 + row * _ROW
        for place in range(lists):
            on = place in one.places
            parts.append(_dot(step / 2 + place * step, y, 5 if on else 2.5, "ink" if on else "soft"))
        if len(one.places) > 1:
            first, last = (step / 2 + place * step for place in (one.places[0], one.places[-1]))
            parts.append(_line(first, y, last, y, width=2))
        wide = max(1.0, one.count / most * room)
        parts.append(f'<rect class="mark" fill="#1f5fa8" x="{left:.1f}" y="{y - 7}" width="{wide:.1f}" height="14"/>')
        parts.append(_text(left + wide + 6, y + 4, said))
    return _svg(title, 32 + len(bars) * _ROW, parts)


def answers_plot(rows: Sequence[Range], ticks: "Axis", title: str, *, seen: float | None = None) -> str:
    """Return one row for each answer: a dot and the line of its range; a dashed line stands at those seen."""
    left = 8
    parts = []
    bottom = 12 + len(rows) * _ANSWER
    for value, said in zip(ticks.values, ticks.shown, strict=True):
        x = ticks.place(value, left)
        parts.append(_line(x, 4, x, bottom, kind="soft"))
        anchor = "start" if x < 30 else "end" if x > WIDTH - 30 else "middle"
        parts.append(_text(x, bottom + 16, said, anchor))
    if seen is not None and seen <= ticks.end:
        x = ticks.place(seen, left)
        parts.append(_line(x, 6, x, bottom, width=1.5, dashed=True))
    for row, one in enumerate(rows):
        parts += _range_row(one, 16 + row * _ANSWER, ticks, left)
    return _svg(title, bottom + 22, parts)


def _range_row(one: Range, y: float, ticks: "Axis", left: float) -> list[str]:
    parts = [_text(left, y, _cut(one.label), bold=one.strong)]
    if one.value is None:
        return parts
    line = y + 10
    kind = "mark" if one.strong else "ink"
    if one.lo is not None and one.hi is not None:
        end = min(one.hi, ticks.end)
        parts.append(_line(ticks.place(one.lo, left), line, ticks.place(end, left), line, width=3, kind=kind))
        if one.hi > ticks.end:
            x = ticks.place(end, left)
            colour = _COLOURS[kind]
            parts.append(f'<path class="{kind}" fill="{colour}" d="M{x:.1f} {line - 5}l8 5l-8 5z"/>')
    if one.value <= ticks.end:
        parts.append(_dot(ticks.place(one.value, left), line, 6 if one.strong else 4.5, kind))
    return parts


def models_plot(points: Sequence[tuple[float, float]], ticks: "Axis", title: str, lost: str) -> str:
    """Return models as dots: across what they answer, down by how much worse they fit; the best stands on top."""
    worst = max((one for _, one in points), default=0.0) or 1.0
    parts = [_text(8, 14, lost)]
    for value, said in zip(ticks.values, ticks.shown, strict=True):
        x = ticks.place(value, 8)
        parts.append(_line(x, 22, x, 150, kind="soft"))
        anchor = "start" if x < 30 else "end" if x > WIDTH - 30 else "middle"
        parts.append(_text(x, 166, said, anchor))
    for place, (value, worse) in enumerate(points):
        if value <= ticks.end:
            y = 32 + worse / worst * 108
            parts.append(_dot(ticks.place(value, 8), y, 6 if not place else 4, "mark" if not place else "ink"))
    return _svg(title, 172, parts)


@dataclass(frozen=True, slots=True)
class Axis:
    """A straight axis from `start` to `end`, and where it is written on."""

    start: float
    end: float
    values: tuple[float, ...]
    shown: tuple[str, ...]

    def place(self, value: float, left: float) -> float:
        """Return how far to the right a value stands."""
        share = (value - self.start) / (self.end - self.start)
        return left + max(0.0, min(1.0, share)) * (WIDTH - left - 12)


def steps(start: float, end: float) -> tuple[float, ...]:
    """Return three to six round numbers from `start` up to `end` or a little above.

    >>> steps(0, 17300)
    (0.0, 5000.0, 10000.0, 15000.0, 20000.0)
    """
    rough = max(end - start, 1) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    first = floor(start / step) * step
    count = 1
    while first + count * step < end:
        count += 1
    return tuple(first + at * step for at in range(count + 1))


_HALO = 'stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'  # of paper, over lines
_COLOURS = {"ink": "#1a1a1a", "soft": "#bbbbbb", "mark": "#1f5fa8"}


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    size = f'viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}"'
    label = escape(title, quote=True)
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" {size}>{"".join(parts)}</svg>'


def _text(x: float, y: float, said: str, anchor: str = "start", *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    look = f'class="ink" fill="{_COLOURS["ink"]}" font-family="{_FONT}" font-size="{_LABEL}" {_HALO}'
    return f'<text {look} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}>{escape(said)}</text>'


def _dot(x: float, y: float, radius: float, kind: str) -> str:
    return f'<circle class="{kind}" fill="{_COLOURS[kind]}" cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>'


def _line(
    x: float, y: float, to_x: float, to_y: float, *, width: float = 1, kind: str = "ink", dashed: bool = False
) -> str:
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return (
        f'<line class="line {kind}" stroke="{_COLOURS[kind]}" stroke-width="{width}" x1="{x:.1f}" y1="{y:.1f}" '
        f'x2="{to_x:.1f}" y2="{to_y:.1f}"{dash}/>'
    )


def _cut(label: str) -> str:
    most = _MOST_LETTERS * 2
    return label if len(label) <= most else f"{label[: most - 1]}…"
