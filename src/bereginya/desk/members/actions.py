"""What members do to the house and to what is their own: come in, let others in, say who may what, shut out."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from hmac import compare_digest

from bereginya import vault as vaults
from bereginya.desk.members import founding_actions, queries
from bereginya.desk.members.records import (
    Asked,
    DeputiesNamed,
    Draft,
    InvitationEnded,
    Invited,
    Named,
    OwnPlace,
    Read,
    ReadingsForgotten,
    Refused,
    Settled,
    Written,
)
from bereginya.desk.members.sessions import Sessions
from bereginya.vault import Address, CompartmentId, Enrolment, EntryId, HolderId, Keyring, Power, Said, Vault
from bereginya.vault.passphrases import offer
from bereginya.vault.trust import Empowered
from bereginya.vault.wordlists import Language

INVITATION_DAYS = 3
INVITATION_WORDS = 4
_NEVER_KEPT = {"csrfmiddlewaretoken", "passphrase", "again", "present", "code", "trustee_words", "_draft"}
"""Names of fields whose text is not put into a draft."""
_READINGS_ARE_KEPT = timedelta(days=365)
_LONGEST_DRAFT = 1_000_000


# ---- coming in ----


def settle(keys: Keyring, sessions: Sessions) -> Address:
    """Do what waits for a member who has just signed in, and return where late forms of hers are sealed to."""
    founding_actions.release_seed(keys)
    sessions.invitations |= dict(queries.house(keys).invited)
    place = queries.own_place(keys)
    if place is None:
        place = vaults.begin(keys.vault, holders=(keys.member,), keys=keys)
        vaults.append(keys, Said(keys.house, OwnPlace(keys.member, vaults.address(keys, place))))
        vaults.append(keys, Said(place, ReadingsForgotten(keys.vault.day() - timedelta(days=1))))
    if _readings_are_due(keys):
        sessions.work(f"forget readings {keys.member}", lambda _: forget_readings(keys))
    if any(not one.active for one in keys.vault.trust().members.values()):
        sessions.work(f"leave out {keys.member}", lambda work: leave_out(keys, work.report))
    return vaults.address(keys, place)


def forget_readings(keys: Keyring) -> None:
    """Erase her lines of the reading log that are older than a year.

    Lines about what she no longer holds, and those under keys she had before, stay until the trustees meet.
    """
    place, done = queries.own_place(keys), queries.own(keys).forgotten
    until = keys.vault.day() - _READINGS_ARE_KEPT
    if place is None or done is None or until <= done:
        return
    days = [done + timedelta(days=number) for number in range(1, (until - done).days + 1)]
    vaults.erase_dropped(keys, (queries.reading_token(keys, one, day) for day in days for one in keys.compartments()))
    vaults.append(keys, Said(place, ReadingsForgotten(until)))


def forget_all_readings(quorum: Keyring) -> None:
    """Erase every line of the reading log that is older than a year, whoever wrote it. Needs the quorum's keyring."""
    until = quorum.vault.day() - _READINGS_ARE_KEPT
    old = [one.id for one in vaults.quorum_entries(quorum) if isinstance(one.record, Read) and one.record.day <= until]
    here = {one.id for one in vaults.entries(quorum, CompartmentId(quorum.member))}
    gone = [one for one in old if one in here]
    if gone:
        vaults.erase(quorum, gone, "older than a year")


def _readings_are_due(keys: Keyring) -> bool:
    """Tell whether a week of her reading log is older than a year; nothing of it is older than her own place."""
    done = queries.own(keys).forgotten
    return done is not None and keys.vault.day() - done >= _READINGS_ARE_KEPT + timedelta(days=7)


def invite(keys: Keyring, sessions: Sessions, language: Language) -> str:
    """Make words with which somebody may enrol in the next three days. They carry no key."""
    vault = keys.vault
    words, salt, number = offer(vault.random(8), language, INVITATION_WORDS), vault.random(16), vault.random(8).hex()
    until = vault.day() + timedelta(days=INVITATION_DAYS)
    invited = Invited(number, salt, _stretched(vault, words, salt), until)
    vaults.append(keys, Said(keys.house, invited))
    sessions.invitations[number] = invited
    return words


def end_invitation(keys: Keyring, sessions: Sessions, number: str) -> None:
    """Take an invitation back."""
    vaults.append(keys, Said(keys.house, InvitationEnded(number)))
    sessions.invitations.pop(number, None)


def find_invitation(vault: Vault, sessions: Sessions, words: str) -> str | None:
    """Return the number of the invitation these words belong to, or None."""
    today = vault.day()
    for number, one in list(sessions.invitations.items()):
        if one.until >= today and compare_digest(one.digest, _stretched(vault, words, one.salt)):
            return number
    return None


def enrol(
    vault: Vault, sessions: Sessions, invitation: str, *, called: str, name: str, passphrase: str, language: Language
) -> Enrolment:
    """Make a newcomer's keys and ask the members to admit her. The invitation is used up."""
    made = vaults.enrol(vault, name, passphrase)
    asked = Asked(invitation, made.member, called, made.signing, made.sealing, language)
    vaults.drop(vault, vaults.book_address(vault, "house"), asked)
    sessions.invitations.pop(invitation, None)
    sessions.newcomers[made.member] = (made, language)
    return made


def admit(keys: Keyring, asked: Asked, powers: frozenset[Power]) -> None:
    """Let a newcomer in, after her four words were compared. Doing it again completes what broke off."""
    if asked.member not in keys.vault.trust().members:
        vaults.admit(keys, Enrolment(asked.member, asked.signing, asked.sealing), powers)
    vaults.grant(keys, keys.house, asked.member)
    if Power.WORK in powers:
        vaults.grant(keys, keys.reception, asked.member)
    vaults.append(keys, Said(keys.house, Named(asked.member, asked.name)))


def refuse(keys: Keyring, member: HolderId) -> None:
    """Do not let a newcomer in; her keys open nothing."""
    vaults.append(keys, Said(keys.house, Refused(member)))


# ---- members ----


def set_powers(keys: Keyring, member: HolderId, powers: frozenset[Power]) -> None:
    """Give a member these powers and no others, and with the power to work the reception."""
    vaults.publish(keys, Empowered(member, powers))
    if Power.WORK in powers:
        vaults.grant(keys, keys.reception, member)
    elif keys.holds(keys.reception):
        vaults.withdraw(keys, keys.reception, member)


def name_deputies(keys: Keyring, member: HolderId, deputies: Sequence[HolderId]) -> None:
    """Say who goes on with a member's cases if she is shut out."""
    vaults.append(keys, Said(keys.house, DeputiesNamed(member, tuple(deputies))))


def rename(keys: Keyring, name: str) -> None:
    """Say what colleagues are to call her from now on."""
    vaults.append(keys, Said(keys.house, Named(keys.member, name)))


def ask_to_shut_out(keys: Keyring, sessions: Sessions, member: HolderId) -> bool:
    """Say that a member should be shut out; the second who says so decides it, and her sessions end at once."""
    if keys.vault.trust().members[member].shut_out:
        return True
    decided = vaults.shut_out(keys, member)
    if decided:
        sessions.end_member(member)
        sessions.work(f"leave out {keys.member}", lambda work: leave_out(keys, work.report))
    return decided


def leave_out(keys: Keyring, report: Callable[[int, int], None]) -> None:
    """Leave the shut-out out of everything that this keyring opens, and hand their cases to their deputies."""
    gone = [one.holder for one in keys.vault.trust().members.values() if not one.active]
    places = sorted(keys.compartments())
    for done, place in enumerate(places, 1):
        for member in gone:
            if member in vaults.holders(keys, place):
                _replace_holder(keys, place, member)
        report(done, len(places))


def set_language(keys: Keyring, language: str) -> None:
    """Remember the language she reads, for the next sign-in on any machine."""
    place = queries.own_place(keys)
    if place is not None:
        vaults.append(keys, Said(place, Settled(language)))


def keep_draft(vault: Vault, inbox: Address, path: str, fields: Iterable[tuple[str, str]]) -> None:
    """Seal a form that came too late for its member. Passphrases, codes and words are left out."""
    kept = [Written(name, text) for name, text in fields if name not in _NEVER_KEPT]
    if sum(len(one.text) for one in kept) <= _LONGEST_DRAFT and any(one.text for one in kept):
        vaults.drop(vault, inbox, Draft(path, tuple(kept)))


def forget_draft(keys: Keyring, entry: str) -> None:
    """Erase a draft."""
    if any(entry == name for name, _ in queries.own(keys).drafts):
        vaults.erase(keys, [EntryId(entry)], "draft was used")


def change_passphrase(keys: Keyring, sessions: Sessions, *, name: str, passphrase: str, here: str) -> None:
    """Put her keys under another passphrase and end her other sessions."""
    sessions.end_member(keys.member, but=here)
    vaults.change_passphrase(keys, name, passphrase)


def renew_keys(keys: Keyring, sessions: Sessions, *, name: str, passphrase: str, here: str) -> None:
    """Give her new keys under a new passphrase, because the old one was seen, and end her other sessions."""
    sessions.end_member(keys.member, but=here)
    vaults.renew_keys(keys, name, passphrase)


def new_spare_codes() -> tuple[str, ...]:
    """Return ten codes for when the phone is gone."""
    return tuple(f"{secrets.token_hex(2)} {secrets.token_hex(2)} {secrets.token_hex(2)}" for _ in range(10))


def _replace_holder(keys: Keyring, place: CompartmentId, member: HolderId) -> None:
    books = {book.compartment for book in keys.vault.trust().books.values()}
    if place in books and not queries.may(keys, Power.INVITE):
        return  # whoever may invite does it
    vaults.withdraw(keys, place, member)
    if place in books:
        return
    for deputy in queries.house(keys).deputies.get(member, ()):
        if keys.vault.trust().members[deputy].active:
            vaults.grant(keys, place, deputy)


def _stretched(vault: Vault, words: str, salt: bytes) -> bytes:
    return vault.receipt_argon.derive(" ".join(words.casefold().replace("ё", "е").split()).encode(), salt)
