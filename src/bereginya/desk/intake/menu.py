"""This room's entries in the menu of the desk."""

from django.utils.translation import gettext_lazy as _

from bereginya.desk.intake import queries
from bereginya.desk.ui.house import MenuItem

MENU = (MenuItem("intake:requests", _("Requests"), queries.sees_requests),)
