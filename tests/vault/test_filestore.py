"""Sealed files on disk and in memory: whole or not there, read from anywhere, swept when nobody names them."""

import os
import tracemalloc
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from stat import S_IMODE

import pytest

from bereginya.vault.chunks import CHUNK, FileFacts, offset
from bereginya.vault.errors import DamagedError
from bereginya.vault.filestore import (
    DiskNearlyFullError,
    Files,
    FolderFiles,
    MemoryFiles,
    read_from,
    seal_into,
    sweep,
)

KEY = bytes(range(32))
FILE = "ab" * 16
OTHER = "cd" * 16
TEXT = b"Marta, born in Grozny. " * 100_000  # a little over two chunks
HOUR = 3600


@pytest.fixture(params=["memory", "folder"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    return MemoryFiles() if request.param == "memory" else FolderFiles(tmp_path / "files", keep_free=0)


def sealed_text(files: Files, name: str = FILE, text: bytes = TEXT) -> FileFacts:
    return seal_into(files, name, KEY, [text])


def read(files: Files, facts: FileFacts, start: int = 0) -> bytes:
    return b"".join(read_from(files, FILE, KEY, facts, start))


def cut_off() -> Iterator[bytes]:
    yield TEXT
    raise ConnectionResetError


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def flip(path: Path, place: int) -> None:
    stored = bytearray(path.read_bytes())
    stored[place] ^= 1
    path.write_bytes(stored)


def path_of(folder: Path, name: str = FILE) -> Path:
    return folder / "files" / name[:2] / name


def test_a_file_opens_as_it_was_sealed(files: Files) -> None:
    facts = sealed_text(files)
    assert read(files, facts) == TEXT
    assert facts == FileFacts(len(TEXT), 3, sha256(TEXT).digest())


@pytest.mark.parametrize("start", [1, CHUNK - 1, CHUNK, CHUNK + 1, len(TEXT) - 1, len(TEXT), len(TEXT) + 5 * CHUNK])
def test_reading_may_begin_anywhere(files: Files, start: int) -> None:
    assert read(files, sealed_text(files), start) == TEXT[start:]


@pytest.mark.parametrize("text", [b"", b"a", bytes(CHUNK), bytes(CHUNK + 1)])
def test_the_smallest_and_the_even_files_open_too(files: Files, text: bytes) -> None:
    assert read(files, sealed_text(files, text=text)) == text


def test_a_file_with_chunks_of_padding_opens(files: Files) -> None:
    facts = seal_into(files, FILE, KEY, [bytes(CHUNK)] * 65)
    assert facts.chunks == 66
    assert sum(map(len, read_from(files, FILE, KEY, facts))) == 65 * CHUNK


def test_only_sealed_bytes_are_on_the_disk_while_a_file_comes_in(tmp_path: Path) -> None:
    def watched() -> Iterator[bytes]:
        for at in range(0, len(TEXT), 50_000):
            yield TEXT[at : at + 50_000]
            assert b"Marta" not in all_bytes(tmp_path)

    seal_into(FolderFiles(tmp_path / "files", keep_free=0), FILE, KEY, watched())

    assert b"Marta" not in all_bytes(tmp_path)


def test_an_upload_that_fails_leaves_nothing(files: Files) -> None:
    with pytest.raises(ConnectionResetError):
        seal_into(files, FILE, KEY, cut_off())
    assert list(files.names()) == list(files.idle(0)) == []


def test_folders_and_files_are_the_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        sealed_text(FolderFiles(tmp_path / "files", keep_free=0))
    finally:
        os.umask(before)
    path = path_of(tmp_path)
    assert [S_IMODE(one.stat().st_mode) for one in (path, path.parent, path.parent.parent)] == [0o600, 0o700, 0o700]


def test_the_name_is_given_after_the_bytes_are_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    real_sync, real_rename = os.fsync, Path.rename

    def sync(handle: int) -> None:
        done.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        real_sync(handle)

    def rename(part: Path, target: Path) -> Path:
        done.append("named")
        return real_rename(part, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "rename", rename)

    sealed_text(FolderFiles(tmp_path / "files", keep_free=0))

    path = path_of(tmp_path)
    assert done == [str(path.parent.parent), str(path.with_suffix(".part")), "named", str(path.parent)]


def test_a_name_is_used_once(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "files", keep_free=0)
    facts = sealed_text(files)
    with pytest.raises(FileExistsError):
        sealed_text(files, text=b"another")
    assert read(files, facts) == TEXT


def test_every_changed_chunk_is_named_and_nothing_wrong_is_read(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "files", keep_free=0)
    facts = sealed_text(files)
    for place in (0, 20, 40, 100, offset(1) - 1, offset(1), offset(2) + 5):
        flip(path_of(tmp_path), place)
        with pytest.raises(DamagedError, match=FILE):
            read(files, facts)
        flip(path_of(tmp_path), place)
    assert read(files, facts) == TEXT


def test_the_last_piece_is_not_given_out_before_the_padding_was_checked(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "files", keep_free=0)
    facts = seal_into(files, FILE, KEY, [bytes(CHUNK)] * 65)
    flip(path_of(tmp_path), offset(65) + 7)
    got: list[bytes] = []
    with pytest.raises(DamagedError):
        got.extend(read_from(files, FILE, KEY, facts))
    assert len(got) == 64


def test_a_file_cut_short_is_damaged(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "files", keep_free=0)
    facts = sealed_text(files)
    for size in (0, 10, 60, offset(1), offset(2), offset(2) + 100):
        os.truncate(path_of(tmp_path), size)
        with pytest.raises(DamagedError):
            read(files, facts)
        path_of(tmp_path).unlink()
        sealed_text(files)


def test_whoever_had_the_key_and_resealed_the_file_is_found_by_its_hash(files: Files) -> None:
    facts = sealed_text(files)
    files.delete(FILE)
    seal_into(files, FILE, KEY, [TEXT.replace(b"Grozny", b"Moscow")])
    with pytest.raises(DamagedError):
        read(files, facts)


@pytest.mark.parametrize("chunks", [0, 2, 4, 1 << 60])
def test_facts_that_do_not_agree_with_themselves_are_damaged(files: Files, chunks: int) -> None:
    facts = sealed_text(files)
    with pytest.raises(DamagedError):
        read(files, FileFacts(facts.length, chunks, facts.sha256))


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "ab", "AB" * 16, "ab" * 16 + "/x", "ab" * 16 + "\n"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    files = FolderFiles(tmp_path / "files", keep_free=0)
    for act in (lambda: files.read(name, 0, 1), lambda: files.delete(name), lambda: files.write(name, [])):
        with pytest.raises(DamagedError):
            act()


def test_a_deleted_file_is_gone_and_deleting_twice_is_nothing(files: Files) -> None:
    facts = sealed_text(files)
    files.delete(FILE)
    files.delete(FILE)
    assert list(files.names()) == []
    with pytest.raises(DamagedError, match=FILE):
        read(files, facts)


def test_a_deletion_ends_a_reading_that_was_under_way(files: Files) -> None:
    reading = read_from(files, FILE, KEY, sealed_text(files))
    next(reading)
    files.delete(FILE)
    with pytest.raises(DamagedError):
        list(reading)


def test_the_sweep_takes_what_no_entry_names_and_what_was_cut_off(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "files", keep_free=0)
    sealed_text(files)
    facts = sealed_text(files, OTHER, b"kept")
    cut = path_of(tmp_path, "ef" * 16).with_suffix(".part")
    cut.parent.mkdir()
    cut.write_bytes(b"sealed, but killed in the middle")

    assert sweep(files, {OTHER}, age=0) == 2

    assert list(files.names()) == [OTHER]
    assert not cut.exists()
    assert b"".join(read_from(files, OTHER, KEY, facts)) == b"kept"


def test_the_sweep_leaves_what_the_other_process_may_be_about_to_name(files: Files) -> None:
    sealed_text(files)
    assert sweep(files, set()) == 0
    assert list(files.names()) == [FILE]


def test_the_sweep_takes_it_an_hour_later(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "files", keep_free=0)
    sealed_text(files)
    then = path_of(tmp_path).stat().st_mtime - HOUR
    os.utime(path_of(tmp_path), (then, then))
    assert sweep(files, set()) == 1


def test_a_disk_nearly_full_is_said_before_anything_is_written(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "files", keep_free=1 << 62)
    with pytest.raises(DiskNearlyFullError):
        seal_into(files, FILE, KEY, cut_off())
    assert not list((tmp_path / "files").iterdir())


def test_a_disk_that_fills_up_meanwhile_is_said_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = iter([10 * CHUNK, 9 * CHUNK, 8 * CHUNK, 0])
    monkeypatch.setattr("bereginya.vault.filestore._free", lambda _: next(free))
    files = FolderFiles(tmp_path / "files", keep_free=5 * CHUNK)
    with pytest.raises(DiskNearlyFullError):
        sealed_text(files)
    assert list(files.idle(0)) == []


def test_sealing_and_opening_keep_memory_flat(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "files", keep_free=0)
    tracemalloc.start()
    try:
        facts = seal_into(files, FILE, KEY, (bytes(300_000) for _ in range(300)))
        for _ in read_from(files, FILE, KEY, facts):
            pass
        _, highest = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert highest < 16 * CHUNK
