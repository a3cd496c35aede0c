"""From facts, findings and a template to a typeset letter, and the clocks that run when it is sent."""
