"""Akuntabel: performance reports that cannot contradict themselves."""

__version__ = "0.1.0"
