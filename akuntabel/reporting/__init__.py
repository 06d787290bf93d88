"""Floor 6: figures and narrative become a report."""
