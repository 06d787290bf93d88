"""Floor 3: the office tree, the people in it, and what each of them may see."""
