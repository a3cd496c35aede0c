"""What members do with requests: enter, sort, answer, take on, pass, set aside, open again, give new receipt words."""

from collections.abc import Sequence
from hashlib import sha256

from bereginya import vault as vaults
from bereginya.desk.intake import queries
from bereginya.desk.intake.door_actions import holders_of, number_for_few, tell_reception
from bereginya.desk.intake.records import (
    Attended,
    Counted,
    EndCounted,
    NamedFile,
    Opening,
    Passed,
    Path,
    ReceiptReplaced,
    Reopened,
    Reply,
    SetAside,
    Sorted,
    Taken,
    Way,
    WriteTo,
)
from bereginya.facts.records import Record
from bereginya.vault import CompartmentId, EntryId, HolderId, Keyring, Said, Vault
from bereginya.vault.errors import MovedError, NotAllowedError
from bereginya.vault.holding import Secret, address_of
from bereginya.vault.receipts import Receipt, ReceiptKeys, new_receipt, receipt_keys
from bereginya.vault.sealing import SECRET_SIZE
from bereginya.vault.trust import BookOpened, Power
from bereginya.vault.wordlists import Language


def enter(
    keys: Keyring, way: Way, path: Path, said: Sequence[Record], *, language: Language, words: bool, once: str
) -> tuple[CompartmentId, Receipt | None]:
    """Enter what somebody said on a visit, in a letter or a call; with `words` she gets a receipt to take with her.

    The receipt is returned and kept nowhere. Sent twice, it is one request, and the second time there are no words.
    """
    vault = keys.vault
    receipt = new_receipt(vault.random(12), language) if words else None
    opened = receipt_keys(receipt, vault.receipt_argon) if receipt else None
    number = number_for_few(vault, path)
    opening = Opening(path, way, language, opened.thread if opened else None, number)
    before = vault.store.size()
    with keys.turn, vault.store.writing():
        holders = holders_of(vault, path)
        secret = Secret(1, vault.random(SECRET_SIZE))
        folder = vaults.begin(vault, opening, *said, holders=holders, keys=keys, once=once, secret=secret)
        if vault.store.size() == before:
            return folder, None
        if opened is not None:
            _begin_thread(vault, opened, WriteTo(address_of(folder, secret)), (*holders, opened.outsider), keys)
        tell_reception(vault, number)
        vaults.append(keys, Said(keys.house, Counted(_month(vault), way, language)))
    return folder, receipt


def sort(keys: Keyring, folder: CompartmentId, decision: Sorted, *, once: str) -> None:
    """Record how dangerous and urgent a person found it."""
    queries.request_of(keys, folder)
    vaults.append(keys, Said(folder, decision), once=once)


def reply(keys: Keyring, folder: CompartmentId, text: str, *, files: Sequence[NamedFile] = (), once: str) -> EntryId:
    """Write to her. Raises NotAllowedError when she has no receipt, so that nobody believes she was told.

    The same form with the same text is one reply; with another text both are kept.
    """
    thread = queries.thread_of(keys, folder)
    if thread is None:
        raise NotAllowedError("no receipt")
    told = sha256(f"{once} {text}".encode()).hexdigest()
    return vaults.append(keys, Said(thread, Reply(text, tuple(files))), once=told)[0]


def take_on(keys: Keyring, folder: CompartmentId, lead: HolderId, helpers: Sequence[HolderId] = ()) -> None:
    """Make a request a case: lead and helpers get the keys, the reception loses them, she goes on writing to the case.

    Raises MovedError when somebody took it on before.
    """
    request = queries.request_of(keys, folder)
    if request.taken is not None:
        raise MovedError(folder)
    people = tuple(dict.fromkeys((lead, *helpers)))
    with keys.turn, keys.vault.store.writing():
        for place in _places(folder, request.thread):
            for holder in people:
                vaults.grant(keys, place, holder)
        vaults.append(keys, Said(folder, Taken(lead, tuple(one for one in people if one != lead))))
        _end(keys, folder, "taken")
        for place in _places(folder, request.thread):
            _leave_books(keys, place)
        announce(keys, folder)
        if keys.member not in people:
            keys.forget(frozenset(_places(folder, request.thread)))


def pass_on(keys: Keyring, folder: CompartmentId, decision: Passed, *, once: str) -> None:
    """Ask a certain colleague to look, and give her the keys if she has none."""
    request = queries.request_of(keys, folder)
    with keys.turn, keys.vault.store.writing():
        for place in _places(folder, request.thread):
            vaults.grant(keys, place, decision.to)
        vaults.append(keys, Said(folder, decision), once=once)


def put_aside(keys: Keyring, folder: CompartmentId, decision: SetAside, *, once: str) -> None:
    """Record that it is not worked on, and why. Nothing is deleted."""
    if queries.request_of(keys, folder).aside is None:
        with keys.turn, keys.vault.store.writing():
            vaults.append(keys, Said(folder, decision), once=once)
            _end(keys, folder, decision.reason.value)


def reopen(keys: Keyring, folder: CompartmentId, decision: Reopened, *, once: str) -> None:
    """Look again at what was set aside."""
    if queries.request_of(keys, folder).aside is not None:
        vaults.append(keys, Said(folder, decision), once=once)


def replace_receipt(keys: Keyring, folder: CompartmentId, checked_by: str, language: Language) -> Receipt:
    """Give somebody who was checked new words. What was written to her moves along; the lost words open nothing more.

    `checked_by` says how she was recognised. The receipt is returned and kept nowhere.
    """
    vault = keys.vault
    old = queries.thread_of(keys, folder)
    receipt = new_receipt(vault.random(12), language)
    opened = receipt_keys(receipt, vault.receipt_argon)
    with keys.turn, vault.store.writing():
        holders = tuple(one for one in vaults.holders(keys, folder) if str(one) != old)
        there = WriteTo(vaults.address(keys, folder))
        _begin_thread(vault, opened, there, (*holders, opened.outsider), keys)
        if old is not None:
            said = [(one.day, one.record) for one in vaults.entries(keys, old) if isinstance(one.record, Reply)]
            moved = [Reply(one.text, one.files, one.first_said or day) for day, one in said]
            vaults.append(keys, *(Said(opened.thread, one) for one in moved))
        vaults.append(keys, Said(folder, ReceiptReplaced(opened.thread, checked_by)))
    if old is not None:
        vaults.erase_compartment(keys, old, "receipt words were replaced")
    return receipt


def announce(keys: Keyring, folder: CompartmentId) -> None:
    """Tell her thread where she writes from now on. Call it whenever somebody was withdrawn from the folder."""
    thread = queries.thread_of(keys, folder)
    if thread is not None:
        vaults.append(keys, Said(thread, WriteTo(vaults.address(keys, folder))))


def open_book(keys: Keyring, name: str, readers: Sequence[HolderId]) -> None:
    """Set up who reads what is reserved, or who is the advocate; again, to change who reads from now on.

    What came before stays with those who could read it. The advocate's book is not given to the committee.
    """
    vault = keys.vault
    if not vault.trust().may(keys.member, Power.INVITE):
        raise NotAllowedError(name)
    place, secret = CompartmentId(vault.random(16).hex()), Secret(1, vault.random(SECRET_SIZE))
    committee = () if name == queries.ADVOCATE else (vault.trust().committee_holder,)
    with keys.turn, vault.store.writing():
        vaults.publish(keys, BookOpened(queries.next_book(vault, name), place, 1, address_of(place, secret).sealing))
        if keys.member in readers:
            keys.keep(place, secret)
        vaults.begin(vault, holders=(*readers, *committee), keys=keys, compartment=place, secret=secret)


def _begin_thread(
    vault: Vault, opened: ReceiptKeys, there: WriteTo, holders: Sequence[HolderId | vaults.Outsider], keys: Keyring
) -> None:
    vaults.begin(vault, there, holders=holders, keys=keys, compartment=opened.thread)


def _places(folder: CompartmentId, thread: CompartmentId | None) -> tuple[CompartmentId, ...]:
    return (folder,) if thread is None else (folder, thread)


def _leave_books(keys: Keyring, place: CompartmentId) -> None:
    """Take a compartment away from the reception and every other book that holds it."""
    books = {HolderId(book.compartment) for book in keys.vault.trust().books.values()}
    for holder in vaults.holders(keys, place) & books:
        vaults.withdraw(keys, place, holder)


def _end(keys: Keyring, folder: CompartmentId, how: str) -> None:
    """Note in the counter book how it went on, and in the reception that something reserved was attended to."""
    request = queries.request_of(keys, folder)
    month = (request.came or keys.vault.day()).strftime("%Y-%m")
    vaults.append(keys, Said(keys.house, EndCounted(month, how)))
    number = request.opening.number if request.opening else None
    if number is not None:  # not every one of the few holds the reception
        vaults.drop(keys.vault, vaults.book_address(keys.vault, "reception"), Attended(number), keys=keys)


def _month(vault: Vault) -> str:
    return vault.day().strftime("%Y-%m")
