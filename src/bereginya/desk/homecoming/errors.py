"""What can go wrong between finding a man and telling his family, by what a person can do next."""

from bereginya.facts.errors import BereginyaError


class TooEarlyError(BereginyaError):
    """She was to be told, but something that has to be recorded first is missing."""

    code = "homecoming.too-early"


class SamePersonError(BereginyaError):
    """The second person is the first."""

    code = "homecoming.same-person"


class AgainstHisWishError(BereginyaError):
    """He said no: only that he is alive and does not wish contact can be told."""

    code = "homecoming.against-his-wish"
