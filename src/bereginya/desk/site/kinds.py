"""Every kind of record that the rooms say."""

from bereginya.desk.members import records as members
from bereginya.facts.records import Record

KINDS: tuple[type[Record], ...] = (*members.KINDS,)
