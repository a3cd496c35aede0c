"""How a committee comes to be: it is founded, its seed is split among trustees, and erased once they hold it."""

from collections.abc import Sequence
from hashlib import sha256
from hmac import compare_digest

from bereginya import vault as vaults
from bereginya.desk.members import queries
from bereginya.desk.members.records import (
    CommitteeFounded,
    CommitteeSeed,
    Named,
    SeedKept,
    Sheets,
    SheetShown,
    Trustee,
    TrusteesChosen,
    WordsTyped,
)
from bereginya.vault import Keyring, Said, Vault
from bereginya.vault.errors import NotAllowedError
from bereginya.vault.quorum import Sheet, check_share, combine, sheets, split, words_of


def found(vault: Vault, name: str, passphrase: str, *, called: str, committee: CommitteeFounded) -> Keyring:
    """Found the committee. Its seed lies sealed for the founder alone until trustees have it."""
    with vault.store.writing():
        founding = vaults.found(vault, name, passphrase)
        keys = founding.keys
        place = vaults.begin(vault, CommitteeSeed(founding.committee_seed), holders=(keys.member,), keys=keys)
        vaults.append(
            keys,
            Said(keys.house, committee),
            Said(keys.house, Named(keys.member, called)),
            Said(keys.house, SeedKept(keys.member, place)),
        )
    return keys


def choose_trustees(keys: Keyring, needed: int, names: Sequence[str]) -> None:
    """Split the committee's seed anew: `needed` of the named trustees open it. Older sheets are no longer asked for.

    Raises NotAllowedError for whoever does not hold the seed.
    """
    box, seed = queries.seed_box(keys), queries.house(keys).seed
    if box is None or seed is None:
        raise NotAllowedError("seed")
    shares = split(box.seed, needed, len(names))  # ValueError for one of many: each sheet alone would open everything
    _prove(shares, needed, box.seed)
    pairs = enumerate(zip(names, shares, strict=True), 1)
    trustees = tuple(Trustee(number, name, _check(words)) for number, (name, words) in pairs)
    vaults.append(keys, Said(keys.house, TrusteesChosen(needed, trustees)), Said(seed.compartment, Sheets(shares)))


def show_sheet(keys: Keyring, number: int) -> Sheet:
    """Return a trustee's sheet, once; raise NotAllowedError when it was shown before or is not here."""
    box, seed = queries.seed_box(keys), queries.house(keys).seed
    if box is None or seed is None or number in box.shown or not 0 < number <= len(box.words):
        raise NotAllowedError("sheet")
    vaults.append(keys, Said(seed.compartment, SheetShown(number)))
    return sheets(box.words, keys.vault.trust().founding)[number - 1]


def type_words(keys: Keyring, words: str) -> str | None:
    """Take the words a trustee typed back and return her name, or None when they are not of the present sheets.

    Raises ShareWordError, ShareLengthError or ShareChecksumError for a slip of the hand.
    """
    check_share(words)
    trustees = queries.house(keys).trustees
    told = _check(words)
    for number, known in trustees.checks.items() if trustees else ():
        if trustees and compare_digest(known, told):
            once = f"typed {trustees.choice} {number}"
            vaults.append(keys, Said(keys.house, WordsTyped(trustees.choice, number)), once=once)
            release_seed(keys)
            return trustees.names[number]
    return None


def release_seed(keys: Keyring) -> None:
    """Erase the seed from this machine once enough trustees have shown that they hold it."""
    known = queries.house(keys)
    if known.seed is None or known.seed.by != keys.member or known.trustees is None or not known.trustees.enough:
        return
    why = "trustees hold the seed"
    if keys.holds(known.seed.compartment):
        vaults.erase_compartment(keys, known.seed.compartment, why)
    vaults.erase(keys, [known.seed.entry], why)


def _prove(shares: Sequence[str], needed: int, seed: bytes) -> None:
    """See that every share really opens the seed together with others before anybody relies on it."""
    twice = [*shares, *shares]
    for start in range(len(shares)):
        if combine(twice[start : start + needed]) != seed:
            raise NotAllowedError("split")


def _check(words: str) -> bytes:
    return sha256(b"bereginya trustee v1" + " ".join(words_of(words)).encode()).digest()
