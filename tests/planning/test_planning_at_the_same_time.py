"""Two people at once: one signs while the other changes; two draft; two change the same thing."""

import threading

import pytest
from django.db import connection, connections
from stage import YEAR, draft, only_indicator, set_stage, small_plan

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices.models import Role
from akuntabel.offices.trail import verify
from akuntabel.planning import deeds
from akuntabel.planning.models import Agreement, Indicator
from akuntabel.planning.seal import broken_seals

pytestmark = [pytest.mark.django_db(transaction=True)]


def both(*jobs):
    """Run ``jobs`` at the same moment; what each gave, or the error it met."""
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place, job):
        gate.wait()
        try:
            results[place] = job()
        except AkuntabelError as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


@pytest.fixture
def stage(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite lives in the memory of one thread")
    return set_stage()


def test_two_clicks_make_one_draft(stage):
    small_plan(stage)
    by = stage.who(Role.OPERATOR)
    make = lambda: deeds.draft_agreement(office=stage.office, year=YEAR, by=by)  # noqa: E731
    results = both(make, make)
    assert Agreement.objects.count() == 1
    assert sum(isinstance(result, deeds.CannotDo) for result in results) == 1


def test_signing_and_changing_never_mix(stage):
    agreement = draft(stage)
    seen, key = deeds.seen_of(agreement), only_indicator(agreement.plan).pk
    results = both(
        lambda: deeds.sign_first(agreement=agreement, seen=seen, by=stage.who(Role.HEAD)),
        lambda: deeds.save_numbers(
            agreement=agreement, targets={key: deeds.Span(9)}, by=stage.who(Role.OPERATOR)
        ),
        lambda: deeds.remove_indicator(indicator=Indicator.objects.get(pk=key), by=stage.who(Role.OPERATOR)),
    )
    stands = Agreement.objects.get()
    refused = [result for result in results if isinstance(result, AkuntabelError)]
    if stands.first_signed_at:
        assert stands.touched == 0  # nothing changed before, and nothing could after
        assert len(refused) == 2
        assert Indicator.objects.filter(pk=key).exists()
    else:
        assert isinstance(results[0], AkuntabelError)
    assert list(verify()) == []
    assert list(broken_seals()) == []


def test_of_two_who_change_the_same_one_is_told(stage):
    agreement = draft(stage)
    change = lambda place: deeds.change_agreement(  # noqa: E731
        agreement=agreement,
        touched=0,
        fields=deeds.AgreementFields(place=place, first_name="A", second_name="B", statement="Janji"),
        by=stage.who(Role.OPERATOR),
    )
    results = both(lambda: change("Utara"), lambda: change("Selatan"))
    assert sum(isinstance(result, deeds.ChangedMeanwhile) for result in results) == 1
    assert Agreement.objects.get().touched == 1
