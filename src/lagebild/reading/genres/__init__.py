"""What in a text speaks for which text type."""
