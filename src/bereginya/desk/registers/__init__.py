"""Lists in which a sought person may stand, what was seen and heard of him, and what a person decided about it."""
