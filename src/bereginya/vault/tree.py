"""The Merkle tree of RFC 6962, section 2.1: leaves, roots, proofs of inclusion and of growth.

Leaf hashes go in and out; what a leaf is, others decide. The code is the specification, in its words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree that can only grow: its size and the roots of its full subtrees, largest first."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> "Frontier":
        """Return the tree with one more leaf."""
        return self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> "Frontier":
        """Return the tree with these leaves behind its own; a million take about two seconds."""
        size, peaks = self.size, list(self.peaks)
        for leaf in leaves:
            here, full = leaf_hash(leaf), size
            while full & 1:
                here = node_hash(peaks.pop(), here)
                full >>= 1
            peaks.append(here)
            size += 1
        return Frontier(size, tuple(peaks))

    def root(self) -> bytes:
        """Return the root over all leaves; that of the empty tree is the hash of nothing."""
        if not self.peaks:
            return sha256(b"").digest()
        here = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            here = node_hash(peak, here)
        return here


def root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = _split(len(hashes))
    return node_hash(root(hashes[:split]), root(hashes[split:]))


def inclusion_proof(hashes: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return PATH(index, hashes); raise IndexError outside the tree."""
    if not 0 <= index < len(hashes):
        raise IndexError(index)
    if len(hashes) == 1:
        return ()
    split = _split(len(hashes))
    if index < split:
        return (*inclusion_proof(hashes[:split], index), root(hashes[split:]))
    return (*inclusion_proof(hashes[split:], index - split), root(hashes[:split]))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Tell whether the leaf hash stands at `index` of the tree with this size and root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes((leaf, *proof)):
        return False
    here, node, last = leaf, index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            here = node_hash(sibling, here)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            here = node_hash(here, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and here == expected


def consistency_proof(hashes: Sequence[bytes], old: int) -> tuple[bytes, ...]:
    """Return PROOF(old, hashes): that the tree of the first `old` leaves is the beginning of this one.

    Raises IndexError when `old` is 0 or larger than the tree: RFC 6962 has no such proof.
    """
    if not 0 < old <= len(hashes):
        raise IndexError(old)
    return _subproof(hashes, old, whole=True)


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether the proof shows that the newer tree begins with the older one (RFC 9162, 2.1.4.2)."""
    if old == new:
        return not proof and old_root == new_root
    if not 0 < old < new or not proof or not _are_hashes(proof):
        return False
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    was = now = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            was, now = node_hash(sibling, was), node_hash(sibling, now)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            now = node_hash(now, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and was == old_root and now == new_root


def _subproof(hashes: Sequence[bytes], old: int, *, whole: bool) -> tuple[bytes, ...]:
    if old == len(hashes):
        return () if whole else (root(hashes),)
    split = _split(len(hashes))
    if old <= split:
        return (*_subproof(hashes[:split], old, whole=whole), root(hashes[split:]))
    return (*_subproof(hashes[split:], old - split, whole=False), root(hashes[:split]))


def _are_hashes(values: Iterable[bytes]) -> bool:
    return all(len(value) == HASH_SIZE for value in values)


def _split(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1  # the largest power of two below the size
