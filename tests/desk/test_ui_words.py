"""Every error of ours has its sentence, and every sentence is translated."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django.utils import translation

import bereginya
from bereginya.desk.ui.words import _SENTENCES, sentence
from bereginya.facts.errors import BereginyaError
from tests.desk.tools import translations

ELSEWHERE = ("bereginya.counting", "bereginya.cli")
"""Used at the command line alone, which has sentences of its own."""


def every_error() -> Iterator[type[BereginyaError]]:
    """Yield every error class of the house."""
    for module in pkgutil.walk_packages(bereginya.__path__, "bereginya."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    waiting = [BereginyaError]
    while waiting:
        waiting.extend(waiting[0].__subclasses__())
        yield waiting.pop(0)


def test_every_error_has_a_sentence() -> None:
    met_at_the_desk = [error for error in every_error() if not error.__module__.startswith(ELSEWHERE)]
    codes = {error.code for error in met_at_the_desk if error.__module__.startswith("bereginya.")}
    assert codes - set(_SENTENCES) == {BereginyaError.code}


def test_every_sentence_has_an_error() -> None:
    assert set(_SENTENCES) - {error.code for error in every_error()} == set()


def test_an_error_nobody_knows_has_a_sentence_too() -> None:
    with translation.override("en"):
        said = sentence("nobody.knows")
    assert said == "Something did not work. Go back and try again."


@pytest.mark.parametrize(("language", "start"), [("en", "The desk is locked"), ("ru", "Рабочий"), ("uk", "Робочий")])
def test_a_sentence_is_said_in_the_language_of_the_page(language: str, start: str) -> None:
    with translation.override(language):
        assert sentence("vault.locked").startswith(start)


def test_the_translations_are_complete() -> None:
    assert translations().problems() == []
