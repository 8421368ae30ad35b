"""Running the notebooks: parameters, what is up to date, execution, records."""
