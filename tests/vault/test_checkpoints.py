"""Checkpoints are signed notes that strangers' tools read: the published example of the Go note package, and refusals.

PeterNeumann's key, text and note: golang.org/x/mod/sumdb/note, note_test.go.
"""

from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from bereginya.vault.checkpoints import (
    Checkpoint,
    CheckpointError,
    key_id,
    open_note,
    read_checkpoint,
    sign_checkpoint,
    sign_note,
)

PETER = "PeterNeumann"
PETER_PUBLIC = b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")[1:]
PETER_KEY = Ed25519PrivateKey.from_private_bytes(b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:])
PETER_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_NOTE = (
    f"{PETER_TEXT}\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
KNOWN_PETER = {PETER: PETER_PUBLIC}
ORIGIN = "bereginya/00112233445566778899aabbccddeeff"
ROOT = bytes(range(32))
CHECKPOINT = Checkpoint(ORIGIN, 8, ROOT)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
KNOWN = {"olga": KEY.public_key().public_bytes_raw()}
NOTE = sign_checkpoint(CHECKPOINT, "olga", KEY)


def test_the_published_note_is_read() -> None:
    assert open_note(PETER_NOTE, KNOWN_PETER) == PETER_TEXT


def test_the_published_note_is_made_again() -> None:
    assert sign_note(PETER_TEXT, PETER, PETER_KEY) == PETER_NOTE


def test_the_published_key_id() -> None:
    assert key_id(PETER, PETER_PUBLIC).hex() == "c74f20a3"


def test_our_own_vector() -> None:
    """As in docs/formats/log.md."""
    assert NOTE == (
        "bereginya/00112233445566778899aabbccddeeff\n"
        "8\n"
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
        "\n"
        "— olga 2UFfqmQtu0TxFEP7eLNafY0nR/8+Y/0Ivw/+ivs3q4qh5az2IhdBVEDkypN4cU7S0ilIqA7OjYwrZcYwIlvUP7oC3wo=\n"
    )


def test_a_signed_checkpoint_is_read() -> None:
    assert read_checkpoint(NOTE, KNOWN) == CHECKPOINT


@given(st.integers(0, 10**18), st.binary(min_size=32, max_size=32))
def test_what_was_signed_is_read(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(ORIGIN, size, root)

    assert read_checkpoint(sign_checkpoint(checkpoint, "olga", KEY), KNOWN) == checkpoint


def test_further_lines_are_kept() -> None:
    checkpoint = Checkpoint(ORIGIN, 8, ROOT, ("one more", "and another"))

    assert read_checkpoint(sign_checkpoint(checkpoint, "olga", KEY), KNOWN) == checkpoint


def test_signatures_of_strangers_are_passed_over() -> None:
    stranger = sign_checkpoint(CHECKPOINT, "stranger", PETER_KEY).rpartition("\n\n")[2]
    text, _, own = NOTE.rpartition("\n\n")

    assert read_checkpoint(f"{text}\n\n{stranger}{own}", KNOWN) == CHECKPOINT


def test_a_stranger_under_a_known_name_is_passed_over() -> None:
    stranger = sign_checkpoint(CHECKPOINT, "olga", PETER_KEY).rpartition("\n\n")[2]

    assert read_checkpoint(NOTE + stranger, KNOWN) == CHECKPOINT


def test_a_checkpoint_that_only_strangers_signed_is_refused() -> None:
    with pytest.raises(CheckpointError, match="no signature"):
        read_checkpoint(NOTE, {"anna": PETER_PUBLIC})


def test_a_false_signature_of_a_known_key_refuses_a_note_that_another_signed_well() -> None:
    false = b64encode(key_id(PETER, PETER_PUBLIC) + bytes(64)).decode()

    with pytest.raises(CheckpointError, match="false"):
        read_checkpoint(f"{NOTE}— {PETER} {false}\n", KNOWN | KNOWN_PETER)


@given(st.data())
def test_a_changed_character_is_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(NOTE) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda character: character != NOTE[at]))

    with pytest.raises(CheckpointError):
        read_checkpoint(NOTE[:at] + other + NOTE[at + 1 :], KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("origin\n8\n", id="no root"),
        pytest.param(f"\n8\n{b64encode(ROOT).decode()}\n", id="no origin"),
        pytest.param(f"origin\n08\n{b64encode(ROOT).decode()}\n", id="leading zero"),
        pytest.param(f"origin\n-8\n{b64encode(ROOT).decode()}\n", id="negative size"),
        pytest.param(f"origin\n٨\n{b64encode(ROOT).decode()}\n", id="other digits"),
        pytest.param(f"origin\n{'9' * 5000}\n{b64encode(ROOT).decode()}\n", id="endless size"),
        pytest.param(f"origin\n8\n{b64encode(ROOT[1:]).decode()}\n", id="short root"),
        pytest.param(f"origin\n8\n{b64encode(ROOT).decode()[:-2]}9=\n", id="loose base64"),
        pytest.param("origin\n8\nкорень\n", id="no base64"),
        pytest.param(f"origin\n8\n{b64encode(ROOT).decode()}\n\nmore\n", id="empty line"),
    ],
)
def test_a_well_signed_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(CheckpointError, match="malformed"):
        read_checkpoint(sign_note(text, "olga", KEY), KNOWN)


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("", id="nothing"),
        pytest.param(CHECKPOINT.text(), id="no signature"),
        pytest.param(NOTE[:-1], id="no end of line"),
        pytest.param(NOTE.replace("8\n", "8\r\n"), id="control character"),
        pytest.param(NOTE.replace("— olga", "-- olga"), id="no dash"),
        pytest.param(NOTE + NOTE.splitlines()[-1] * 101, id="more than a line"),
        pytest.param(NOTE + (NOTE.splitlines()[-1] + "\n") * 100, id="101 signatures"),
    ],
)
def test_a_malformed_note_is_refused(note: str) -> None:
    with pytest.raises(CheckpointError, match="malformed"):
        read_checkpoint(note, KNOWN)


@pytest.mark.parametrize(("text", "name"), [("no end", "olga"), ("tab\t\n", "olga"), ("a\n", "ol ga"), ("a\n", "")])
def test_what_no_reader_would_take_is_not_signed(text: str, name: str) -> None:
    with pytest.raises(ValueError, match="not a note"):
        sign_note(text, name, KEY)
