"""What the tests of people and offices share."""

import datetime as dt

import pytest
from django.utils import timezone


@pytest.fixture
def clock(monkeypatch):
    """A clock that is moved by hand: ``clock(60)`` is a minute later."""
    now = [timezone.now()]
    monkeypatch.setattr(timezone, "now", lambda: now[0])

    def later(seconds: float) -> None:
        now[0] += dt.timedelta(seconds=seconds)

    return later
