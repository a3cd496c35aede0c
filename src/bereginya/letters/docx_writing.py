"""How each part of a letter is written in a DOCX, by python-docx alone: text goes in as text, nothing is a template."""

import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from bereginya.letters.values import As, Letter, Part

_FONT = "Times New Roman"
_LANGUAGE = {"ru": "ru-RU", "uk": "uk-UA", "en": "en-GB"}
_WIDTH = Mm(210 - 30 - 15)


def written(letter: Letter) -> bytes:
    """Return a composed letter as the bytes of a DOCX file."""
    document = docx.Document()
    _prepare(document, letter)
    for part in letter.parts:
        _WRITERS[part.what](document, part, letter.language == "en")
    _describe(document, letter)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _prepare(document: Document, letter: Letter) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    for name, size in (("Normal", 12.5), ("Heading 1", 12.5), ("Heading 2", 12.5)):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), _FONT)
    language = document.styles["Normal"].element.get_or_add_rPr().makeelement(qn("w:lang"), {})
    language.set(qn("w:val"), _LANGUAGE[letter.language])
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _describe(document: Document, letter: Letter) -> None:
    about = document.core_properties
    about.title, about.language = letter.title, _LANGUAGE[letter.language]
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = datetime.combine(letter.day, time(), UTC).replace(tzinfo=None)


def _paragraph(document: Document, text: str, before: float = 0, after: float = 0) -> Paragraph:
    paragraph = document.add_paragraph(text)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    return paragraph


def _aside(document: Document, part: Part, western: bool) -> None:  # noqa: FBT001 - one table of writers
    for number, line in enumerate(part.lines):
        paragraph = _paragraph(document, "", before=0 if number else 10)
        paragraph.add_run(line).bold = part.what is As.PARTY and number == 0
        if not western:
            paragraph.paragraph_format.left_indent = Mm(78)


def _mark(document: Document, part: Part, _western: bool) -> None:  # noqa: FBT001
    for number, line in enumerate(part.lines):
        _paragraph(document, line, before=0 if number else 14)


def _title(document: Document, part: Part, western: bool) -> None:  # noqa: FBT001
    heading = document.add_heading("", 1 if part.what is As.TITLE else 2)
    heading.add_run(part.lines[0]).bold = True
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(20), Pt(8)
    heading.alignment = ALIGN.LEFT if western else ALIGN.CENTER


def _subtitle(document: Document, part: Part, western: bool) -> None:  # noqa: FBT001
    for number, line in enumerate(part.lines, 1):
        paragraph = _paragraph(document, line, after=14 if number == len(part.lines) else 0)
        paragraph.alignment = ALIGN.LEFT if western else ALIGN.CENTER


def _text(document: Document, part: Part, western: bool) -> None:  # noqa: FBT001
    for line in part.lines:
        paragraph = _paragraph(document, line, after=8 if western else 2)
        paragraph.alignment = ALIGN.JUSTIFY
        if not western:
            paragraph.paragraph_format.first_line_indent = Mm(12.5)


def _items(document: Document, part: Part, _western: bool) -> None:  # noqa: FBT001
    for number, line in enumerate(part.lines, 1):
        sign = f"{number}." if part.what is As.NUMBERED else "–"
        paragraph = _paragraph(document, f"{sign}\t{line}", after=3)
        paragraph.alignment = ALIGN.JUSTIFY
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(12.5), Mm(-7)


def _attachments(document: Document, part: Part, _western: bool) -> None:  # noqa: FBT001
    _paragraph(document, part.lines[0], before=16, after=4)
    for number, line in enumerate(part.lines[1:], 1):
        paragraph = _paragraph(document, f"{number}.\t{line}", after=2)
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(7), Mm(-7)


def _pairs(document: Document, part: Part, _western: bool) -> None:  # noqa: FBT001
    table = document.add_table(rows=0, cols=2)
    for label, text in part.rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, text
        cells[0].width, cells[1].width = Mm(58), _WIDTH - Mm(58)


def _table(document: Document, part: Part, _western: bool) -> None:  # noqa: FBT001
    table = document.add_table(rows=1, cols=len(part.lines), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, part.lines, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    repeated = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no word for a repeated head
    repeated.append(repeated.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for row in part.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _sign(document: Document, part: Part, _western: bool) -> None:  # noqa: FBT001
    left, right = part.lines
    paragraph = _paragraph(document, f"{left}\t____________________\u00a0\u00a0{right}", before=30)
    paragraph.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _new_page(document: Document, _part: Part, _western: bool) -> None:  # noqa: FBT001
    _paragraph(document, "").add_run().add_break(WD_BREAK.PAGE)


_WRITERS: Mapping[As, Callable[[Document, Part, bool], None]] = {
    As.TO: _aside,
    As.FROM: _aside,
    As.PARTY: _aside,
    As.MARK: _mark,
    As.TITLE: _title,
    As.SUBTITLE: _subtitle,
    As.HEADING: _title,
    As.TEXT: _text,
    As.NUMBERED: _items,
    As.BULLETS: _items,
    As.ATTACHMENTS: _attachments,
    As.PAIRS: _pairs,
    As.TABLE: _table,
    As.SIGN: _sign,
    As.NEW_PAGE: _new_page,
}
