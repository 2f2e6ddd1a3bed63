"""Readings to tables and back."""
