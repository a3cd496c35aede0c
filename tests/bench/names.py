"""How well names keep their key over whole dictionaries, scheme by scheme and case by case, and how fast keys are made.

The dictionaries are measured on and not carried: `pip install russiannames names_translator translitua` (BSD, MIT, MIT)
puts them where this module finds them. Without them only the speed and the labelled pairs are measured, and it says so.
"""

import csv
import importlib
import importlib.util
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import iuliia

from bereginya.names import compare, decline
from bereginya.names.declining import CASES, Case, Gender, Language
from bereginya.names.keys import Part, keys_of
from bereginya.names.parsing import Name
from tests.bench.table import HEAD, Figure, Target, show

SURNAMES = 20_000
COMPONENTS = 200_000
SHOWN = 4
_DICTIONARIES = ("russiannames", "names_translator", "translitua")
_PAIRS = Path(__file__).parents[1] / "names" / "pairs.csv"


def main() -> None:
    """Measure everything and print a table."""
    show([HEAD])
    for figure in figures():
        show([figure.line()])


def figures() -> Iterator[Figure]:
    """Yield every figure as soon as it is known."""
    yield agreement()
    missing = [name for name in _DICTIONARIES if importlib.util.find_spec(name) is None]
    if missing:
        show([f"not installed, so not measured: {', '.join(missing)}"])
        return
    yield from speed()
    yield from russian_schemes()
    yield from ukrainian_schemes()
    yield from pairs()
    yield from cases()


def agreement() -> Figure:
    """Return the share of labelled pairs on which the verdict is the label."""
    rows = list(csv.DictReader(_PAIRS.read_text("utf-8").splitlines()))
    agreed = sum(compare(row["a"], row["b"]).verdict == row["label"] for row in rows)
    return Figure(f"names: {len(rows)} labelled pairs, verdict agrees", 100 * agreed / len(rows), "%", Target(94))


def speed() -> Iterator[Figure]:
    """Yield the processor seconds for keys of distinct surnames, one part in seven in Latin letters."""
    surnames = [row["text"] for row in _rows("surnames")][:COMPONENTS]
    mixed = [iuliia.ICAO_DOC_9303.translate(name) if i % 7 == 0 else name for i, name in enumerate(surnames)]
    keys_of(mixed[:100], "surname")
    for what, texts in (("Cyrillic", surnames), ("one in seven Latin", mixed)):
        start = time.process_time()
        keys_of(texts, "surname")
        yield Figure(f"names: {len(texts):,} to keys, {what}", time.process_time() - start, "s", Target(below=2))


def russian_schemes() -> Iterator[Figure]:
    """Yield, by scheme of iuliia and translitua, how many of the commonest Russian surnames keep their key."""
    surnames = _commonest()
    translitua: Any = importlib.import_module("translitua")
    for name in sorted(name for name in dir(iuliia) if name.isupper()):
        yield from _kept(f"names: {name}", surnames, map(getattr(iuliia, name).translate, surnames), "surname")
    for table in translitua.ALL_RUSSIAN:
        written = [translitua.translit(surname, table) for surname in surnames]
        yield from _kept(f"names: {table.__name__}", surnames, written, "surname")


def ukrainian_schemes() -> Iterator[Figure]:
    """Yield, by scheme of translitua, how many Ukrainian surnames keep their key."""
    translitua: Any = importlib.import_module("translitua")
    surnames = [_title(name) for name, _ in _ukrainian("last")[:SURNAMES]]
    for table in translitua.ALL_UKRAINIAN:
        written = [translitua.translit(surname, table) for surname in surnames]
        yield from _kept(f"names: {table.__name__}", surnames, written, "surname")


def pairs() -> Iterator[Figure]:
    """Yield how many Ukrainian names and their Russian forms meet."""
    targets: tuple[tuple[str, Part, float], ...] = (
        ("first", "given", 99.5),
        ("last", "surname", 97.5),
        ("patronymic", "patronymic", 98),
    )
    for pool, part, least in targets:
        both = _ukrainian(pool)
        yield from _kept(
            f"names: Ukrainian and Russian {part}", [b for _, b in both], [a for a, _ in both], part, least
        )


def cases() -> Iterator[Figure]:
    """Yield how many case forms keep the key of the nominative."""
    sources: tuple[tuple[str, Part], ...] = (("surnames", "surname"), ("names", "given"), ("midnames", "patronymic"))
    for table, part in sources:
        words: list[tuple[str, Gender]] = [(r["text"], r["gender"]) for r in _rows(table) if r["gender"] in {"m", "f"}]
        yield from _kept_in_cases(f"names: Russian cases, {part}", words[:SURNAMES], part, "ru")
    for pool, part in (("last", "surname"), ("first", "given"), ("patronymic", "patronymic")):
        men: list[tuple[str, Gender]] = [(_title(name), "m") for name, _ in _ukrainian(pool) if _may_be_a_mans(name)]
        yield from _kept_in_cases(f"names: Ukrainian cases, {part}", men[: SURNAMES // 4], _part(part), "uk")


def _part(name: str) -> Part:
    return "surname" if name == "surname" else "given" if name == "given" else "patronymic"


def _may_be_a_mans(name: str) -> bool:
    return not name.endswith(("ова", "ева", "єва", "ська", "цька", "іна", "їна", "вна", "чна", "а", "я"))


def _kept_in_cases(what: str, words: Sequence[tuple[str, Gender]], part: Part, language: Language) -> Iterator[Figure]:
    forms = [(word, _form(word, part, case, gender, language)) for word, gender in words for case in CASES[1:]]
    yield from _kept(what, [word for word, _ in forms], [form for _, form in forms], part)


def _form(word: str, part: Part, case: Case, gender: Gender, language: Language) -> str:
    alone = {"surname": Name(surname=word), "given": Name(given=word), "patronymic": Name(patronymic=word)}[part]
    name = decline(alone, case, gender=gender, language=language)
    return name.surname or name.given or name.patronymic or word


def _kept(what: str, names: Sequence[str], forms: Iterable[str], part: Part, least: float = 99) -> Iterator[Figure]:
    """Yield how many forms share a key with their name, and how many are within one letter; show some of the rest."""
    written = list(forms)
    bases, found = keys_of(names, part), keys_of(written, part)
    equal = first = near = 0
    rest = []
    for name, form, base, keys in zip(names, written, bases, found, strict=True):
        meets = bool(set(base) & set(keys))
        equal += meets
        first += base[:1] == keys[:1]
        near += meets or any(_within_one(base[0], key) for key in keys if base)
        if not meets:
            rest.append(f"{name}/{form}")
    total = len(names)
    shown = ", ".join(random.Random(1).sample(rest, min(SHOWN, len(rest))))
    beside = f"likeliest key {100 * first / total:.2f} %; {len(rest)} of {total} apart: {shown}"
    yield Figure(what, 100 * equal / total, "%", Target(least), beside)
    yield Figure(f"{what}, within one letter", 100 * near / total, "%", Target(99.7) if least == 99 else None)


def _within_one(a: str, b: str) -> bool:
    """Tell whether one letter put in, left out or changed makes one word of the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[same + 1 :] == b[same + 1 :] or a[same:] == b[same + 1 :] or a[same + 1 :] == b[same:]


def _rows(table: str) -> list[dict[str, Any]]:
    """Return a table of russiannames, the commonest first."""
    parquet: Any = importlib.import_module("pyarrow.parquet")
    spec = importlib.util.find_spec("russiannames")
    folder = Path(str(spec.origin if spec else "")).parent / "data"
    rows: list[dict[str, Any]] = parquet.read_table(folder / f"{table}.parquet").to_pylist()
    return sorted((row for row in rows if row["text"]), key=lambda row: -(row["count"] or 0))


def _commonest() -> list[str]:
    return [row["text"] for row in _rows("surnames")][:SURNAMES]


def _ukrainian(pool: str) -> list[tuple[str, str]]:
    """Return the Ukrainian names of a dictionary with their first Russian form, in an order of chance."""
    dictionaries: Any = importlib.import_module("names_translator.dicts")
    names: dict[str, list[str]] = dictionaries.default_dicts().as_dict(pool)
    both = [(name, russian[0]) for name, russian in names.items()]
    random.Random(1).shuffle(both)
    return both


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]


if __name__ == "__main__":
    main()
