"""This room's entries in the menu of the desk."""

from django.utils.translation import gettext_lazy as _

from bereginya.desk.members.queries import may
from bereginya.desk.ui.house import MenuItem
from bereginya.vault import Power

MENU = (MenuItem("teaching:seminars", _("Seminars"), lambda keys: may(keys, Power.WORK)),)
