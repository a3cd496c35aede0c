"""About how many rows a file has: told before they are read, in every form of list."""

import json
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.utils import translation
from openpyxl import Workbook

from bereginya.desk.registers.extent import about_rows
from bereginya.desk.registers.memory_files import in_memory
from bereginya.desk.registers.templatetags.registers import roughly
from bereginya.tracing import reading

NAMES = [f"Выдуманный {number}" for number in range(40)]
ENTITIES = [{"Фамилия": name, "Год": 1990} for name in NAMES]
PERSON = "<pfif:person><pfif:full_name>{0}</pfif:full_name></pfif:person>"
PFIF = '<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4">' + "".join(map(PERSON.format, NAMES)) + "</pfif:pfif>"


def parquet() -> bytes:
    """Return the names as Parquet."""
    file = BytesIO()
    pq.write_table(pa.table({"Фамилия": NAMES}), file)
    return file.getvalue()


def sheet() -> bytes:
    """Return the names as a spreadsheet."""
    book, file = Workbook(), BytesIO()
    for row in [("Фамилия", "Имя"), *((name, "Пётр") for name in NAMES)]:
        book.worksheets[0].append(row)
    book.save(file)
    return file.getvalue()


LISTS = {
    "csv": "\n".join(["Фамилия;Имя", *(f"{name};Пётр" for name in NAMES)]).encode() + b"\n",
    "xlsx": sheet(),
    "parquet": parquet(),
    "json lines": "\n".join(map(json.dumps, ENTITIES)).encode() + b"\n",
    "one line of json": json.dumps(ENTITIES).encode(),
    "pfif": PFIF.encode(),
}


@pytest.mark.parametrize("data", LISTS.values(), ids=LISTS)
def test_the_rows_of_a_list_are_nearly_told_before_they_are_read(data: bytes) -> None:
    with in_memory([data]) as path:
        assert about_rows(reading.look(path)) == pytest.approx(40, abs=1)


@pytest.mark.parametrize(("number", "said"), [(7, "7"), (48, "48"), (153_395, "150,000"), (208_652, "210,000")])
def test_an_estimate_is_said_in_two_digits(number: int, said: str) -> None:
    with translation.override("en"):
        assert roughly(number) == said
