"""Reads a template file: TOML in, a Template out, or everything that is wrong with it at once.

Text is text: `{field}`, `{field:genitive}`, `{office.to}` are filled in, `[[…]]` is left out when a field named in it
is not known, and nothing else in a template has a meaning.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bereginya.letters.errors import TemplateError
from bereginya.letters.faults import faults_of
from bereginya.letters.templates import LANGUAGES, Article, Block, Field, FieldKind, Template
from bereginya.letters.values import As, Case

_CASES = {one.value: one for one in Case}
_KEYS = {
    "template": {
        "language",
        "version",
        "kind",
        "to",
        "name",
        "about",
        "lawyer",
        "checked",
        "article",
        "field",
        "block",
    },
    "article": {"cite", "provision", "confidence", "lawyer", "source", "checked"},
    "field": {"name", "kind", "needed", "label", "cases", "help", "options", "columns"},
    "block": {"as", "text", "items", "items_from", "pairs", "when", "unless"},
}

Raw = Mapping[str, object]


def read_template(text: str, template: str) -> Template:
    """Return the template that a TOML text holds. Raises TemplateError that lists everything wrong with it."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(template, (f"not TOML: {error}",)) from None
    faults: list[str] = []
    made = _template(template, raw, faults)
    faults += faults_of(made)
    if faults:
        raise TemplateError(template, tuple(faults))
    return made


def _template(template: str, raw: Raw, faults: list[str]) -> Template:
    _known_keys("template", raw, faults)
    language = _text(raw, "language", faults)
    if language not in LANGUAGES:
        faults.append(f"language has to be one of {', '.join(LANGUAGES)}")
    version = raw.get("version", 1)
    return Template(
        id=template,
        language=language,
        version=version if isinstance(version, int) else 1,
        kind=_text(raw, "kind", faults),
        to=_texts(raw, "to", faults),
        name=_words(raw, "name", faults),
        about=_words(raw, "about", faults),
        lawyer=raw.get("lawyer") is not False,
        checked=str(raw.get("checked", "")),
        articles=tuple(_article(one, faults) for one in _tables(raw, "article", faults)),
        fields=tuple(_field(one, faults) for one in _tables(raw, "field", faults)),
        blocks=tuple(_block(one, faults) for one in _tables(raw, "block", faults)),
    )


def _article(raw: Raw, faults: list[str]) -> Article:
    _known_keys("article", raw, faults)
    confidence = _text(raw, "confidence", faults)
    if confidence not in {"A", "B", "C"}:
        faults.append("confidence of an article has to be A, B or C")
    return Article(
        cite=_text(raw, "cite", faults),
        provision=_text(raw, "provision", faults, default=""),
        confidence=confidence,
        lawyer=raw.get("lawyer") is not False,
        source=_text(raw, "source", faults, default=""),
        checked=str(raw.get("checked", "")),
    )


def _field(said: Raw, faults: list[str]) -> Field:
    name = _text(said, "name", faults)
    raw: Raw = {**_common_fields().get(name, {}), **said}
    _known_keys("field", raw, faults)
    kind = _text(raw, "kind", faults)
    if kind not in {one.value for one in FieldKind}:
        faults.append(f"field {name}: kind has to be one of {', '.join(one.value for one in FieldKind)}")
        kind = FieldKind.TEXT.value
    faults += [f"field {name}: {case} is no case" for case in set(_texts(raw, "cases", faults)) - set(_CASES)]
    return Field(
        name=name,
        kind=FieldKind(kind),
        needed=raw.get("needed") is not False,
        label=_words(raw, "label", faults),
        cases=tuple(_CASES[case] for case in _texts(raw, "cases", faults) if case in _CASES),
        help=_words(raw, "help", faults) if "help" in raw else None,
        options=_words(raw, "options", faults) if "options" in raw else None,
        columns=_texts(raw, "columns", faults),
    )


def _block(raw: Raw, faults: list[str]) -> Block:
    _known_keys("block", raw, faults)
    what = _text(raw, "as", faults)
    if what not in {one.value for one in As}:
        faults.append(f"a block is one of {', '.join(one.value for one in As)}, not {what}")
        what = As.TEXT.value
    pairs = raw.get("pairs", [])
    good = isinstance(pairs, list) and all(isinstance(one, list) and len(one) == 2 for one in pairs)
    if not good:
        faults.append("pairs have to be a list of [label, text]")
    return Block(
        what=As(what),
        text=_text(raw, "text", faults, default="").strip(),
        items=_texts(raw, "items", faults),
        items_from=_text(raw, "items_from", faults, default=""),
        pairs=tuple((str(one[0]), str(one[1])) for one in pairs) if good and isinstance(pairs, list) else (),
        when=_text(raw, "when", faults, default=""),
        unless=_text(raw, "unless", faults, default=""),
    )


@cache
def _common_fields() -> Mapping[str, Raw]:
    """The fields that many templates share, so that a label is written and translated once."""
    return tomllib.loads((files("bereginya.letters") / "templates" / "fields.toml").read_text("utf-8"))


def _known_keys(what: str, raw: Raw, faults: list[str]) -> None:
    faults += [f"{key} means nothing in a {what}" for key in sorted(raw.keys() - _KEYS[what])]


def _text(raw: Raw, key: str, faults: list[str], default: str | None = None) -> str:
    value = raw.get(key, default)
    if isinstance(value, str):
        return value
    faults.append(f"{key} is missing" if value is None else f"{key} has to be a text")
    return ""


def _texts(raw: Raw, key: str, faults: list[str]) -> tuple[str, ...]:
    value = raw.get(key, [])
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    faults.append(f"{key} has to be a list of texts")
    return ()


def _words(raw: Raw, key: str, faults: list[str]) -> Mapping[str, str]:
    """Read a text in several languages; one text alone stands for all."""
    value = raw.get(key)
    if isinstance(value, str):
        return dict.fromkeys(LANGUAGES, value)
    if isinstance(value, dict) and value and all(isinstance(one, str) for one in value.values()):
        return value
    faults.append(f"{key} is missing or is not a text by language")
    return {}


def _tables(raw: Raw, key: str, faults: list[str]) -> tuple[Raw, ...]:
    value = raw.get(key, [])
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return tuple(value)
    faults.append(f"[[{key}]] has to be written with double brackets")
    return ()
