"""What fields and blocks of a template have against each other, so that no letter finds it out later."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from bereginya.letters.templates import Block, Field, FieldKind, Template
from bereginya.letters.values import As, Case
from bereginya.letters.wording import wording

PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)(?:\.([a-z]+))?(?::([a-z-]+))?\}")
OPTIONAL: Final = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
SHORT: Final = "-short"
LETTER: Final = "letter"
"""The name under which a letter's own number and day are filled in: `{letter.number}`, `{letter.day}`."""

_OFFICE_PARTS = frozenset({"", "name", "to", "address", "holder"})
_LETTER_PARTS = frozenset({"number", "day"})
_PERHAPS = frozenset({"holder", "address"})
_LISTS = frozenset({As.NUMBERED, As.BULLETS, As.ATTACHMENTS})


def faults_of(template: Template) -> Iterator[str]:
    """Yield everything that would make a hole in a letter, or a piece of it that is never printed."""
    fields = {one.name: one for one in template.fields}
    if len(fields) != len(template.fields):
        yield "a field is declared twice"
    if LETTER in fields:
        yield f"a field cannot be called {LETTER}"
    used: set[str] = set()
    for block in template.blocks:
        named = _named(block)
        yield from (f"{name} is used and not declared" for name in sorted(named - fields.keys() - {LETTER}))
        used |= named
        yield from _of_block(block, fields)
        for text in _texts(block):
            yield from _of_text(text, fields, template.language)
    yield from (f"{name} is declared and not used" for name in sorted(fields.keys() - used))
    if not any(block.what is As.TITLE for block in template.blocks):
        yield 'there is no block with as = "title"'


def _texts(block: Block) -> Iterator[str]:
    yield block.text
    yield from block.items
    for _, text in block.pairs:
        yield text


def _named(block: Block) -> set[str]:
    named = {name for text in _texts(block) for name, _, _ in PLACEHOLDER.findall(text)}
    return named | {one.partition("=")[0] for one in (block.when, block.unless, block.items_from) if one}


def _of_block(block: Block, fields: Mapping[str, Field]) -> Iterator[str]:
    for condition in filter(None, (block.when, block.unless)):
        name, equals, key = condition.partition("=")
        if equals and name in fields and key not in (fields[name].options or {}):
            yield f"{name} can never be {key}"
    wanted = FieldKind.ROWS if block.what is As.TABLE else FieldKind.ITEMS
    if block.what is As.TABLE and not block.items_from:
        yield "a table needs items_from"
    if block.items_from in fields and fields[block.items_from].kind is not wanted:
        yield f"{block.items_from} is no field of kind {wanted.value}"
    if (block.items or block.items_from) and block.what not in _LISTS | {As.TABLE}:
        yield f"a block of {block.what.value} has no items"
    if block.text and block.what in _LISTS | {As.TABLE, As.PAIRS, As.NEW_PAGE}:
        yield f"a block of {block.what.value} has no text"
    for text in _texts(block):
        yield from _unknowns(block, text, fields)


def _unknowns(block: Block, text: str, fields: Mapping[str, Field]) -> Iterator[str]:
    """Yield what may be unknown and would leave a hole in a sentence."""
    for name, part, _ in PLACEHOLDER.findall(OPTIONAL.sub("", text)):
        sure = block.when.partition("=")[0] == name or (name in fields and fields[name].needed)
        if (name in fields and (not sure or part in _PERHAPS)) or (name, part) == (LETTER, "number"):
            yield f"{name}{part and '.'}{part} may be unknown: put its piece of text into [[ ]]"


def _of_text(text: str, fields: Mapping[str, Field], language: str) -> Iterator[str]:
    for name, part, form in PLACEHOLDER.findall(text):
        if name in fields:
            yield from _of_placeholder(fields[name], part, form, language)
        if name == LETTER and (part not in _LETTER_PARTS or form not in {"", "digits"}):
            yield "of the letter itself only {letter.day}, {letter.day:digits} and {letter.number} are known"
    rest = PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        yield f"a brace that is no placeholder in: {text[:40]}"
    if "[[" in OPTIONAL.sub("", rest) or "]]" in OPTIONAL.sub("", rest):
        yield f"[[ without ]] in: {text[:40]}"


def _of_placeholder(field: Field, part: str, form: str, language: str) -> Iterator[str]:
    if part not in (_OFFICE_PARTS if field.kind is FieldKind.OFFICE else {""}):
        yield f"{field.name} has no part called {part}"
    case = form.removesuffix(SHORT)
    if field.kind is FieldKind.PERSON or (field.kind is FieldKind.OFFICE and part == "holder"):
        if case not in {"", "short", *(one.value for one in field.cases)}:
            yield f"{field.name} is wanted in the {case}, which its field does not declare"
    elif field.kind is FieldKind.RELATION:
        known = {one.value for forms in wording(language).relations.values() for one in forms}
        if form and (form not in known or Case(form) not in field.cases):
            yield f"{field.name} is wanted in the {form}, which its field does not declare"
    elif field.kind is FieldKind.ROWS:
        yield f"{field.name} is a table and cannot stand in a sentence"
    elif form and (form != "digits" or field.kind is not FieldKind.DAY):
        yield f"{field.name} is no person and has no {form}"
