"""This room's entries in the menu of the desk."""

from django.utils.translation import gettext_lazy as _

from bereginya.desk.ui.house import MenuItem

TODAY = (MenuItem("overview:today", _("Today")),)
COUNTS = (MenuItem("overview:counts", _("Counts")),)
