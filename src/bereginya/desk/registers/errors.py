"""What can go wrong with lists and decisions, by what a person can do next."""

from bereginya.facts.errors import BereginyaError


class NothingNewError(BereginyaError):
    """*Same* was said, but neither a document nor a fact that was not in the inquiry."""

    code = "registers.nothing-new"


class SameMemberError(BereginyaError):
    """The second person is the first."""

    code = "registers.same-member"


class SameFileError(BereginyaError):
    """The very file is the newest edition already."""

    code = "registers.same-file"


class TooManyError(BereginyaError):
    """More people stand in a list than the memory of this computer can search."""

    code = "registers.too-many"


class NobodyReadError(BereginyaError):
    """Not one row could be read as a person."""

    code = "registers.nobody-read"


class StoppedError(BereginyaError):
    """A member stopped the reading of a list."""

    code = "registers.stopped"


class BrokeOffError(BereginyaError):
    """The reading of a list ended with a fault of the program."""

    code = "registers.broke-off"
