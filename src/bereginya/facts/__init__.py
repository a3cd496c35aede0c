"""What was said, by whom, when, how exactly. The root of every other package; it depends on nothing."""
