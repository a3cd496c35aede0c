"""What every fact has in common: it never changes, and its repr does not tell what it holds."""


class Value:
    """The base of every fact that lies inside a record. A subclass is a frozen, slotted dataclass with `repr=False`.

    Tracebacks and log lines print reprs; this one shows the type alone.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"
