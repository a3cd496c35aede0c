"""What searches lists is compiled in the background of the first start, and not again."""

import os
from pathlib import Path

import pytest

from bereginya.cli import preparing
from bereginya.tracing.__main__ import main


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with one loop, and a list of the commands that were begun."""
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "link.py").write_text("loop")
    monkeypatch.setattr(preparing, "_LOOPS", tmp_path)
    return tmp_path


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were begun, each replaced by one that ends at once."""
    commands: list[list[str]] = []

    class Ended:
        pid = os.getpid()

    def begin(command: list[str], **_: object) -> Ended:
        commands.append(command)
        return Ended()

    monkeypatch.setattr("subprocess.Popen", begin)
    monkeypatch.setattr("os.setpriority", lambda *_: None)
    return commands


def test_a_new_machine_compiles(program: Path, begun: list[list[str]]) -> None:
    preparing.prepare()

    assert [command[1:] for command in begun] == [["-m", "bereginya.tracing"]]


def test_what_was_compiled_is_not_compiled_again(program: Path, begun: list[list[str]]) -> None:
    (program / "__pycache__" / "link.nbi").write_text("compiled")
    os.utime(program / "link.py", (1, 1))

    preparing.prepare()

    assert begun == []


def test_a_changed_program_compiles_again(program: Path, begun: list[list[str]]) -> None:
    (program / "__pycache__" / "link.nbi").write_text("compiled")
    os.utime(program / "__pycache__" / "link.nbi", (1, 1))

    preparing.prepare()

    assert len(begun) == 1


def test_compiling_comes_to_an_end() -> None:
    main()
