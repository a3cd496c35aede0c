"""This room's entries: in the menu of the desk, and on the page of a case."""

from django.utils.translation import gettext_lazy as _

from bereginya.desk.ui.house import MenuItem

MENU = (MenuItem("registers:list", _("Lists")),)
CASE_MENU = (MenuItem("registers:traces", _("Traces of him")),)
