"""Rows of a register as column blocks: the bytes that are sealed. Format: docs/formats/columns.md.

A block holds up to 65,536 rows, column after column, each packed by itself, then what the rows are called, so that a
list is read and packed block by block, however long it is. Nothing here knows how the bytes are sealed or where they
lie.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bereginya.desk.registers.rows import Marks, Named
from bereginya.vault.errors import DamagedError

VERSION = b"\x02"
_WITHOUT_MARKS = b"\x01"
_MARKS = 16
"""Bytes of the two marks of a row."""
BLOCK = 65_536
"""Rows of a block."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Packed:
    """Rows packed and waiting to be sealed: much smaller than the rows themselves."""

    rows: int
    names: tuple[str, ...]
    blocks: tuple[bytes, ...]

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes of a register, piece by piece."""
        head = json.dumps({"columns": list(self.names), "rows": self.rows}, ensure_ascii=False).encode()
        yield VERSION + _number(len(head)) + head
        yield from self.blocks
        yield _number(0)


def packed(parts: Iterable[Named]) -> Packed:
    """Pack rows of the same text columns as one, in the memory of one part and of what is packed already."""
    names, rows, blocks = tuple[str, ...](), 0, list[bytes]()
    for part in parts:
        names, rows = tuple(part.table.column_names), rows + len(part)
        blocks += [_block(part, start, names) for start in range(0, len(part), BLOCK)]
    return Packed(rows, names, tuple(blocks))


def _block(part: Named, start: int, names: Sequence[str]) -> bytes:
    table, marks = part.table.slice(start, BLOCK), part.marks[start : start + BLOCK]
    return b"".join([_number(len(table)), *(_column(table[name]) for name in names), marks.astype(">u8").tobytes()])


def unpacked(pieces: Iterable[bytes]) -> tuple[pa.Table, Marks | None]:
    """Return the table of these bytes and what its rows are called: None where that was not kept yet, in format 1.

    Raises DamagedError for what is no register, or of a later version.
    """
    stream = _Stream(pieces)
    version = stream.take(len(VERSION))
    if version not in {VERSION, _WITHOUT_MARKS}:
        raise DamagedError("not a register")
    head = json.loads(stream.take(stream.number()))
    names: list[str] = head["columns"]
    columns: dict[str, list[pa.Array]] = {name: [] for name in names}
    marks = [np.empty((0, 2), np.uint64)]
    while (rows := stream.number()) > 0:
        for name in names:
            columns[name].append(_array(stream, rows))
        if version == VERSION:
            marks.append(np.frombuffer(stream.take(rows * _MARKS), ">u8").reshape(rows, 2).astype(np.uint64))
    table = pa.table({name: pa.chunked_array(found, pa.string()) for name, found in columns.items()})
    if len(table) != head["rows"]:
        raise DamagedError("a register that breaks off")
    return table, np.concatenate(marks) if version == VERSION else None


class _Stream:
    """Bytes that come in pieces, taken in lengths that are asked for."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = bytearray()

    def take(self, length: int) -> bytes:
        """Return the next bytes; raise DamagedError when there are no more."""
        while len(self._held) < length:
            piece = next(self._pieces, None)
            if piece is None:
                raise DamagedError("a register that breaks off")
            self._held += piece
        found = bytes(self._held[:length])
        del self._held[:length]
        return found

    def number(self) -> int:
        """Return the next four bytes as a number."""
        return int.from_bytes(self.take(4), "big")


def _number(value: int) -> bytes:
    return value.to_bytes(4, "big")


def _column(values: pa.ChunkedArray) -> bytes:
    """Return one column of a block: which rows say something, where each text ends, the texts."""
    array = pa.concat_arrays([*values.cast(pa.string()).chunks, pa.array([], pa.string())])
    known = np.packbits(array.is_valid().to_numpy(zero_copy_only=False), bitorder="little").tobytes()
    said = pc.fill_null(array, "")
    _, ends, texts = said.buffers()
    places = np.frombuffer(ends, "<i4")[said.offset : said.offset + len(said) + 1]
    between = memoryview(texts)[places[0] : places[-1]] if texts else b""
    plain = b"".join([known, (places - places[0]).astype("<i4").tobytes(), between])
    small = bytes(pa.compress(plain, codec="zstd", asbytes=True))
    return _number(len(plain)) + _number(len(small)) + small


def _array(stream: _Stream, rows: int) -> pa.Array:
    size, length = stream.number(), stream.number()
    plain = pa.decompress(stream.take(length), decompressed_size=size, codec="zstd")
    marks, ends = (rows + 7) // 8, 4 * (rows + 1)
    parts = (plain.slice(marks, ends), plain.slice(marks + ends), plain.slice(0, marks))
    array = pa.StringArray.from_buffers(rows, parts[0], parts[1], parts[2])
    array.validate(full=True)
    return array
