"""From a letter to the bytes of a DOCX, for whoever has to change a word before printing. All in memory, text as text.

It looks like the PDF as far as Word allows; the PDF is the one that is sent. Nothing about author or machine is in it.
"""

from bereginya.letters.values import Letter


def docx_letter(letter: Letter) -> bytes:
    """Return a composed letter as a DOCX file. The same letter gives the same document."""
    from bereginya.letters.docx_writing import written  # noqa: PLC0415 - a tenth of a second, and few letters need it

    return written(letter)
