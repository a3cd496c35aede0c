"""Every kind of record that the rooms say."""

from bereginya.facts.records import Record

KINDS: tuple[type[Record], ...] = ()
