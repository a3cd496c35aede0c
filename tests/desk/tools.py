"""The tools of the repository, as modules."""

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

_FOLDER = Path(__file__).resolve().parents[2] / "tools"


@cache
def translations() -> ModuleType:
    """Return tools/translations.py."""
    spec = importlib.util.spec_from_file_location("translations", _FOLDER / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
