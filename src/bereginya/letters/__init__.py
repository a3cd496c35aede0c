"""Letters from a case: facts and a template in, a typeset PDF or DOCX out; and the clocks that run once it is sent.

    facts = {"office": Office("…", to="…"), "applicant": NamedPerson("Иванова", "Мария", sex=Sex.FEMALE), …}
    seen = check(template, facts)            # what is missing, what has to be asked, every declined name
    pdf = typeset(template, facts, day=day)  # raises UnfinishedError with the whole list, never half a letter

Nothing here reads a clock or touches the disk: the day is an argument, letters are bytes.
"""

from bereginya.letters.composing import Check, check, compose
from bereginya.letters.errors import (
    ClockError,
    NumberError,
    TemplateError,
    UnfinishedError,
    UnknownTemplateError,
)
from bereginya.letters.reading import read_template
from bereginya.letters.relations import relation_in_letter
from bereginya.letters.shelf import find_template, templates
from bereginya.letters.templates import Article, Field, FieldKind, Template
from bereginya.letters.typesetting import typeset, typeset_all, typeset_letter
from bereginya.letters.values import (
    Ask,
    Case,
    Declined,
    Fact,
    Letter,
    NamedPerson,
    Office,
    Problem,
    Trouble,
    WhyAsked,
)

__all__ = [
    "Article",
    "Ask",
    "Case",
    "Check",
    "ClockError",
    "Declined",
    "Fact",
    "Field",
    "FieldKind",
    "Letter",
    "NamedPerson",
    "NumberError",
    "Office",
    "Problem",
    "Template",
    "TemplateError",
    "Trouble",
    "UnfinishedError",
    "UnknownTemplateError",
    "WhyAsked",
    "check",
    "compose",
    "find_template",
    "read_template",
    "relation_in_letter",
    "templates",
    "typeset",
    "typeset_all",
    "typeset_letter",
]
