"""Places with coordinates, and the place of an event."""
