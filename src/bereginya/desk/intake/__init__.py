"""The door, where people in need write, and the triage of what they wrote."""
