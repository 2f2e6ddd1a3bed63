"""Bytes to reports: one file for each kind of source."""
