"""Proving a report: what it was made from, whether it is untouched, and whether it comes out the same."""
