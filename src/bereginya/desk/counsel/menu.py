"""This room's entries: in the menu of the desk, and on the page of a case."""

from django.utils.translation import gettext_lazy as _

from bereginya.desk.ui.house import MenuItem

MENU = (MenuItem("counsel:law", _("Law")),)
CASE_MENU = (MenuItem("counsel:rights", _("His rights")), MenuItem("counsel:watch", _("The watch")))
