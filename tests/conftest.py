"""What all tests share."""

import os

import pytest

# The data folder of a test run is never the office's own.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database, without the guard of the audit trail: tests empty it and tamper with it."""
    from django.db import connection

    from akuntabel.offices.guard import take_guard

    with django_db_blocker.unblock():
        take_guard(connection)


@pytest.fixture
def paser(db):
    """Sekretariat KPU Kabupaten Paser with its year 2024, as measured by the recommended policy."""
    from akuntabel.demo.loading import load_data_set

    return load_data_set()[0]


@pytest.fixture
def paser_as_printed(db):
    """The same evidence with the choices that the office's own report made."""
    from akuntabel.demo.loading import load_data_set

    return load_data_set(as_printed=True)[0]


@pytest.fixture(scope="session")
def paser_document(django_db_setup, django_db_blocker):
    """The report of Paser 2024 as a document tree, for tests that need no database of their own."""
    from django.db import transaction

    from akuntabel.demo.loading import load_data_set
    from akuntabel.reporting.book import open_book
    from akuntabel.reporting.report import assemble

    with django_db_blocker.unblock(), transaction.atomic():
        document = assemble(open_book(load_data_set()[0], 2024))
        transaction.set_rollback(True)
    return document
