"""From a template and facts to a letter; or to the whole list of what is missing, and no half letter."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bereginya.letters.declining import decline_person, shortened
from bereginya.letters.errors import UnfinishedError
from bereginya.letters.faults import LETTER, OPTIONAL, PLACEHOLDER, SHORT
from bereginya.letters.glyphs import without_glyph
from bereginya.letters.templates import Block, Field, FieldKind, Template
from bereginya.letters.values import (
    As,
    Ask,
    Case,
    Declined,
    Fact,
    Letter,
    NamedPerson,
    Office,
    Part,
    Problem,
    Trouble,
    WhyAsked,
)
from bereginya.letters.wording import tied, wording

_LINES = frozenset({As.TO, As.FROM, As.PARTY, As.MARK, As.SUBTITLE})
_ITEMS = frozenset({As.NUMBERED, As.BULLETS, As.ATTACHMENTS})
_KINDS: Mapping[FieldKind, tuple[type, ...]] = {
    FieldKind.TEXT: (str,),
    FieldKind.LONG: (str,),
    FieldKind.RELATION: (str,),
    FieldKind.CHOICE: (str,),
    FieldKind.DAY: (date, str),
    FieldKind.NUMBER: (int, str),
    FieldKind.ITEMS: (tuple,),
    FieldKind.ROWS: (tuple,),
    FieldKind.PERSON: (NamedPerson,),
    FieldKind.OFFICE: (Office,),
}


@dataclass(frozen=True, slots=True, repr=False)
class Check:
    """What a second person looks at before a letter is sent, and what still keeps it from being made."""

    problems: tuple[Problem, ...]
    asks: tuple[Ask, ...]
    declined: tuple[Declined, ...]

    @property
    def complete(self) -> bool:
        """Whether a letter can be made."""
        return not self.problems and not self.asks


def check(template: Template, facts: Mapping[str, Fact]) -> Check:
    """Return everything that is missing or has to be confirmed, and every name as it would stand in the letter."""
    problems = tuple(_problems(template, facts))
    filling = _Filling(template, facts, date(2000, 1, 1), "")
    if not any(one.trouble is not Trouble.MISSING for one in problems):
        tuple(filling.parts())
    return Check(problems, tuple(dict.fromkeys(filling.asks)), tuple(dict.fromkeys(filling.declined)))


def compose(template: Template, facts: Mapping[str, Fact], *, day: date, number: str = "") -> Letter:
    """Return the letter of this day, with its number in the committee's register if it has one.

    Raises UnfinishedError with every problem and every form to confirm when it cannot be made.
    """
    problems = tuple(_problems(template, facts))
    if problems:
        found = check(template, facts)
        raise UnfinishedError(template.id, found.problems, found.asks)
    filling = _Filling(template, facts, day, number)
    parts = tuple(filling.parts())
    if filling.asks:
        raise UnfinishedError(template.id, (), tuple(dict.fromkeys(filling.asks)))
    titles = (" ".join(part.lines) for part in parts if part.what is As.TITLE)
    title = next(titles, template.name.get(template.language, template.id))
    return Letter(template.id, template.language, title, day, parts, tuple(dict.fromkeys(filling.declined)))


def _problems(template: Template, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    declared = {one.name for one in template.fields}
    for name in facts:
        if name not in declared:
            yield Problem(name, Trouble.NOT_DECLARED)
    for one in template.fields:
        fact = facts.get(one.name)
        if _is_empty(fact):
            if one.needed:
                yield Problem(one.name, Trouble.MISSING, one.kind.value)
        elif not _fits(one, fact, template.language):
            yield Problem(one.name, Trouble.WRONG_KIND, _expected(one, template.language))
        elif odd := without_glyph("".join(_words_of(fact))):
            yield Problem(one.name, Trouble.UNPRINTABLE, " ".join(odd))


def _is_empty(fact: Fact | None) -> bool:
    if isinstance(fact, Office):
        return not (fact.name or fact.to)
    if isinstance(fact, NamedPerson):
        return not fact.full.strip()
    return fact is None or fact == () or (isinstance(fact, str) and not clean(fact).strip())


def _fits(one: Field, fact: Fact | None, language: str) -> bool:
    if not isinstance(fact, _KINDS[one.kind]):
        return False
    if one.kind is FieldKind.CHOICE:
        return fact in (one.options or {})
    if one.kind is FieldKind.RELATION:
        return fact in wording(language).relations
    if one.kind is FieldKind.ITEMS:
        return isinstance(fact, tuple) and all(isinstance(item, str) for item in fact)
    if one.kind is FieldKind.ROWS:
        return isinstance(fact, tuple) and all(isinstance(row, tuple) and len(row) == len(one.columns) for row in fact)
    return True


def _expected(one: Field, language: str) -> str:
    if one.kind is FieldKind.CHOICE:
        return ", ".join(one.options or {})
    if one.kind is FieldKind.RELATION:
        return ", ".join(wording(language).relations)
    if one.kind is FieldKind.ROWS:
        return f"rows: {', '.join(one.columns)}"
    return str(one.kind.value)


def _words_of(fact: Fact | None) -> Iterator[str]:
    if isinstance(fact, str):
        yield clean(fact)
    elif isinstance(fact, tuple):
        for one in fact:
            yield from _words_of(one)
    elif isinstance(fact, NamedPerson):
        yield from (clean(fact.full), *(clean(form) for _, form in fact.forms))
    elif isinstance(fact, Office):
        yield from (clean(fact.name), clean(fact.to), clean(fact.address))
        yield from _words_of(fact.holder)


_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Return a text without what no reader sees: control signs, soft hyphens, signs that turn the direction.

    Line ends become one kind; letters written as two signs become one (NFC), so that fonts have them.
    """
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


_SPACES = re.compile(r"[ \t\n]+")  # not the space that no line may break at


def _on_one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _joined(before: str, after: str) -> str:
    """Join two pieces of a sentence: the stop of `2026 г.` is also the stop of the sentence that it ends."""
    return before + (after[1:] if before.endswith(".") and after.startswith(".") else after)


class _Unknown(Exception):  # noqa: N818 - never leaves this file: an optional piece is left out
    """A field of an optional piece is not known."""


@dataclass(slots=True)
class _Filling:
    """One letter being filled; gathers what has to be asked and every declined name on the way."""

    template: Template
    facts: Mapping[str, Fact]
    day: date
    number: str
    asks: list[Ask] = field(default_factory=list)
    declined: list[Declined] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """Yield the parts of the letter, without those that say nothing."""
        for block in self.template.blocks:
            if self._wanted(block) and (part := self._part(block)) is not None:
                yield part

    def _wanted(self, block: Block) -> bool:
        return (not block.when or self._holds(block.when)) and not (block.unless and self._holds(block.unless))

    def _holds(self, condition: str) -> bool:
        name, _, value = condition.partition("=")
        fact = self.facts.get(name)
        return fact == value if value else not _is_empty(fact)

    def _part(self, block: Block) -> Part | None:
        if block.what is As.NEW_PAGE:
            return Part(block.what)
        if block.what is As.PAIRS:
            rows = tuple((label, filled) for label, text in block.pairs if (filled := self._fill(text)))
            return Part(block.what, rows=rows) if rows else None
        if block.what is As.TABLE:
            return self._table(block)
        lines = self._items(block) if block.what in _ITEMS else self._lines(block)
        return Part(block.what, lines) if lines else None

    def _table(self, block: Block) -> Part | None:
        rows = self.facts.get(block.items_from)
        if not isinstance(rows, tuple) or not rows:
            return None
        cells = tuple(
            tuple(_on_one_line(clean(cell)) or "\u00a0" for cell in row) for row in rows if isinstance(row, tuple)
        )
        return Part(block.what, self.template.field(block.items_from).columns, cells)

    def _items(self, block: Block) -> tuple[str, ...]:
        items = [filled for text in block.items if (filled := _on_one_line(self._fill(text)))]
        given = self.facts.get(block.items_from, ())
        if isinstance(given, tuple):
            items += [shown for one in given if isinstance(one, str) and (shown := _on_one_line(clean(one)))]
        if block.what is As.ATTACHMENTS and items:
            words = wording(self.template.language)
            items.insert(0, words.attachment if len(items) == 1 else words.attachments)
        return tuple(items)

    def _lines(self, block: Block) -> tuple[str, ...]:
        filled = self._fill(block.text)
        if block.what is As.SIGN:
            left, _, right = filled.partition("|")
            return (left.strip() or "\u00a0", right.strip())
        if block.what in {As.TITLE, As.HEADING}:
            return (_on_one_line(filled),) if filled.strip() else ()
        if block.what in _LINES:
            return tuple(line for one in filled.split("\n") if (line := _on_one_line(one)))
        return tuple(line for one in re.split(r"\n\s*\n", filled) if (line := _on_one_line(one)))

    def _fill(self, text: str) -> str:
        """Fill one text: optional pieces first, each whole or not at all. What is filled in is not read again."""
        pieces = OPTIONAL.split(text)
        return "".join(self._optional(one) if number % 2 else self._required(one) for number, one in enumerate(pieces))

    def _optional(self, text: str) -> str:
        try:
            return self._replaced(text)
        except _Unknown:
            return ""

    def _required(self, text: str) -> str:
        try:
            return self._replaced(text)
        except _Unknown:  # a needed field that is missing is a problem already; an optional one has said nothing
            return PLACEHOLDER.sub("", text)

    def _replaced(self, text: str) -> str:
        done, end = "", 0
        for found in PLACEHOLDER.finditer(text):
            value = self._value(found[1], found[2] or "", found[3] or "")
            done, end = _joined(done, tied(text[end : found.start()])) + value, found.end()
        return _joined(done, tied(text[end:]))

    def _value(self, name: str, part: str, form: str) -> str:
        if name == LETTER:
            return self._of_letter(part, form)
        fact = self.facts.get(name)
        if fact is None or _is_empty(fact):
            raise _Unknown
        if isinstance(fact, NamedPerson):
            return self._person(name, fact, form)
        if isinstance(fact, Office):
            return self._office(name, fact, part, form)
        return self._plain(self.template.field(name), fact, form)

    def _of_letter(self, part: str, form: str) -> str:
        if part == "number" and not self.number:
            raise _Unknown
        if part == "number":
            return self.number
        return f"{self.day:%d.%m.%Y}" if form == "digits" else wording(self.template.language).day(self.day)

    def _plain(self, one: Field, fact: Fact, form: str) -> str:
        words = wording(self.template.language)
        if isinstance(fact, date):
            return f"{fact:%d.%m.%Y}" if form == "digits" else words.day(fact)
        if one.kind is FieldKind.RELATION and isinstance(fact, str):
            forms = words.relations[fact]
            return forms.get(Case(form or "nominative"), forms[Case.NOMINATIVE])
        if one.kind is FieldKind.CHOICE and isinstance(fact, str):
            return clean((one.options or {})[fact])
        if isinstance(fact, tuple):
            return "; ".join(_on_one_line(clean(item)) for item in fact if isinstance(item, str))
        text = clean(str(fact))
        return text if one.kind is FieldKind.LONG else _on_one_line(text)

    def _office(self, name: str, office: Office, part: str, form: str) -> str:
        if part == "holder":
            if office.holder is None:
                raise _Unknown
            return self._person(f"{name}.holder", office.holder, form)
        if part == "to" and not office.to:
            self.asks.append(Ask(name, Case.DATIVE, office.name, WhyAsked.OFFICE))
            return office.name
        shown = {"": office.name, "name": office.name, "to": office.to, "address": office.address}[part]
        if not shown.strip():
            raise _Unknown
        return "\n".join(_on_one_line(one) for one in clean(shown).split("\n") if one.strip())

    def _person(self, name: str, person: NamedPerson, form: str) -> str:
        wanted = form.removesuffix(SHORT)
        if wanted in {"", "short"}:
            return _on_one_line(clean(person.short if form == "short" else person.in_order(self.template.language)))
        case = Case(wanted)
        declined = decline_person(name, person, case, self.template.language)
        if isinstance(declined, Ask):
            self.asks.append(declined)
            return person.full
        self.declined.append(Declined(name, case, person.full, declined, person.confirmed(case) is not None))
        return _on_one_line(clean(shortened(declined) if form.endswith(SHORT) else declined))
