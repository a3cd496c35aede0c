"""How closely two names agree, and two births."""

import numpy as np
import pytest

from bereginya.tracing import births, keys
from bereginya.tracing.birth_levels import birth_level
from bereginya.tracing.neighbours import Level, near
from bereginya.tracing.vocabularies import vocabulary

SURNAMES = (
    ("Ковтун", "Ковтун", Level.SAME),
    ("Kovtun", "Ковтун", Level.SAME),
    ("Кавтун", "Ковтун", Level.HEARD),
    ("Ковтунн", "Ковтун", Level.SAME),
    ("Ковтрун", "Ковтун", Level.SLIP),
    ("Шевченко", "Шевчнеко", Level.SLIP),
    ("Гончаренко", "Гончранеко", Level.SLIPS),
    ("Ковтун", "Бондарь", Level.OTHER),
)
GIVEN = (
    ("Микола", "Микола", Level.SAME),
    ("Саша", "Александр", Level.FORM),
    ("Слава", "Ярослав", Level.ALSO),
    ("Микола", "Николай", Level.FORM),
    ("Микоал", "Микола", Level.SLIPS),
    ("М.", "Микола", Level.INITIAL),
    ("М.", "Николай", Level.INITIAL),
    ("Сергей", "С.", Level.INITIAL),
    ("С.", "Богдан", Level.OTHER),
)


def _level(asked: str, held: str, field: int) -> Level:
    one, other = (keys.numbered(np.zeros(1, np.int32), [text], field)[1] for text in (asked, held))
    found = near(one, vocabulary(other, field), field)
    return Level(int(found.levels[0])) if len(found.levels) else Level.OTHER


@pytest.mark.parametrize(("asked", "held", "level"), SURNAMES)
def test_surnames_agree_as_closely_as_they_do(asked: str, held: str, level: Level) -> None:
    assert _level(asked, held, keys.SURNAME) is level


@pytest.mark.parametrize(("asked", "held", "level"), GIVEN)
def test_given_names_agree_as_closely_as_they_do(asked: str, held: str, level: Level) -> None:
    assert _level(asked, held, keys.GIVEN) is level


BIRTHS = (
    ("1991-04-02", "1991-04-02", 0),
    ("1991-04-02", "1991-02-04", 1),
    ("1991-04-02", "1991-04-03", 1),
    ("1991-04-02", "1992-04-02", 1),
    ("1991-04-02", "1991-11-17", 2),
    ("1991-04-02", "1993-11-17", 3),
    ("1991-04-02", "1960-11-17", 4),
    ("1991", "1991-04-02", 5),
    ("1991-04", "1992", 6),
    ("1991", "1994", 7),
    ("1991", "1970", 8),
    ("aged 30 on 2021-06-01", "1990-12-30", 9),
    ("about 1991", "1994", 10),
    ("about 1991", "1960", 11),
    ("", "1991", 12),
    ("somewhen", "1991", 12),
)


@pytest.mark.parametrize(("one", "other", "level"), BIRTHS)
def test_births_agree_as_closely_as_they_do_whoever_says_which(one: str, other: str, level: int) -> None:
    assert birth_level(*births.span(one), *births.span(other)) == level
    assert birth_level(*births.span(other), *births.span(one)) == level
