"""Floor 1: the words and the arithmetic of performance accountability.

Standard library only; no clock, no file, no Django. Everything is an immutable value or a pure
function, and every number is a :class:`~decimal.Decimal` at full precision: rounding happens
when something is printed.
"""
