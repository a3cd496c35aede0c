"""From overlapping lists to how many, with a range and its assumptions."""
