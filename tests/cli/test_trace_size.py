"""Lists that do not fit the memory are refused in words before the work begins."""

from pathlib import Path

import pytest

from bereginya.cli.tracing_asked import AskedError
from bereginya.cli.tracing_size import refuse_too_long
from bereginya.tracing import reading
from bereginya.tracing.engines import Register


def opened(folder: Path, rows: int) -> Register:
    """Return a list of so many rows; all but the first are a hole in the file, which takes no disk."""
    path = folder / "list.csv"
    path.write_text("id,surname\n" + "".join(f"{row},Ковтун\n" for row in range(20_000)), "utf-8")
    source = reading.look(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size * rows // 20_000)
    return Register("list.csv", source, reading.mapped(source))


def free(folder: Path, gigabytes: float) -> Path:
    told = folder / "meminfo"
    told.write_text(f"MemTotal: 1 kB\nMemAvailable: {round(gigabytes * 1e6)} kB\n", "ascii")
    return told


def test_a_list_that_needs_more_memory_than_is_free_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(AskedError, match=r"близько 5\.\d ГБ .* 4\.1 ГБ: додайте --engine shards"):
        refuse_too_long([opened(tmp_path, 10_000_000)], "uk", memory=free(tmp_path, 4))


@pytest.mark.parametrize(("rows", "gigabytes"), [(10_000_000, 16), (20_000, 0.1)])
def test_a_list_that_fits_or_is_small_is_taken(tmp_path: Path, rows: int, gigabytes: float) -> None:
    refuse_too_long([opened(tmp_path, rows)], "uk", memory=free(tmp_path, gigabytes))
