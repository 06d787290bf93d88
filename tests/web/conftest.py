"""What the tests of the web app share."""

import pytest
from cast import assemble_cast
from django.core.cache import cache
from planning_desk import BASE, NEW, person, say

from akuntabel.offices.models import Level, Office, Official, Role
from akuntabel.planning.models import Plan, ReportingYear


@pytest.fixture
def cast(db):
    """Two neighbour offices with a small year each, and who may see what."""
    return assemble_cast()


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """Files of a test run stay in a folder of its own; passwords are hashed in no time."""
    cache.clear()  # its keys are those of rows, which the next test makes anew
    settings.REPORTS_ROOT = tmp_path / "reports"
    settings.CHECKS_ROOT = tmp_path / "checks"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path


@pytest.fixture
def new_office(db):
    """An office of planning tests: a year, its officials, nothing planned."""
    names = {"name": "Sekretariat KPU Kabupaten Contoh", "short_name": "KPU Contoh", "place": "Contoh"}
    found = Office.objects.add_root(
        {"code": "kantor-baru", "body": "KPU Kabupaten Contoh", "level": Level.REGENCY, **names}
    )
    ReportingYear.objects.create(office=found, year=NEW, policy="kpu-recommended")
    Official.objects.create(office=found, role=Role.HEAD, name="Sekretaris Contoh", position="Sekretaris")
    Official.objects.create(office=found, role=Role.SUPERIOR, name="Ketua Contoh", position="Ketua")
    return found


@pytest.fixture
def new_people(new_office):
    """A person of each role at the new office."""
    return {role: person(f"baru-{role.value}", new_office, role) for role in Role}


@pytest.fixture
def pack_plan(client, new_people):
    """The RKT that one click makes, by the operator, who stays signed in."""
    client.force_login(new_people[Role.OPERATOR])
    say(client, f"{BASE}baru/rkt/", content="pack", title="RKT")
    return Plan.objects.get()
