"""Text files: any delimiter, any letters, and what is broken in them."""

from pathlib import Path

import pytest

from bereginya.tracing import reading
from bereginya.tracing.reading import delimited
from tests.tracing.reading.files import HEADER, OLD_HEADER, OLD_ROWS, ROWS, column, read, read_bytes, text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    found = read_bytes(tmp_path, text((HEADER, *ROWS), delimiter).encode())
    assert column(found.table, "surname") == ["Ковтун", "Щербаков", "Ґедзь"]
    assert column(found.table, "born") == ["1991-04-02", "1987", None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-u"])
def test_any_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    found = read_bytes(tmp_path, text((HEADER, *ROWS)).encode(encoding))
    assert column(found.table, "surname") == ["Ковтун", "Щербаков", "Ґедзь"]
    assert column(found.table, "place") == ["Полтава", "Їжівка", "Київ"]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "cp866"])
def test_names_in_capitals_are_read_in_old_encodings(tmp_path: Path, encoding: str) -> None:
    found = read_bytes(tmp_path, text((OLD_HEADER, *OLD_ROWS)).upper().encode(encoding))
    assert column(found.table, "surname") == ["КОВТУН", "ЩЕРБАКОВ", "ЗАЙЦЕВ"]


def test_the_line_with_which_spreadsheets_name_their_delimiter_is_no_row(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, ("sep=;\r\n" + text((OLD_HEADER, *OLD_ROWS), ";")).encode("cp1251"))
    assert column(found.table, "surname") == ["Ковтун", "Щербаков", "Зайцев"]


def test_ten_thousand_columns_are_no_list_and_take_no_minute(tmp_path: Path) -> None:
    wide = (tuple(f"c{i}" for i in range(10_000)), ("x",) * 10_000)
    with pytest.raises(reading.MappingError):
        read_bytes(tmp_path, text(wide).encode())


def test_each_line_of_a_mixed_file_is_read_in_its_own_letters(tmp_path: Path) -> None:
    lines = [",".join(row) + "\n" for row in (OLD_HEADER, *OLD_ROWS)]
    data = b"".join(line.encode(code) for line, code in zip(lines, ("utf-8", "cp1251", "koi8-u", "utf-8"), strict=True))
    assert column(read_bytes(tmp_path, data).table, "surname") == ["Ковтун", "Щербаков", "Зайцев"]


def test_a_row_with_other_cells_is_kept_aside_by_its_number(tmp_path: Path) -> None:
    broken = (HEADER, ROWS[0], ("2", "Щербаков"), ROWS[2])
    found = read_bytes(tmp_path, text(broken).encode())
    assert column(found.table, "id") == ["1", "3"]
    assert [(one.row, one.why) for one in found.aside] == [(3, "columns")]


def test_a_quote_that_never_closes_costs_its_own_row_only(tmp_path: Path) -> None:
    rows = [
        HEADER,
        ("0", '"Ковтун', "Олена", "", "", ""),
        *((str(i), f"Сердюк{i}", "Іван", "", "", "") for i in range(1, 200)),
    ]
    found = read_bytes(tmp_path, text(rows).encode())
    assert [(one.row, one.why) for one in found.aside] == [(2, "quote")]
    assert len(found.table) == 199


def test_two_stray_quotes_far_apart_do_not_swallow_what_lies_between(tmp_path: Path) -> None:
    rows = [[str(i), f"Сердюк{i}", "Іван", "", "", ""] for i in range(200)]
    rows[10][1] = '"Ковтун'
    rows[150][5] = 'Київ"'
    found = read_bytes(tmp_path, text([HEADER, *rows]).encode())
    assert len(found.table) >= 198
    assert "Сердюк75" in column(found.table, "surname")


def test_a_line_break_within_quotes_belongs_to_the_cell(tmp_path: Path) -> None:
    rows = (HEADER, ("1", "Ковтун", "Олена", "", "", '"Полтава,\nвул. Нова"'), ROWS[1])
    assert column(read_bytes(tmp_path, text(rows).encode()).table, "place") == ["Полтава,\nвул. Нова", "Їжівка"]


def test_the_careful_way_reads_a_clean_file_like_the_fast_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text((HEADER, *ROWS)), "utf-8")
    source = reading.look(path)
    fast, careful = (next(iter(delimited.blocks(source, careful=way))) for way in (False, True))
    assert fast.table.equals(careful.table)
    assert fast.numbers.tolist() == careful.numbers.tolist()


def test_blocks_hold_the_same_rows_as_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text((HEADER, *ROWS)), "utf-8")
    source = reading.look(path)
    parts = list(reading.batches(source, reading.mapped(source)))
    assert [row for part in parts for row in part.table.to_pylist()] == read(path).table.to_pylist()


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, ("Список,,,,,\n\n" + text((HEADER, *ROWS))).encode())
    assert column(found.table, "surname") == ["Ковтун", "Щербаков", "Ґедзь"]


def test_a_list_without_a_header_is_read_by_its_contents(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, text(OLD_ROWS).encode())
    assert column(found.table, "given_name") == ["Елена", "Юрий", "Сергей"]
    assert column(found.table, "patronymic") == ["Ивановна", "Петрович", "Андреевич"]


def test_one_column_of_full_names_is_a_list(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, "Ковтун Олена Іванівна\nЩербаков Юрій Петрович\n".encode())
    assert column(found.table, "full_name") == ["Ковтун Олена Іванівна", "Щербаков Юрій Петрович"]
    assert column(found.table, "id") == ["row 1", "row 2"]


def test_a_header_alone_is_an_empty_list(tmp_path: Path) -> None:
    assert len(read_bytes(tmp_path, text((HEADER,)).encode()).table) == 0


@pytest.mark.parametrize("data", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(reading.UnreadableFileError):
        read_bytes(tmp_path, data)


def test_a_repeated_id_is_told_apart_by_its_row(tmp_path: Path) -> None:
    rows = (HEADER, ROWS[0], ("1", *ROWS[1][1:]), ROWS[2])
    found = read_bytes(tmp_path, text(rows).encode())
    assert column(found.table, "id") == ["1", "1 (row 3)", "3"]
    assert found.repeated == 1


def test_what_stands_in_a_cell_stays_as_it_was_written(tmp_path: Path) -> None:
    odd = "К\u200bовтун\u202e"
    found = read_bytes(tmp_path, text((HEADER, ("1", odd, "А" * 400, "Ж", "", "علي"))).encode())
    row = found.table.to_pylist()[0]
    assert (row["surname"], row["given_name"], row["patronymic"], row["place"]) == (odd, "А" * 400, "Ж", "علي")


def test_nul_bytes_and_a_line_without_end_do_not_stop_the_reading(tmp_path: Path) -> None:
    data = text((HEADER, ROWS[0])).encode() + b"2,\x00,x\n" + b"9" * (3 << 20) + b"\n" + ",".join(ROWS[2]).encode()
    found = read_bytes(tmp_path, data)
    assert column(found.table, "id") == ["1", "3"]
    assert {one.why for one in found.aside} == {"columns", "encoding"}
