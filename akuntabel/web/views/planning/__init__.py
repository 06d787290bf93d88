"""Rencana: the overview of a year's plan, plans and their parts, targets, the agreement."""
