"""What a report states, found in its blocks whatever their layout.

:func:`gather` gives a :class:`Claims`, whose parts are worked out when first asked for: lines and
flows, tables and measured rows, averages, counts, totals with parts, words with digits, scales,
budgets, dates, events, captions. Nothing here judges; that is what the rules do.
"""

from akuntabel.checker.claims.model import Claims, gather

__all__ = ["Claims", "gather"]
