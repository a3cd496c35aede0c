"""The machine is taken: everything is killed in the middle of the work, and the raw disk holds not one word.

The disk is an image of its own that carries data, logs, temporary folder and the browser's profile. Where no image can
be mounted, the folder's files and everything the processes held open are searched instead, and a line says so.
"""

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from zipfile import ZIP_STORED

import pytest
from playwright.sync_api import Error, FilePayload, Page, Playwright

from bereginya.desk.site.settings import Process, SiteSettings
from tests.journeys.breaking import BREAKS
from tests.journeys.long_list import reads_long, spreadsheet
from tests.journeys.sites import CHROMIUM, FLAGS, wait_for
from tests.journeys.somebody import Somebody
from tests.ports import free_ports

pytestmark = pytest.mark.journey

_LETTERS = "бвгдежзиклмнопрстуфхцчшщэюя"
_IMAGE_SIZE = 1700 * 1024 * 1024
_UPLOAD = 50 * 1024 * 1024
_ENCODINGS = ("utf-8", "utf-16-le", "cp1251")


class Planter:
    """Makes words that stand nowhere else in the world, and remembers them."""

    def __init__(self) -> None:
        self._chance = random.Random(9)
        self.markers: list[str] = []

    def mark(self) -> str:
        """Return a new word."""
        self.markers.append("".join(self._chance.choices(_LETTERS, k=14)))
        return self.markers[-1]

    def phone(self) -> str:
        """Return a number that nobody has."""
        self.markers.append("000" + "".join(self._chance.choices("0123456789", k=11)))
        return self.markers[-1]

    def fill(self, page: Page) -> None:
        """Write a new word into every empty field of the page that takes text."""
        for field in page.locator("main textarea, main input[type=text], main input:not([type])").all():
            if field.is_visible() and field.is_editable() and not field.input_value():
                field.fill(self.phone() if field.get_attribute("name") == "address" else self.mark())


class Disk:
    """A place to work in, and the bytes that are left of it afterwards."""

    def __init__(self, folder: Path, image: Path | None, short: Path) -> None:
        self.folder, self.image = folder, image
        (folder / "tmp").mkdir()
        short.symlink_to(folder / "tmp")  # the browser's sockets want short names
        self.environment = dict(os.environ) | {"TMPDIR": str(short), "HOME": str(folder)}

    def bytes_left(self) -> bytes:
        """Return everything on the disk that is not empty."""
        if self.image is None:
            return b"".join(one.read_bytes() for one in sorted(self.folder.rglob("*")) if one.is_file())
        subprocess.run(["umount", "-l", str(self.folder)], check=True)
        with self.image.open("rb") as raw:
            return b"".join(block for block in iter(lambda: raw.read(4096), b"") if block.strip(b"\0"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of its own where one can be mounted, else a folder."""
    folder, image = tmp_path / "disk", tmp_path / "image"
    folder.mkdir()
    with image.open("wb") as made:
        made.truncate(_IMAGE_SIZE)
    ready = shutil.which("mkfs.ext4") is not None and all(
        subprocess.run(command, capture_output=True, check=False).returncode == 0
        for command in (["mkfs.ext4", "-q", "-F", str(image)], ["mount", "-o", "loop", str(image), str(folder)])
    )
    if not ready:
        sys.stderr.write("No disk could be mounted: files and open file descriptors are searched instead.\n")
    with TemporaryDirectory() as near:
        yield Disk(folder, image if ready else None, Path(near) / "t")
    subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


@contextmanager
def running(disk: Disk) -> Iterator[tuple[SiteSettings, list[subprocess.Popen[bytes]]]]:
    """Run door and desk with everything they write on this disk."""
    door, desk = free_ports()
    site = SiteSettings(disk.folder / "data", door_port=door, desk_port=desk, weak_passphrases_for_tests=True)
    processes = []
    with (disk.folder / "log").open("ab") as log:
        for process in Process:
            command = [sys.executable, str(Path(__file__).with_name("breaking.py")), process.value, site.to_text()]
            processes.append(subprocess.Popen(command, stdout=log, stderr=log, env=disk.environment))
            wait_for("http://{}:{}/about/".format(*site.address(process)), processes[-1])
    try:
        yield site, processes
    finally:
        for one in processes:
            one.kill()
            one.wait()


def open_files(processes: list[int]) -> bytes:
    """Return what the processes hold open, deleted files included."""
    found = []
    for process in processes:
        for one in Path(f"/proc/{process}/fd").iterdir():
            with suppress(OSError):
                if one.stat().st_size and not str(one.readlink()).startswith("/memfd:"):  # memory lies on no disk
                    found.append(one.read_bytes())
    return b"".join(found)


def browsers(profile: Path) -> list[int]:
    """Return the processes of the browser that works with this profile."""
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if str(profile).encode() in one.read_bytes():
                found.append(int(one.parent.name))
    return found


def plant_at_the_desk_first(olga: Somebody, log: Path, plant: Planter) -> None:
    """Found a committee under a name, a sign-in name and a passphrase that nobody else has."""
    code = re.search(rb"type this code there: (\d{4} \d{4})", log.read_bytes())
    assert code is not None
    passphrase = " ".join(plant.mark() for _ in range(4))
    olga.goes().types(founding_code=code[1].decode(), committee=plant.mark(), data_lies_in=plant.mark())
    olga.types(called=plant.mark(), name=plant.mark(), passphrase=passphrase, again=passphrase)
    olga.ticks("I have read whose law binds us.").presses("Found the committee")


def plant_at_the_door(marta: Somebody, plant: Planter) -> str:
    """Write, answer every question, send a file; return the nine words."""
    marta.goes().types(text=f"{plant.mark()} {plant.phone()}").presses("Send")
    words = " ".join(marta.words())
    plant.markers.append(words)
    marta.follows("I have written them down").follows("Skip")
    for _ in range(5):
        plant.fill(marta.page)
        marta.presses("Send and go on")
    content = plant.mark().encode() * 100_000
    file = FilePayload(name=f"{plant.mark()}.txt", mimeType="text/plain", buffer=content)
    marta.page.locator("[name=papers]").set_input_files(file)
    marta.presses("Send and go on")
    marta.sees("Thank you. It is with us")
    return words


def plant_in_the_case(olga: Somebody, plant: Planter) -> None:
    """Answer, take on, and write into every form of the case; one is refused, one breaks, and something is searched."""
    olga.goes("/in/").opens("main .list a.whole")
    olga.follows("Write to her").types(text=plant.mark()).presses("Send")
    olga.follows("Take on").page.locator("[name=lead]").first.check()
    olga.presses("Take on")
    folder = olga.page.url.removeprefix(olga.address)
    for what in ("note", "relative", "contact", "need", "task", "service", "person"):
        olga.goes(f"{folder}add/{what}/")
        for name in ("step", "need", "channel"):
            if olga.page.locator(f"select[name={name}]").count():
                olga.page.locator(f"select[name={name}]").select_option(index=1)
        plant.fill(olga.page)
        olga.presses("Write it down")
    olga.goes(f"{folder}add/relative/").types(text=plant.mark()).presses("Write it down")  # refused: the name lacks
    olga.page.goto(f"{olga.address}{folder}add/note/")
    olga.page.locator("[name=text]").fill(f"{BREAKS} {plant.mark()}")
    olga.page.locator("main form button").first.click()
    olga.page.wait_for_load_state()
    assert [one[:3] for one in olga._broken] == ["500"]
    olga._broken.clear()
    olga.goes("/").types(words=plant.mark()).presses("Find")


def plant_in_letters(olga: Somebody, plant: Planter) -> None:
    """Write a letter, let it be typeset and shown, send it, write down an answer and a suit."""
    olga.goes("/cases/").opens("main .list a.whole")
    folder = olga.page.url.removeprefix(olga.address)
    olga.goes(f"{folder}letters/new/ru/appeal/")
    plant.fill(olga.page)
    olga.types(applicant__sex="female").presses("Make the letter")
    if olga.page.locator("main [name*=__form_]").count():
        olga.presses("Make the letter")
    olga.page.locator("main img.sheet").wait_for()
    letter = olga.page.url.removeprefix(olga.address)
    olga.page.request.get(f"{olga.address}{letter}page/?page=1")
    olga.presses("I read it, it is right").follows("Number it and send")
    plant.fill(olga.page)
    olga.presses("Number it").follows("An answer came")
    plant.fill(olga.page)
    olga.presses("Write it down")
    for path in (f"{folder}courts/new/", "/post/offices/new/"):
        olga.goes(path)
        if olga.page.locator("select[name=instance]").count():
            olga.types(instance="first")
        plant.fill(olga.page)
        olga.presses("Write it down")


def plant_in_a_seminar(marta: Somebody, olga: Somebody, plant: Planter) -> None:
    """Ask a question at the door, answer what the self-check asks, and plan a seminar."""
    marta.goes("/q/").types(text=plant.mark()).presses("Send").sees("Your question has arrived")
    marta.goes("/p/ru/").ticks("beating and humiliation").presses("Go on")
    olga.goes("/seminars/new/").types(day="2030-05-04")
    plant.fill(olga.page)
    olga.presses("Plan it").goes("/seminars/questions/")


def plant_in_the_watch(olga: Somebody, plant: Planter) -> None:
    """Make her the lawyer; switch transfers on, look at the way, write down a sign of life, keep a contract."""
    olga.goes("/members/").opens("main .list a")
    olga.follows("Change what she may do").ticks("sign as the committee's advocate that a text of the law is right")
    olga.presses("Give these powers")
    olga.goes("/law/transfers/").ticks("yes, from today on").types(text=plant.mark())
    olga.ticks("I am the committee's advocate or lawyer, and I know these articles").presses("Sign it")
    olga.goes("/cases/").opens("main .list a.whole")
    folder = olga.page.url.removeprefix(olga.address)
    olga.goes(f"{folder}add/service/").types(step="transfer", place=plant.mark(), unit=plant.mark())
    olga.presses("Write it down")
    olga.goes(f"{folder}watch/transfers/").sees("the desk does not know this place: write the nearest town")
    olga.goes(f"{folder}watch/heard/").types(text=plant.mark()).presses("Write it down")
    olga.goes(f"{folder}watch/contract/")
    olga.types(by=plant.mark(), text=plant.mark())
    file = FilePayload(name=f"{plant.mark()}.pdf", mimeType="application/pdf", buffer=plant.mark().encode() * 1_000)
    olga.page.locator("[name=file]").set_input_files(file)
    olga.presses("Seal it").sees("Fingerprint")


def plant_in_a_list(olga: Somebody, plant: Planter) -> None:
    """Take a list in, look for somebody in it, write down what was seen with a clip, and decide."""
    olga.goes("/cases/").opens("main .list a.whole")
    folder = olga.page.url.removeprefix(olga.address)
    olga.goes("/lists/new/").ticks("others published it")
    plant.fill(olga.page)
    rows = [
        f"Фамилия;Имя;Заметка;{plant.mark()}",
        *(f"{plant.mark()};{plant.mark()};{plant.mark()};x" for _ in range(3)),
    ]
    olga.presses("Go on to the file").page.locator("main [type=file]").set_input_files(
        FilePayload(name=f"{plant.mark()}.csv", mimeType="text/csv", buffer="\n".join(rows).encode("cp1251"))
    )
    olga.presses("Seal it and go on").presses("Read it like this").goes("/lists/").types(name=rows[1].split(";")[0])
    plant.fill(olga.page)
    olga.presses("Look in all lists")
    olga.goes(f"{folder}traces/sighting/").types(form="video")
    olga.page.locator("main [name=clip]").set_input_files(
        FilePayload(name=f"{plant.mark()}.txt", mimeType="text/plain", buffer=plant.mark().encode())
    )
    plant.fill(olga.page)
    olga.presses("Write it down").follows("See or hear the recording").page.go_back()
    olga.types(verdict="unsure")
    plant.fill(olga.page)
    olga.presses("Write the decision down")


def plant_in_a_long_list(olga: Somebody, plant: Planter) -> None:
    """Let a list be read that takes longer than a page: how it is read is sealed, and it is read when they come."""
    reads_long(olga, spreadsheet(plant.mark(), plant.mark(), packed=ZIP_STORED), plant.mark())


def begin_an_upload(marta: Somebody, plant: Planter) -> socket.socket:
    """Send half of a file of fifty megabytes and then nothing more."""
    there = urlsplit(marta.page.url)
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in marta.page.context.cookies(marta.page.url))
    part = f'--x\r\nContent-Disposition: form-data; name="papers"; filename="{plant.mark()}"\r\n\r\n'.encode()
    head = (
        f"POST {there.path} HTTP/1.1\r\nHost: {there.netloc}\r\nOrigin: http://{there.netloc}\r\nCookie: {cookies}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {_UPLOAD}\r\n\r\n"
    )
    sending = socket.create_connection((there.hostname or "", there.port or 0))
    sending.sendall(head.encode() + part)
    word = plant.mark().encode()
    for _ in range(_UPLOAD // 2 // (len(word) * 4096)):
        sending.sendall(word * 4096)
    return sending


def begin_a_download(olga: Somebody) -> socket.socket:
    """Ask for a file and read it no further than its beginning."""
    olga.goes("/cases/").opens("main .list a.whole")
    addresses = [link.get_attribute("href") or "" for link in olga.page.locator("main a[href*='/file/']").all()]
    file = next(one for one in addresses if re.search("/file/[0-9a-f]{32}/$", one))
    there = urlsplit(olga.page.url)
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in olga.page.context.cookies(olga.page.url))
    asking = socket.create_connection((there.hostname or "", there.port or 0))
    asking.sendall(f"GET {file}content/ HTTP/1.1\r\nHost: {there.netloc}\r\nCookie: {cookies}\r\n\r\n".encode())
    assert asking.recv(15).startswith(b"HTTP/1.1 200")
    return asking


def test_the_raw_disk_of_a_seized_machine_holds_no_word(disk: Disk, playwright: Playwright) -> None:
    plant, profile = Planter(), disk.folder / "profile"
    with running(disk) as (site, processes):
        opened = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=CHROMIUM,
            args=[*FLAGS, "--restore-last-session"],
            env={**disk.environment},
            java_script_enabled=False,
            locale="ru-RU",
        )
        marta = Somebody(opened.new_page(), "http://{}:{}".format(*site.address(Process.DOOR)), "ru")
        olga = Somebody(opened.new_page(), "http://{}:{}".format(*site.address(Process.DESK)), "ru")
        plant_at_the_desk_first(olga, disk.folder / "log", plant)
        words = plant_at_the_door(marta, plant)
        plant_in_the_case(olga, plant)
        plant_in_letters(olga, plant)
        plant_in_a_seminar(marta, olga, plant)
        plant_in_the_watch(olga, plant)
        plant_in_a_list(olga, plant)
        marta.goes("/b/").types(words=f"{plant.mark()} {words}").presses("Open")  # refused and shown again
        marta.types(words=words).presses("Open").sees("What we wrote to you").types(text=plant.mark()).presses("Send")
        marta.goes("/").types(text=plant.mark()).presses("Send").follows("I have written them down").follows("Skip")
        for _ in range(5):
            marta.follows("Skip")
        plant_in_a_long_list(olga, plant)
        control = Planter().mark()[::-1]  # shows that a word which lies there in clear is found
        subprocess.run(["sh", "-c", f"echo {control} > {disk.folder}/control; sync"], check=True)
        held = [begin_an_upload(marta, plant), begin_a_download(olga)]
        time.sleep(1)
        left = b"" if disk.image else open_files([one.pid for one in processes] + browsers(profile))
        for one in [process.pid for process in processes] + browsers(profile):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        for connection in held:
            connection.close()
    with suppress(Error):
        opened.close()
    left += disk.bytes_left()

    assert len(plant.markers) >= 50
    assert control.encode() in left
    found = [
        (number, encoding)
        for number, word in enumerate(plant.markers)
        for encoding in _ENCODINGS
        if word.encode(encoding) in left
    ]
    assert found == []
