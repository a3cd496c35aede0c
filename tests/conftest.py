"""What every test obeys: nothing but sealed files is opened for writing."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FREE = ("/dev/", "/proc/", "<", "|")
_opened: list[str] = []
_watching = [False]
_TEMPORARY = Path(tempfile.gettempdir())


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _watching[0]:
        path, mode, flags = arguments
        writes = (isinstance(mode, str) and any(sign in mode for sign in "wax+")) or (
            isinstance(flags, int) and bool(flags & _WRITES)
        )
        if writes and isinstance(path, str | bytes | os.PathLike):
            _opened.append(os.fsdecode(path))


sys.addaudithook(_hook)


@pytest.fixture(autouse=True)
def only_sealed_files_are_written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fail a test in which anything outside its own temporary folder is opened for writing."""
    _opened.clear()
    _watching[0] = True
    yield
    _watching[0] = False
    own = tmp_path_factory.getbasetemp().resolve()
    strange = [path for path in _opened if not _is_free(path, own)]
    assert not strange, f"opened for writing: {strange}"


def _is_free(path: str, own: Path) -> bool:
    where = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links to where a file really is
    parts = set(where.parts)
    if path.startswith(_FREE) or {"__pycache__", ".hypothesis", ".mypy_cache"} & parts:
        return True
    return where.is_relative_to(own) and where != _TEMPORARY


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line why the journeys did not walk."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any("Chromium" in str(report.longrepr) for report in skipped):
        terminalreporter.write_line("The journeys were skipped: they need Chromium (apt-get install chromium).")
