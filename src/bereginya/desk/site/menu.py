"""The menu of the desk: one entry a room that has a page of its own."""

from django.utils.translation import gettext_lazy as _

from bereginya.desk.ui.house import MenuItem

MENU = (MenuItem("members:people", _("Committee")),)
