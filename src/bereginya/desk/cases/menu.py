"""This room's entry in the menu of the desk."""

from django.utils.translation import gettext_lazy as _

from bereginya.desk.ui.house import MenuItem

MENU = (MenuItem("cases:list", _("Cases")),)
