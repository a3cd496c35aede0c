"""What a module reaches by its imports, through every module of ours, packages on the way included."""

import ast
import importlib.util
from pathlib import Path


def closure(*modules: str) -> frozenset[str]:
    """Return the modules of the program that these load, directly or through others."""
    waiting, seen = [part for module in modules for part in _with_packages(module)], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen or (path := _path(name)) is None:
            continue
        seen.add(name)
        for wanted in _imports(path):
            waiting += _with_packages(wanted)
    return frozenset(seen)


def _imports(path: Path) -> set[str]:
    read = ast.parse(path.read_text("utf-8"))
    names = {alias.name for one in ast.walk(read) if isinstance(one, ast.Import) for alias in one.names}
    for one in ast.walk(read):
        if isinstance(one, ast.ImportFrom) and one.module:
            names |= {one.module, *(f"{one.module}.{alias.name}" for alias in one.names)}
    return {name for name in names if name.split(".")[0] == "bereginya"}


def _with_packages(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _path(name: str) -> Path | None:
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:  # the name of a class, not of a module
        return None
    return Path(found.origin) if found is not None and found.origin else None
