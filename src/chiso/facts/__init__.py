"""What the figures mean: ranks, changes, comparability, courses, targets, statements. Pure functions."""
