"""The room of lists, sightings and decisions."""
