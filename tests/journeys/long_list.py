"""A spreadsheet so long that no page waits until it is read, and the way to where it is being read."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.journeys.somebody import Somebody

ROWS = 150_000
"""Spreadsheets are what is read slowest: so many rows take three times as long as a page waits."""
_BOOK = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKED = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKED}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKED}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_BOOK}" xmlns:r="{_LINKS}">'
    '<sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKED}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def spreadsheet(surname: str = "Выдуманный", *more: str, packed: int = ZIP_DEFLATED) -> bytes:
    """Return a list of invented people of whom each has a name of his own; `more` heads columns that hold nothing."""
    file = BytesIO()
    with ZipFile(file, "w", packed) as parts:
        for name, text in _PARTS.items():
            parts.writestr(name, text)
        cells = "".join(_row(number, f"{surname} {number}", "1990") for number in range(2, ROWS + 2))
        sheet = f'<dimension ref="A1:C{ROWS + 1}"/><sheetData>{_row(1, "Фамилия", "Год", *more)}{cells}</sheetData>'
        parts.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{_BOOK}">{sheet}</worksheet>')
    return file.getvalue()


def _row(number: int, *texts: str) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'


def reads_long(who: Somebody, file: bytes | None = None, name: str = "long") -> Somebody:
    """Take a long list in and come to the page that says how far it is."""
    who.goes("/lists/new/").ticks("others published it").types(name="Длинный список", source="сайт ведомства")
    who.presses("Go on to the file").page.locator("main [type=file]").set_input_files(
        {"name": f"{name}.xlsx", "mimeType": f"{_TYPE}.sheet", "buffer": file or spreadsheet()}
    )
    return who.presses("Seal it and go on").presses("Read it like this").sees("The list is being read")
