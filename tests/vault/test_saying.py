"""What is said is kept, in order, once, and can be corrected but not changed."""

import threading

import pytest

from bereginya import vault
from bereginya.facts.errors import BereginyaError
from bereginya.vault import Fold, Said
from bereginya.vault.errors import (
    LockedError,
    MovedError,
    NoSuchCompartmentError,
    NoSuchEntryError,
    NotAllowedError,
)
from tests.vault.world import Decision, Note, Notice, Plea, World, texts


def test_what_was_said_is_read_in_order() -> None:
    world = World()
    place = world.folder_of(world.olga, "один")
    vault.append(world.olga, Said(place, Note("два")), Said(place, Decision("три")))

    assert texts(world.olga, place) == ["один", "два", "три"]


def test_a_correction_stands_in_the_place_of_what_it_corrects() -> None:
    world = World()
    place = world.folder_of(world.olga)
    first, _ = vault.append(world.olga, Said(place, Note("Иваноф")), Said(place, Note("потом")))
    (second,) = vault.append(world.olga, Said(place, Note("Иванов"), corrects=first))
    vault.append(world.olga, Said(place, Note("Иванов С."), corrects=second))

    assert texts(world.olga, place) == ["Иванов С.", "потом"]


def test_history_keeps_what_was_corrected() -> None:
    world = World()
    place = world.folder_of(world.olga)
    (first,) = vault.append(world.olga, Said(place, Note("старое")))
    vault.append(world.olga, Said(place, Note("новое"), corrects=first))

    newest = vault.entries(world.olga, place, history=True)[-1]

    assert newest.corrected
    assert [old.record for old in newest.supersedes] == [Note("старое")]
    assert vault.entries(world.olga, place)[-1].supersedes == ()


def test_of_two_writers_on_one_head_one_is_refused() -> None:
    world = World()
    place = world.folder_of(world.olga)
    seen = vault.head(world.olga, place)
    vault.append(world.olga, Said(place, Note("первая успела")), after=seen)

    with pytest.raises(MovedError):
        vault.append(world.olga, Said(place, Note("вторая")), after=seen)
    assert texts(world.olga, place) == ["первая успела"]


def test_the_same_token_says_a_thing_once() -> None:
    world = World()
    place = world.folder_of(world.olga)

    first = vault.append(world.olga, Said(place, Note("раз")), once="form 1")
    again = vault.append(world.olga, Said(place, Note("раз")), once="form 1")

    assert first == again
    assert texts(world.olga, place) == ["раз"]


def test_a_request_sent_twice_is_one_folder() -> None:
    world = World()

    assert world.request("помогите", once="form") == world.request("помогите", once="form")
    assert texts(world.olga, world.request("помогите", once="form")) == ["помогите"]


def test_what_is_dropped_is_read_by_the_holder_before_and_after_it_was_kept_more_cheaply() -> None:
    world = World()
    place = world.request("первое")
    vault.drop(world.vault, vault.address(world.olga, place), Plea("второе"))

    assert texts(world.olga, place) == ["первое", "второе"]
    again = vault.unlock(world.vault, "olga", "six quiet words for one invented woman")
    assert texts(again, place) == ["первое", "второе"]


def test_from_outside_only_a_visitors_kind_is_accepted() -> None:
    world = World()

    with pytest.raises(NotAllowedError):
        vault.begin(world.vault, Note("я член комитета"), holders=(world.reception,))
    with pytest.raises(NotAllowedError):
        vault.drop(world.vault, vault.book_address(world.vault, "reception"), Decision("решено"))


def test_all_of_an_append_or_nothing() -> None:
    world = World()
    place = world.folder_of(world.olga)
    other = world.folder_of(world.member("anna"))

    with pytest.raises(NoSuchCompartmentError):
        vault.append(world.olga, Said(place, Note("это")), Said(other, Note("и то")))
    assert texts(world.olga, place) == []


def test_text_that_is_no_unicode_is_refused_and_nothing_is_written() -> None:
    world = World()
    place = world.folder_of(world.olga)
    size = world.vault.store.size()

    with pytest.raises(ValueError, match="Unicode"):
        vault.append(world.olga, Said(place, Note("\ud800")))
    assert world.vault.store.size() == size


def test_a_fold_is_remembered_and_sees_what_came_since() -> None:
    world = World()
    place = world.folder_of(world.olga, "а")
    steps: list[str] = []

    def step(state: int, entry: vault.Entry) -> int:
        steps.append(entry.id)
        return state + isinstance(entry.record, Note)

    how = Fold("count", 0, step)

    assert vault.fold(world.olga, place, how) == 1
    seen = len(steps)
    assert vault.fold(world.olga, place, how) == 1
    assert len(steps) == seen
    vault.append(world.olga, Said(place, Note("б")))
    assert vault.fold(world.olga, place, how) == 2
    assert vault.fold_all(world.olga, how)[place] == 2


def test_fold_all_sees_new_compartments_corrections_and_erasures() -> None:
    world = World()
    how: Fold[tuple[str, ...]] = Fold(
        "texts", (), lambda state, entry: (*state, entry.record.text) if isinstance(entry.record, Note) else state
    )
    place = world.folder_of(world.olga, "а")
    assert vault.fold_all(world.olga, how)[place] == ("а",)
    (entry,) = vault.append(world.olga, Said(place, Note("б")))
    vault.append(world.olga, Said(place, Note("в"), corrects=entry))
    other = world.folder_of(world.olga, "г")
    assert vault.fold_all(world.olga, how) == {
        world.olga.house: (),
        world.olga.reception: (),
        place: ("а", "в"),
        other: ("г",),
    }
    vault.erase(world.olga, [entry], "ошибка")
    assert vault.fold_all(world.olga, how)[place] == ("а",)


def test_warming_tells_how_far_it_is() -> None:
    world = World()
    for number in range(5):
        world.folder_of(world.olga, str(number))
    told: list[float] = []

    vault.warm(world.olga, [Fold("n", 0, lambda state, _: state + 1)], told.append)

    assert told[-1] == 1.0


def test_a_public_notice_is_read_without_keys_and_carries_its_author() -> None:
    world = World()
    vault.publish(world.olga, Notice("мы читаем в десять"))

    (notice,) = world.vault.published()

    assert notice.record == Notice("мы читаем в десять")
    assert notice.author == world.olga.member


def test_a_locked_keyring_opens_nothing() -> None:
    world = World()
    place = world.folder_of(world.olga, "тайна")
    world.olga.lock()

    with pytest.raises(LockedError):
        vault.entries(world.olga, place)
    with pytest.raises(LockedError):
        vault.append(world.olga, Said(place, Note("ещё")))


def test_an_entry_that_does_not_exist_is_said_so() -> None:
    world = World()
    place = world.folder_of(world.olga)

    with pytest.raises(NoSuchEntryError):
        vault.entry(world.olga, place, vault.EntryId("0" * 32))
    with pytest.raises(NoSuchEntryError):
        vault.erase(world.olga, [vault.EntryId("0" * 32)], "нет")


def test_threads_writing_at_once_lose_nothing() -> None:
    world = World()
    place = world.folder_of(world.olga)

    def write(who: int) -> None:
        for number in range(20):
            vault.append(world.olga, Said(place, Note(f"{who}:{number}")))

    threads = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(texts(world.olga, place)) == sorted(f"{who}:{number}" for who in range(4) for number in range(20))


def test_no_error_and_no_repr_tells_what_was_said() -> None:
    world = World()
    place = world.folder_of(world.olga, "Ковтун Сергей")
    shown = [repr(one) + str(one) + repr(one.record) + str(one.record) for one in vault.entries(world.olga, place)]

    assert not any("Ковтун" in text for text in shown)
    assert repr(world.olga).startswith("<keyring of ")


def test_every_error_of_the_vault_has_a_code_of_its_own() -> None:
    def all_below(kind: type[BereginyaError]) -> list[type[BereginyaError]]:
        return [one for child in kind.__subclasses__() for one in (child, *all_below(child))]

    codes = [kind.code for kind in all_below(BereginyaError) if kind.__module__.startswith("bereginya.")]

    assert len(codes) == len(set(codes))
    assert "bereginya" not in codes
