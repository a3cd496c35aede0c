"""What was said, by whom, when, how exactly. The root of every other package; it depends on nothing.

Values are frozen, keep what was said as it was said, and hold None where nobody said anything.
"""

from bereginya.facts.codec import Codec
from bereginya.facts.consent import Consent, Scope
from bereginya.facts.contacts import Channel, Contact, SafetyWords
from bereginya.facts.dates import AgeOn, PartialDate, SaidDate
from bereginya.facts.errors import BereginyaError
from bereginya.facts.people import Name, Person, Place, Relation, Sex
from bereginya.facts.records import Kind, Record
from bereginya.facts.service import ServiceEvent, ServiceStep
from bereginya.facts.sources import Credibility, Reliability, Source, Way
from bereginya.facts.typed_dates import DateError, DateProblem, parse_age, parse_date

__all__ = [
    "AgeOn",
    "BereginyaError",
    "Channel",
    "Codec",
    "Consent",
    "Contact",
    "Credibility",
    "DateError",
    "DateProblem",
    "Kind",
    "Name",
    "PartialDate",
    "Person",
    "Place",
    "Record",
    "Relation",
    "Reliability",
    "SafetyWords",
    "SaidDate",
    "Scope",
    "ServiceEvent",
    "ServiceStep",
    "Sex",
    "Source",
    "Way",
    "parse_age",
    "parse_date",
]
