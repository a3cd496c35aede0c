"""The engine for what fits memory: everything is read, built and searched in one process."""

import os
from dataclasses import dataclass, field

from bereginya.tracing import models
from bereginya.tracing.engines.ahead import Ahead
from bereginya.tracing.engines.asking import Found, Question, Register, Say, silent
from bereginya.tracing.index import Begun, Index
from bereginya.tracing.link import Resident, encode, givens_of, known_givens
from bereginya.tracing.people import People


@dataclass(frozen=True, slots=True)
class InProcess:
    """Needs about 0.3 GB of memory a million records. `ahead` reads the lists; its keying makes the keys."""

    ahead: Ahead = field(default_factory=Ahead, repr=False)

    def trace(self, inquiries: People, registers: tuple[Register, ...], question: Question, say: Say = silent) -> Found:
        """Return the best candidates of each inquiry in any of the registers."""
        begun: list[Begun] = []
        aside, repeated = {}, {}
        keys_of = self.ahead.keying.keys_of
        for number, register in enumerate(registers):
            say("reading", 0.6 * number / len(registers))
            listed = self.ahead.listed(register)
            aside[register.name], repeated[register.name] = listed.aside, listed.repeated
            say("building", 0.6 * (number + 0.5) / len(registers))
            begun.append(Index.begin(listed.people, register.name, keys_of))
        say("searching", 0.6)
        givens = known_givens([givens_of(one) for one in begun])
        encoded = encode(inquiries, givens, keys_of)  # while the last records are put in order
        ready = Resident(tuple(one.whole() for one in begun), question.model or models.model(), givens)
        threads = question.threads or os.cpu_count() or 1
        links = ready.answer(inquiries, encoded, question.k, priors=question.priors, threads=threads)
        say("searching", 1.0)
        return Found(links, aside, repeated)
