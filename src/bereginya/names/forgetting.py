"""What was looked at is remembered, so that a register of a million rows is quick; and it can be forgotten.

A desk that is locked must not go on knowing the names it read a moment ago.
"""

from bereginya.names import keys, parsing, slips

_REMEMBER = (
    parsing.parse,
    parsing._fits,  # noqa: SLF001 - of this package
    slips.distance,
    keys.surname_keys,
    keys.given_keys,
    keys.patronymic_keys,
)


def forget() -> None:
    """Forget every name that was looked at. Word data stays: it came with the program."""
    for function in _REMEMBER:
        function.cache_clear()
