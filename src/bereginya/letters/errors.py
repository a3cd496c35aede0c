"""What can keep a letter from being made. Messages hold template ids and field names, never what was filled in."""

from typing import TYPE_CHECKING, ClassVar

from bereginya.facts.errors import BereginyaError

if TYPE_CHECKING:
    from bereginya.letters.values import Ask, Problem


class TemplateError(BereginyaError):
    """A template file cannot be used; `faults` lists everything that is wrong with it."""

    code: ClassVar[str] = "letters.template"

    def __init__(self, template: str, faults: tuple[str, ...]) -> None:
        super().__init__(f"{template}: " + "; ".join(faults))
        self.template = template
        self.faults = faults


class UnknownTemplateError(BereginyaError):
    """There is no template with this id."""

    code: ClassVar[str] = "letters.unknown-template"

    def __init__(self, template: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(template)
        self.template = template
        self.suggestions = suggestions


class UnfinishedError(BereginyaError):
    """The letter was not made: facts are missing or odd (`problems`), or forms of names need a yes (`asks`)."""

    code: ClassVar[str] = "letters.unfinished"

    def __init__(self, template: str, problems: "tuple[Problem, ...]", asks: "tuple[Ask, ...]") -> None:
        fields = [f"{one.field} ({one.trouble.value})" for one in problems]
        fields += [f"{one.field} ({one.case.value} to confirm)" for one in asks]
        super().__init__(f"{template}: " + ", ".join(fields))
        self.template = template
        self.problems = problems
        self.asks = asks


class NumberError(BereginyaError):
    """A register of letters has a gap or a double, or a number that is none."""

    code: ClassVar[str] = "letters.number"


class ClockError(BereginyaError):
    """There is no clock for this kind of letter, or the law data is odd."""

    code: ClassVar[str] = "letters.clock"
