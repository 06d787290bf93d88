"""Floor 6: a report that somebody hands in to be checked, and is gone afterwards."""
