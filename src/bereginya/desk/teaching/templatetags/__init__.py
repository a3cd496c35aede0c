"""How guides are shown."""
