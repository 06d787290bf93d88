"""The addresses of the year's closing: measuring, money, writing, sealing, meetings, duties."""

from __future__ import annotations

from story_address import Address

CLOSING: list[Address] = []
