"""The encoder: loading, batching and running the shipped weights."""
