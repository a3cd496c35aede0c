"""Door and desk, or one of the two: `python -m bereginya.desk.site [door|desk] SETTINGS`, settings as text.

Without a name both run as processes of their own; a lock puts a fresh one in the place of the desk's.
"""

import sys

from bereginya.desk.members.sessions import Sessions
from bereginya.desk.site.both import REFUSED, run_both
from bereginya.desk.site.serve import run
from bereginya.desk.site.settings import Process, SiteSettings
from bereginya.desk.site.starting import founding, of_ours, refusal
from bereginya.desk.ui.house import House
from bereginya.facts.errors import BereginyaError


def main(arguments: list[str]) -> int:
    """Run what the arguments name; return the exit status."""
    match arguments:
        case [text]:
            return run_both(SiteSettings.from_text(text))
        case [process, text]:
            return _run(SiteSettings.from_text(text), Process(process))
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return REFUSED


def _run(site: SiteSettings, process: Process) -> int:
    try:
        run(site, process, leash=True, ready=_say_founding_code)
    except BereginyaError as error:
        sys.stderr.write(refusal(of_ours(error), site, process))
        return REFUSED
    return 0


def _say_founding_code(house: House) -> None:
    """Print the code without which nobody founds the committee: only whoever started the program sees it."""
    code = house.sessions.founding_code if isinstance(house.sessions, Sessions) else None
    if code is not None:
        sys.stdout.write(founding(code))
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
