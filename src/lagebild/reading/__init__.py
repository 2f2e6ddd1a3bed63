"""A report to its reading: each reader is one file with one function, run in the order of READERS."""
