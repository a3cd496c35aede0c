"""A little map of a way, as paths for an SVG: no tiles, no scripts, no fonts. Whoever shows it gives it its colours.

North is up; degrees are stretched so that shapes near the middle look right. That is enough for "where, about".
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import count
from math import cos, log10, radians

from bereginya.places.values import Point, Settlement

WIDTH, HEIGHT = 640, 420
_KM_A_DEGREE = 111.2
_LEAST = 3.0
"""Degrees of latitude that are shown at least: who sees only fields does not know where they are."""
_AROUND = 0.22
_LINE = 27
"""Height of a line of text."""
_Ring = Sequence[float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the way: its number, where it is drawn, and where its name stands and begins (`start`) or ends."""

    number: int
    place: Settlement
    x: float
    y: float
    text_x: float
    text_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, in paths of an SVG of 640 by 420: land, lines of oblasts, Ukraine, the way, the way to the border.

    `scale` is a length in kilometres and how long it is drawn.
    """

    land: str
    lines: str
    ukraine: str
    way: str
    to_border: str
    dots: tuple[Dot, ...]
    scale: tuple[int, float]


@dataclass(frozen=True, slots=True)
class _Frame:
    west: float
    north: float
    across: float
    up: float

    def at(self, east: float, north: float) -> tuple[float, float]:
        return (east - self.west) * self.across, (self.north - north) * self.up

    @property
    def edges(self) -> tuple[float, float, float, float]:
        return self.west, self.north - HEIGHT / self.up, self.west + WIDTH / self.across, self.north


def draw(places: Sequence[Settlement], nearest: Point | None = None) -> Drawing:
    """Return the map on which a way is seen whole, with the nearest point of Ukraine's border if there is one."""
    points = [one.point for one in places]
    frame = _frame([*points, nearest] if nearest else points)
    known = _map()
    corners = [frame.at(one.longitude, one.latitude) for one in points]
    border = [corners[-1], frame.at(nearest.longitude, nearest.latitude)] if nearest and corners else []
    dots = tuple(_dots(places, corners))
    return Drawing(
        _areas(known["land"], frame),
        _paths(known["lines"], frame),
        _areas(known["ukraine"], frame),
        _path(corners),
        _path(border),
        dots,
        _scale(frame),
    )


def _dots(places: Sequence[Settlement], corners: Sequence[tuple[float, float]]) -> Iterator[Dot]:
    """Yield the dots, each name on the side that has room, and none over another one."""
    taken: list[tuple[float, float]] = []
    for number, (place, (x, y)) in enumerate(zip(places, corners, strict=True), 1):
        left = x > WIDTH * 0.6
        line = next(
            line for line in _lines(y) if all(abs(line - other) >= _LINE or abs(x - at) > 250 for at, other in taken)
        )
        taken.append((x, line))
        yield Dot(
            number,
            place,
            round(x, 1),
            round(y, 1),
            round(x + (-14 if left else 14), 1),
            round(line, 1),
            "end" if left else "start",
        )


def _lines(y: float) -> Iterator[float]:
    """Yield heights for a name, the nearest first: beside its dot, below, above, further below …"""
    middle = y + 8
    yield middle
    for number in count(1):
        yield from (middle + number * _LINE, middle - number * _LINE)


def _frame(points: Sequence[Point]) -> _Frame:
    """Return what is seen: every point with room around it, and never less than a few degrees."""
    norths, easts = [one.latitude for one in points], [one.longitude for one in points]
    middle = (min(norths) + max(norths)) / 2
    narrow = cos(radians(middle))
    tall = max((max(norths) - min(norths)), (max(easts) - min(easts)) * narrow * HEIGHT / WIDTH, _LEAST)
    up = HEIGHT / (tall * (1 + 2 * _AROUND))
    across = up * narrow
    east = (min(easts) + max(easts)) / 2
    return _Frame(east - WIDTH / across / 2, middle + HEIGHT / up / 2, across, up)


def _areas(rings: Sequence[_Ring], frame: _Frame) -> str:
    """Return the rings that are seen; what lies far outside is cut off, so that a page stays small."""
    west, south, east, north = frame.edges
    edges = (west - 1, south - 1, east + 1, north + 1)
    cut = (_clipped(ring, edges) for ring in rings)
    return " ".join(_path([frame.at(*one) for one in ring]) + "Z" for ring in cut if len(ring) > 2)


def _paths(lines: Sequence[_Ring], frame: _Frame) -> str:
    west, south, east, north = frame.edges
    seen = (
        line
        for line in lines
        if max(line[::2]) >= west and min(line[::2]) <= east and max(line[1::2]) >= south and min(line[1::2]) <= north
    )
    return " ".join(_path([frame.at(*one) for one in _points(line)]) for line in seen)


def _clipped(ring: _Ring, edges: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    """Cut a ring at four edges, one after the other (Sutherland and Hodgman, 1974)."""
    points = list(_points(ring))
    for axis, edge, keep in ((0, edges[0], 1), (1, edges[1], 1), (0, edges[2], -1), (1, edges[3], -1)):
        points = list(_cut(points, axis, edge, keep))
    return points


def _cut(points: Sequence[tuple[float, float]], axis: int, edge: float, keep: int) -> Iterator[tuple[float, float]]:
    for before, point in zip([*points[-1:], *points], points, strict=False):
        was, now = (before[axis] - edge) * keep, (point[axis] - edge) * keep
        if (was >= 0) != (now >= 0):
            share = was / (was - now)
            yield before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share
        if now >= 0:
            yield point


def _points(flat: _Ring) -> Iterator[tuple[float, float]]:
    return zip(flat[::2], flat[1::2], strict=True)


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Return a path in whole dots; those that fall on one dot are drawn once."""
    drawn = list(dict.fromkeys((round(x, 1), round(y, 1)) for x, y in points))
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in drawn) if drawn else ""


def _scale(frame: _Frame) -> tuple[int, float]:
    """Return a round length of at most a fifth of the width, and how long it is drawn."""
    km = WIDTH / 5 / frame.up * _KM_A_DEGREE
    ten = 10 ** int(log10(km))
    length = max(step * ten for step in (1, 2, 5) if step * ten <= km)
    return length, round(length / _KM_A_DEGREE * frame.up, 1)


@cache
def _map() -> dict[str, list[list[float]]]:
    packed = resources.files("bereginya.places").joinpath("data/map.json.gz").read_bytes()
    found: dict[str, list[list[float]]] = json.loads(gzip.decompress(packed))
    return found
