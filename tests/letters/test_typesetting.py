"""Letters are typeset in memory: tagged, with their fonts, what was typed as it was typed, and nothing on the disk."""

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.letters import (
    Letter,
    Template,
    Trouble,
    UnfinishedError,
    check,
    compose,
    find_template,
    templates,
    typeset,
    typeset_all,
    typeset_letter,
)
from bereginya.letters.composing import clean
from bereginya.letters.glyphs import without_glyph
from bereginya.letters.setter import compiled
from tests.letters.pdf import fonts_are_inside, is_tagged, letters_of, pages_of, stays_on_the_page, words_of
from tests.letters.world import DAY, facts_for

SHIPPED = list(templates().values())
APPEAL = find_template("ru/appeal")

MARKUP = (
    "#panic()",
    '#import "@preview/x:1.0.0"',
    '#read("/etc/passwd")',
    "*bold* _it_ `raw` $x^2$",
    "= Heading",
    "- item",
    "+ item",
    "/ term: x",
    "<label> @ref",
    "// comment",
    "/* comment */",
    "#{ } [ ] \\ \\u{41}",
    '" } ] , "x": 1',
    "{{ word }} {% if %}",
    "~ --- -- ... 'quotes' \"quotes\"",
    "https://example.org/#a",
)


@pytest.mark.parametrize("template", SHIPPED, ids=lambda one: one.id)
def test_every_letter_is_tagged_and_carries_its_fonts(template: Template) -> None:
    made = typeset(template, facts_for(template), day=DAY, number="2026/17")

    assert is_tagged(made)
    assert fonts_are_inside(made)


def test_the_same_letter_gives_the_same_bytes() -> None:
    facts = facts_for(APPEAL)

    assert typeset(APPEAL, facts, day=DAY) == typeset(APPEAL, facts, day=DAY)


def test_neither_day_nor_machine_nor_name_is_in_what_a_file_says_of_itself() -> None:
    made = typeset(APPEAL, facts_for(APPEAL), day=DAY)

    assert b"CreationDate" not in made
    assert b"<dc:creator>" not in made


@pytest.mark.parametrize("typed", MARKUP)
def test_what_looks_like_markup_is_typed_as_text(typed: str) -> None:
    made = typeset(APPEAL, {**facts_for(APPEAL), "subject": typed, "request": (typed,)}, day=DAY)

    assert letters_of(made).count("".join(typed.split())) == 2


@pytest.mark.parametrize("sign", ["с", "W", "0", "\u00a0я", "-", "ї", "й", "/"])
def test_a_word_without_an_end_breaks_and_stays_on_the_page(sign: str) -> None:
    word = sign * 5000

    made = typeset(APPEAL, {**facts_for(APPEAL), "facts": word, "committee": word, "request": (word,)}, day=DAY)

    assert letters_of(made).count(sign.strip("\u00a0")) >= 15_000
    assert stays_on_the_page(made)


def test_a_word_of_more_than_64_kilobytes_does_not_stop_the_typesetter() -> None:
    made = typeset(APPEAL, {**facts_for(APPEAL), "facts": "с" * 100_000}, day=DAY)

    assert made.startswith(b"%PDF")


def test_a_breakdown_of_the_typesetter_is_an_error_and_the_next_letter_is_made() -> None:
    source = b'#set document(title: "-")\n#set text(font: "Libertinus Serif", hyphenate: false)\n#sys.inputs.shown'

    with pytest.raises(ValueError, match="broke down"):
        compiled(source, {"shown": "с" * 100_000})

    assert typeset(APPEAL, facts_for(APPEAL), day=DAY).startswith(b"%PDF")


ALPHABET = st.characters(codec="utf-8", exclude_categories=("Cs", "Cn", "Co"))
SHOWN = "#$*_`<>@\\/[]{}()=-+~'\"&;:|%^0aЯїґҥөӀңқһ \n"


@settings(max_examples=120, deadline=None)
@given(st.text(SHOWN, min_size=1, max_size=60).filter(str.strip))
def test_whatever_is_typed_on_a_keyboard_comes_out_as_typed(typed: str) -> None:
    letter = compose(APPEAL, {**facts_for(APPEAL), "subject": f"Я{typed}Я"}, day=DAY)

    made = letters_of(typeset_letter(letter)).replace("-", "").replace("\u2010", "")

    assert "".join(f"Я{typed}Я".split()).replace("-", "") in made


@settings(max_examples=150, deadline=None)
@given(st.text(ALPHABET, min_size=1, max_size=20))
def test_any_text_becomes_a_letter_or_a_clear_list(typed: str) -> None:
    facts = {**facts_for(APPEAL), "facts": typed}
    found = check(APPEAL, facts)

    if found.complete:
        assert typeset(APPEAL, facts, day=DAY).startswith(b"%PDF")
    else:
        assert {one.trouble for one in found.problems} <= {Trouble.UNPRINTABLE, Trouble.MISSING}


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("Russian", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
        ("Ukrainian", "ҐґЄєІіЇї'’"),
        ("Tatar", "ӘәӨөҮүҖҗҢңҺһ"),
        ("Bashkir", "ҒғҘҙҠҡҢңӨөҪҫҮүҺһӘә"),
        ("Buryat", "ӨөҮүҺһ"),
        ("Tuvan", "ҢңӨөҮү"),
        ("Chechen", "Ӏӏ"),
        ("Yakut", "ҔҕҤҥӨөҺһҮү"),
        ("Chuvash", "ӐӑӖӗҪҫӲӳ"),
        ("signs of letters", "№«»„“”—–…§€₽°"),
    ],
)
def test_fonts_have_the_letters_of(language: str, letters: str) -> None:
    made = typeset(APPEAL, {**facts_for(APPEAL), "subject": letters}, day=DAY)

    assert without_glyph(letters) == ()
    assert letters in letters_of(made)


def test_every_letter_taken_for_sure_is_there() -> None:
    from bereginya.letters import glyphs

    shown = clean("".join(sorted(glyphs._SURE)))

    made = typeset(APPEAL, {**facts_for(APPEAL), "facts": shown}, day=DAY)

    assert made.startswith(b"%PDF")


def test_signs_that_only_fail_together_are_told_as_well() -> None:
    letter = compose(APPEAL, facts_for(APPEAL), day=DAY)
    odd = letter.parts[0].__class__(letter.parts[0].what, ("文",))

    with pytest.raises(UnfinishedError) as caught:
        typeset_letter(letter.__class__("x", "ru", "т", DAY, (odd,)))

    assert caught.value.problems[0].detail == "文"


def test_after_a_letter_that_failed_the_next_one_is_made() -> None:
    with pytest.raises(UnfinishedError):
        typeset(APPEAL, {**facts_for(APPEAL), "facts": "😀"}, day=DAY)

    assert "ОБРАЩЕНИЕ" in words_of(typeset(APPEAL, facts_for(APPEAL), day=DAY))


def test_a_batch_that_stops_half_way_has_made_whole_letters() -> None:
    def letters() -> Iterator[Letter]:
        for number in range(1, 10):
            if number == 4:
                raise KeyboardInterrupt
            yield compose(APPEAL, facts_for(APPEAL), day=DAY, number=f"2026/{number}")

    made: list[bytes] = []
    with pytest.raises(KeyboardInterrupt):
        made.extend(typeset_all(letters()))

    every = typeset_all(compose(APPEAL, facts_for(APPEAL), day=DAY, number=f"2026/{number}") for number in range(1, 4))
    assert [f"2026/{number}" in words_of(one) for number, one in enumerate(every, 1)] == [True] * 3


def test_a_signature_does_not_stand_alone_on_a_page() -> None:
    for lines in range(1, 40):
        facts = {**facts_for(APPEAL, only_needed=True), "facts": "\n\n".join(["Что-то произошло."] * lines)}
        made = typeset(APPEAL, facts, day=DAY)
        last = words_of(made).rpartition("обжалуется, нельзя")[0]
        assert last or pages_of(made) == 1, lines
        assert "(часть 6 статьи 8)" in words_of(made)


def test_a_long_list_of_signatures_goes_on_over_pages_with_its_head() -> None:
    template = find_template("ru/petition")
    rows = tuple((str(number), "", "", "") for number in range(1, 121))

    made = typeset(template, {**facts_for(template), "signatures": rows}, day=DAY)

    assert pages_of(made) >= 4
    assert words_of(made).count("Фамилия, имя, отчество") == pages_of(made) - 1


_FOUR_LETTERS = 4
"""Bytes that may be written to a file: Python tries the folder for temporary files out with so many of its own."""
_LIMITED = (
    "import resource, signal\n"
    "signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n"  # Python ignores it, and a library could go another way
    f"resource.setrlimit(resource.RLIMIT_FSIZE, ({_FOUR_LETTERS}, {_FOUR_LETTERS}))\n"
)
_MADE = (
    "from tests.letters.world import DAY, facts_for\n"
    "from bereginya.letters import compose, docx_letter, find_template, typeset\n"
    "t = find_template('ru/appeal')\n"
    "assert typeset(t, facts_for(t), day=DAY) and docx_letter(compose(t, facts_for(t), day=DAY))\n"
)


def limited(work: str, folder: Path) -> int:
    """Do some work in a process that the kernel ends where it, or a library in it, writes to a file; tell its end.

    The limit (setrlimit(2), RLIMIT_FSIZE) holds for every file that is none of a device, in memory or on a disk.
    """
    return subprocess.run(
        [sys.executable, "-B", "-c", _LIMITED + work],
        cwd=Path(__file__).parents[2],
        env={"HOME": str(folder), "TMPDIR": str(folder), "PATH": sysconfig.get_path("scripts") + ":/usr/bin:/bin"},
        capture_output=True,
        check=False,
    ).returncode


def test_no_part_of_a_letter_is_written_to_any_file(tmp_path: Path) -> None:
    assert limited(_MADE, tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_writes_five_letters_to_a_file_is_ended(tmp_path: Path) -> None:
    assert limited(f"open({str(tmp_path / 'one')!r}, 'w').write('маме!')", tmp_path) == -signal.SIGXFSZ


STRACE = shutil.which("strace")
_CHANGES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|\b(?:creat|mkdir|mkdirat|rename\w*|link|linkat|symlink|connect)\(")


@pytest.mark.skipif(STRACE is None and "CI" not in os.environ, reason="needs strace")
def test_no_system_call_opens_a_file_for_writing_or_a_connection(tmp_path: Path) -> None:
    """Watch what the process and the typesetter inside it ask of the kernel."""
    root = Path(__file__).parents[2]
    calls = "open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,memfd_create,connect"
    trace = tmp_path / "trace"
    done = subprocess.run(
        [STRACE or "strace", "-f", "-qq", "-o", trace, "-e", f"trace={calls}", sys.executable, "-B", "-c", _MADE],
        cwd=root,
        env={"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PATH": sysconfig.get_path("scripts") + ":/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    if "ptrace" in done.stderr.lower() and "CI" not in os.environ:
        pytest.skip("this machine does not let processes be traced")
    assert done.returncode == 0, done.stderr

    changing = [line for line in trace.read_text().splitlines() if _CHANGES.search(line) and "= -1" not in line]
    tried = f'"{tmp_path}/'  # Python tries the folder for temporary files out, with a file of four letters
    strange = [line for line in changing if "/dev/" not in line and "/empty-" not in line]
    assert [line for line in strange if not (tried in line and "O_EXCL" in line)] == []
    assert len(strange) <= 1
    assert not list(tmp_path.glob("empty-*"))
