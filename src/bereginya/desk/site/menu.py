"""The menus of the desk: what each room gives, in the order of a day's work, and what it knows of one case."""

from bereginya.desk.cases.menu import MENU as CASES
from bereginya.desk.counsel.menu import CASE_MENU as LAW_OF_CASE
from bereginya.desk.counsel.menu import MENU as LAW
from bereginya.desk.homecoming.menu import CASE_MENU as HOME_OF_CASE
from bereginya.desk.intake.menu import MENU as INTAKE
from bereginya.desk.members.menu import MENU as MEMBERS
from bereginya.desk.overview.menu import COUNTS, TODAY
from bereginya.desk.post.menu import CASE_MENU as POST_OF_CASE
from bereginya.desk.post.menu import FINDING_MENU as POST_OF_FINDING
from bereginya.desk.post.menu import MENU as POST
from bereginya.desk.registers.menu import CASE_MENU as TRACES_OF_CASE
from bereginya.desk.registers.menu import MENU as REGISTERS
from bereginya.desk.teaching.menu import MENU as TEACHING
from bereginya.desk.ui.house import MenuItem

MENU = (*TODAY, *INTAKE, *CASES, *REGISTERS, *POST, *LAW, *TEACHING, *COUNTS, *MEMBERS)
CASE_MENU: tuple[MenuItem, ...] = (*TRACES_OF_CASE, *HOME_OF_CASE, *LAW_OF_CASE, *POST_OF_CASE)
"""A room that works on cases adds its own here; the url of an entry takes the folder."""
FINDING_MENU: tuple[MenuItem, ...] = POST_OF_FINDING
"""What can be done about one finding of the law; the url of an entry takes the folder and the provision."""
