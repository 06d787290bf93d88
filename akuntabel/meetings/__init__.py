"""Floor 6: the quarterly performance meeting, its papers, and what was agreed to be done."""
