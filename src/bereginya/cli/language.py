"""In which language a command speaks: the one it was asked for, else that of the machine, else English.

English is the language of the code; what the commands themselves say in the others stands in `locale`. The libraries
bring their own words.
"""

import gettext as catalogues
import os
from functools import cache
from pathlib import Path
from typing import Literal

import typer

Language = Literal["ru", "uk", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "uk", "en")

_LOCALE = Path(__file__).parent / "locale"
_TELLS = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that tell the language of a machine, the strongest first (POSIX.1-2017, 8.2)."""


def of_machine() -> Language:
    """Return the language of the machine if it is one of ours, else English."""
    told = next((os.environ[name] for name in _TELLS if os.environ.get(name)), "")
    return known(told[:2]) or "en"


def known(asked: str) -> Language | None:
    """Return the language of this name, or None if it is not one of ours."""
    return next((one for one in LANGUAGES if one == asked), None)


def spoken(asked: str | None) -> Language:
    """Return the language that was asked for by --lang, or that of the machine; refuse one that is not ours."""
    if asked is None:
        return of_machine()
    language = known(asked)
    if language is None:
        raise typer.BadParameter(
            gettext("It has to be one of {these}.").format(these=", ".join(LANGUAGES)), param_hint="--lang"
        )
    return language


def gettext(text: str) -> str:
    """Return a text of the commands in the language of the machine."""
    return _catalogue(of_machine()).gettext(text) if text else text  # nothing would bring the head of the file


def gettext_noop(text: str) -> str:
    """Return the text as it is: it is one that `gettext` says in other languages when it is shown."""
    return text


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a text that this number asks for, in the language of the machine."""
    return _catalogue(of_machine()).ngettext(one, many, number)


@cache
def _catalogue(language: Language) -> catalogues.NullTranslations:
    return catalogues.translation("django", _LOCALE, [language], fallback=True)
