"""What was typed wrong, or what the computer refuses, said in the person's language.

The library that reads the arguments knows English alone; its sentences are known by their form. One that is not known
here, as after an update, is shown as it stands.
"""

import errno
import re

import typer

from bereginya.cli.language import gettext, gettext_noop

_VALUE = r"Invalid value for '?(?P<what>.+?)'?: "
_PATH = _VALUE + r"\w+ '(?P<value>.+)' "

_FORMS: tuple[tuple[str, str], ...] = (
    (r"Missing (?:argument|option) '(?P<what>.+?)'.*", gettext_noop("Something is missing: {what}.")),
    (r"Missing command\.", gettext_noop("Say which command.")),
    (r"No such command '(?P<what>.+?)'.*", gettext_noop("There is no command {what}.")),
    (r"No such option: (?P<what>\S+) .*: (?P<near>.+)\)", gettext_noop("There is no option {what}. Perhaps: {near}.")),
    (r"No such option: (?P<what>\S+)", gettext_noop("There is no option {what}.")),
    (r"Got unexpected extra .*? \((?P<what>.+)\)", gettext_noop("This is too much: {what}.")),
    (r"Option '(?P<what>.+?)' requires .*", gettext_noop("After {what} something has to follow.")),
    (_PATH + r"does not exist\.", gettext_noop("{what}: there is no {value}.")),
    (_PATH + r"is a file\.", gettext_noop("{what}: {value} is a file, and a folder is asked for.")),
    (_PATH + r"is a directory\.", gettext_noop("{what}: {value} is a folder, and a file is asked for.")),
    (_PATH + r"is not .*able\.", gettext_noop("{what}: this user of the computer may not open {value}.")),
    (_VALUE + r"(?:Value )?(?P<value>'.*?') is not .*", gettext_noop("{what}: {value} is not what is asked for.")),
    (_VALUE + r"Input should be .*", gettext_noop("{what}: this is not what is asked for.")),
    (_VALUE + r"(?P<value>.*)", gettext_noop("{what}: {value}")),
)
"""What the library says, and what we say instead; the first form that fits."""


def sentence(error: typer.TyperException) -> str:
    """Return what the library says of a command line, in the language of the machine."""
    told = str(getattr(error, "format_message", error.__str__)())
    for form, said in _FORMS:
        if found := re.fullmatch(form, told, re.DOTALL):
            return gettext(said).format(**found.groupdict())
    return told


_BY_SYSTEM = {
    errno.ENOENT: gettext_noop("there is no {file}."),
    errno.ENOTDIR: gettext_noop("{file} cannot be made: something on the way there is no folder."),
    errno.EISDIR: gettext_noop("{file} is a folder, and a file is asked for."),
    errno.EACCES: gettext_noop("this user of the computer may not open {file}."),
    errno.EPERM: gettext_noop("this user of the computer may not open {file}."),
    errno.EROFS: gettext_noop("nothing can be written to this disk: {file}."),
    errno.ENOSPC: gettext_noop("the disk is full: {file} was not written."),
    errno.EIO: gettext_noop("the disk does not answer, or was pulled out: {file}."),
}


def of_system(error: OSError) -> str:
    """Return why the computer refused, in the language of the machine."""
    said = gettext(_BY_SYSTEM.get(error.errno or 0, "{file}: {why}"))
    return said.format(file=error.filename or "—", why=error.strerror or type(error).__name__)
