"""Where machine code is kept: a loop holds what it calls, so a new version of any loop is a new folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from bereginya.tracing.compiled import folder_of

LOOP = "from bereginya.tracing.compiled import compiled\n"


@pytest.fixture
def loops(tmp_path: Path) -> Path:
    """Two files with loops and one without."""
    folder = tmp_path / "loops"
    (folder / "inner").mkdir(parents=True)
    (folder / "caller.py").write_text(LOOP)
    (folder / "inner" / "called.py").write_text(LOOP + "LEAST = 1\n")
    (folder / "words.py").write_text("WORDS = 1\n")
    return folder


def test_a_change_of_what_a_loop_calls_is_another_folder_and_the_old_one_goes(loops: Path, tmp_path: Path) -> None:
    before = folder_of(loops, tmp_path)
    (before / "caller.nbi").write_text("machine code")
    (loops / "inner" / "called.py").write_text(LOOP + "LEAST = 2\n")

    after = folder_of(loops, tmp_path)

    assert after != before
    assert not before.exists()
    assert after.is_dir()


def test_the_same_loops_keep_their_folder_whatever_else_changes(loops: Path, tmp_path: Path) -> None:
    before = folder_of(loops, tmp_path)
    (before / "caller.nbi").write_text("machine code")
    (loops / "words.py").write_text("WORDS = 2\n")

    assert folder_of(loops, tmp_path) == before
    assert (before / "caller.nbi").exists()


def test_loops_are_loaded_without_the_linear_algebra_that_none_of_them_has() -> None:
    loaded = "import sys; from bereginya.tracing.deletions import hash_of; import numpy; "
    loaded += "hash_of(numpy.zeros(3, numpy.uint16), 0, 3, -1, -1); print('scipy.linalg' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
