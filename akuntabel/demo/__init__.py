"""Floor 7: the Paser 2024 data set, and the deed that loads such a data set."""
