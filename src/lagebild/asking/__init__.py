"""A question to what the store holds on it."""
