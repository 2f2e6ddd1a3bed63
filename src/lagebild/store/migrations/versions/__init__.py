"""One file for each step of the schema, in their order; a published step is never edited."""
