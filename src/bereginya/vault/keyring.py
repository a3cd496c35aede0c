"""The unlocked session of one holder: a value that is passed down and emptied at lock. There is no global key.

A keyring belongs to a member, or, in the hands of a quorum of trustees, to the committee. It holds the secrets of the
compartments granted to her, takes letters that arrive while it is open, and remembers what was folded.
"""

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bereginya.vault.errors import DamagedError, LockedError, NoSuchCompartmentError
from bereginya.vault.holding import Secret, open_letter, pair_of, read_ring, write_ring
from bereginya.vault.house import Vault
from bereginya.vault.hpke import KeyPair
from bereginya.vault.ids import CompartmentId, HolderId
from bereginya.vault.keys import Passage, Seeds
from bereginya.vault.memory import Memory
from bereginya.vault.sealing import derive
from bereginya.vault.store import Letter
from bereginya.vault.trust import holder_of


class Keyring:
    """One holder's keys, in memory only. Threads of one session may share it."""

    def __init__(self, vault: Vault, seeds: Seeds, way: Passage | None = None, *, quorum: bool = False) -> None:
        self.vault = vault
        self.is_quorum = quorum
        self.member = seeds.holder
        self.turn = vault.store.turn
        self.memory = Memory()
        self.damaged_letters: set[int] = set()
        self._seeds: Seeds | None = seeds
        self._way = way
        self._ring: dict[CompartmentId, tuple[Secret, ...]] = {}
        self._by_letter: dict[CompartmentId, tuple[Secret, ...]] = {}
        self._letters: dict[tuple[str, CompartmentId], list[int]] = {}
        self._read_letters: dict[str, int] = {}
        self._pairs: dict[tuple[CompartmentId, bytes], KeyPair] = {}
        self._places: frozenset[CompartmentId] | None = None

    def __repr__(self) -> str:
        return f"<keyring of {self.member}>"

    # ---- who she is ----

    @property
    def seeds(self) -> Seeds:
        """Her seeds; raises LockedError after lock."""
        if self._seeds is None:
            raise LockedError(self.member)
        return self._seeds

    @property
    def way(self) -> Passage | None:
        """Where and how her seeds lie on the disk; None for the quorum's keyring."""
        return self._way

    def replace(self, seeds: Seeds, way: Passage | None) -> None:
        """Go on with other seeds, or under another passphrase."""
        with self.turn:
            self._seeds, self._way = seeds, way

    @property
    def unlocked(self) -> bool:
        """Whether the keyring can still open anything."""
        return self._seeds is not None

    def signing_in(self, compartment: CompartmentId) -> Ed25519PrivateKey:
        """Return the key with which she signs in one compartment."""
        return self.seeds.signing_in(compartment)

    def former(self, seed: bytes) -> "Keyring":
        """Return the keyring of the committee's former keys, which opens what was sealed to the quorum back then."""
        with self.turn:
            self.refresh()
            before = quorum_keyring(self.vault, seed)
            before._by_letter = dict(self._by_letter)  # noqa: SLF001 - the same class
            return before

    # ---- what she can open ----

    @property
    def house(self) -> CompartmentId:
        """The compartment that every member shares."""
        return self.vault.trust().books["house"].compartment

    @property
    def reception(self) -> CompartmentId:
        """The compartment that requests from outside are addressed to."""
        return self.vault.trust().books["reception"].compartment

    def compartments(self) -> frozenset[CompartmentId]:
        """Return every compartment she can open now."""
        with self.turn:
            self.refresh()
            if self._places is None:
                self._places = frozenset(self._ring) | frozenset(self._by_letter)
            return self._places

    def secrets(self, compartment: CompartmentId) -> tuple[Secret, ...]:
        """Return the compartment's secrets, newest first; raise NoSuchCompartmentError if she has none."""
        with self.turn:
            if self._seeds is None:
                raise LockedError(self.member)
            if self._quorums_own(compartment):
                return ()  # everything there is sealed to the quorum's pair
            found = self._known(compartment)
            if not found or found[0].generation < self.vault.store.generation(compartment):
                self.refresh()
                found = self._known(compartment)
            if not found:
                raise NoSuchCompartmentError(compartment)
            return found

    def known(self, compartment: CompartmentId) -> tuple[Secret, ...]:
        """Return the secrets she has of a compartment, newest first, without looking for newer ones."""
        with self.turn:
            return self._known(compartment)

    def newest(self, compartment: CompartmentId) -> Secret:
        """Return the secret to write with; raise NoSuchCompartmentError when she was left out of the present one."""
        secret = self.secrets(compartment)[0]
        if secret.generation < self.vault.store.generation(compartment):
            raise NoSuchCompartmentError(compartment)
        return secret

    def holds(self, compartment: CompartmentId) -> bool:
        """Tell whether she can open the compartment."""
        try:
            self.secrets(compartment)
        except NoSuchCompartmentError:
            return False
        return True

    def pairs(self, compartment: CompartmentId) -> tuple[KeyPair, ...]:
        """Return the pairs under which outsiders write into a compartment she holds, newest first.

        There may be two of one generation: a crash can leave letters of a secret whose entries never came to be. The
        quorum writes under its own pair.
        """
        if self._quorums_own(compartment):
            return (self.seeds.sealing,)
        return tuple(self._pair(compartment, secret) for secret in self.known(compartment))

    def _pair(self, compartment: CompartmentId, secret: Secret) -> KeyPair:
        key = (compartment, secret.value)
        if key not in self._pairs:
            self._pairs[key] = pair_of(compartment, secret)
        return self._pairs[key]

    def mark_keys(self) -> tuple[bytes, ...]:
        """Return the keys of the house mark, newest first."""
        with self.turn:
            house = self.secrets(self.house)
            return tuple(derive(secret.value, b"bereginya mark v1") for secret in house)

    # ---- taking and giving up ----

    def keep(self, compartment: CompartmentId, secret: Secret) -> None:
        """Put a secret into the ring and write the ring. Call it inside `store.writing`."""
        with self.turn:
            self._put(self._ring, compartment, secret)
            self.save_ring()

    def forget(self, compartments: frozenset[CompartmentId]) -> None:
        """Take compartments out of the ring for good. Call it inside `store.writing`."""
        with self.turn:
            for compartment in compartments:
                self._ring.pop(compartment, None)
                self._by_letter.pop(compartment, None)
            self._places = None
            self.save_ring()

    def letters_to(self, book: HolderId, compartment: CompartmentId) -> list[int]:
        """Return the numbers of the letters that give this compartment to a book she holds."""
        self.refresh()
        return self._letters.get((book, compartment), [])

    def refresh(self) -> None:
        """Take the letters that came since the last look: her own into the ring, those of her books into memory."""
        with self.turn:
            if self._seeds is None:
                raise LockedError(self.member)
            self._take_own()
            for book in self.vault.trust().books.values():
                if self._known(book.compartment):
                    self._read_book(book.compartment)

    def load(self) -> None:
        """Read the ring from the key box; raise DamagedError when it is there and cannot be opened."""
        sealed = self.vault.store.sealed("ring", self.seeds.ring_locator)
        if sealed is not None:
            self._ring = read_ring(self.seeds.ring_key, sealed)
            self._places = None

    def lock(self) -> None:
        """Empty the keyring. CPython cannot wipe memory; the desk replaces its process besides."""
        with self.turn:
            self._seeds = self._way = None
            self._ring, self._by_letter, self._pairs, self._places = {}, {}, {}, None
            self.memory.clear()
            self.memory.kept.clear()

    def _quorums_own(self, compartment: CompartmentId) -> bool:
        return HolderId(compartment) == self.member and self.is_quorum

    def _known(self, compartment: CompartmentId) -> tuple[Secret, ...]:
        both = self._ring.get(compartment, ()) + self._by_letter.get(compartment, ())
        return tuple(sorted(both, key=lambda secret: -secret.generation)) if len(both) > 1 else both

    def _put(self, where: dict[CompartmentId, tuple[Secret, ...]], compartment: CompartmentId, secret: Secret) -> None:
        where[compartment] = _with(where.get(compartment, ()), secret)
        self._places = None

    def _take_own(self) -> None:
        letters = self.vault.store.letters(self.member, self._read_letters.get(self.member, 0))
        taken = []
        for letter in letters:
            opened = self._open(letter, self.member, (self.seeds.sealing,))
            if opened is None:
                continue
            compartment, secret = opened
            if self.is_quorum:  # letters of the committee stay where they are: it has no passphrase and no ring
                self._remember(self.member, compartment, secret, letter.number)
            else:
                self._put(self._ring, compartment, secret)
                taken.append(letter.number)
        self._read_letters[self.member] = letters[-1].number if letters else self._read_letters.get(self.member, 0)
        if taken:
            with self.vault.store.writing():
                self.save_ring()
                self.vault.store.drop_letters(taken)

    def _read_book(self, book: CompartmentId) -> None:
        letters = self.vault.store.letters(book, self._read_letters.get(book, 0))
        for letter in letters:
            opened = self._open(letter, HolderId(book), self.pairs(book))
            if opened is not None:
                self._remember(book, *opened, letter.number)
            self._read_letters[book] = letter.number

    def _remember(self, holder: str, compartment: CompartmentId, secret: Secret, number: int) -> None:
        self._put(self._by_letter, compartment, secret)
        self._letters.setdefault((holder, compartment), []).append(number)

    def drop_book_letters(self, book: CompartmentId, compartment: CompartmentId) -> None:
        """Take a compartment away from a book: its letters are deleted, and forgotten here."""
        with self.turn:
            numbers = self._letters.pop((book, compartment), [])
            self.vault.store.drop_letters(numbers)
            self._by_letter.pop(compartment, None)
            self._places = None

    def _open(
        self, letter: Letter, holder: HolderId, pairs: tuple[KeyPair, ...]
    ) -> tuple[CompartmentId, Secret] | None:
        for pair in pairs:
            try:
                return open_letter(pair, self.vault.committee(), holder, letter.sealed)
            except DamagedError:
                continue
        self.damaged_letters.add(letter.number)
        return None

    def save_ring(self) -> None:
        """Write the ring to the key box. Call it inside `store.writing`."""
        seeds = self.seeds
        if self.is_quorum:
            return
        sealed = write_ring(seeds.ring_key, self._ring, self.vault.random(12))
        self.vault.store.put_sealed("ring", seeds.ring_locator, sealed)


def _with(secrets: tuple[Secret, ...], secret: Secret) -> tuple[Secret, ...]:
    return secrets if secret in secrets else tuple(sorted((*secrets, secret), key=lambda one: -one.generation))


def quorum_keyring(vault: Vault, seed: bytes) -> Keyring:
    """Return the keyring of the committee's own keys, as the seed of the trustees makes them."""
    bare = Seeds(HolderId("0" * 32), seed, vault.trust().founding)
    return Keyring(vault, replace(bare, holder=holder_of(bare.sealing.public)), quorum=True)
