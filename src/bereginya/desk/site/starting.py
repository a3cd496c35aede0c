"""What door and desk say at their start, and why one could not start: in all languages, as nobody chose one yet."""

import errno
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from bereginya.desk.site.settings import Process, SettingsError, SiteSettings
from bereginya.facts.errors import BereginyaError
from bereginya.vault.errors import DamagedError, DiskFullError, KeyBoxLostError

_LANGUAGES = ("ru", "uk", "en")

Why = Literal["running", "taken", "address", "folder", "disk", "damaged", "keyless", "settings", "other"]


class CannotStartError(BereginyaError):
    """A process may not or cannot start; to try again would end alike."""

    code = "site.cannot-start"

    def __init__(self, why: Why, name: str = "") -> None:
        super().__init__(f"{why} {name}".strip())
        self.why, self.name = why, name


def founding(code: str) -> str:
    """Return the lines that tell the code without which nobody founds the committee."""
    said = _words()["founding"]
    return "".join(f"{said[one]}\n".format(code=f"{code[:4]} {code[4:]}") for one in _LANGUAGES)


def refusal(error: CannotStartError, site: SiteSettings, process: Process) -> str:
    """Return the lines that tell why a process did not start, and what to do."""
    said, called = _words()[error.why], _words()[process.value]
    facts = {"port": site.address(process)[1], "option": process.value, "name": error.name}
    return "".join(f"{said[one]}\n".format(process=called[one], **facts) for one in _LANGUAGES)


def of_ours(error: BereginyaError) -> CannotStartError:
    """Return why a process does not start, for an error of ours."""
    match error:
        case CannotStartError():
            return error
        case SettingsError():
            return CannotStartError("settings", str(error))
        case DamagedError():
            return CannotStartError("damaged")
        case KeyBoxLostError():
            return CannotStartError("keyless")
        case DiskFullError():
            return CannotStartError("disk")
        case _:
            return CannotStartError("other", error.code)


def of_folder(error: OSError) -> CannotStartError:
    """Return why the data folder cannot be used."""
    return CannotStartError("disk" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "folder")


def of_address(error: OSError) -> CannotStartError:
    """Return why nobody can listen there."""
    taken = f"[Errno {errno.EADDRINUSE}]" in str(error)  # the server keeps of its tries only what they said
    return CannotStartError("taken" if taken else "address")


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("bereginya.desk.site").joinpath("starting.toml").read_text("utf-8"))
