"""The one typesetter of this process: bytes in, bytes out, with an empty folder as its root that is already gone.

Nothing it is given is ever part of its source; it finds no file, no package and no font but its own.
"""

import re
import threading
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import typst

_STANDARD: Final = "ua-1"
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_NOTHING = b"#set page(width: 1mm, height: 1mm)"
_turn = threading.Lock()


class NoGlyphError(Exception):
    """A character that no embedded font has; `character` as the typesetter writes it."""

    def __init__(self, character: str) -> None:
        super().__init__(character.encode("ascii", "backslashreplace").decode())
        self.character = character


def compiled(source: bytes, inputs: Mapping[str, str]) -> bytes:
    """Return the tagged PDF (PDF/UA-1) of a source of ours with these inputs. The same gives the same bytes.

    Raises NoGlyphError for a character that cannot be shown, ValueError for a source that is wrong.
    """
    with _turn:
        try:
            made = _compiler().compile(source, format="pdf", sys_inputs=dict(inputs), pdf_standards=[_STANDARD])
        except typst.TypstError as error:
            found = _NO_GLYPH.search(error.message)
            if found is not None:
                raise NoGlyphError(found[1]) from None
            raise ValueError("the layout and its data do not fit together") from error
        except BaseException as error:
            if type(error).__name__ == "PanicException":  # no Exception, and of a module that cannot be imported
                _compiler.cache_clear()  # what broke down inside is not used again
                raise ValueError("the typesetter broke down") from None
            raise
        finally:
            _compiler().compile(_NOTHING, format="pdf", sys_inputs=None)  # lets go of what the letter said
    if not isinstance(made, bytes):
        raise TypeError("pages instead of one PDF")
    return made


def lacks_glyph(attempt: Callable[[], bytes]) -> bool:
    """Tell whether an attempt fails for want of a letter."""
    try:
        attempt()
    except NoGlyphError:
        return True
    return False


@cache
def _compiler() -> typst.Compiler:
    root = mkdtemp(prefix="empty-")
    try:
        return typst.Compiler(root=root, ignore_system_fonts=True, package_path=root, package_cache_path=root)
    finally:
        Path(root).rmdir()
