"""Registers: sealed, in memory while the desk is open, each edition compared, nobody comes back who was removed."""

import gc
import os
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bereginya import vault as vaults
from bereginya.desk.cases import actions as cases
from bereginya.desk.intake import door_actions
from bereginya.desk.registers import actions, books, changing, looking, queries, reading_in, watching
from bereginya.desk.registers import register_actions as registers
from bereginya.desk.registers.book import Book
from bereginya.desk.registers.errors import SameFileError
from bereginya.desk.registers.memory_files import in_memory
from bereginya.desk.registers.records import Candidate, Decided, RowName, Verdict
from bereginya.facts.errors import BereginyaError
from bereginya.tracing import reading
from bereginya.tracing.mapping import Mapping
from bereginya.vault import CompartmentId
from bereginya.vault.errors import LockedError, MovedError, NoSuchEntryError
from tests.desk.cases.conftest import Case
from tests.desk.registers.conftest import LIST, imported, opened, sought
from tests.desk.world import Committee

HERE = Path(__file__).resolve().parents[3]


def row(committee: Committee, register: CompartmentId, surname: str = "Осипенко") -> RowName:
    """Return the name of the first row with a surname."""
    (book,) = books.open_now(committee.anna, [(register, queries.register_of(committee.anna, register))])
    return book.name(book.index.people.table["surname"].to_pylist().index(surname))


def find(committee: Committee, register: CompartmentId, name: RowName) -> int | None:
    """Look a row up in the newest edition."""
    (book,) = books.open_now(committee.anna, [(register, queries.register_of(committee.anna, register))])
    return book.find(name)


# ---- in memory alone


def test_a_list_is_read_from_a_file_that_has_no_name_and_is_gone_afterwards() -> None:
    with in_memory([b"one", b"two"]) as path:
        read = path.read_bytes(), os.readlink(path)  # noqa: PTH115 - what the kernel says of it

    assert read[0] == b"onetwo"
    assert read[1].startswith("/memfd:")
    assert not Path(path).exists()


def test_what_was_opened_to_be_searched_is_gone_when_the_desk_is_locked(
    committee: Committee, register: CompartmentId
) -> None:
    wanted = [(register, queries.register_of(committee.anna, register))]
    committee.desk(committee.anna)
    gone = [weakref.ref(book) for book in books.open_now(committee.anna, wanted)]

    committee.sessions.end_all()
    gc.collect()

    assert [one() for one in gone] == [None]
    with pytest.raises(LockedError):
        books.opened(committee.anna, wanted)


def test_a_book_in_the_making_is_waited_for_and_made_once(committee: Committee, register: CompartmentId) -> None:
    wanted = queries.searchable(committee.anna)
    books.opened(committee.anna, wanted)

    (first,) = books.open_now(committee.anna, wanted)
    (second,), share = books.opened(committee.anna, wanted)

    assert first is second
    assert share == 1


def test_no_search_is_called_whole_while_its_book_is_still_missing(
    committee: Committee, register: CompartmentId
) -> None:
    wanted = queries.searchable(committee.anna)
    seen: list[tuple[list[Book], float]] = []
    while not seen or seen[-1][1] < 1:
        seen.append(books.opened(committee.anna, wanted))

    assert [len(found) for found, share in seen if share == 1] == [1]


def test_two_members_who_hold_a_list_share_one_book(committee: Committee, register: CompartmentId) -> None:
    registers.give_key(committee.anna, register, committee.vera.member)
    wanted = [(register, queries.register_of(committee.anna, register))]

    (hers,), (others,) = books.open_now(committee.anna, wanted), books.open_now(committee.vera, wanted)

    assert hers is others


def test_the_desk_does_not_carry_what_searches_until_somebody_does() -> None:
    code = (
        "import sys; from tests.desk import conftest; from django.urls import get_resolver;"
        "list(get_resolver('bereginya.desk.site.desk_urls').url_patterns); print('numba' in sys.modules)"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HERE)

    assert told.stdout.strip() == "False"


# ---- editions


def test_the_very_same_file_is_no_new_edition(committee: Committee, register: CompartmentId) -> None:
    with pytest.raises(SameFileError):
        imported(committee.anna, register)


def test_sorting_and_numbering_a_list_anew_changes_nobody(committee: Committee, register: CompartmentId) -> None:
    lines = LIST.strip().split("\n")
    turned = [";".join([str(number), *line.split(";")[1:]]) for number, line in enumerate(lines[5:0:-1], 1)]
    edition = imported(committee.anna, register, "\n".join([lines[0], *turned]) + "\n")
    held = queries.register_of(committee.anna, register)
    before, after = queries.issue_of(committee.anna, register, edition)

    assert before is not None
    change = changing.between(committee.anna, held, before, after)
    assert (change.appeared_count, change.vanished_count, change.changed) == (0, 0, 0)


def test_a_decision_survives_a_new_edition_that_says_more_of_him(committee: Committee, register: CompartmentId) -> None:
    name = row(committee, register)
    imported(committee.anna, register, _with_more())

    place = find(committee, register, name)

    assert place is not None


def _with_more() -> str:
    """Return the list with somebody before him, and more words about him."""
    lines = LIST.split("\n")
    lines.insert(1, "77;Вставной;Пётр;;1990;;")
    return "\n".join(lines).replace("12.05.2000;;", "12.05.2000;жив;")


def test_of_two_namesakes_a_decision_finds_the_one_who_still_says_the_same(
    committee: Committee, register: CompartmentId
) -> None:
    name = row(committee, register)
    twice = LIST.replace("2;Осипенко", "8;Осипенко;Марк;Ильич;12.05.2000;другой;\n2;Осипенко")
    imported(committee.anna, register, twice)
    same = find(committee, register, name)
    imported(committee.anna, register, twice.replace("12.05.2000;;", "12.05.2000;третий;"))

    assert same is not None
    assert find(committee, register, name) is None


def test_who_was_removed_does_not_come_back_until_the_mark_is_lifted(
    committee: Committee, register: CompartmentId
) -> None:
    name = row(committee, register)
    before = queries.register_of(committee.anna, register).current
    reading_in.remove(committee.anna, register, name.row, "родные просили")
    gone = find(committee, register, name)
    imported(committee.anna, register, LIST + "9;Новый;Пётр;;1990;;\n")
    still_gone = find(committee, register, name)
    current = queries.register_of(committee.anna, register).current
    registers.lift(committee.anna, register, name.row, once="lift")
    imported(committee.anna, register, LIST)

    assert (gone, still_gone) == (None, None)
    assert current is not None
    assert (current.said.rows, current.said.left_out) == (5, 1)
    assert find(committee, register, name) is not None
    assert before is not None
    with pytest.raises(BereginyaError):
        list(vaults.read_file(committee.vault, before.said.columns))


@pytest.mark.parametrize("mark", [b"", b"\xff" * 8, b"\xff" * 16])
def test_a_slip_in_an_address_erases_nobody(committee: Committee, register: CompartmentId, mark: bytes) -> None:
    before = queries.register_of(committee.anna, register).issues

    with pytest.raises(NoSuchEntryError):
        reading_in.remove(committee.anna, register, mark, "ошибка")

    assert queries.register_of(committee.anna, register).issues == before


def test_the_mark_of_a_removed_person_tells_nothing_without_the_key(committee: Committee) -> None:
    names = []
    for called in ("first", "second"):
        place = opened(committee.anna, called)
        imported(committee.anna, place)
        names.append(row(committee, place).row)

    assert names[0] != names[1]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Let something happen once while a file is being read."""

    def happens(deed: Callable[[], object]) -> None:
        read = reading.batches

        def slowly(source: reading.Source, mapping: Mapping) -> Iterator[reading.Reading]:
            monkeypatch.setattr(reading, "batches", read)
            deed()
            return read(source, mapping)

        monkeypatch.setattr(reading, "batches", slowly)

    return happens


def test_two_who_take_in_an_edition_at_once_do_not_overwrite_each_other(
    committee: Committee, register: CompartmentId, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    meanwhile(lambda: imported(committee.anna, register, LIST + "8;Другая;Анна;;1991;;\n"))

    with pytest.raises(MovedError):
        imported(committee.anna, register, LIST + "9;Новый;Пётр;;1990;;\n")


def test_who_reads_a_list_for_minutes_is_not_refused_since_cases_were_compared_with_it(
    committee: Committee,
    folder: CompartmentId,
    register: CompartmentId,
    meanwhile: Callable[[Callable[[], object]], None],
) -> None:
    meanwhile(lambda: watching.compare(committee.anna))
    imported(committee.anna, register, LIST + "9;Новый;Пётр;;1990;;\n")

    assert len(queries.register_of(committee.anna, register).issues) == 2
    assert folder in queries.unmatched(committee.anna)


# ---- compared again by itself


def test_a_new_list_and_a_new_fact_are_compared_and_nothing_twice(
    committee: Committee, folder: CompartmentId, register: CompartmentId
) -> None:
    counts = [watching.compare(committee.anna), watching.compare(committee.anna)]
    cases.say(committee.anna, folder, sought("Рябинина Анна Ивановна"), once="other")
    counts.append(watching.compare(committee.anna))
    imported(committee.anna, register, LIST + "9;Новый;Пётр;;1990;;\n")
    counts += [watching.compare(committee.anna), watching.compare(committee.anna)]

    assert counts == [1, 0, 1, 1, 0]


def test_a_candidate_that_fits_no_more_is_taken_from_the_page(
    committee: Committee, folder: CompartmentId, register: CompartmentId
) -> None:
    watching.compare(committee.anna)
    before = queries.fresh(committee.anna)
    cases.say(committee.anna, folder, sought("Немирович Август Карлович"), once="other")
    watching.compare(committee.anna)

    assert len(before) >= 1
    assert queries.fresh(committee.anna) == ()


def test_a_register_replaced_during_a_comparison_is_compared_the_next_time(
    committee: Committee, folder: CompartmentId, register: CompartmentId, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, search = queries.unmatched(committee.anna), looking._search

    def replaced(*values: object) -> object:
        imported(committee.anna, register, LIST + "9;Новый;Пётр;;1990;;\n")
        return search(*values)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(looking, "_search", replaced)
    looking.match(committee.anna, wanted)
    monkeypatch.setattr(looking, "_search", search)

    assert folder in queries.unmatched(committee.anna)
    assert watching.compare(committee.anna) == 1


def test_what_was_found_and_decided_is_not_in_what_her_nine_words_open(
    committee: Committee, register: CompartmentId
) -> None:
    case = Case(committee, token="b" * 32)
    cases.say(committee.anna, case.folder, sought(), once="sought")
    watching.compare(committee.anna)
    fit = queries.search_of(committee.anna, case.folder).fits(register)[0]
    said = Decided(Candidate(fit.row), Verdict.SAME, "сходится", document="билет")
    actions.decide(committee.anna, case.folder, said, seen=None, once="1")

    kinds = {one.record.kind.name for one in door_actions.read(committee.vault, case.receipt)}

    assert not any(kind.startswith("registers.") for kind in kinds)


def test_the_folder_holds_of_a_proposed_row_its_mark_and_no_word(
    committee: Committee, folder: CompartmentId, register: CompartmentId
) -> None:
    watching.compare(committee.anna)
    proposed = queries.search_of(committee.anna, folder).proposed[register]

    kept = committee.vault.codec.encode(proposed).decode()

    assert "Ковтун" not in kept
    assert "Белгород" not in kept


# ---- lists as they come


_ROWS = """<row r="1"><c r="A1" t="inlineStr"><is><t>Список на обмен</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>Фамилия</t></is></c><c r="B2" t="inlineStr"><is><t>Имя</t></is></c>
<c r="C2" t="inlineStr"><is><t>Дата рождения</t></is></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>Ковтун</t></is></c><c r="B3" t="inlineStr"><is><t>Сергей</t></is></c>
<c r="C3"><v>33330</v></c></row>
<row r="4"><c r="A4"><f>HYPERLINK("http://x")</f><v></v></c><c r="B4" t="inlineStr"><is><t>Пётр</t></is></c></row>"""
_PARTS = {
    "[Content_Types].xml": """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""",
    "_rels/.rels": """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="xl/workbook.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>""",
    "xl/_rels/workbook.xml.rels": """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="worksheets/sheet1.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>""",
    "xl/workbook.xml": """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Лист" sheetId="1" r:id="r1"/></sheets></workbook>""",
    "xl/worksheets/sheet1.xml": f"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetData>{_ROWS}</sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells></worksheet>""",
}


def _sheet() -> bytes:
    """Return a spreadsheet with a merged title, a day as a number, and a formula in place of a surname."""
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, text in _PARTS.items():
            packed.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "name", "rows"),
    [
        (LIST.encode("cp1251"), "list.csv", 5),
        (LIST.encode("utf-16"), "list.csv", 5),
        (b'{"surname": "\xd0\x9a\xd0\xbe\xd0\xb2\xd1\x82\xd1\x83\xd0\xbd", "given_name": "X"}\n', "list.jsonl", 1),
        ("ФИО\nКовтун Сергей\nА\n" + "Я" * 400 + "\n\u200bКoвтун\u202e Сергей\nمحمد علي\n", "one.csv", 5),
        ("Фамилия;Имя\nКовтун;Сергей\nКовтун;Сергей\n", "twice.csv", 2),
    ],
)
def test_lists_come_as_they_are(committee: Committee, text: str | bytes, name: str, rows: int) -> None:
    place = opened(committee.anna)
    imported(committee.anna, place, text, name)
    current = queries.register_of(committee.anna, place).current

    assert current is not None
    assert current.said.rows == rows


def test_a_spreadsheet_is_read_below_its_title_and_no_formula_is_run(committee: Committee) -> None:
    place = opened(committee.anna)
    imported(committee.anna, place, _sheet(), "list.xlsx")
    (book,) = books.open_now(committee.anna, queries.searchable(committee.anna))

    said = [book.says(number) for number in range(len(book.index))]

    assert {one["given_name"] for one in said} == {"Сергей", "Пётр"}
    assert said[0]["born"] == "1991-04-02"


@pytest.mark.parametrize("data", [b"", b"   \n", b"\x00\x01\x02\x03" * 100, b"PK\x03\x04 cut short", b"<pfif>"])
def test_what_is_no_list_is_refused_with_a_sentence_and_leaves_no_edition(committee: Committee, data: bytes) -> None:
    place = opened(committee.anna)

    with pytest.raises(BereginyaError):
        imported(committee.anna, place, data or b" ")

    assert queries.register_of(committee.anna, place).current is None
