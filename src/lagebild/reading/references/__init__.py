"""Who is meant where no name stands: pronouns, descriptions, allusions, turns of a conversation."""
