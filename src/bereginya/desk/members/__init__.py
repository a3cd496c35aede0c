"""Who belongs to the committee: founding, trustees, signing in, inviting, shutting out, locking."""
