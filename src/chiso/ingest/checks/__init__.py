"""Holding the tables of ``data/raw`` against one another and against what they may say."""
