"""What a reader of a PDF finds in it: its words, whether it is tagged, whether its fonts are inside."""

import pypdfium2 as pdfium
from pypdfium2 import raw


def words_of(made: bytes) -> str:
    """Return the text of all pages, spaces and line ends as one space."""
    document = pdfium.PdfDocument(made)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return " ".join(" ".join(pages).replace("\ufffe", "").replace("\u200b", "").split())


def letters_of(made: bytes) -> str:
    """Return the text without any space: where lines break does not matter."""
    return "".join(words_of(made).split())


def pages_of(made: bytes) -> int:
    """Return how many pages it has."""
    document = pdfium.PdfDocument(made)
    count = len(document)
    document.close()
    return count


def is_tagged(made: bytes) -> bool:
    """Tell whether a screen reader finds its structure, and whether it says so of itself (PDF/UA-1)."""
    document = pdfium.PdfDocument(made)
    tagged = bool(raw.FPDFCatalog_IsTagged(document.raw))
    document.close()
    return tagged and b"<pdfuaid:part>1</pdfuaid:part>" in made


def fonts_are_inside(made: bytes) -> bool:
    """Tell whether every font that shows a letter is embedded."""
    document = pdfium.PdfDocument(made)
    fonts = [
        raw.FPDFTextObj_GetFont(thing.raw)
        for page in document
        for thing in page.get_objects()
        if thing.type == raw.FPDF_PAGEOBJ_TEXT
    ]
    inside = bool(fonts) and all(raw.FPDFFont_GetIsEmbedded(font) for font in fonts)
    document.close()
    return inside


def stays_on_the_page(made: bytes) -> bool:
    """Tell whether every piece of text ends before the paper does."""
    document = pdfium.PdfDocument(made)
    inside = all(
        thing.get_bounds()[0] >= 0 and thing.get_bounds()[2] <= page.get_width()
        for page in document
        for thing in page.get_objects()
        if thing.type == raw.FPDF_PAGEOBJ_TEXT
    )
    document.close()
    return inside
