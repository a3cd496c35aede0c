"""Files from a form go chunk by chunk into the vault: no whole file is ever in memory, and none unsealed on disk.

A view that takes files is marked `@takes_files`; its form has a `FilesField` (forms.py), its page
`enctype="multipart/form-data"`. That other sites cannot send here is checked by the origin, before a byte of the body
is read; the token of the form is checked afterwards, since it comes inside the same body. What was sealed and then not
put into an entry is deleted as soon as the view has answered.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from queue import Queue
from threading import Thread
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from bereginya.desk.ui.requests import DoorRequest
from bereginya.facts.errors import BereginyaError
from bereginya.vault import StoredFile, Vault, put_file

LARGEST = 200 * 1024 * 1024
"""Bytes of all files of one form."""
_HEAD = 4096
_WAITING = 4

_Request = TypeVar("_Request", bound=DoorRequest)
_Given = ParamSpec("_Given")


class TooLargeError(BereginyaError):
    """The files of a form are larger than the desk takes."""

    code = "ui.file-too-large"


class TooLargeHereError(TooLargeError):
    """The files of a form are larger than its page takes, which says how large they may be."""

    code = "ui.file-too-large-here"


class _CutError(Exception):
    """The browser went away in the middle of a file."""


class SealedFile(UploadedFile):  # type: ignore[type-arg]  # generic for the type checker only
    """An uploaded file that is sealed already: what the vault says of it, and its first bytes for telling its type."""

    def __init__(self, name: str, size: int, stored: StoredFile, head: bytes) -> None:
        super().__init__(None, name, None, size, None)
        self.stored = stored
        self.head = head


class RefusedFile(UploadedFile):  # type: ignore[type-arg]  # as above
    """An uploaded file that could not be taken, and why."""

    def __init__(self, name: str, size: int, error: BereginyaError) -> None:
        super().__init__(None, name, None, size, None)
        self.error = error


class NoFiles(FileUploadHandler):
    """Throws files away: for all views that do not take any."""

    def receive_data_chunk(self, _raw_data: bytes, _start: int) -> None:
        """Forget the bytes."""

    def file_complete(self, _file_size: int) -> None:
        """Keep nothing."""


class _Sealing:
    """One file on its way: a thread takes chunks from a short queue and seals them."""

    def __init__(self, vault: Vault) -> None:
        self.size = 0
        self.head = b""
        self._queue: Queue[bytes | BaseException | None] = Queue(_WAITING)
        self._stored: StoredFile | None = None
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, args=(vault,), name="sealing", daemon=True)
        self._thread.start()

    def put(self, data: bytes) -> None:
        """Pass on the next bytes; wait while the disk is slower than the network."""
        self.size += len(data)
        self.head = (self.head + data)[:_HEAD] if len(self.head) < _HEAD else self.head
        if self._error is None:
            self._queue.put(data)

    def end(self) -> StoredFile:
        """Return the sealed file; raise what went wrong."""
        self._stop(None)
        if self._stored is None:
            raise self._error or _CutError
        return self._stored

    def cut(self) -> None:
        """Stop and leave nothing behind."""
        self._stop(_CutError())

    def _stop(self, last: BaseException | None) -> None:
        if self._thread.is_alive():
            self._queue.put(last)
            self._thread.join()

    def _run(self, vault: Vault) -> None:
        try:
            self._stored = put_file(vault, self._chunks())
        except _CutError as error:
            self._error = error
        except Exception as error:  # noqa: BLE001 - handed to the request's own thread
            self._error = error
            with suppress(_CutError):
                deque(self._chunks(), maxlen=0)  # the browser goes on sending

    def _chunks(self) -> Iterator[bytes]:
        while (data := self._queue.get()) is not None:
            if isinstance(data, BaseException):
                raise data
            yield data


class SealedUploadHandler(FileUploadHandler):
    """Hands the chunks of each file of a form to the vault."""

    chunk_size = 256 * 1024

    def __init__(self, vault: Vault, largest: int | None = None) -> None:
        super().__init__()
        self._vault = vault
        self._sealing: _Sealing | None = None
        self._too_large = TooLargeError if largest is None else TooLargeHereError
        self._left = largest or LARGEST
        self._sealed: list[StoredFile] = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.cut()
        self._sealing = _Sealing(self._vault)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        """Take the next bytes. What is too much is read and forgotten, so that the form can say so."""
        self._left -= len(raw_data)
        if self._left < 0:
            self.cut()
        elif self._sealing is not None:
            self._sealing.put(raw_data)

    def file_complete(self, file_size: int) -> SealedFile | RefusedFile | None:
        """Return the sealed file, the reason why it was refused, or None for an empty one."""
        name, sealing, self._sealing = self.file_name or "", self._sealing, None
        if sealing is None:
            return RefusedFile(name, file_size, self._too_large(f"{file_size} bytes"))
        try:
            stored = sealing.end()
        except BereginyaError as error:
            return RefusedFile(name, file_size, error)
        self._sealed.append(stored)
        return SealedFile(name, file_size, stored, sealing.head) if file_size else None

    def cut(self) -> None:
        """Forget a file that did not come to its end."""
        sealing, self._sealing = self._sealing, None
        if sealing is not None:
            sealing.cut()

    def tidy(self) -> None:
        """Delete every file of this form that no entry holds."""
        self.cut()
        held = {file for file, _ in self._vault.store.files()} if self._sealed else set()
        for stored in self._sealed:
            if stored.id not in held:
                self._vault.files.delete(stored.id)


def takes_files(
    view: Callable[Concatenate[_Request, _Given], HttpResponseBase],
) -> Callable[Concatenate[_Request, _Given], HttpResponseBase]:
    """Let the files of this view's form be sealed as they come: `form = MyForm(request.POST, request.FILES)`."""
    return _taking(view, None)


def takes_files_up_to(
    largest: int,
) -> Callable[
    [Callable[Concatenate[_Request, _Given], HttpResponseBase]],
    Callable[Concatenate[_Request, _Given], HttpResponseBase],
]:
    """Do the same with so many bytes for all files of the form; its page says how large they may be."""

    def taking(
        view: Callable[Concatenate[_Request, _Given], HttpResponseBase],
    ) -> Callable[Concatenate[_Request, _Given], HttpResponseBase]:
        return _taking(view, largest)

    return taking


def _taking(
    view: Callable[Concatenate[_Request, _Given], HttpResponseBase], largest: int | None
) -> Callable[Concatenate[_Request, _Given], HttpResponseBase]:
    inner = csrf_protect(view)

    @wraps(view)
    def outer(request: _Request, /, *args: _Given.args, **kwargs: _Given.kwargs) -> HttpResponseBase:
        handler = SealedUploadHandler(request.vault, largest)
        request.upload_handlers = [handler]
        try:
            return inner(request, *args, **kwargs)
        finally:
            handler.tidy()

    outer.takes_files = largest or LARGEST  # type: ignore[attr-defined]  # read by `most_bytes`
    return csrf_exempt(outer)


def most_bytes(view: Callable[..., object]) -> int:
    """Return how many bytes of files a view takes; 0 for one that takes none."""
    return int(getattr(view, "takes_files", 0))
