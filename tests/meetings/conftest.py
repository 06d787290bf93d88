"""What the tests of meetings share."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from hall import set_hall


@pytest.fixture
def hall(db):
    """An office with two indicators and its people."""
    return set_hall()


@pytest.fixture
def transaction_rolled_back():
    """Opens a transaction of which nothing stays, for each example of a property."""

    @contextmanager
    def opened():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return opened
