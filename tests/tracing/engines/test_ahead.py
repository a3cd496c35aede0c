"""Lists read in a thread beside are those that are read when they are asked for, and their errors are raised there."""

from pathlib import Path

import pytest

from bereginya.tracing import reading
from bereginya.tracing.engines import Ahead, Register
from bereginya.tracing.reading import UnreadableFileError


@pytest.fixture
def register(tmp_path: Path) -> Register:
    path = tmp_path / "list.csv"
    path.write_text("id,surname,given name\n1,Ковтун,Олена\n1,Ґедзь,Сергій\n", "utf-8")
    source = reading.look(path)
    return Register("list", source, reading.mapped(source))


def test_a_list_that_was_begun_is_the_one_that_is_read_when_asked_for(register: Register) -> None:
    with Ahead() as ahead:
        now = ahead.listed(register)
        ahead.begin((register,))
        begun = ahead.listed(register)
    assert begun.people.table.equals(now.people.table)
    assert begun.repeated == now.repeated == 1


def test_one_list_given_twice_is_read_twice(register: Register) -> None:
    again = Register("again", register.source, register.mapping)
    with Ahead() as ahead:
        ahead.begin((register, again))
        assert ahead.listed(again).people.table.equals(ahead.listed(register).people.table)


def test_what_is_wrong_with_a_list_is_told_when_it_is_asked_for(register: Register) -> None:
    with Ahead() as ahead:
        register.source.path.unlink()
        ahead.begin((register,))
        with pytest.raises((UnreadableFileError, FileNotFoundError)):
            ahead.listed(register)
