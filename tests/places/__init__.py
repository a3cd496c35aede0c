"""Places of the region, and how far they lie from Ukraine."""
