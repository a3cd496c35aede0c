"""Compiled loops: the one place where Numba's decorator meets our types.

A compiled function holds no lock while it runs, so that threads share the work, and is kept on disk after the first
compilation, in a folder that is named after the files of all loops: machine code holds what it calls, and Numba looks
only at the file of the caller to tell whether it still fits. After a new version everything is compiled anew.
"""

import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TypeVar, cast

from numba import config, njit
from numba.np import linalg

_HERE = Path(__file__).parent
_MARK = b"bereginya.tracing.compiled import"

F = TypeVar("F", bound=Callable[..., object])
S = TypeVar("S")
T = TypeVar("T")


def _refuse() -> None:
    raise ImportError("no loop of ours needs linear algebra")


def _without_linear_algebra() -> None:
    """Let Numba find no linear algebra while it sets itself up: SciPy's takes 0.1 s and 13 MB to load, for nothing.

    It asks once, for `np.cov`; whoever compiles a product of matrices later finds SciPy as before.
    """
    asks = linalg.ensure_blas
    linalg.ensure_blas = _refuse
    try:
        import_module("numba.np.arraymath")
    finally:
        linalg.ensure_blas = asks


_without_linear_algebra()


def folder_of(loops: Path, beside: Path) -> Path:
    """Return the folder for the machine code of the loops in these files; those of other versions go."""
    said = sha256()
    for path in sorted(loops.rglob("*.py")):
        text = path.read_bytes()
        if _MARK in text or path == Path(__file__):
            said.update(text)
    folder = beside / f"loops-{said.hexdigest()[:16]}"
    if not folder.exists():
        for old in beside.glob("loops-*"):
            shutil.rmtree(old, ignore_errors=True)  # somebody else may be at it
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _folder() -> Path:
    """Return the folder beside the program, or the user's where nobody may write beside it."""
    try:
        return folder_of(_HERE, _HERE / "__pycache__")
    except OSError:
        kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return folder_of(_HERE, kept / "bereginya")


config.CACHE_DIR = str(_folder())  # type: ignore[attr-defined]  # asked when a function is decorated, and not declared


def compiled(function: F) -> F:
    """Return the function as machine code that runs without the interpreter's lock."""
    return cast("F", njit(nogil=True, cache=True, error_model="numpy")(function))  # a dispatcher is called like it


def uncounted(function: F) -> F:
    """Return the function as machine code that makes no arrays: it reads what it is given and writes where it is told.

    So nothing has to be counted that might be thrown away, which in short loops over many arrays is most of the work.
    Such a function loops by hand: NumPy's sum and max make arrays inside, and compile or not by what else was
    compiled before them.
    """
    options = {"nogil": True, "cache": True, "error_model": "numpy", "_nrt": False}
    return cast("F", njit(**options)(function))  # type: ignore[call-overload]  # the stubs do not know _nrt


def in_parts(work: Callable[[int, int], T], length: int, threads: int) -> list[T]:
    """Return the results of `work(start, end)` over ranges that cover 0..length, in order.

    What each row gets must depend on that row alone: then the answer is the same on any number of threads.
    """
    edges = _edges(length, 1 if threads == 1 else threads * 16)
    if threads == 1 or len(edges) == 2:
        return [work(start, end) for start, end in pairwise(edges)]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, edges[:-1], edges[1:]))


def together(one: Callable[[], S], other: Callable[[], T], threads: int) -> tuple[S, T]:
    """Return the results of both, of which the first is made beside the second if there is a thread for it."""
    if threads == 1:
        return one(), other()
    with ThreadPoolExecutor(1) as beside:
        first = beside.submit(one)
        second = other()
        return first.result(), second


def _edges(length: int, parts: int) -> Sequence[int]:
    parts = max(1, min(parts, length // 16))
    return [length * i // parts for i in range(parts + 1)]
