"""Take the pictures of the README from the invented committee, in Chromium without a window.

    .venv/bin/python tools/pictures.py

They go to docs/pictures/, in 64 colours, so that a clone stays small.
"""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
DOOR, DESK = 8380, 8381
PHONE, LAPTOP = ViewportSize(width=390, height=940), ViewportSize(width=1120, height=840)
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
LARGEST = 120_000
COMPARED = 40_000
"""Milliseconds in which the desk has compared its cases with the lists, compiling included."""


def main() -> None:
    """Open the demo, walk through it, and close it."""
    command = [sys.executable, "-m", "bereginya", "demo", "--door-port", str(DOOR), "--desk-port", str(DESK)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as demo, sync_playwright() as playwright:
        try:
            passphrase = told(demo)
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
            looks = {"java_script_enabled": False, "locale": "ru-RU"}
            at_door(browser.new_context(**looks, viewport=PHONE).new_page())
            at_desk(browser.new_context(**looks, viewport=LAPTOP).new_page(), passphrase)
            browser.close()
        finally:
            demo.terminate()


def told(demo: subprocess.Popen[str]) -> str:
    """Return the founder's passphrase as soon as door and desk are being opened."""
    passphrase = ""
    for line in demo.stdout or ():
        name, _, words = line.strip().partition(" · ")
        passphrase = words if name == "ольга" else passphrase
        if line.startswith("Ctrl-C"):
            break
    return passphrase


def at_door(page: Page) -> None:
    """Write a request."""
    come(page, f"http://127.0.0.1:{DOOR}/")
    take(page, "door")
    page.locator("textarea").fill("Сын не звонит третью неделю. Говорили, что их переводят. Что мне делать?")
    page.locator("main form button").click()
    take(page, "words")
    page.goto(f"http://127.0.0.1:{DOOR}/g/ru/7/")
    take(page, "guide")


def at_desk(page: Page, passphrase: str) -> None:
    """Sign in and look at the pages of a day."""
    come(page, f"http://127.0.0.1:{DESK}/sign-in/")
    page.locator("[name=name]").fill("ольга")
    page.locator("[name=passphrase]").fill(passphrase)
    page.locator("main form button").click()
    take(page, "today")
    for name, path in (("requests", "in/"), ("card", "lock/card/"), ("case", "cases/")):
        page.goto(f"http://127.0.0.1:{DESK}/{path}")
        if name == "case":
            page.locator("main .list a.whole").first.click()
        take(page, name)
    case = page.url
    page.wait_for_timeout(COMPARED)
    page.goto(f"{case}traces/")
    take(page, "traces")


def come(page: Page, address: str) -> None:
    """Open a page, as soon as somebody answers there."""
    for _ in range(100):
        try:
            page.goto(address)
        except Exception:  # noqa: BLE001 - not yet
            page.wait_for_timeout(200)
        else:
            return
    raise SystemExit(f"nobody answers at {address}")


def take(page: Page, name: str) -> None:
    """Take one picture of what is on the screen."""
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(64)
    file = PICTURES / f"{name}.png"
    picture.save(file, optimize=True)
    if file.stat().st_size > LARGEST:
        raise SystemExit(f"{file.name} is too large")


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    main()
