"""The root of every error of ours.

An error has a `code`, for which the desk has a sentence in three languages. Its message goes to logs and
therefore holds ids, dates and hashes, never a name or a word somebody said.
"""

from typing import ClassVar


class BereginyaError(Exception):
    """Something a person can be told about, and can do something about."""

    code: ClassVar[str] = "bereginya"


class MalformedRecordError(BereginyaError):
    """Stored bytes are not a record of the kind they claim to be."""

    code = "facts.malformed-record"


class UnknownKindError(BereginyaError):
    """A record is of a kind, or a version of a kind, that this program does not know."""

    code = "facts.unknown-kind"
