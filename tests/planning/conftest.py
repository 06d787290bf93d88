"""What the tests of planning share."""

import pytest
from stage import set_stage


@pytest.fixture
def stage(db):
    """Two neighbour offices below a province, each with a person of every role."""
    return set_stage()
