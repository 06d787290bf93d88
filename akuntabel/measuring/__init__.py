"""Floor 5: actuals and achievements, worked out from evidence under the office's policy."""
