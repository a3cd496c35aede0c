"""Every kind of record that the rooms say."""

from bereginya.desk.cases import records as cases
from bereginya.desk.counsel import records as counsel
from bereginya.desk.homecoming import records as homecoming
from bereginya.desk.intake import records as intake
from bereginya.desk.members import records as members
from bereginya.desk.overview import records as overview
from bereginya.desk.post import records as post
from bereginya.desk.registers import records as registers
from bereginya.desk.teaching import records as teaching
from bereginya.facts.records import Record

KINDS: tuple[type[Record], ...] = (
    *members.KINDS,
    *intake.KINDS,
    *cases.KINDS,
    *counsel.KINDS,
    *registers.KINDS,
    *homecoming.KINDS,
    *teaching.KINDS,
    *post.KINDS,
    *overview.KINDS,
)
