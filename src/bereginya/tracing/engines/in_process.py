"""The engine for what fits memory: everything is read, built and searched in one process."""

from dataclasses import dataclass

from bereginya.tracing import reading
from bereginya.tracing.engines.asking import Found, Question, Register, Say, silent
from bereginya.tracing.index import Index
from bereginya.tracing.link import link
from bereginya.tracing.people import People


@dataclass(frozen=True, slots=True)
class InProcess:
    """Needs about 0.3 GB of memory a million records."""

    def trace(self, inquiries: People, registers: tuple[Register, ...], question: Question, say: Say = silent) -> Found:
        """Return the best candidates of each inquiry in any of the registers."""
        indexes, aside = [], {}
        for number, register in enumerate(registers):
            say("reading", 0.6 * number / len(registers))
            read = reading.read(register.source, register.mapping, keep_coded=True)
            aside[register.name] = read.aside
            say("building", 0.6 * (number + 0.5) / len(registers))
            indexes.append(Index.build(People.from_arrow(read.table), register.name))
        say("searching", 0.6)
        links = link(inquiries, indexes, question.model, question.k, priors=question.priors, threads=question.threads)
        say("searching", 1.0)
        return Found(links, aside)
