"""What is wrong with what was given. Messages hold column names of tables, row numbers and counts, never a person."""

from typing import ClassVar

from bereginya.facts.errors import BereginyaError


class TableError(BereginyaError):
    """A table, a frequency or a file of deaths cannot be read as what it claims to be."""

    code: ClassVar[str] = "counting.table"


class NoFitError(BereginyaError):
    """A model has no maximum likelihood estimate on this table, or its terms cannot be told apart."""

    code: ClassVar[str] = "counting.no-fit"
