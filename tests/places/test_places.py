"""Which place was meant, in which country it lies, how far from Ukraine, and whether a way leads nearer."""

import random

import pytest

from bereginya.places import Point, Settlement, distance, draw, find, from_ukraine, settlement, way
from bereginya.places.finding import _all


def one(text: str) -> Settlement:
    """Return the place that this text means and no other."""
    (found,) = find(text)
    return found


# ---- whose it is


@pytest.mark.parametrize(
    "name", ["Симферополь", "Севастополь, Украина", "Донецк, Украина", "Луганск, Украина", "Мелитополь", "Херсон"]
)
def test_crimea_and_the_four_oblasts_are_ukraine(name: str) -> None:
    place = one(name)
    assert place.country == "UA"
    assert from_ukraine(place).inside
    assert "Украина" in place.region("ru")


@pytest.mark.parametrize(
    "name",
    ["Симферополь", "Севастополь, Украина", "Керчь", "Донецк, Украина", "Луганск, Украина", "Мелитополь", "Мариуполь"],
)
def test_the_border_itself_says_so_too(name: str) -> None:
    assert distance(one(name).point).inside


def test_kherson_lies_at_the_water_beside_the_drawn_land() -> None:
    found = distance(one("Херсон").point)
    assert found.inside or found.km < 10


@pytest.mark.parametrize(
    ("name", "country"), [("Белгород", "RU"), ("Гомель", "BY"), ("Таганрог", "RU"), ("Суджа", "RU")]
)
def test_what_lies_outside_is_outside(name: str, country: str) -> None:
    assert one(name).country == country
    assert not distance(one(name).point).inside
    assert not from_ukraine(one(name)).inside


def test_country_and_border_agree_on_every_hundredth_place_but_for_a_few_kilometres() -> None:
    places = random.Random(7).sample(_all(), 120)
    for place in places:
        found = distance(place.point)
        assert found.inside == (place.country == "UA") or found.km < 10, place.id


# ---- how far


@pytest.mark.parametrize(
    ("name", "km", "about"),
    [
        ("Белгород", 35, 5),
        ("Гомель", 40, 6),
        ("Шебекино", 8, 4),
        ("Курск", 95, 15),
        ("Ростов-на-Дону", 66, 10),
        ("Москва, Россия", 450, 20),
    ],
)
def test_distances_are_those_of_a_map(name: str, km: int, about: int) -> None:
    assert from_ukraine(one(name)).km == pytest.approx(km, abs=about)


def test_a_point_on_the_other_side_of_the_world_has_a_distance() -> None:
    assert distance(Point(-41.3, 174.8)).km > 15_000
    assert 6_500 < from_ukraine(one("Владивосток")).km < 7_500


def test_inside_nothing_is_left_to_ukraine() -> None:
    assert from_ukraine(one("Бахмут")).outside_km == 0


# ---- which one


def test_a_name_that_two_towns_share_is_asked_with_its_oblast() -> None:
    found = find("Донецк")
    assert [place.region("ru") for place in found] == ["Донецкая область, Украина", "Ростовская область, Россия"]
    assert [place.region("uk") for place in found] == ["Донецька область, Україна", "Ростовська область, Росія"]


@pytest.mark.parametrize(
    "text", ["Донецк, Ростовская область", "Донецк Ростовской обл.", "Donetsk, Rostov oblast", "Донецьк (Росія)"]
)
def test_an_oblast_or_a_country_decides(text: str) -> None:
    assert one(text).code == "61"


def test_an_oblast_in_which_no_such_town_lies_decides_nothing() -> None:
    assert len(find("Донецк, Рязанская область")) == 2


@pytest.mark.parametrize(
    "text", ["Бахмут", "Bakhmut", "г. Бахмут", "Артемовск, Донецкая область", "Артемівськ, Донецька область"]
)
def test_an_old_name_finds_the_town(text: str) -> None:
    assert one(text).named("ru") == "Бахмут"


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Gomel", "Гомель"), ("Homiel", "Гомель"), ("Kiev", "Киев"), ("Kyiv", "Київ"), ("Kharkov", "Харьков"),
        ("Kharkiv", "Харків"), ("Melitopol", "Мелитополь"), ("Rostov-na-Donu", "Ростов-на-Дону"),
        ("Shebekino", "Шебекино"), ("Zaporozhye, Ukraine", "Запорожье"),
    ],
)  # fmt: skip
def test_latin_letters_find_the_same_place(latin: str, cyrillic: str) -> None:
    assert find(latin)[0] == find(cyrillic)[0]


def test_a_spelling_that_is_also_another_town_is_asked() -> None:
    assert [place.code for place in find("Rovenki")] == ["14", "09"]


@pytest.mark.parametrize(
    "text", ["под Белгородом", "г.Белгород", "Белгород, госпиталь", "БЕЛГОРОД", "Бєлгород", "в Белгороде"]
)
def test_people_write_it_as_they_speak(text: str) -> None:
    assert one(text).named("ru") == "Белгород"


@pytest.mark.parametrize("text", ["", "   ", ",,,", "Нигдебург", "в/ч 00000", "🙂", "а" * 5_000])
def test_what_nobody_knows_is_not_found_and_nothing_breaks(text: str) -> None:
    assert find(text) == ()


def test_an_id_finds_its_place_again_and_every_id_is_one_place() -> None:
    place = find("Донецк")[1]
    assert settlement(place.id) == place
    assert settlement("Atlantis/UA/05/1.0/1.0") is None
    assert len({place.id for place in _all()}) == len(_all())


# ---- a way


def test_a_way_to_the_border_leads_nearer() -> None:
    found = way([one("Чебаркуль"), one("Богучар"), one("Валуйки")])
    assert (found.nearer, found.in_a_row) == (True, 2)
    assert [place.km for place in found.distances] == sorted((place.km for place in found.distances), reverse=True)


def test_a_way_home_does_not() -> None:
    found = way([one("Чебаркуль"), one("Валуйки"), one("Казань")])
    assert (found.nearer, found.in_a_row) == (False, 0)


def test_one_place_is_no_way_yet_and_staying_is_no_move() -> None:
    assert way([]).nearer is None
    assert way([one("Валуйки"), one("Валуйки")]).nearer is None


def test_from_one_town_in_ukraine_to_another_nothing_comes_nearer() -> None:
    assert way([one("Мелитополь"), one("Бахмут")]).nearer is False


# ---- a map


def test_a_map_shows_every_place_within_its_edges() -> None:
    places = [one("Чебаркуль"), one("Богучар"), one("Валуйки")]
    drawn = draw(places, from_ukraine(places[-1]).nearest)
    assert [dot.number for dot in drawn.dots] == [1, 2, 3]
    assert all(0 < dot.x < 640 and 0 < dot.y < 420 for dot in drawn.dots)
    assert drawn.ukraine.startswith("M")
    assert drawn.to_border.startswith("M")


def test_a_map_stays_small_and_holds_numbers_alone() -> None:
    drawn = draw([one("Валуйки")])
    paths = drawn.land + drawn.lines + drawn.ukraine + drawn.way
    assert len(paths) < 60_000
    assert set(paths) <= set("MLZ0123456789.- e")


def test_a_map_far_from_ukraine_shows_none_of_it_and_still_draws() -> None:
    drawn = draw([one("Владивосток")])
    assert drawn.ukraine == ""
    assert drawn.land
    assert drawn.scale[0] in {1, 2, 5, 10, 20, 50, 100, 200, 500}
