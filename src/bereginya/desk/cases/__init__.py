"""One folder a person: what is known, what she needs, what was done, and who may open it."""
