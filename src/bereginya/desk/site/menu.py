"""The menu of the desk: one entry a room that has a page of its own."""

from bereginya.desk.ui.house import MenuItem

MENU: tuple[MenuItem, ...] = ()
