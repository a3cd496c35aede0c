"""Puts the rooms together: settings, urls, the two processes, the merged list of record kinds. Knows every room."""
