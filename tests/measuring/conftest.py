"""An office with its year promised, and files that go nowhere else."""

import pytest
from measured_office import IN_TIME, SATISFACTION, SHARE, WOMEN, YEARLY, build


@pytest.fixture
def house(db, settings, tmp_path):
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    return build({"1": WOMEN, "2": IN_TIME, "3": SATISFACTION, "4": SHARE, "5": YEARLY})


@pytest.fixture
def small(db, settings, tmp_path):
    """An office that promises one thing only: two events for women."""
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    return build({"1": WOMEN})
