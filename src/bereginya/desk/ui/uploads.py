"""Files from a form go chunk by chunk into the vault; no whole file is ever in memory, and none unsealed on disk.

Use `take_files` at the top of a view that is `csrf_exempt`, before anything reads `request.POST`; the token of the form
is then checked by the inner view, which is `csrf_protect`. That other sites cannot send here is checked before by the
origin. A file that was sealed and then not named by an entry does not exist: it is swept at the next start.
"""

from collections.abc import Iterator
from queue import Queue
from threading import Thread

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from bereginya.facts.errors import BereginyaError
from bereginya.vault import StoredFile, Vault, put_file

LARGEST = 200 * 1024 * 1024
"""Bytes of one file."""
_HEAD = 4096
_WAITING = 4


class TooLargeError(BereginyaError):
    """A file is larger than the desk takes."""

    code = "ui.file-too-large"


class SealedFile(UploadedFile):
    """An uploaded file that is sealed already: what the vault says of it, and its first bytes for telling its type."""

    def __init__(self, name: str, size: int, stored: StoredFile, head: bytes) -> None:
        super().__init__(None, name, None, size, None)
        self.stored = stored
        self.head = head


class _Sealing:
    """One file on its way: a thread takes chunks from a short queue and seals them."""

    def __init__(self, vault: Vault) -> None:
        self._queue: Queue[bytes | None] = Queue(_WAITING)
        self._cut = False
        self.stored: StoredFile | None = None
        self.error: BaseException | None = None
        self._thread = Thread(target=self._run, args=(vault,), daemon=True)
        self._thread.start()

    def put(self, data: bytes) -> None:
        if self.error is None:
            self._queue.put(data)

    def end(self, *, cut: bool = False) -> None:
        self._cut = cut
        self._queue.put(None)
        self._thread.join()

    def _run(self, vault: Vault) -> None:
        try:
            self.stored = put_file(vault, self._chunks())
        except Exception as error:  # noqa: BLE001 - handed to the request's own thread
            self.error = error
            while self._queue.get() is not None:  # let the other side go on until it ends
                pass

    def _chunks(self) -> Iterator[bytes]:
        while (data := self._queue.get()) is not None:
            yield data
        if self._cut:
            raise StopUpload(connection_reset=True)


class SealedUploadHandler(FileUploadHandler):
    """Hands the chunks of each file of a form to the vault."""

    chunk_size = 256 * 1024

    def __init__(self, vault: Vault) -> None:
        super().__init__()
        self._vault = vault
        self._sealing: _Sealing | None = None
        self._head = b""
        self._size = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self._sealing, self._head, self._size = _Sealing(self._vault), b"", 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        """Take the next bytes; nothing is passed on to other handlers."""
        assert self._sealing is not None  # noqa: S101 - new_file was called
        self._size += len(raw_data)
        self._head = (self._head + raw_data)[:_HEAD] if len(self._head) < _HEAD else self._head
        if self._size > LARGEST:
            self._give_up()
            raise TooLargeError("upload")
        self._sealing.put(raw_data)
        if self._sealing.error is not None:
            self._give_up()

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Return the sealed file, or None for an empty one."""
        sealing, self._sealing = self._sealing, None
        assert sealing is not None  # noqa: S101 - new_file was called
        sealing.end()
        if sealing.error is not None:
            raise sealing.error
        if file_size == 0 or sealing.stored is None:
            return None
        return SealedFile(self.file_name or "", file_size, sealing.stored, self._head)

    def upload_interrupted(self) -> None:
        """Forget a file that was cut off."""
        if self._sealing is not None:
            self._sealing.end(cut=True)
            self._sealing = None

    def _give_up(self) -> None:
        sealing, self._sealing = self._sealing, None
        if sealing is not None:
            sealing.end(cut=True)
            if sealing.error is not None and not isinstance(sealing.error, StopUpload):
                raise sealing.error


def take_files(request: HttpRequest, vault: Vault) -> None:
    """Let the files of this request be sealed as they come. Call it before anything reads the form."""
    request.upload_handlers = [SealedUploadHandler(vault)]
