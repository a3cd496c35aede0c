"""Personal names of the region: parse, fold to keys, compare, transliterate, decline. No I/O."""
