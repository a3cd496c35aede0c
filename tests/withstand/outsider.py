"""A reader of the data folder that knows docs/formats and published standards, and nothing of our program.

It is what a stranger would write in thirty years: standard library and `cryptography`, no import of ours. If it cannot
read what the program wrote, the pages are wrong.
"""

import json
import re
import sqlite3
import struct
import unicodedata
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from hmac import digest as hmac
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MIB = 1024 * 1024


def derive(secret: bytes, label: bytes, size: int = 32, salt: bytes = b"") -> bytes:
    """HKDF with SHA-256 (formats/README.md)."""
    return HKDF(hashes.SHA256(), size, salt or None, label).derive(secret)


def open_aead(key: bytes, nonce: bytes, data: bytes, label: bytes) -> bytes:
    """ChaCha20-Poly1305 (RFC 8439)."""
    return ChaCha20Poly1305(key).decrypt(nonce, data, label)


def unwrap(key: bytes, data: bytes, label: bytes) -> bytes:
    """keybox.md: nonce, then the sealed bytes."""
    return open_aead(key, data[:12], data[12:], label)


def unpad(data: bytes) -> bytes:
    """log.md, *Sealed body*."""
    size = int.from_bytes(data[:4], "big")
    assert not any(data[4 + size :])
    return data[4 : 4 + size]


def open_hpke(seed: bytes, data: bytes, info: bytes) -> bytes:
    """HPKE base mode with the KEM 0x647A; the seed of a pair is keybox.md, *Pairs*."""
    pair = hpke.MLKEM768X25519PrivateKey(
        mlkem.MLKEM768PrivateKey.from_seed_bytes(seed[:64]), x25519.X25519PrivateKey.from_private_bytes(seed[64:])
    )
    suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
    return suite.decrypt(data, pair, info)


@dataclass(frozen=True, slots=True)
class Statement:
    """One entry as the outsider reads it."""

    position: int
    compartment: bytes
    tag: str
    record: dict[str, Any]
    by: bytes
    marked: bool


class Outsider:
    """Reads one data folder as a member, or with nine words."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._log = sqlite3.connect(f"file:{data / 'log.sqlite3'}?mode=ro", uri=True)
        self._box = sqlite3.connect(f"file:{data / 'keybox.sqlite3'}?mode=ro", uri=True)
        self.rows = self._log.execute(
            "SELECT position, id, compartment, header, digest, body FROM entry ORDER BY position"
        ).fetchall()
        self.committee: bytes = self.rows[0][3][2:18]
        self.secrets: dict[bytes, list[bytes]] = {}
        self.house: list[bytes] = []

    # ---- the tree

    def root(self) -> bytes:
        """RFC 6962 over header and digest."""
        leaves = []
        for _, _, _, header, digest, body in self.rows:
            assert len(header) == 62
            assert body is None or sha256(body).digest() == digest
            leaves.append(sha256(b"\0" + header + digest).digest())
        return _root(leaves)

    def signed_roots(self) -> Iterator[tuple[int, bytes]]:
        """The sizes and roots of the checkpoints."""
        for (text,) in self._log.execute("SELECT text FROM checkpoint ORDER BY size"):
            note = text if isinstance(text, str) else text.decode()
            origin, size, root = note.splitlines()[:3]
            assert origin == f"bereginya/{self.committee.hex()}"
            yield int(size), b64decode(root)

    # ---- a member

    def sign_in(self, name: str, passphrase: str) -> dict[str, Any]:
        """keybox.md, *A member's row*; returns the row, and keeps every secret that the member holds."""
        folded = re.sub(r"\s+", "", _folded(name))
        salt = sha256(b"bereginya sign-in v1" + self.committee + folded.encode()).digest()
        words = " ".join(_folded(passphrase).split())
        stretched = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=256 * 1024).derive(words.encode())
        locator, key = derive(stretched, b"bereginya locator v1", 16), derive(stretched, b"bereginya member key v1")
        row = json.loads(unpad(unwrap(key, self._sealed("member", locator), b"bereginya member v1")))
        assert isinstance(row, dict)
        seed = b64decode(row["seed"])
        ring = self._sealed("ring", derive(seed, b"bereginya ring locator v1", 16))
        self._keep(unpad(unwrap(derive(seed, b"bereginya ring v1"), ring, b"bereginya ring v1")))
        self._take_letters(bytes.fromhex(row["holder"]), derive(seed, b"bereginya sealing v1", 96))
        self.house = [one for secrets in self.secrets.values() for one in secrets]
        return row

    def come_back(self, words: str, lists: Path) -> bytes:
        """receipts.md; returns the thread's id, and keeps its secret."""
        language, value = _number(words.split(), lists)
        number, check = value >> 8, value & 255
        assert sha256(b"bereginya receipt v1" + language.encode() + number.to_bytes(12, "big")).digest()[0] == check
        stretched = Argon2id(
            salt=sha256(b"bereginya receipt v1").digest(), length=32, iterations=2, lanes=1, memory_cost=19 * 1024
        ).derive(number.to_bytes(12, "big"))
        signing = Ed25519PrivateKey.from_private_bytes(derive(stretched, b"bereginya receipt signing v1"))
        thread = sha256(b"bereginya thread v1" + signing.public_key().public_bytes_raw()).digest()[:16]
        self._take_letters(thread, derive(stretched, b"bereginya receipt sealing v1", 96))
        return thread

    def _sealed(self, table: str, locator: bytes) -> bytes:
        for row in self._box.execute(f"SELECT * FROM {table}"):
            if row[0] == locator:
                return bytes(row[1])
        raise LookupError(table)

    def _take_letters(self, holder: bytes, pair: bytes) -> None:
        for (sealed,) in self._box.execute("SELECT sealed FROM letter WHERE holder = ?", (holder,)):
            self._keep(open_hpke(pair, sealed, b"bereginya letter v1" + self.committee + holder))

    def _keep(self, items: bytes) -> None:
        for at in range(0, len(items), 52):
            place, secret = items[at : at + 16], items[at + 20 : at + 52]
            self.secrets.setdefault(place, []).append(secret)

    # ---- entries

    def statements(self) -> Iterator[Statement]:
        """Everything that can be read with the secrets it holds, in order; what does not fit is an AssertionError."""
        marks = [derive(one, b"bereginya mark v1") for one in self.house]
        for position, name, place, header, _, body in self.rows:
            if header[1] == 0 and place in self.secrets and body is not None:
                data = self._opened(name, place, header, body)
                yield _statement(position, place, data, header[:54], marks)

    def _opened(self, name: bytes, place: bytes, header: bytes, body: bytes) -> bytes:
        row = self._box.execute("SELECT * FROM salt WHERE entry = ?", (name,)).fetchone()
        salt, wrap = next(one for one in row[1:] if isinstance(one, bytes) and len(one) == 32), row[-1]
        secrets = self.secrets[place] if wrap is None else [self._own(name, place, wrap)]
        for secret in secrets:
            both = derive(secret, b"bereginya entry v1", 64, salt)
            if body[:32] == both[32:]:
                return unpad(open_aead(both[:32], bytes(12), body[32:], header))
        raise AssertionError("no secret fits")

    def _own(self, name: bytes, place: bytes, wrap: bytes) -> bytes:
        for secret in self.secrets[place]:
            try:
                if wrap[0] == 2:
                    return unwrap(derive(secret, b"bereginya wrap v1"), wrap[1:], name)
                pair = derive(secret, b"bereginya book v1" + place, 96)
                return open_hpke(pair, wrap[1:], b"bereginya drop v1" + self.committee + place + name)
            except InvalidTag:
                continue
        raise AssertionError("no secret fits")

    # ---- files

    def file(self, told: dict[str, Any]) -> bytes:
        """files.md; `told` is what the entry says of it."""
        name, key = _bytes(told["id"]), _bytes(told["key"])
        sealed = (self._data / "files" / name.hex()[:2] / name.hex()).read_bytes()
        both = derive(key, b"bereginya file v1", 64, name)
        header = b"\x01" + name + both[32:]
        assert sealed[:49] == header
        plain = b""
        for number in range(told["chunks"]):
            at = 49 + number * (MIB + 16)
            nonce = number.to_bytes(11, "big") + bytes([number == told["chunks"] - 1])
            plain += open_aead(both[:32], nonce, sealed[at : at + MIB + 16], header)
        assert sha256(plain[: told["length"]]).digest() == _bytes(told["sha256"])
        return plain[: told["length"]]


def _statement(position: int, place: bytes, data: bytes, where: bytes, marks: list[bytes]) -> Statement:
    form, flags, tag_size, body_size, _ = struct.unpack_from(">BBHIq", data)
    assert form == 1
    at = 16
    by, at = (data[at : at + 16], at + 16) if flags & 4 else (b"", at)
    at += 16 if flags & 8 else 0
    tag, body = data[at : at + tag_size].decode(), data[at + tag_size : at + tag_size + body_size]
    end = at + tag_size + body_size
    if flags & 1:
        said = data[:1] + bytes([flags & ~3]) + data[2:end]
        assert data[end] == 1
        Ed25519PublicKey.from_public_bytes(data[end + 1 : end + 33]).verify(
            data[end + 33 : end + 97], b"bereginya said v1" + where + said
        )
    if flags & 2 and marks:  # a receipt holds no secret of the house (receipts.md)
        assert any(data[-32:] == hmac(key, b"bereginya said v1" + where + data[:-32], "sha256") for key in marks)
    return Statement(position, place, tag, json.loads(body), by, bool(flags & 2))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").strip()


def _bytes(text: str) -> bytes:
    """records.md: ids are hexadecimal digits, bytes base64url."""
    return bytes.fromhex(text) if re.fullmatch("[0-9a-f]{32}", text) else urlsafe_b64decode(text)


def _number(words: list[str], lists: Path) -> tuple[str, int]:
    for language in ("ru", "uk", "en"):
        known = {word: place for place, word in enumerate((lists / f"{language}.txt").read_text("utf-8").split())}
        if all(word in known for word in words):
            value = 0
            for word in words:
                value = value << 11 | known[word]
            return language, value
    raise LookupError("words")


def _root(hashed: list[bytes]) -> bytes:
    if not hashed:
        return sha256(b"").digest()
    if len(hashed) == 1:
        return hashed[0]
    half = 1 << (len(hashed) - 1).bit_length() - 1
    return sha256(b"\x01" + _root(hashed[:half]) + _root(hashed[half:])).digest()
