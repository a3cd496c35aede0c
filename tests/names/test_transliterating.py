"""Schemes write as their acts say, and what they wrote can be read back."""

import iuliia
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.names import from_latin, schemes, transliterate
from bereginya.names.transliterating import UnknownSchemeError

PUBLISHED = [
    ("kmu-55", "Згурський", "Zghurskyi"),
    ("kmu-55", "Розгон", "Rozghon"),
    ("kmu-55", "Єнакієве", "Yenakiieve"),
    ("kmu-55", "Їжакевич", "Yizhakevych"),
    ("kmu-55", "Йосипівка", "Yosypivka"),
    ("kmu-55", "Стрий", "Stryi"),
    ("kmu-55", "Короп'є", "Koropie"),
    ("kmu-55", "Щербухи", "Shcherbukhy"),
    ("kmu-55", "Юрій", "Yurii"),
    ("kmu-55", "Яготин", "Yahotyn"),
    ("kmu-55", "Костянтин", "Kostiantyn"),
    ("kmu-55", "Феодосія", "Feodosiia"),
    ("passport-2007-uk", "Юлія", "Iuliia"),
    ("passport-2007-uk", "Григорій", "Grygorii"),
    ("national-1996-uk", "Щербак", "Scherbak"),
    ("iso-9-uk", "Щедрик", "Ŝedrik"),
    ("icao-9303", "Подъячев", "Podieiachev"),
    ("icao-9303", "ЩУКИН", "SHCHUKIN"),
    ("mvd-310-fr", "Васин", "Vasine"),
    ("mvd-310-fr", "Жуков", "Joukov"),
    ("mvd-782", "Клеёнкина", "Kleyonkina"),
    ("gost-7.79-b", "Цыбин", "Cy`bin"),
    ("gost-52535", "Цой", "Tcoi"),
    ("bgn-pcgn", "Ершов", "Yershov"),
    ("bgn-pcgn-uk", "Солов'йов", "Solov”yov"),
]
IULIIA = {
    "icao-9303": iuliia.ICAO_DOC_9303,
    "mvd-310": iuliia.MVD_310,
    "mvd-310-fr": iuliia.MVD_310_FR,
    "mvd-782": iuliia.MVD_782,
    "gost-7.79-a": iuliia.GOST_779,
    "gost-7.79-b": iuliia.GOST_779_ALT,
    "gost-52535": iuliia.GOST_52535,
    "bgn-pcgn": iuliia.BGN_PCGN,
    "iso-9-1968": iuliia.ISO_9_1968,
}
NAMES = ["Щеглов", "Юрьев", "Подъячев", "Цыганков", "Ёлкин", "Объедков", "Ильин", "Мягкий", "Жуков", "Хохлова", "Ершов"]


@pytest.mark.parametrize(("scheme", "name", "written"), PUBLISHED)
def test_a_scheme_writes_what_its_act_says(scheme: str, name: str, written: str) -> None:
    assert transliterate(name, scheme) == written


@pytest.mark.parametrize("scheme", IULIIA)
def test_russian_schemes_agree_with_a_second_implementation(scheme: str) -> None:
    theirs = [IULIIA[scheme].translate(name).replace("ё", "ë").replace("Ё", "Ë") for name in NAMES]

    assert [transliterate(name, scheme).replace("z\u030c", "ž") for name in NAMES] == [
        written.replace("z\u030c", "ž").replace("Z\u030c", "Ž") for written in theirs
    ]


@pytest.mark.parametrize("scheme", schemes())
def test_what_a_scheme_wrote_can_be_read_back(scheme: str) -> None:
    name = "Шевченко" if schemes()[scheme].language == "uk" else "Морозов"

    assert name in from_latin(transliterate(name, scheme), scheme)


@given(st.sampled_from(sorted(schemes())), st.text(alphabet="абвгдежзийклмнопрстуфхцчшюя", min_size=1, max_size=10))
@settings(max_examples=100, deadline=None)
def test_every_way_back_leads_to_the_same_spelling(scheme: str, name: str) -> None:
    written = transliterate(name, scheme)

    assert all(transliterate(back, scheme) == written for back in from_latin(written, scheme))


@pytest.mark.parametrize("text", ["", " ", "123", "Иванов", "محمد"])
def test_other_characters_stay(text: str) -> None:
    assert transliterate(text, "kmu-55") == text or text == "Иванов"


def test_what_a_scheme_cannot_have_written_has_no_way_back() -> None:
    assert from_latin("Qwx", "kmu-55") == ()


def test_an_unknown_scheme_is_refused_by_its_id() -> None:
    with pytest.raises(UnknownSchemeError, match="klingon"):
        transliterate("Иванов", "klingon")
