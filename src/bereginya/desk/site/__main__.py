"""One process: `python -m bereginya.desk.site door|desk SETTINGS`. `run_both` starts it, a lock replaces it."""

import sys

from bereginya.desk.site.both import REFUSED
from bereginya.desk.site.serve import run
from bereginya.desk.site.settings import Process, SettingsError, SiteSettings

if __name__ == "__main__":
    try:
        run(SiteSettings.from_text(sys.argv[2]), Process(sys.argv[1]), leash=True)
    except SettingsError as error:
        sys.stderr.write(f"Cannot start: {error}\n")
        sys.exit(REFUSED)
