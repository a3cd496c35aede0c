"""This room's entry on the page of a case."""

from django.utils.translation import gettext_lazy as _

from bereginya.desk.ui.house import MenuItem

CASE_MENU = (MenuItem("homecoming:home", _("Found, told, brought home")),)
