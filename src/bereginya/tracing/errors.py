"""What can go wrong with a register, an index or a model, by what a person can do next."""

from bereginya.facts.errors import BereginyaError


class UnknownColumnError(BereginyaError):
    """A table has no column `id`, or an id is missing: nothing could be said about its rows."""

    code = "tracing.no-id"


class IndexBrokenError(BereginyaError):
    """A file is not an index, was cut short, or was made by another edition of the program. Make it again."""

    code = "tracing.index-broken"


class MappingError(BereginyaError):
    """A mapping file names a column that the register does not have, or is not a mapping."""

    code = "tracing.mapping"


class UnknownModelError(BereginyaError):
    """There is no model of this number, or its file is not one."""

    code = "tracing.unknown-model"
