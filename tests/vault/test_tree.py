"""The Merkle tree: the eight leaves that implementations of RFC 6962 share, and laws over every tree up to 64 leaves.

Leaves, roots and proofs are those of google/certificate-transparency (cpp/merkletree/merkle_tree_test.cc) and
transparency-dev/merkle (proof/verify_test.go), where leaves are counted from 1.
"""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.vault.tree import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
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
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
ROOTS = [
    bytes.fromhex(known)
    for known in (
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
]
INCLUSIONS = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (3, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        2,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
CONSISTENCIES = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
    (
        6,
        7,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
]
MANY = [leaf_hash(bytes([number])) for number in range(64)]


def _hex(proof: tuple[bytes, ...]) -> list[str]:
    return [step.hex() for step in proof]


@pytest.mark.parametrize("size", range(9))
def test_published_roots(size: int) -> None:
    assert root(HASHES[:size]) == ROOTS[size]
    assert Frontier().extend(LEAVES[:size]).root() == ROOTS[size]


@pytest.mark.parametrize(("leaf", "size", "proof"), INCLUSIONS)
def test_published_proofs_of_inclusion(leaf: int, size: int, proof: list[str]) -> None:
    made = inclusion_proof(HASHES[:size], leaf - 1)

    assert _hex(made) == proof
    assert verify_inclusion(HASHES[leaf - 1], leaf - 1, size, made, ROOTS[size])


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCIES)
def test_published_proofs_of_consistency(old: int, new: int, proof: list[str]) -> None:
    made = consistency_proof(HASHES[:new], old)

    assert _hex(made) == proof
    assert verify_consistency(old, new, ROOTS[old], ROOTS[new], made)


def test_a_leaf_is_no_inner_node() -> None:
    left, right = HASHES[:2]

    assert leaf_hash(left + right) != root([left, right])


@given(st.lists(st.binary(max_size=100), max_size=100), st.integers(0, 100))
def test_a_tree_grown_in_two_parts_is_the_tree_of_all_leaves(leaves: list[bytes], cut: int) -> None:
    grown = Frontier().extend(leaves[:cut]).extend(leaves[cut:])

    assert (grown.size, grown.root()) == (len(leaves), root([leaf_hash(leaf) for leaf in leaves]))


@given(st.lists(st.binary(max_size=40), max_size=40), st.binary(max_size=40))
def test_one_more_leaf_is_the_same_as_a_list_of_one(leaves: list[bytes], leaf: bytes) -> None:
    tree = Frontier().extend(leaves)

    assert tree.append(leaf) == tree.extend([leaf])


def test_a_frontier_keeps_one_peak_for_each_bit_of_its_size() -> None:
    tree = Frontier().extend([b""] * 0b1011)

    assert len(tree.peaks) == 3


@pytest.mark.parametrize("size", range(1, 65))
def test_every_leaf_of_every_tree_proves_its_place(size: int) -> None:
    whole = root(MANY[:size])

    assert all(verify_inclusion(MANY[at], at, size, inclusion_proof(MANY[:size], at), whole) for at in range(size))


@pytest.mark.parametrize("new", range(1, 65))
def test_every_tree_is_the_beginning_of_every_later_one(new: int) -> None:
    roots = {old: root(MANY[:old]) for old in range(1, new + 1)}

    assert all(
        verify_consistency(old, new, roots[old], roots[new], consistency_proof(MANY[:new], old))
        for old in range(1, new + 1)
    )


@st.composite
def _flipped_inclusions(draw: st.DrawFn) -> tuple[int, int, list[bytes]]:
    """A leaf hash and its proof with one bit flipped somewhere."""
    size = draw(st.integers(1, 64))
    index = draw(st.integers(0, size - 1))
    parts = [MANY[index], *inclusion_proof(MANY[:size], index)]
    return size, index, _flip(parts, draw(st.integers(0, len(parts) * 256 - 1)))


@given(_flipped_inclusions())
def test_a_flipped_bit_breaks_a_proof_of_inclusion(flipped: tuple[int, int, list[bytes]]) -> None:
    size, index, (leaf, *proof) = flipped

    assert not verify_inclusion(leaf, index, size, proof, root(MANY[:size]))


@st.composite
def _flipped_consistencies(draw: st.DrawFn) -> tuple[int, int, list[bytes]]:
    """Both roots and their proof with one bit flipped somewhere."""
    new = draw(st.integers(1, 64))
    old = draw(st.integers(1, new))
    parts = [root(MANY[:old]), root(MANY[:new]), *consistency_proof(MANY[:new], old)]
    return old, new, _flip(parts, draw(st.integers(0, len(parts) * 256 - 1)))


@given(_flipped_consistencies())
def test_a_flipped_bit_breaks_a_proof_of_consistency(flipped: tuple[int, int, list[bytes]]) -> None:
    old, new, (was, now, *proof) = flipped

    assert not verify_consistency(old, new, was, now, proof)


@given(st.integers(1, 64), st.data())
def test_a_leaf_proves_no_other_place(size: int, data: st.DataObject) -> None:
    index, other = data.draw(st.tuples(st.integers(0, size - 1), st.integers(-1, size)))
    proof = inclusion_proof(MANY[:size], index)

    assert verify_inclusion(MANY[index], other, size, proof, root(MANY[:size])) == (index == other)


@given(st.integers(2, 64), st.data())
@settings(max_examples=50)
def test_a_proof_with_a_step_too_many_or_too_few_proves_nothing(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof, whole = inclusion_proof(MANY[:size], index), root(MANY[:size])

    assert not verify_inclusion(MANY[index], index, size, proof[:-1], whole)
    assert not verify_inclusion(MANY[index], index, size, (*proof, whole), whole)


@pytest.mark.parametrize("odd", [b"", b"\0" * 31, b"\0" * 33])
def test_only_hashes_are_steps_of_a_proof(odd: bytes) -> None:
    assert not verify_inclusion(HASHES[0], 0, 2, [odd], ROOTS[2])
    assert not verify_consistency(1, 2, ROOTS[1], ROOTS[2], [odd])


def test_a_tree_is_consistent_with_itself_without_a_proof_only() -> None:
    assert verify_consistency(3, 3, ROOTS[3], ROOTS[3], [])
    assert not verify_consistency(3, 3, ROOTS[3], ROOTS[3], [ROOTS[3]])


@pytest.mark.parametrize(("old", "new"), [(2, 1), (0, 3), (-1, 3)])
def test_the_log_does_not_shrink(old: int, new: int) -> None:
    assert not verify_consistency(old, new, ROOTS[max(old, 0)], ROOTS[new], [sha256(b"").digest()])


@pytest.mark.parametrize("index", [-1, 8])
def test_there_is_no_proof_for_a_leaf_outside_the_tree(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_proof(HASHES, index)


@pytest.mark.parametrize("old", [0, 9])
def test_there_is_no_proof_from_nothing_nor_from_the_future(old: int) -> None:
    with pytest.raises(IndexError):
        consistency_proof(HASHES, old)


def _flip(parts: list[bytes], bit: int) -> list[bytes]:
    part, at = divmod(bit, 256)
    changed = bytearray(parts[part])
    changed[at // 8] ^= 1 << at % 8
    return [*parts[:part], bytes(changed), *parts[part + 1 :]]
