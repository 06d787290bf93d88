"""What the tests of duties share."""

import pytest
from django.core.cache import cache
from duty_desk import House, house_below, keep_all, root


@pytest.fixture(autouse=True)
def forgetful():
    """Nothing is remembered from the test before: its rows had the same keys."""
    cache.clear()


@pytest.fixture
def house(db) -> House:
    """An office with a signed agreement, its action plan, and every monthly report kept."""
    found = house_below(root())
    keep_all(found)
    return found
