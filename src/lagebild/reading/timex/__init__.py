"""Temporal expressions by grammar: words and rules as data for each language, one resolver for all of them."""
