"""Floor 4: what was promised. Plans, objectives, indicators, agreements, targets and budget."""
