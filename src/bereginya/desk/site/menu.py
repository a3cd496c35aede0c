"""The menu of the desk: what each room gives, in the order of a day's work."""

from bereginya.desk.cases.menu import MENU as CASES
from bereginya.desk.intake.menu import MENU as INTAKE
from bereginya.desk.members.menu import MENU as MEMBERS
from bereginya.desk.overview.menu import COUNTS, TODAY

MENU = (*TODAY, *INTAKE, *CASES, *COUNTS, *MEMBERS)
