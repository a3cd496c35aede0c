"""Keep the translations of the rooms complete. Needs no GNU gettext, only what the program itself runs with.

    python tools/translations.py extract [ROOM ...]   write new strings into the .po files, keep what was translated
    python tools/translations.py check                name everything that is missing, fuzzy, obsolete or odd
    python tools/translations.py compile              make the .mo files that the program reads

English is the language of the code; each room, and the commands, have `locale/ru` and `locale/uk`.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

_OURS = Path(__file__).resolve().parent.parent / "src" / "bereginya"
DESK, COMMANDS = _OURS / "desk", _OURS / "cli"
LANGUAGES = ("ru", "uk")
_CALLS = ("gettext", "ngettext", "pgettext", "npgettext")
_KEYWORDS = DEFAULT_KEYWORDS | {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in _CALLS} | {"gettext_noop": None}
_WIDTH = 110
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w+[^>]*>")
_TWO_SCRIPTS = re.compile(r"[A-Za-z][а-яёіїєґА-ЯЁІЇЄҐ]|[а-яёіїєґА-ЯЁІЇЄҐ][A-Za-z]")
_OTHER_APOSTROPHE = re.compile(r"(?<=\w)['’`](?=\w)")
_NAMED = re.compile(r"“([^”]+)”")
_CYRILLIC = re.compile(r"[а-яёіїєґА-ЯЁІЇЄҐ]")


def rooms() -> list[Path]:
    """Return the folders of the rooms that say anything, the commands among them."""
    every = [*DESK.iterdir(), COMMANDS]
    return sorted(room for room in every if (room / "__init__.py").exists() and len(spoken(room)))


def spoken(room: Path) -> Catalog:
    """Return every string of a room's code and templates."""
    found = Catalog()
    for code in sorted(room.rglob("*.py")):
        _take(found, code.read_bytes())
    for template in sorted(path for path in room.rglob("templates/**/*") if path.is_file()):
        _take(found, _as_code(template))
    return found


def _take(catalog: Catalog, code: bytes) -> None:
    for _line, strings, _comments, context in extract("python", BytesIO(code), keywords=_KEYWORDS):
        flags = ["python-format"] if _PLACEHOLDER.search(str(strings)) else []
        catalog.add(strings, flags=[flag for flag in flags if "%" in str(strings)], context=context)


def _as_code(template: Path) -> bytes:
    """Return a template as Python calls, a line each, so that no indentation is left."""
    calls = templatize(template.read_text(encoding="utf-8"), origin=template.name)
    return "\n".join(line.strip() for line in calls.splitlines()).encode() + b"\n"


def po_file(room: Path, language: str) -> Path:
    """Return where a room's translations lie."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def read(room: Path, language: str) -> Catalog:
    """Return a room's translations."""
    file = po_file(room, language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def write(room: Path, language: str, catalog: Catalog) -> None:
    """Write a room's translations, sorted, without dates and line numbers: they would differ at each run."""
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    body = BytesIO()
    write_po(body, catalog, width=_WIDTH, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    file = po_file(room, language)
    file.parent.mkdir(parents=True, exist_ok=True)
    plurals = f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    file.write_bytes((header + plurals).encode() + body.getvalue().rstrip() + b"\n")


def extract_all(names: list[str]) -> None:
    """Bring the .po files in line with code and templates."""
    for room in rooms():
        if names and room.name not in names:
            continue
        for language in LANGUAGES:
            catalog = updated(read(room, language), spoken(room))  # read anew: the catalogue keeps the very messages
            _take_over(catalog, [read(other, language) for other in rooms()])
            write(room, language, catalog)


def updated(catalog: Catalog, said: Catalog) -> Catalog:
    """Return the translations of what is said now; one that got a plural, or lost it, is to be translated anew."""
    for message in said:
        before = catalog.get(message.id, message.context) if message.id else None
        if before is not None and before.pluralizable != message.pluralizable:
            catalog.delete(message.id, message.context)
    catalog.update(said, no_fuzzy_matching=True)
    return catalog


def _take_over(catalog: Catalog, others: list[Catalog]) -> None:
    """Say a new string as another room says it already, with as many forms: one thing, one word."""
    for message in catalog:
        if message.id and not any(message.string or ()):
            said = (other.get(message.id, message.context) for other in others)
            fitting = (one.string for one in said if one and one.pluralizable == message.pluralizable)
            message.string = next((string for string in fitting if any(string or ())), message.string)


def compile_all() -> None:
    """Make the .mo files."""
    for file in sorted(_OURS.rglob("locale/*/LC_MESSAGES/django.po")):
        with file.open("rb") as stream:
            catalog = read_po(stream, locale=file.parts[-3])
        with file.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalog)


def problems() -> list[str]:
    """Return everything that is wrong, a line each."""
    return [*_within_rooms(), *_between_rooms()]


def _within_rooms() -> Iterator[str]:
    for room in rooms():
        said = spoken(room)
        yield from (f"{room.name}: not English: {message.id}" for message in said if _CYRILLIC.search(str(message.id)))
        for language in LANGUAGES:
            catalog = read(room, language)
            where = f"{room.name} {language}"
            yield from (f"{where}: obsolete: {message.id}" for message in catalog.obsolete.values())
            yield from (f"{where}: obsolete: {message.id}" for message in catalog if not _is_in(said, message))
            for message in said:
                yield from (f"{where}: {what}: {_first(message.id)}" for what in _faults(catalog, message))


def _is_in(catalog: Catalog, message: Message) -> bool:
    return not message.id or catalog.get(message.id, message.context) is not None


def _faults(catalog: Catalog, message: Message) -> Iterator[str]:
    if not message.id:
        return
    found = catalog.get(message.id, message.context)
    if found is None:
        yield "not extracted"
        return
    texts = found.string if isinstance(found.string, list | tuple) else (found.string,)
    if not all(texts) or (found.pluralizable and len(texts) != catalog.num_plurals):
        yield "not translated"
        return
    if found.fuzzy:
        yield "fuzzy"
    yield from {fault for text in texts for fault in _text_faults(message, text or "")}


def _text_faults(message: Message, text: str) -> Iterator[str]:
    ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
    wanted = [sorted(_PLACEHOLDER.findall(one)) for one in ids]
    if sorted(_PLACEHOLDER.findall(text)) not in wanted:
        yield "other placeholders"
    if _edges(text) != _edges(ids[0]):
        yield "other blanks at the ends"
    if _TWO_SCRIPTS.search(_PLACEHOLDER.sub("", text)):
        yield "Latin and Cyrillic letters in one word"
    if _OTHER_APOSTROPHE.search(text):
        yield "another apostrophe than ʼ (U+02BC)"
    if "!" in text:
        yield "an exclamation mark"


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _between_rooms() -> Iterator[str]:
    for language in LANGUAGES:
        yield from _said_twice(language)
        yield from misnamed(language, [read(room, language) for room in rooms()])


def _said_twice(language: str) -> Iterator[str]:
    """Yield strings that two rooms translate differently: all rooms share one catalogue, so one of them would win."""
    ways: defaultdict[tuple[str, str | None], dict[str, str]] = defaultdict(dict)
    for room in rooms():
        for message in read(room, language):
            if message.id:
                ways[_first(message.id), message.context].setdefault(str(message.string), room.name)
    for (text, _context), said in ways.items():
        if len(said) > 1:
            yield f"{language}: said differently in {', '.join(said.values())} (give it a context): {text}"


def misnamed(language: str, catalogs: list[Catalog]) -> Iterator[str]:
    """Yield texts that name a button or a page otherwise than it is called: nobody would find it."""
    messages = [message for catalog in catalogs for message in catalog if message.id]
    called = {_first(message.id).casefold(): str(message.string).casefold() for message in messages}
    for message in messages:
        text = _first(message.id)
        names = (called.get(name.casefold(), "") for name in _NAMED.findall(text))
        yield from (
            f"{language}: no “{name}” in: {text}" for name in names if name not in str(message.string).casefold()
        )


def _first(id_: str | list[str] | tuple[str, ...]) -> str:
    return id_ if isinstance(id_, str) else id_[0]


def main(arguments: list[str]) -> int:
    """Do what the first argument says; return the exit status."""
    match arguments:
        case ["extract", *names]:
            extract_all(names)
        case ["compile"]:
            compile_all()
        case ["check"]:
            found = problems()
            print(*found, f"{len(found)} problems in the translations" if found else "translations: complete", sep="\n")
            return bool(found)
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
