"""What is wrong with what was given, in the language of whoever gave it.

An error holds the key of a clause and the facts in it; `str` of it is English. Facts are names of files, columns and
lists, numbers of rows and counts, never a person.
"""

import errno
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bereginya.counting.saying import wrong
from bereginya.facts.errors import BereginyaError

_SYSTEM = {
    errno.ENOENT: "missing",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "no_folder",
    errno.ENOSPC: "full",
    errno.EROFS: "read_only",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """What is wrong, by its place among the words and the facts in it; a fact may be a clause or an error itself."""

    section: str
    key: str
    facts: Mapping[str, object]

    def sentence(self, language: str) -> str:
        """Return it in a language."""
        told = {
            name: fact.sentence(language) if isinstance(fact, Clause | CountingError) else fact
            for name, fact in self.facts.items()
        }
        return wrong(language, self.section, self.key, **told)


class CountingError(BereginyaError):
    """Something of a count is wrong. Raises ValueError for a key that has no words."""

    code: ClassVar[str] = "counting"
    section: ClassVar[str]

    def __init__(self, key: str, /, **facts: object) -> None:
        self.clause = Clause(self.section, key, facts)
        super().__init__(self.clause.sentence("en"))

    def sentence(self, language: str) -> str:
        """Return what is wrong, in a language."""
        return self.clause.sentence(language)

    def framed(self, language: str) -> str:
        """Return what is wrong as a whole sentence, which says also of what it is wrong."""
        return wrong(language, "frames", self.code.partition(".")[2], why=self.sentence(language))


class TableError(CountingError):
    """A table, a frequency or a file of deaths cannot be read as what it claims to be."""

    code: ClassVar[str] = "counting.table"
    section: ClassVar[str] = "table"


class NoFitError(CountingError):
    """A model has no maximum likelihood estimate on this table, or its terms cannot be told apart."""

    code: ClassVar[str] = "counting.no-fit"
    section: ClassVar[str] = "fit"


def by_system(error: OSError) -> Clause:
    """Return why the machine could not read or write a file."""
    number = error.errno or 0
    return Clause("system", _SYSTEM.get(number, "other"), {} if number in _SYSTEM else {"number": number})


def toml_fault(error: tomllib.TOMLDecodeError) -> tuple[str, dict[str, object]]:
    """Return the key `toml` with the row at which a file stops being TOML, or `toml_end` where it breaks off."""
    found = re.search(r"at line (\d+)", str(error))
    return ("toml_end", {}) if found is None else ("toml", {"row": int(found[1])})
