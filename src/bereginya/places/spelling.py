"""One form under which the spellings of a place's name meet, whichever alphabet and whichever scheme was used.

For comparing only: it hears no difference between и, ы and і, between г, х and h, or whether a consonant is soft.
"""

import re

_ALPHABET = (
    "аa бb вv гg ґg дd еe ёe єie жzh зz иi іi їi йi кk лl мm нn "
    "оo пp рr сs тt уu ўu фf хkh цts чch шsh щshch ъ- ыi ь- эe юiu яia"
)
_LETTERS = {pair[0]: pair[1:] for pair in _ALPHABET.split()}
_SOUNDS = (
    ("shch", "w"), ("sch", "w"), ("zh", "j"), ("kh", "g"), ("tz", "c"), ("ts", "c"), ("ch", "q"), ("sh", "w"),
    ("ye", "e"), ("yo", "e"), ("ya", "a"), ("ja", "a"), ("yu", "u"), ("ju", "u"), ("yi", "i"), ("y", "i"), ("ii", "i"),
    ("ia", "a"), ("iu", "u"), ("ie", "e"), ("io", "e"), ("h", "g"), ("w", "v"), ("x", "ks"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_ACCENTS = str.maketrans("áéíóúýëöüčšžłńśćź", "aeiouyeouqwjlnscz")


def plain(name: str) -> str:
    """Return a name in small letters, with single spaces, ё as е and one kind of apostrophe: what is told exactly."""
    text = re.sub("[’ʼ`]", "'", name.casefold().replace("ё", "е"))
    return " ".join(re.sub(r"[^\w']+", " ", text).split())


def sound(name: str) -> str:
    """Return what a name sounds like, in Latin letters, without spaces.

    >>> sound("Zaporizhzhia") == sound("Запоріжжя"), sound("Luhansk") == sound("Луганск")
    (True, True)
    """
    letters = "".join(_LETTERS.get(letter, letter) for letter in plain(name).translate(_ACCENTS))
    letters = re.sub(r"[^a-z0-9]", "", letters)
    for written, heard in _SOUNDS:
        letters = letters.replace(written, heard if heard != "w" else "щ")
    return _TWICE.sub(r"\1", letters)
