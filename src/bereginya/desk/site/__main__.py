"""Door and desk, or one of the two: `python -m bereginya.desk.site [door|desk] SETTINGS`, settings as text.

Without a name both run as processes of their own; a lock puts a fresh one in the place of the desk's.
"""

import sys

from bereginya.desk.site.both import REFUSED, run_both
from bereginya.desk.site.serve import run
from bereginya.desk.site.settings import Process, SettingsError, SiteSettings


def main(arguments: list[str]) -> int:
    """Run what the arguments name; return the exit status."""
    try:
        match arguments:
            case [text]:
                return run_both(SiteSettings.from_text(text))
            case [process, text]:
                run(SiteSettings.from_text(text), Process(process), leash=True)
            case _:
                raise SettingsError("settings")
    except SettingsError as error:
        sys.stderr.write(f"Cannot start: {error}\n")
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
