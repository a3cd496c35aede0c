"""Finding a settlement by what somebody typed: Cyrillic or Latin, an old name, with or without its oblast."""

import gzip
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from bereginya.places.regions import regions
from bereginya.places.spelling import plain, sound
from bereginya.places.values import Point, Settlement

_KIND = re.compile(
    r"\b(г|гор|город|м|місто|с|село|сел|п|пос|поселок|посёлок|селище|пгт|смт|рп|д|дер|деревня|ст|ст-ца|станица|х|хут|хутор|"
    r"в|у|под|около|возле|близ|недалеко от|район|біля|поблизу|під|near|city of|village of)\b\.?\s*",
    re.IGNORECASE,
)
_ENDINGS = ("ом", "ем", "ой", "ою", "ью", "ым", "им", "ого", "ому", "е", "у", "ю", "а", "і", "и", "ы", "я")
_STEMS = ("", "а", "о", "е", "и", "ий", "ый", "ое")
_SURE = 5
"""Letters of an oblast that have to be the same."""


def find(text: str) -> tuple[Settlement, ...]:
    """Return the settlements that can be meant, the largest first. Empty: none of ours; several: ask which one.

    An oblast or a country behind the name decides between places of one name: `Донецк, Ростовская область`. A name
    told exactly in Cyrillic goes before one that only sounds the same.
    """
    for name, rest in _readings(text):
        found = _called(name)
        if found:
            return _in_region(found, rest) if rest else tuple(found)
    return ()


def settlement(name: str) -> Settlement | None:
    """Return the settlement with an id, or None when the extract has it no longer."""
    return _ids().get(name)


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """Yield a name and what stands behind it: first up to a comma, then ever fewer words."""
    name, _, rest = re.sub(r"[(;]", ",", text.strip().rstrip(").")).partition(",")
    name = _KIND.sub("", name).strip() or name
    words = name.split()
    for number in range(len(words), 0, -1):
        yield " ".join(words[:number]), " ".join([*words[number:], rest.strip()]).strip()
    if rest.strip():
        yield _KIND.sub("", rest.partition(",")[0]).strip(), name


def _called(name: str) -> Sequence[Settlement]:
    exact = plain(name)
    if not exact:
        return ()
    told_exactly = () if exact.isascii() else _names().get(exact)  # Latin letters: one name, many spellings
    heard = sound(name)
    return told_exactly or (_sounds().get(heard, ()) if len(heard) > 2 else ()) or _inflected(exact)


def _inflected(name: str) -> Sequence[Settlement]:
    """Look behind an ending: «под Белгородом», «в Шебекине»."""
    names = _names()
    for ending in _ENDINGS:
        stem = name.removesuffix(ending)
        if stem != name and len(stem) > 3:
            found = next((names[stem + end] for end in _STEMS if stem + end in names), None)
            if found:
                return found
    return ()


def _in_region(found: Sequence[Settlement], told: str) -> tuple[Settlement, ...]:
    """Keep those of the oblast or country that was told; all of them when none lies there."""
    words = [sound(word) for word in re.split(r"[\s,]+", told) if len(word) > 3]
    kept = tuple(one for one in found if any(_lies_in(one, word) for word in words))
    return kept or tuple(found)


def _lies_in(one: Settlement, word: str) -> bool:
    names = (*regions()[one.country, one.code], *regions()[one.country, ""])
    parts = (sound(part) for name in names for part in name.split())
    return any(part[:_SURE] == word[:_SURE] for part in parts if len(part) >= 4 and not part.startswith("oblas"))


@cache
def _ids() -> Mapping[str, Settlement]:
    """Return each place by its id; of two of one name within some ten kilometres, the larger stands for both."""
    found: dict[str, Settlement] = {}
    for one in sorted(_read(), key=lambda one: -one.people):
        found.setdefault(one.id, one)
    return found


@cache
def _names() -> Mapping[str, Sequence[Settlement]]:
    return _by(plain)


@cache
def _sounds() -> Mapping[str, Sequence[Settlement]]:
    return _by(sound)


def _by(form: Callable[[str], str]) -> Mapping[str, Sequence[Settlement]]:
    """Return the settlements by a form of each of their names, the largest first."""
    found: dict[str, list[Settlement]] = {}
    for one in _all():
        called = (one.latin, one.russian, one.ukrainian, *one.further)
        for key in dict.fromkeys(form(name) for name in called if name):
            found.setdefault(key, []).append(one)
    return found


@cache
def _all() -> Sequence[Settlement]:
    return tuple(_ids().values())


def _read() -> Iterator[Settlement]:
    packed = resources.files("bereginya.places").joinpath("data/settlements.tsv.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        latin, russian, ukrainian, further, north, east, country, code, people = line.split("\t")
        more = tuple(further.split("|")) if further else ()
        yield Settlement(latin, russian, ukrainian, more, Point(float(north), float(east)), country, code, int(people))
