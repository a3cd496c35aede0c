"""The log: exception types, places in our code and ids. No message, argument, address or path reaches it."""

import logging
import sys
from types import TracebackType
from typing import TypeAlias

_Raised: TypeAlias = "tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]"


class _Plain(logging.Formatter):
    """Shows level and message of our own logger, and never a trace."""

    def formatException(self, ei: _Raised) -> str:  # noqa: ARG002, N802 - the standard library's name
        """Return nothing: a trace would show what somebody typed."""
        return ""

    def formatStack(self, stack_info: str) -> str:  # noqa: ARG002, N802 - the standard library's name
        """Return nothing."""
        return ""


def set_up_log() -> None:
    """Let our own logger speak on standard error; everything else, Django included, is silent."""
    logging.lastResort = None
    logging.getLogger().handlers = [logging.NullHandler()]
    ours = logging.getLogger("bereginya")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain("%(levelname)s %(message)s"))
    ours.handlers, ours.propagate = [handler], False
    sys.excepthook = _type_only


def _type_only(kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
    logging.getLogger("bereginya").error("%s outside of a page", kind.__name__)
