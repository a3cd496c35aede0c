"""Keys of one run: the same whoever makes them, a helper that answers, one that was killed, or none."""

import os
import signal
from itertools import product
from typing import get_args

from bereginya import names
from bereginya.names.apart import Helper
from bereginya.names.keys import Part
from bereginya.tracing.keying import Keying

MANY = tuple(f"Ковт{''.join(letters)}" for letters in product("абвгдежик", repeat=4))


def test_a_helper_changes_nothing_in_the_keys() -> None:
    with Helper() as helper:
        keying = Keying(helper)
        keying.begin(MANY, "surname")
        keying.begin(MANY, "patronymic", "given")

        for part in reversed(get_args(Part)):
            assert list(keying.keys_of(MANY, part)) == names.keys_of(MANY, part)


def test_what_a_helper_leaves_when_it_ends_is_done_here() -> None:
    with Helper() as helper:
        keying = Keying(helper)
        os.kill(helper.id, signal.SIGKILL)
        keying.begin(MANY, "surname")

        assert list(keying.keys_of(MANY, "surname")) == names.keys_of(MANY, "surname")


def test_what_was_not_begun_is_made_as_well() -> None:
    keying = Keying()
    keying.begin(["Ковтун"], "surname")

    assert list(keying.keys_of(["Ґедзь", "", "Ґедзь"], "surname")) == names.keys_of(["Ґедзь", "", "Ґедзь"], "surname")


def test_one_that_was_not_begun_among_many_that_were_is_made_as_well() -> None:
    texts = [*MANY[:150], "Ґедзь", *MANY[150:]]
    with Helper() as helper:
        keying = Keying(helper)
        keying.begin(MANY, "surname")

        assert list(keying.keys_of(texts, "surname")) == names.keys_of(texts, "surname")
