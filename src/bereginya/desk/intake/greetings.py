"""Greetings at the door in languages that its pages do not speak, each a file that anybody can add.

`xal.txt` in the folder `greetings` of the data folder (or of this package), named by the language's code: the first
line greets, the second says that one may write in one's own language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from bereginya.vault import Vault

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Greeting:
    """Two sentences of one language."""

    language: str
    hello: str
    write: str


def greetings(vault: Vault, spoken: str) -> tuple[Greeting, ...]:
    """Return the greetings in all languages but the one the page speaks; the committee's own files come before ours."""
    ours = files("bereginya.desk.intake").joinpath("greetings")
    found = {one.language: one for one in _read(ours)}
    own = vault.store.folder / "greetings" if vault.store.folder is not None else None
    if own is not None and own.is_dir():
        found |= {one.language: one for one in _read(own)}
    return tuple(one for code, one in sorted(found.items()) if code != spoken)


def _read(folder: Traversable) -> Iterator[Greeting]:
    for file in folder.iterdir():
        code, dot, ending = file.name.partition(".")
        if dot and ending == "txt" and _CODE.fullmatch(code):
            lines = [
                line.strip()[:_LONGEST] for line in file.read_bytes().decode("utf-8", errors="replace").splitlines()
            ]
            told = [line for line in lines if line]
            if len(told) >= 2:
                yield Greeting(code, told[0], told[1])
