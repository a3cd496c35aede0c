"""This room's entries: in the menu of the desk, and on the page of a case."""

from django.utils.translation import gettext_lazy as _

from bereginya.desk.ui.house import MenuItem

MENU = (MenuItem("post:register", _("Letters")),)
CASE_MENU = (MenuItem("post:letters", _("Letters of this case")), MenuItem("post:courts", _("Courts")))
