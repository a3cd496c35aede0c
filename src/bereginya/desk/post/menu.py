"""This room's entries: in the menu of the desk, on the page of a case, and at what the law gives in a case."""

from django.utils.translation import gettext_lazy as _

from bereginya.desk.ui.house import MenuItem

MENU = (MenuItem("post:register", _("Letters")),)
CASE_MENU = (MenuItem("post:letters", _("Letters of this case")), MenuItem("post:courts", _("Courts")))
FINDING_MENU = (MenuItem("post:for-finding", _("Write a letter about it")),)
