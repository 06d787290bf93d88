"""Table files that somebody hands in, read within limits. No Django, no database."""
