"""Reads the tables of cases."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One line of a table: on this day, these facts, this finding."""

    provision: str
    name: str
    day: date
    facts: dict[str, object]
    finding: str
    missing: tuple[str, ...]
    deadline: date | None

    def __str__(self) -> str:
        return f"{self.provision}: {self.name}"


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return content


def cases() -> tuple[Case, ...]:
    """Return every case of every table."""
    return tuple(
        Case(
            provision,
            told["case"],
            told["day"],
            told["facts"],
            told["finding"],
            tuple(told.get("missing", ())),
            told.get("deadline"),
        )
        for path in sorted((_FOLDER / "cases").glob("*.yaml"))
        for provision, table in _read(path).items()
        for told in table
    )


def draft() -> dict[str, Any]:
    """Return the first draft: id to what has to be carried through."""
    return _read(_FOLDER / "draft.yaml")
