"""What families and draftees are taught: the guides at the door, and the seminar with its questions."""
