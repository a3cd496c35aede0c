"""The engine for what fits memory: everything is read, built and searched in one process."""

from dataclasses import dataclass, field

from bereginya.tracing import keys, reading
from bereginya.tracing.engines.asking import Found, Question, Register, Say, silent
from bereginya.tracing.index import Index
from bereginya.tracing.keying import Keying
from bereginya.tracing.link import link
from bereginya.tracing.people import People


@dataclass(frozen=True, slots=True)
class InProcess:
    """Needs about 0.3 GB of memory a million records. `keying` makes the keys, with a helper if it has one."""

    keying: Keying = field(default_factory=Keying, repr=False)

    def trace(self, inquiries: People, registers: tuple[Register, ...], question: Question, say: Say = silent) -> Found:
        """Return the best candidates of each inquiry in any of the registers."""
        indexes, aside, repeated = [], {}, {}
        keys.begin(self.keying, inquiries.words)
        for number, register in enumerate(registers):
            say("reading", 0.6 * number / len(registers))
            read = reading.read(register.source, register.mapping, keep_coded=True)
            aside[register.name], repeated[register.name] = read.aside, read.repeated
            say("building", 0.6 * (number + 0.5) / len(registers))
            people = People.from_arrow(read.table)
            keys.begin(self.keying, people.words)
            indexes.append(Index.build(people, register.name, self.keying.keys_of))
        say("searching", 0.6)
        links = link(
            inquiries,
            indexes,
            question.model,
            question.k,
            priors=question.priors,
            threads=question.threads,
            keys_of=self.keying.keys_of,
        )
        say("searching", 1.0)
        return Found(links, aside, repeated)
