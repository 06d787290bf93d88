"""The error that several of these deeds raise."""

from __future__ import annotations

from akuntabel.core.errors import AkuntabelError


class WrongValue(AkuntabelError):
    """What was filled in cannot be kept; ``field`` names where."""

    def __init__(self, field: str, message: str, **params: object) -> None:
        super().__init__(message, **params)
        self.field = field
