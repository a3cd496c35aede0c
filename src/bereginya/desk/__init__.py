"""The site: the door for everybody and the desk for members, two processes from the same code."""
