"""Letters out and in: written from the case, checked by a second person, numbered, posted, followed until answered."""
