"""One process of the site in which writing a note goes wrong in a way nobody foresaw.

`python breaking.py desk SETTINGS`. A note that holds the word below breaks the page, with everything that was typed
in the error's own arguments, which is the worst that can happen.
"""

import sys
from typing import Any

from bereginya.desk.site.__main__ import _say_founding_code
from bereginya.desk.site.serve import run
from bereginya.desk.site.settings import Process, SiteSettings
from bereginya.desk.ui.house import House

BREAKS = "разбейся"


def break_notes(house: House) -> None:
    """Let the one note break."""
    from bereginya.desk.cases import actions

    whole = actions.say

    def say(keys: Any, folder: Any, record: Any, **more: Any) -> Any:
        if BREAKS in str(getattr(record, "text", "")):
            raise RuntimeError(record.text, keys.way)
        return whole(keys, folder, record, **more)

    actions.say = say
    _say_founding_code(house)


if __name__ == "__main__":
    run(SiteSettings.from_text(sys.argv[2]), Process(sys.argv[1]), ready=break_notes)
