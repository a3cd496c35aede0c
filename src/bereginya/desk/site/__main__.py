"""Door and desk, or one of the two: `python -m bereginya.desk.site [door|desk] SETTINGS`, settings as text.

Without a name both run as processes of their own; a lock puts a fresh one in the place of the desk's.
"""

import sys

from bereginya.desk.members.sessions import Sessions
from bereginya.desk.site.both import REFUSED, run_both
from bereginya.desk.site.serve import run
from bereginya.desk.site.settings import Process, SettingsError, SiteSettings
from bereginya.desk.ui.house import House

_FOUNDING = (
    "Чтобы основать комитет, откройте рабочий стол и наберите там этот код",
    "Щоб заснувати комітет, відкрийте робочий стіл і наберіть там цей код",
    "To found the committee, open the desk and type this code there",
)
"""Said in all languages at once: nobody has chosen one yet."""


def main(arguments: list[str]) -> int:
    """Run what the arguments name; return the exit status."""
    try:
        match arguments:
            case [text]:
                return run_both(SiteSettings.from_text(text))
            case [process, text]:
                run(SiteSettings.from_text(text), Process(process), leash=True, ready=_say_founding_code)
            case _:
                raise SettingsError("settings")
    except SettingsError as error:
        sys.stderr.write(f"Cannot start: {error}\n")
        return REFUSED
    return 0


def _say_founding_code(house: House) -> None:
    """Print the code without which nobody founds the committee: only whoever started the program sees it."""
    code = house.sessions.founding_code if isinstance(house.sessions, Sessions) else None
    if code is not None:
        sys.stdout.write("".join(f"{said}: {code[:4]} {code[4:]}\n" for said in _FOUNDING))
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
