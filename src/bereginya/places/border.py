"""How far it is to Ukraine's internationally recognised border, and on which side of it a point lies.

The earth is taken as a ball of 6371 km: half a percent off at most. The border itself, drawn at 1:10,000,000, can be a
few kilometres off, so that distances are whole kilometres and always "about".
"""

import gzip
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import acos, asin, atan2, cos, degrees, radians, sin, sqrt

from bereginya.places.values import Point, Settlement

_RADIUS = 6371.0
Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Distance:
    """How many kilometres to the border of Ukraine, its nearest point, and whether one stands inside already."""

    km: int
    inside: bool
    nearest: Point

    @property
    def outside_km(self) -> int:
        """The kilometres that are left to Ukraine: none for who is inside."""
        return 0 if self.inside else self.km


@dataclass(frozen=True, slots=True)
class _Side:
    """A piece of the border from a to b, with what its distance is counted with."""

    a: Vector
    b: Vector
    across: Vector
    after_a: Vector
    before_b: Vector


def distance(at: Point) -> Distance:
    """Return how far a point lies from Ukraine's border."""
    here = _vector(at)
    angle, nearest = min((_angle(here, side) for side in _sides()), key=lambda one: one[0])
    return Distance(round(angle * _RADIUS), _inside(at), _point(nearest))


def from_ukraine(place: Settlement) -> Distance:
    """Return how far a settlement lies from Ukraine's border.

    Its country decides on which side it lies: waterside points (Kherson) fall beside the drawn land.
    """
    found = distance(place.point)
    return Distance(found.km, place.country == "UA", found.nearest)


def rings() -> Sequence[Sequence[float]]:
    """Return Ukraine's outline: rings of longitude, latitude, longitude, latitude …"""
    return _rings()


def _inside(at: Point) -> bool:
    """Count how often a line to the east crosses the outline: an odd number of times from inside."""
    crossings = 0
    for ring in _rings():
        for x1, y1, x2, y2 in zip(ring[:-2:2], ring[1:-2:2], ring[2::2], ring[3::2], strict=True):
            if (y1 > at.latitude) != (y2 > at.latitude):
                crossings += at.longitude < (x2 - x1) * (at.latitude - y1) / (y2 - y1) + x1
    return crossings % 2 == 1


def _angle(here: Vector, side: _Side) -> tuple[float, Vector]:
    """Return the angle to the nearest point of a side, and this point."""
    if _dot(here, side.after_a) >= 0 and _dot(here, side.before_b) >= 0:
        off = _dot(here, side.across)
        foot = _normal(tuple(one - off * two for one, two in zip(here, side.across, strict=True)))
        return asin(min(1.0, abs(off))), foot
    return min((acos(max(-1.0, min(1.0, _dot(here, end)))), end) for end in (side.a, side.b))


@cache
def _sides() -> tuple[_Side, ...]:
    return tuple(_side(a, b) for ring in _rings() for a, b in _pairs(ring) if a != b)


def _pairs(ring: Sequence[float]) -> Iterator[tuple[Vector, Vector]]:
    corners = [_vector(Point(north, east)) for east, north in zip(ring[::2], ring[1::2], strict=True)]
    return itertools.pairwise(corners)


def _side(a: Vector, b: Vector) -> _Side:
    across = _normal(_cross(a, b))
    return _Side(a, b, across, _cross(across, a), _cross(b, across))


@cache
def _rings() -> tuple[tuple[float, ...], ...]:
    packed = resources.files("bereginya.places").joinpath("data/ukraine.json.gz").read_bytes()
    return tuple(map(tuple, json.loads(gzip.decompress(packed))))


def _vector(at: Point) -> Vector:
    north, east = radians(at.latitude), radians(at.longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def _point(one: Vector) -> Point:
    return Point(degrees(asin(one[2])), degrees(atan2(one[1], one[0])))


def _dot(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def _cross(one: Vector, other: Vector) -> Vector:
    (a, b, c), (x, y, z) = one, other
    return b * z - c * y, c * x - a * z, a * y - b * x


def _normal(one: Sequence[float]) -> Vector:
    length = sqrt(one[0] ** 2 + one[1] ** 2 + one[2] ** 2)
    return one[0] / length, one[1] / length, one[2] / length
