# ruff: noqa: E501, SIM905 - lists of words
"""Invented registers and inquiries with the truth, for measuring: nobody in them lives.

Names are drawn from published frequency lists (tests/tracing/people, see SOURCES.md there), not from the library's own
tables; diminutives and Ukrainian forms are written down here. The rates are all there is to the errors: what real lists
have beyond them is not measured. One seed gives one world, on any machine. `HANDS` are worlds with other rates and other
slips, to see what a model learned elsewhere is worth. The rates where nothing else is said:

Register: 55 % Russian, 45 % Ukrainian people; 75 % written in their own language, 10 % in the other, 15 % in Latin letters;
2 % each with a slip, misheard, misread; 12 % no patronymic; 10 % no birth, 10 % year only; 40 % no place; 50 % no unit;
5 % of the people twice, the second time written anew.
Inquiries: 25 % Latin (20 schemes), 35 % of the rest in the other language; 15 % diminutive; 35 % no patronymic; 4 % of
the patronymics colloquial; 8 % in an oblique case, 3 % feminine surname; surname 10 % slip, 15 % misheard, 3 % misread; 5 % slip in
given name or patronymic; 5 % changed round; 4 % initials; birth 25 % missing, 15 % year, 7 % from an age (half of
them written as the year it makes, which may be one off), 8 % of the rest wrong; place 45 % missing, 12 % other; unit 50 % missing, 6 % wrong.
"""

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import iuliia
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

LISTS = Path(__file__).parent / "people"
Random = np.random.Generator

UKRAINIAN = dict(
    pair.split(":")
    for pair in (
        "Александр:Олександр Николай:Микола Иван:Іван Сергей:Сергій Владимир:Володимир Михаил:Михайло Василий:Василь "
        "Алексей:Олексій Андрей:Андрій Дмитрий:Дмитро Виктор:Віктор Петр:Петро Юрий:Юрій Анатолий:Анатолій Павел:Павло "
        "Игорь:Ігор Евгений:Євген Валерий:Валерій Виталий:Віталій Григорий:Григорій Федор:Федір Геннадий:Геннадій "
        "Константин:Костянтин Леонид:Леонід Вячеслав:В'ячеслав Георгий:Георгій Илья:Ілля Семен:Семен Никита:Микита "
        "Кирилл:Кирило Даниил:Данило Антон:Антон Яков:Яків Филипп:Пилип Афанасий:Панас Иосиф:Йосип Емельян:Омелян "
        "Захар:Захар Прокофий:Прокіп Матвей:Матвій Игнат:Гнат Станислав:Станіслав Эдуард:Едуард Артем:Артем "
        "Святослав:Святослав Тимофей:Тимофій Лев:Лев Гавриил:Гаврило Ефим:Юхим Макар:Макар Денис:Денис Аркадий:Аркадій"
    ).split()
)
FATHER_UKRAINIAN = dict(
    pair.split(":")
    for pair in (
        "Иванович:Іванович Николаевич:Миколайович Александрович:Олександрович Михайлович:Михайлович Васильевич:Васильович "
        "Владимирович:Володимирович Петрович:Петрович Сергеевич:Сергійович Алексеевич:Олексійович Викторович:Вікторович "
        "Федорович:Федорович Анатольевич:Анатолійович Григорьевич:Григорович Павлович:Павлович Андреевич:Андрійович "
        "Дмитриевич:Дмитрович Юрьевич:Юрійович Яковлевич:Якович Семенович:Семенович Евгеньевич:Євгенович "
        "Валерьевич:Валерійович Геннадьевич:Геннадійович Игоревич:Ігорович Леонидович:Леонідович Степанович:Степанович "
        "Витальевич:Віталійович Константинович:Костянтинович Ильич:Ілліч Георгиевич:Георгійович Никитич:Микитович"
    ).split()
)
SHORT = {
    name: forms.split(",")
    for name, forms in (
        pair.split(":")
        for pair in (
            "Александр:Саша,Шура,Саня,Сашко Николай:Коля,Николаша,Миколка Иван:Ваня,Івасик,Ванька Сергей:Серёжа,Серёга,Сергійко "
            "Владимир:Вова,Володя,Вовка Михаил:Миша,Мишка,Михась Василий:Вася,Васёк,Василько Алексей:Лёша,Алёша,Лёха,Олекса "
            "Андрей:Андрюша,Андрюха,Андрійко Дмитрий:Дима,Митя,Димка Виктор:Витя,Витёк,Вітя Петр:Петя,Петрик,Петруха "
            "Юрий:Юра,Юрка,Юрко Анатолий:Толя,Толик Павел:Паша,Павлик Игорь:Игорёк,Гоша,Ігорко Евгений:Женя,Жека "
            "Валерий:Валера,Валерка Виталий:Виталик,Віталик Григорий:Гриша,Гриць Федор:Федя,Федько Геннадий:Гена,Генка "
            "Борис:Боря Константин:Костя,Костик Леонид:Лёня Вячеслав:Слава,Славик Георгий:Жора,Гоша Илья:Илюша,Ілюша "
            "Степан:Стёпа Семен:Сеня,Сёма Роман:Рома,Ромка Никита:Никитка Кирилл:Кирюша,Кирюха Даниил:Даня,Данилка "
            "Антон:Антоша,Тоша Яков:Яша Станислав:Стас,Слава Эдуард:Эдик Артем:Тёма,Артёмка Святослав:Слава "
            "Тимофей:Тима,Тимоха Лев:Лёва Денис:Дениска,Дэн Аркадий:Аркаша Максим:Макс,Максимка Вадим:Вадик Руслан:Руслик "
            "Олег:Олежка Богдан:Бодя,Богданчик Ярослав:Ярик,Слава Тарас:Тарасик Владислав:Влад,Владик,Слава Егор:Егорка"
        ).split()
    )
}
COLLOQUIAL = {
    "Александрович": "Саныч", "Иванович": "Иваныч", "Михайлович": "Михалыч", "Николаевич": "Николаич", "Павлович": "Палыч",
    "Сергеевич": "Сергеич", "Андреевич": "Андреич", "Алексеевич": "Алексеич", "Васильевич": "Василич", "Петрович": "Петрович",
}  # fmt: skip
CITIES = tuple(
    pair.split(":")
    for pair in (
        "Киев:Київ Харьков:Харків Одесса:Одеса Днепр:Дніпро Донецк:Донецьк Львов:Львів Запорожье:Запоріжжя Луганск:Луганськ "
        "Мариуполь:Маріуполь Николаев:Миколаїв Винница:Вінниця Херсон:Херсон Полтава:Полтава Чернигов:Чернігів Черкассы:Черкаси "
        "Сумы:Суми Житомир:Житомир Ровно:Рівне Тернополь:Тернопіль Луцк:Луцьк Ужгород:Ужгород Краматорск:Краматорськ "
        "Москва:Москва Казань:Казань Самара:Самара Уфа:Уфа Пермь:Перм Омск:Омськ Чита:Чита Улан-Удэ:Улан-Уде Псков:Псков "
        "Воронеж:Воронеж Ростов-на-Дону:Ростов-на-Дону Саратов:Саратов Брянск:Брянськ Курск:Курськ Белгород:Бєлгород "
        "Челябинск:Челябінськ Екатеринбург:Єкатеринбург Новосибирск:Новосибірськ Красноярск:Красноярськ Иркутск:Іркутськ"
    ).split()
)
RUSSIAN_SCHEMES = (
    "icao_doc_9303", "mvd_310", "mvd_310_fr", "mvd_782", "gost_779_alt", "gost_16876_alt", "gost_52290", "gost_52535", "bgn_pcgn",
    "wikipedia", "yandex_maps", "telegram", "iso_9_1968", "ala_lc_alt", "bs_2979_alt",
)  # fmt: skip
_UKRAINIAN_LETTERS = "абвгґдежзиіклмнопрстуфхцчшщ"
_UKRAINIAN_SCHEMES = tuple(
    {**dict(zip(_UKRAINIAN_LETTERS, latin.split(), strict=True)), **dict(pair.split(":") for pair in rest.split())}
    for latin, rest in (
        ("a b v h g d e zh z y i k l m n o p r s t u f kh ts ch sh shch", "є:ie ї:i й:i ю:iu я:ia ь: ':"),
        ("a b v h g d e zh z y i k l m n o p r s t u f kh ts ch sh shch", "є:ye ї:yi й:y ю:yu я:ya ь: ':"),
        ("a b v g g d e zh z i i k l m n o p r s t u f kh ts ch sh shch", "є:e ї:i й:i ю:iu я:ia ь: ':"),
        ("a b w h g d e sh s y i k l m n o p r s t u f ch z tsch sch schtsch", "є:je ї:ji й:j ю:ju я:ja ь: ':"),
        ("a b v h g d e j z y i k l m n o p r s t ou f kh ts tch ch chtch", "є:ie ї:ï й:ï ю:iou я:ia ь: ':"),
    )
)
_TO_UKRAINIAN = str.maketrans({"и": "і", "ы": "и", "э": "е", "ё": "ьо", "ъ": "'", "И": "І", "Э": "Е"})


Slip = Callable[[str, Random], str]


@dataclass(frozen=True, slots=True)
class Rates:
    """How often what goes wrong, as shares of the records and of the inquiries; `slip` is how a finger errs.

    Where one figure stands beside others in a name's writing, as slip, misheard and misread do, they exclude each other
    in the register; `latin` comes before `other`, the other language.
    """

    latin: float = 0.15
    other: float = 0.10
    wrong: tuple[float, float, float] = (0.02, 0.02, 0.02)
    """Slip, misheard, misread in a surname of the register."""
    initials: float = 0.0
    no_patronymic: float = 0.12
    births: tuple[float, float] = (0.1, 0.1)
    """None; the year only."""
    no_place: float = 0.4
    no_unit: float = 0.5
    asked_latin: float = 0.25
    asked_other: float = 0.35
    short: float = 0.15
    oblique: float = 0.08
    asked_wrong: tuple[float, float, float] = (0.1, 0.15, 0.03)
    wrong_given: float = 0.05
    asked_initials: float = 0.04
    turned: float = 0.05
    asked_no_patronymic: float = 0.35
    asked_births: tuple[float, float, float] = (0.25, 0.15, 0.07)
    """None; the year only; from an age."""
    wrong_birth: float = 0.08
    asked_no_place: float = 0.45
    wrong_place: float = 0.12
    asked_no_unit: float = 0.5
    wrong_unit: float = 0.06
    slip: Slip | None = None


RATES = Rates()


@dataclass(frozen=True, slots=True)
class World:
    """Two tables as they come from files, with `person` (the truth) in both and `present` in the inquiries."""

    register: pa.Table
    inquiries: pa.Table


@dataclass(frozen=True, slots=True)
class _Lists:
    """Names as pairs (in Russian, in Ukrainian) with their chances."""

    surnames: tuple[list[tuple[str, str]], list[tuple[str, str]]]
    surname_chances: tuple[np.ndarray, np.ndarray]
    given: list[tuple[str, str]]
    given_chances: np.ndarray
    fathers: list[tuple[str, str]]
    father_chances: np.ndarray
    places: list[tuple[str, str]]
    place_chances: np.ndarray


def _chances(counts: Sequence[float] | np.ndarray) -> np.ndarray:
    found = np.asarray(counts, float)
    return np.cumsum(found / found.sum())


@cache
def _lists() -> _Lists:
    russian = pq.read_table(LISTS / "surnames_ru.parquet").to_pydict()
    ukrainian = pq.read_table(LISTS / "surnames_uk.parquet").to_pydict()
    given = pq.read_table(LISTS / "given.parquet").to_pydict()
    fathers = pq.read_table(LISTS / "patronymics.parquet").to_pydict()
    roots = russian["text"][200:5200:2]
    villages = [root.removesuffix("ов").removesuffix("ев").removesuffix("ин") + "овка" for root in roots]
    places = [tuple(pair) for pair in CITIES] + [(one, _ukrainian(one)) for one in villages]
    return _Lists(
        (
            [(one, _ukrainian(one)) for one in russian["text"]],
            list(zip(ukrainian["other"], ukrainian["text"], strict=True)),
        ),
        (_chances(np.array(russian["count"]) ** 1.2), _chances(np.array(ukrainian["count"]) ** 1.2)),
        [(one, UKRAINIAN.get(one) or _ukrainian(one)) for one in given["text"]],
        _chances(np.array(given["count"]) ** 1.1),
        [(one, FATHER_UKRAINIAN.get(one) or _ukrainian(one)) for one in fathers["text"]],
        _chances(np.array(fathers["count"]) ** 1.1),
        places,
        _chances(1 / (np.arange(len(places)) + 8.0)),
    )


def _ukrainian(text: str) -> str:
    if text.endswith(("ий", "ый")):
        return text[:-2].translate(_TO_UKRAINIAN) + ("ий" if text.endswith(("ый", "ский")) else "ій")
    return text.translate(_TO_UKRAINIAN)


# --- how words go wrong ---

_HEARD = (("о", "а"), ("а", "о"), ("е", "и"), ("и", "е"), ("б", "п"), ("п", "б"), ("д", "т"), ("т", "д"), ("з", "с"), ("с", "з"),
          ("в", "ф"), ("ж", "ш"), ("г", "х"), ("щ", "ш"), ("я", "е"), ("тс", "ц"), ("o", "a"), ("a", "o"), ("e", "i"), ("b", "p"),
          ("d", "t"), ("z", "s"), ("v", "f"), ("г", "к"), ("і", "и"), ("и", "і"))  # fmt: skip
_READ = (("н", "п"), ("п", "н"), ("и", "н"), ("ш", "ии"), ("л", "п"), ("м", "и"), ("з", "э"), ("б", "6"), ("о", "0"), ("в", "б"), ("rn", "m"),
         ("l", "i"), ("c", "e"), ("h", "n"), ("u", "v"), ("т", "г"), ("ц", "ч"))  # fmt: skip


def slip(word: str, r: Random) -> str:
    """Return the word with a letter lost, doubled, changed or two letters changed round, not at the very front."""
    if len(word) < 4:
        return word
    at = int(r.integers(1, len(word) - 1))
    letters = "абвгдежзиклмнопрстуфхя" if word[-1] > "z" else "abdefghiklmnoprstuvz"
    letter = letters[int(r.integers(len(letters)))]
    kinds = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + letter + word[at + 1 :],
        word[:at] + letter + word[at:],
    )
    return kinds[int(r.integers(4))]


def _changed(word: str, pairs: Sequence[tuple[str, str]], r: Random) -> str:
    possible = [(a, b) for a, b in pairs if a in word[1:]]
    if not possible:
        return word
    for _ in range(1 if r.random() < 0.7 else 2):
        a, b = possible[int(r.integers(len(possible)))]
        word = word[0] + word[1:].replace(a, b, 1)
    return word


def misheard(word: str, r: Random) -> str:
    """Return the word as it comes through a bad line."""
    return _changed(word, _HEARD, r)


def misread(word: str, r: Random) -> str:
    """Return the word as it comes off a poor copy."""
    return _changed(word, _READ, r)


def oblique(word: str, *, surname: bool) -> str:
    """Return the word in the genitive, roughly."""
    if word.endswith(("ский", "цкий", "ський", "цький")):
        return word[:-2] + ("ого" if word[-3] == "к" else "его")
    if word.endswith(("й", "ь")):
        return word[:-1] + "я"
    if word.endswith("о"):
        return word[:-1] + "а"
    if word.endswith(("а", "я")):
        return word if surname else word[:-1] + ("и" if word.endswith("я") else "ы")
    return word + "а"


@cache
def _latin(word: str, scheme: int, *, ukrainian: bool) -> str:
    if not ukrainian:
        name = RUSSIAN_SCHEMES[scheme % len(RUSSIAN_SCHEMES)].upper()
        return str(getattr(iuliia, name).translate(word))
    table = _UKRAINIAN_SCHEMES[scheme % len(_UKRAINIAN_SCHEMES)]
    return "".join(table.get(letter, letter) for letter in word.lower()).capitalize()


_KEYBOARDS = ("йцукенгшщзхъ фывапролджэ ячсмитьбю", "qwertyuiop asdfghjkl zxcvbnm")


def beside(word: str, r: Random) -> str:
    """Return the word with one or, one time in four, two letters of a neighbouring key, at the very front as well."""
    for _ in range(1 if r.random() < 0.75 else 2):
        at = int(r.integers(len(word)))
        row = next((row for keys in _KEYBOARDS for row in keys.split() if word[at].lower() in row), "")
        if row:
            key = row.index(word[at].lower()) + (1 if r.random() < 0.5 else -1)
            word = word[:at] + row[max(0, min(key, len(row) - 1))] + word[at + 1 :]
    return word


HANDS = {
    "careful": Rates(
        wrong=(0.005, 0.005, 0), asked_wrong=(0.03, 0.03, 0.01), wrong_given=0.01, short=0.05, oblique=0.02, turned=0.01,
        wrong_birth=0.03, wrong_place=0.05, wrong_unit=0.02,
    ),
    "careless": Rates(
        wrong=(0.06, 0.04, 0.04), asked_wrong=(0.2, 0.15, 0.08), wrong_given=0.12, short=0.25, oblique=0.15, turned=0.1,
        asked_initials=0.1, wrong_birth=0.2, wrong_place=0.3, wrong_unit=0.15, slip=beside,
    ),
    "foreign": Rates(latin=0.6, asked_latin=0.6, asked_wrong=(0.1, 0.1, 0.02), slip=beside),
    "without births": Rates(births=(0.95, 0.04), asked_births=(0.3, 0.3, 0.2), slip=beside),
    "initials": Rates(initials=0.4, asked_initials=0.15, asked_no_patronymic=0.2, no_place=0.2, no_unit=0.8),
}  # fmt: skip
"""Worlds of other hands than those that the models were first tried on."""


# --- people ---


@dataclass(frozen=True, slots=True)
class _Person:
    number: int
    ukrainian: bool
    surname: tuple[str, str]
    given: tuple[str, str]
    father: tuple[str, str]
    born: tuple[int, int, int]
    place: tuple[str, str]
    unit: str


def _drawn(chances: np.ndarray, n: int, r: Random) -> np.ndarray:
    return np.minimum(np.searchsorted(chances, r.random(n)), len(chances) - 1)


def _people(n: int, r: Random, first: int = 0) -> list[_Person]:
    lists = _lists()
    ukrainian = r.random(n) < 0.45
    surnames = [_drawn(chances, n, r) for chances in lists.surname_chances]
    given, father = _drawn(lists.given_chances, n, r), _drawn(lists.father_chances, n, r)
    place, unit = _drawn(lists.place_chances, n, r), _drawn(_chances(1 / (np.arange(1200) + 20.0)), n, r) * 37 + 10000
    years = np.clip(np.rint(r.normal(1987, 10, n)), 1955, 2007).astype(int)
    months, days = r.integers(1, 13, n), r.integers(1, 32, n)
    return [
        _Person(
            first + i,
            bool(ukrainian[i]),
            lists.surnames[int(ukrainian[i])][surnames[int(ukrainian[i])][i]],
            lists.given[given[i]],
            lists.fathers[father[i]],
            (int(years[i]), int(months[i]), min(int(days[i]), calendar.monthrange(int(years[i]), int(months[i]))[1])),
            lists.places[place[i]],
            str(int(unit[i])),
        )
        for i in range(n)
    ]


def _iso(born: tuple[int, int, int]) -> str:
    return f"{born[0]}-{born[1]:02}-{born[2]:02}"


Row = dict[str, str | None]


def _registered(one: _Person, rates: Rates, r: Random) -> Row:
    """Return a record of the person in a register."""
    chance = r.random(11)
    other = int(one.ukrainian) if chance[0] < 1 - rates.latin - rates.other else 1 - int(one.ukrainian)
    scheme = int(r.integers(60)) if chance[0] >= 1 - rates.latin else -1
    typed = rates.slip or slip

    def written(pair: tuple[str, str]) -> str:
        return _latin(pair[int(one.ukrainian)], scheme, ukrainian=one.ukrainian) if scheme >= 0 else pair[other]

    surname, low = written(one.surname), 0.0
    for rate, wrong in zip(rates.wrong, (typed, misheard, misread), strict=True):
        if low <= chance[1] < low + rate:
            surname = wrong(surname, r)
        low += rate
    given, father = written(one.given), written(one.father)
    given = typed(given, r) if chance[2] < 0.01 else given
    if chance[7] < rates.initials:
        given, father = given[0] + ".", father[0] + "."
    unknown, year = rates.births
    return {
        "surname": surname,
        "given_name": given,
        "patronymic": None if chance[3] < rates.no_patronymic else father,
        "born": None if chance[4] < unknown else str(one.born[0]) if chance[4] < unknown + year else _iso(one.born),
        "place": None if chance[5] < rates.no_place else written(one.place),
        "unit": None if chance[6] < rates.no_unit else one.unit,
    }


def _wrong_day(born: tuple[int, int, int], r: Random) -> tuple[int, int, int]:
    year, month, day = born
    kind = r.random()
    if kind < 0.25 and day <= 12:
        return year, day, month
    if kind < 0.55:
        return year + (1 if r.random() < 0.5 else -1), month, min(day, 28)
    if kind < 0.8:
        return year, month, 1 + int(r.integers(28))
    return year, 1 + int(r.integers(12)), min(day, 28)


def _told_birth(one: _Person, rates: Rates, r: Random) -> str | None:
    chance, right = r.random(), r.random() >= rates.wrong_birth
    born = one.born if right else _wrong_day(one.born, r)
    unknown, year, age = np.cumsum(rates.asked_births)
    if chance < unknown:
        return None
    if chance < year:
        return str(born[0])
    if chance < age:
        told = (2022 + int(r.integers(4)), 1 + int(r.integers(12)), 1 + int(r.integers(28)))
        years = told[0] - born[0] - (told[1:] < born[1:])
        return f"aged {years} on {_iso(told)}" if r.random() < 0.5 else str(told[0] - years)
    return _iso(born)


def _told_names(one: _Person, rates: Rates, r: Random) -> tuple[str, str, str | None]:
    """Return surname, given name and patronymic as somebody who seeks the person gives them."""
    chance, typed = r.random(12), rates.slip or slip
    latin = int(r.integers(60)) if chance[0] < rates.asked_latin else -1
    language = int(one.ukrainian) if chance[1] >= rates.asked_other or latin >= 0 else 1 - int(one.ukrainian)
    surname, given, father = one.surname[language], one.given[language], one.father[language]
    if chance[2] < rates.short and one.given[0] in SHORT:
        given = SHORT[one.given[0]][int(r.integers(len(SHORT[one.given[0]])))]
    if chance[3] < 0.04:
        father = COLLOQUIAL.get(one.father[0], father)
    if chance[4] < rates.oblique:
        surname, given, father = oblique(surname, surname=True), oblique(given, surname=False), father + "а"
    elif chance[4] < rates.oblique + 0.03 and surname.endswith(("ов", "ев", "ин", "їв", "єв")):
        surname += "а"
    if latin >= 0:
        surname, given, father = (_latin(word, latin, ukrainian=bool(language)) for word in (surname, given, father))
    slips, sounds, reads = rates.asked_wrong
    surname = (
        typed(surname, r) if chance[5] < slips else misheard(surname, r) if chance[5] < slips + sounds else surname
    )
    surname = misread(surname, r) if chance[6] < reads else surname
    if chance[7] < rates.wrong_given:
        given, father = (typed(given, r), father) if chance[7] < rates.wrong_given / 2 else (given, typed(father, r))
    if chance[8] < rates.asked_initials:
        given, father = given[0] + ".", father[0] + "."
    elif chance[9] < rates.turned:
        surname, given = given, surname
    return surname, given, None if chance[10] < rates.asked_no_patronymic else father


def _told(one: _Person, strangers: Sequence[_Person], rates: Rates, r: Random) -> Row:
    """Return an inquiry about the person; what is wrong in it is taken from strangers."""
    surname, given, father = _told_names(one, rates, r)
    chance = r.random(2)
    other = strangers[int(r.integers(len(strangers)))]
    place = one.place if chance[0] < 1 - rates.wrong_place else other.place
    unit = one.unit if r.random() < 1 - rates.wrong_unit else other.unit
    return {
        "surname": surname,
        "given_name": given,
        "patronymic": father,
        "born": _told_birth(one, rates, r),
        "place": None if r.random() < rates.asked_no_place else place[int(r.random() < 0.5)],
        "unit": None if chance[1] < rates.asked_no_unit else f"в/ч {unit}" if r.random() < 0.3 else unit,
    }


def world(people: int, inquiries: int, *, seed: int, present: float = 0.7, rates: Rates = RATES) -> World:
    """Return a register of about so many records, and inquiries of which the share `present` seek somebody in it."""
    r = np.random.default_rng(seed)
    held = _people(int(people / 1.05), r)
    twice = r.choice(len(held), people - len(held), replace=False)
    records = [(one, _registered(one, rates, r)) for one in [*held, *(held[i] for i in twice)]]
    order = r.permutation(len(records))
    absent = _people(inquiries, r, first=len(held))
    seeks = r.random(inquiries) < present
    sought = [held[int(r.integers(len(held)))] if seeks[i] else absent[i] for i in range(inquiries)]
    asked = [(one, _told(one, absent, rates, r)) for one in sought]
    register = _table([records[i] for i in order], "r")
    return World(register, _table(asked, "q").append_column("present", pa.array(seeks)))


def _table(rows: Sequence[tuple[_Person, Row]], prefix: str) -> pa.Table:
    columns = {field: pa.array([row[field] for _, row in rows], pa.string()) for field in rows[0][1]}
    return pa.table(
        {
            "id": [f"{prefix}{i}" for i in range(len(rows))],
            **columns,
            "person": [one.number for one, _ in rows],
        }
    )
