"""Find one sought person among many records, with reasons: block, compare, weigh, explain."""
