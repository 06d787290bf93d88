"""What the tests of the web app share."""

import pytest
from cast import assemble_cast


@pytest.fixture
def cast(db):
    """Two neighbour offices with a small year each, and who may see what."""
    return assemble_cast()


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """Files of a test run stay in a folder of its own; passwords are hashed in no time."""
    settings.REPORTS_ROOT = tmp_path / "reports"
    settings.CHECKS_ROOT = tmp_path / "checks"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path
