"""What the law said on a day, applied to one person's facts: findings with reasons, never verdicts."""
