"""What is published in docs/formats does not change by accident, and the published standards hold."""

import json

import pytest
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from bereginya.vault.tree import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)
from tests.vectors.make import FILE, everything


def test_the_published_vectors_are_what_the_code_makes() -> None:
    assert json.loads(FILE.read_text()) == everything()


RFC6962_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
RFC6962_ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


@pytest.mark.parametrize("size", range(9))
def test_roots_of_the_certificate_transparency_reference_leaves(size: int) -> None:
    hashes = [leaf_hash(leaf) for leaf in RFC6962_LEAVES[:size]]
    grown = Frontier()
    for leaf in RFC6962_LEAVES[:size]:
        grown = grown.append(leaf)

    assert root(hashes).hex() == RFC6962_ROOTS[size]
    assert grown.root().hex() == RFC6962_ROOTS[size]


@pytest.mark.parametrize("size", range(1, 33))
def test_every_proof_of_every_small_tree_holds_and_no_other(size: int) -> None:
    hashes = [leaf_hash(bytes([number])) for number in range(size)]
    whole = root(hashes)
    for index in range(size):
        proof = inclusion_proof(hashes, index)
        assert verify_inclusion(hashes[index], index, size, proof, whole)
        assert not verify_inclusion(hashes[index], (index + 1) % size, size, proof, whole) or size == 1
        old = index + 1
        growth = consistency_proof(hashes, old)
        assert verify_consistency(old, size, root(hashes[:old]), whole, growth)
        assert not verify_consistency(old, size, bytes(32), whole, growth)


def test_hpke_of_rfc_9180_a2_opens() -> None:
    """RFC 9180, A.2.1: DHKEM(X25519), HKDF-SHA256, ChaCha20Poly1305, base mode, sequence number 0, without its aad."""
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
    private = X25519PrivateKey.from_private_bytes(
        bytes.fromhex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb")
    )
    sent = bytes.fromhex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a")
    sealed = bytes.fromhex("1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28")
    info, aad = bytes.fromhex("4f6465206f6e2061204772656369616e2055726e"), b"Count-0"
    from cryptography.hazmat.bindings._rust import openssl

    opened = openssl.hpke._decrypt_with_aad(suite, sent + sealed[:-16] + sealed[-16:], private, info, aad)

    assert opened == bytes.fromhex("4265617574792069732074727574682c20747275746820626561757479")


def test_argon2id_of_rfc_9106() -> None:
    """RFC 9106, 5.3."""
    argon = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    )

    assert argon.derive(b"\x01" * 32).hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
