"""Where it is: places of the region found offline, and how far they lie from Ukraine's recognised border."""
