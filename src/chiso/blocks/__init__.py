"""Accessible tables, figures and prose as records, with their HTML; knows no index and no province."""
