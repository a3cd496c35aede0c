"""What the library remembers of the names it was asked about, and that it can forget them."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from bereginya import names

INVENTED = "Ковтун Мирослав Гордеевич"


def remembered() -> Iterator[Any]:
    """Yield every function of the library that remembers what it was given, however it is named."""
    for found in pkgutil.iter_modules(names.__path__, "bereginya.names."):
        for one in vars(importlib.import_module(found.name)).values():
            if hasattr(one, "cache_info"):
                yield one


def test_nothing_of_a_name_is_left_once_names_are_forgotten() -> None:
    names.compare(INVENTED, "Miroslav Kovtun 1991")
    assert names.parse.cache_info().currsize > 0

    names.forget()

    asked = [one for one in remembered() if one.cache_info().maxsize is not None and one.cache_info().maxsize > 100]
    assert asked
    assert all(one.cache_info().currsize == 0 for one in asked)


def test_what_is_remembered_without_end_is_word_data_alone() -> None:
    names.compare(INVENTED, "Ковтун М. Г.")

    endless = {
        one.__name__: one.__wrapped__.__code__.co_varnames[: one.__wrapped__.__code__.co_argcount]
        for one in remembered()
        if one.cache_info().maxsize is None
    }
    assert not {name for name, arguments in endless.items() if {"text", "word", "name", "a", "b"} & set(arguments)}
