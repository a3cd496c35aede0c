"""A large invented committee: 10,000 people, 100,000 entries, said through the rooms' own kinds of record.

Half of the people wrote at the door: they have a thread, and their own words are sealed from outside. The other half
was entered by a member. Nobody here exists.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bereginya import vault as vaults
from bereginya.desk.cases import records as cases
from bereginya.desk.intake import records as intake
from bereginya.desk.members import actions, founding_actions, locking_actions
from bereginya.desk.members.records import Asked, CommitteeFounded, DoorText
from bereginya.desk.site.kinds import KINDS
from bereginya.facts.contacts import Channel, Contact, SafetyWords
from bereginya.facts.dates import PartialDate, SaidDate
from bereginya.facts.people import Name, Person, Place, Relation
from bereginya.facts.records import Record
from bereginya.facts.service import ServiceEvent, ServiceStep
from bereginya.facts.sources import Source
from bereginya.vault import CompartmentId, HolderId, Keyring, Power, Said, Vault
from bereginya.vault.holding import Secret, address_of
from bereginya.vault.sealing import SECRET_SIZE

NAME, PASSPHRASE = "anna", "six quiet words for one invented woman"
PEOPLE, ENTRIES_EACH = 10_000, 10
_BATCH = 500

_SURNAMES = ("Соколов", "Кравченко", "Лебедев", "Мороз", "Орлова", "Шевчук", "Зимин", "Гончар", "Рябов", "Ветров")
_GIVEN = ("Илья", "Марина", "Тарас", "Оксана", "Егор", "Дарья", "Пётр", "Ганна", "Артём", "Полина", "Остап", "Ксения")
_PLACES = ("Псков", "Полтава", "Рязань", "Чернигов", "Вологда", "Сумы", "Омск", "Херсон", "Тула", "Житомир")
_SENTENCES = (
    "Сын не звонит третью неделю, последний раз говорил из учебной части.",
    "Командир сказал, что контракт подписан, а он ничего не подписывал.",
    "Лежал в госпитале после ранения, потом увезли, и никто не говорит куда.",
    "Прошу помочь узнать, жив ли он, и как передать тёплые вещи.",
    "Товарищ из его роты писал, что их подняли ночью и повезли к границе.",
    "В военкомате отвечают, что справку дадут только по запросу.",
    "Он отказался ехать, ему грозят делом и не отдают документы.",
    "Нужен адвокат и совет, что говорить на беседе, и чего не говорить.",
)


def build(folder: Path, people: int = PEOPLE) -> None:
    """Found the committee in `folder` and let everything happen; quick passphrases, real cryptography."""
    vault = vaults.open_vault(folder, KINDS, members=vaults.FAST, receipts=vaults.FAST)
    try:
        anna = _found(vault)
        chance = random.Random(1989)
        numbers = range(people)
        for start in range(0, people, _BATCH):
            batch = numbers[start : start + _BATCH]
            with vault.store.writing():
                places = [_come(vault, chance, number, anna.member) for number in batch]
            with anna.turn, vault.store.writing():
                anna.refresh()
                for number, place in zip(batch, places, strict=True):
                    _work(anna, chance, number, place)
        vaults.warm(anna, (_NOTHING,))  # as after the first evening: what came from outside is under her own keys
        anna.lock()
        vault.store.truncate()
    finally:
        vault.close()


_NOTHING: vaults.Fold[None] = vaults.Fold("bench.nothing", None, lambda state, _: state)


@dataclass(frozen=True, slots=True)
class _Places:
    folder: CompartmentId
    thread: CompartmentId | None


def _found(vault: Vault) -> Keyring:
    committee = CommitteeFounded("Mothers of the bench", "here", "read")
    olga = founding_actions.found(vault, "olga", PASSPHRASE, called="Ольга", committee=committee)
    words = DoorText("ru", "Матери скамьи", "Мы читаем по вечерам.", "Звоните 112.")
    locking_actions.say_at_door(olga, [words])
    made = vaults.enrol(vault, NAME, PASSPHRASE)
    asked = Asked("00" * 8, made.member, "Анна", made.signing, made.sealing, "ru")
    actions.admit(olga, asked, frozenset({Power.WORK}))
    return vaults.unlock(vault, NAME, PASSPHRASE)


def _come(vault: Vault, chance: random.Random, number: int, lead: HolderId) -> _Places:
    """Let somebody come: by the door if the number is even, else entered by a member."""
    holders = (lead, vault.trust().committee_holder)
    secret = Secret(1, vault.random(SECRET_SIZE))
    by_door = number % 2 == 0
    thread = CompartmentId(vault.random(16).hex()) if by_door else None
    way = intake.Way.DOOR if by_door else intake.Way.VISIT
    opening = intake.Opening(intake.Path.HELP, way, "ru", thread)
    folder = vaults.begin(vault, opening, holders=holders, secret=secret)
    if thread is not None:
        there = address_of(folder, secret)
        for record in _hers(chance):
            vaults.drop(vault, there, record)
        vaults.begin(vault, intake.WriteTo(there), holders=holders, compartment=thread)
    return _Places(folder, thread)


def _work(keys: Keyring, chance: random.Random, number: int, places: _Places) -> None:
    """Let the member take it on and work: what she says makes it ten entries a person."""
    said: list[Record] = [] if places.thread else list(_hers(chance))
    said += [intake.Taken(keys.member), *_known(keys, chance, number)]
    # the folder's first entry and the opening, the thread's two and a reply belong to the ten as well
    room = ENTRIES_EACH - (2 + 2 + 3 if places.thread else 2)
    vaults.append(keys, *(Said(places.folder, record) for record in said[:room]))
    if places.thread:
        vaults.append(keys, Said(places.thread, intake.Reply(_text(chance, 2))))


def _hers(chance: random.Random) -> Iterator[Record]:
    yield intake.Words(_text(chance, 5))
    yield intake.Asker(name=_name(chance), concerns=_name(chance), relation="мать", place=chance.choice(_PLACES))


def _known(keys: Keyring, chance: random.Random, number: int) -> Iterator[Record]:
    born = SaidDate(meant=PartialDate(chance.randrange(1980, 2007), chance.randrange(1, 13)))
    person = Person(Name(_name(chance)), born=born, rank="рядовой", home=Place(chance.choice(_PLACES)))
    yield cases.PersonTold(person, Name(_name(chance)), Relation.MOTHER, Source("мать, по телефону"))
    due = keys.vault.day() + timedelta(days=number % 600 - 5)
    yield cases.Task("Написать запрос в часть и позвонить матери", due, keys.member)
    place = Place(chance.choice(_PLACES))
    yield cases.Served(ServiceEvent(ServiceStep.CALL_UP, SaidDate(meant=PartialDate(2024, 10)), place))
    yield cases.Need(chance.choice(list(cases.NeedKind)), _text(chance, 1))
    phone = Contact(Channel.PHONE, f"+7 900 {number:07}", "вечером", others="свекровь")
    yield cases.Reachable("мать", phone, SafetyWords(stop="пирог"))


def _text(chance: random.Random, sentences: int) -> str:
    return " ".join(chance.choice(_SENTENCES) for _ in range(sentences))


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_GIVEN)} {chance.choice(_SURNAMES)}-{chance.randrange(10_000)}"
