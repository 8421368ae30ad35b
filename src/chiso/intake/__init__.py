"""How a published table comes in: reading the file as received, naming, checking and writing its figures."""
