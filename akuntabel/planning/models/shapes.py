"""The shapes of columns that several models share."""

from __future__ import annotations

from typing import Any

AMOUNT: dict[str, Any] = {"max_digits": 20, "decimal_places": 2}
NUMBER: dict[str, Any] = {"max_digits": 24, "decimal_places": 8}
SOURCE: dict[str, Any] = {"max_length": 200, "blank": True}
