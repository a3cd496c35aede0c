"""Files as people send them, made for a test."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from bereginya.tracing import reading

HEADER = ("Код", "Прізвище", "Ім'я", "По батькові", "Дата народження", "Місто")
ROWS = (
    ("1", "Ковтун", "Олена", "Іванівна", "02.04.1991", "Полтава"),
    ("2", "Щербаков", "Юрій", "Петрович", "1987", "Їжівка"),
    ("3", "Ґедзь", "Сергій", "Андрійович", "", "Київ"),
)
OLD_HEADER = ("Код", "Фамилия", "Имя", "Отчество", "Дата рождения", "Город")
OLD_ROWS = (
    ("1", "Ковтун", "Елена", "Ивановна", "02.04.1991", "Полтава"),
    ("2", "Щербаков", "Юрий", "Петрович", "1987", "Рязань"),
    ("3", "Зайцев", "Сергей", "Андреевич", "", "Чита"),
)


def text(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    return "".join(delimiter.join(row) + "\n" for row in rows)


def read(path: Path) -> reading.Reading:
    source = reading.look(path)
    return reading.read(source, reading.mapped(source))


def read_bytes(folder: Path, data: bytes, name: str = "list.csv") -> reading.Reading:
    path = folder / name
    path.write_bytes(data)
    return read(path)


def column(table: pa.Table, name: str) -> list[str | None]:
    found: list[str | None] = table[name].to_pylist()
    return found
