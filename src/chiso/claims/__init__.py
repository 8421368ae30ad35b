"""Claims of a text about an index: finding them, holding each against the data, and saying what came of it."""
