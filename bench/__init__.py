"""The measures: one folder each, with its cases, `run.py` and `floors.json`."""
