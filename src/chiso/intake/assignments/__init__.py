"""An annex of assignments as received: which measures a plan gives to whom, by when, and what is to come of them."""
