"""What can go wrong with a file of people, by what a person can do next."""

from bereginya.facts.errors import BereginyaError


class UnreadableFileError(BereginyaError):
    """The file as a whole cannot be read: empty, cut short, of no known kind, or refused as dangerous."""

    code = "tracing.unreadable-file"
