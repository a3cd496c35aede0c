"""Make the vectors of docs/formats anew: `python -m tests.vectors.make`. The test compares, so a change is seen."""

import json
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bereginya.vault.argon import RECEIPT, ArgonQueue, derive
from bereginya.vault.chunks import seal_chunks
from bereginya.vault.envelope import Envelope, mark, sign
from bereginya.vault.headers import Form, Header, digest, leaf
from bereginya.vault.holding import Secret, pair_of
from bereginya.vault.hpke import KeyPair
from bereginya.vault.ids import CompartmentId, EntryId, HolderId
from bereginya.vault.keys import Seeds, passage, passage_salt, passphrase_bytes
from bereginya.vault.padding import pad, padded_size
from bereginya.vault.receipts import new_receipt, receipt_keys
from bereginya.vault.sealing import seal, sealed_size
from bereginya.vault.tree import Frontier, leaf_hash
from bereginya.vault.trust import fingerprint, holder_of, thread_of

FILE = Path(__file__).parent / "vault.json"
COMMITTEE = bytes(range(16))


def _counted(first: int, size: int = 32) -> bytes:
    return bytes((first + place) % 256 for place in range(size))


def entry() -> dict[str, object]:
    """Return one sealed entry with all that goes into it."""
    header = Header(Form.SEALED, COMMITTEE, CompartmentId("11" * 16), EntryId("22" * 16), 20513, 0)
    said = Envelope("test.note/1", '{"text":"ё"}'.encode(), HolderId("33" * 16), datetime(2026, 3, 1, 9, 0, tzinfo=UTC))
    key = Ed25519PrivateKey.from_private_bytes(_counted(1))
    place = header.signed_part()
    signed = Envelope(said.tag, said.body, said.by, said.at, None, sign(said, place, key))
    house = _counted(2)
    whole = Envelope(signed.tag, signed.body, signed.by, signed.at, None, signed.signature, mark(signed, place, house))
    plaintext = whole.pack()
    packed = Header(
        header.form, COMMITTEE, header.compartment, header.entry, header.day, sealed_size(len(plaintext))
    ).pack()
    secret, salt = _counted(3), _counted(4)
    body = seal(secret, salt, plaintext, packed)
    return {
        "signing_seed": _counted(1).hex(),
        "mark_key": house.hex(),
        "secret": secret.hex(),
        "salt": salt.hex(),
        "header": packed.hex(),
        "envelope": plaintext.hex(),
        "body": body.hex(),
        "leaf_hash": leaf_hash(leaf(packed, digest(body))).hex(),
    }


def keys() -> dict[str, object]:
    """Return what a member's seed and passphrase make; Argon2 at a small cost (64 KiB, 1 pass, 1 lane)."""
    from bereginya.vault.argon import FAST

    seeds = Seeds(HolderId("33" * 16), _counted(5), fingerprint(COMMITTEE, _counted(6)))
    salt = passage_salt(COMMITTEE, "Ольга")
    way = passage(derive(passphrase_bytes("Шесть  тихих слов"), salt, FAST))
    return {
        "committee": COMMITTEE.hex(),
        "seed": seeds.seed.hex(),
        "signing_public": seeds.signing_public.hex(),
        "sealing_public": seeds.sealing.public.hex(),
        "ring_locator": seeds.ring_locator.hex(),
        "ring_key": seeds.ring_key.hex(),
        "signing_in_11": seeds.signing_in(CompartmentId("11" * 16)).public_key().public_bytes_raw().hex(),
        "holder_of": holder_of(seeds.sealing.public),
        "passage_salt": salt.hex(),
        "locator": way.locator.hex(),
        "member_key": way.key.hex(),
        "book_public": pair_of(CompartmentId("11" * 16), Secret(1, _counted(3))).public.hex(),
        "pair_seed": _counted(7, 96).hex(),
        "pair_public": KeyPair.from_seed(_counted(7, 96)).public.hex(),
    }


def receipts() -> list[dict[str, object]]:
    """Return a receipt in each language and the thread it opens, at the real cost."""
    queue = ArgonQueue(RECEIPT)
    found: list[dict[str, object]] = []
    for language in ("ru", "uk", "en"):
        receipt = new_receipt(_counted(8, 12), language)
        opened = receipt_keys(receipt, queue)
        signing = opened.signing.public_key().public_bytes_raw()
        found.append(
            {
                "language": language,
                "random": _counted(8, 12).hex(),
                "words": " ".join(receipt.words),
                "signing_public": signing.hex(),
                "sealing_public": opened.sealing.public.hex(),
                "thread": thread_of(signing),
            }
        )
    return found


def files() -> dict[str, object]:
    """Return a small sealed file."""
    sealed = b"".join(seal_chunks(_counted(9), "44" * 16, [b"a voice"]))
    return {"key": _counted(9).hex(), "id": "44" * 16, "plaintext": b"a voice".hex(), "sealed": sealed.hex()}


def everything() -> dict[str, object]:
    """Return all vectors."""
    tree = Frontier()
    roots = [tree.root().hex()]
    for number in range(8):
        tree = tree.append(bytes([number]))
        roots.append(tree.root().hex())
    sizes = {str(length): padded_size(length) for length in (0, 252, 253, 1020, 1021, 1 << 20, 5_000_000)}
    return {
        "padding": {"sizes": sizes, "padded_empty": pad(b"").hex()},
        "entry": entry(),
        "keys": keys(),
        "receipts": receipts(),
        "file": files(),
        "roots_of_leaves_00_to_07": roots,
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(everything(), ensure_ascii=False, indent=1) + "\n")
