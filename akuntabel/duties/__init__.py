"""Floor 6: who owes what by when, worked out from everything that has a due date, and reminders."""
