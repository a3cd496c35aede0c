"""What can be wrong with a rule file or a facts file, each with its place."""

from typing import ClassVar

from bereginya.facts.errors import BereginyaError


class RuleFileError(BereginyaError):
    """A rule file, or a change of the committee, cannot be law: a gap, an overlap, an unknown key or fact."""

    code: ClassVar[str] = "rights.rule-file"

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem


class FactsError(BereginyaError):
    """Facts that cannot be read: a value outside its list, a day that is none. Says all of them at once.

    A problem names the key and what may stand there, never the value that stood there.
    """

    code: ClassVar[str] = "rights.facts"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems
