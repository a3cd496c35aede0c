"""What a sheet of paper may show: no name of anybody in the folder, only first letters."""

import re
from collections.abc import Iterable

from bereginya.facts.people import Name

_ENDING = 2
"""Letters at the end of a name that change with its case: Иванова, Ивановой."""
_SHORTEST = 3


def masked(text: str, names: Iterable[Name]) -> str:
    """Return the text with every word of these names, in whatever grammatical case, cut to its first letter.

    It errs on the side of cutting too much. Names that nobody wrote into the folder's own fields stay: whoever prints
    looks first.
    """
    words = {word for name in names for word in re.findall(r"[^\W\d_]+", name.raw) if len(word) >= _SHORTEST}
    for word in sorted(words, key=len, reverse=True):
        root = re.sub("[её]", "[её]", word[: max(_SHORTEST, len(word) - _ENDING)].casefold())
        text = re.sub(rf"\b{root}\w*", f"{word[0].upper()}.", text, flags=re.IGNORECASE)
    return text
