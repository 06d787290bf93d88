"""Whatever is done after minutes are closed, they print what was frozen then."""

import datetime as dt

import pytest
from hall import FIRST, SECOND, YEAR, event, set_hall
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akuntabel.evidence.models import Record
from akuntabel.meetings import deeds
from akuntabel.meetings.figures import figures_now, figures_of
from akuntabel.meetings.models import Meeting
from akuntabel.meetings.papers import PAPERS, assemble_paper
from akuntabel.offices.models import Person, Role
from akuntabel.planning.models import Indicator, QuarterTarget


def finish(hall, meeting):
    for row in Meeting.objects.get(pk=meeting.pk).follow_ups.filter(done_on=None)[:1]:
        deeds.finish_follow_up(follow_up=row, done_on=dt.date(YEAR, 8, 1), result="Sudah", by=hall.operator)


def reopen(hall, meeting):
    for row in Meeting.objects.get(pk=meeting.pk).follow_ups.exclude(done_on=None)[:1]:
        deeds.reopen_follow_up(follow_up=row, reason="Belum", by=hall.operator)


LATER = {
    "an event more": lambda hall, _earlier, _meeting: event(hall.office, dt.date(YEAR, 5, 3)),
    "no events": lambda _hall, _earlier, _meeting: Record.objects.all().delete(),
    "another target": lambda *_all: QuarterTarget.objects.update(number=5),
    "another name": lambda *_all: Indicator.objects.update(name="Nama lain"),
    "a renamed person": lambda *_all: Person.objects.filter(username="verifier").update(
        first_name="Berganti"
    ),
    "a renamed office": lambda hall, *_all: type(hall.office).objects.update(
        name="Kantor Baru", place="Kota Baru", timezone="Asia/Jayapura"
    ),
    "an earlier follow-up done": lambda hall, earlier, _meeting: finish(hall, earlier),
    "an earlier one open again": lambda hall, earlier, _meeting: reopen(hall, earlier),
    "its own follow-up done": lambda hall, _earlier, meeting: finish(hall, meeting),
    "a third meeting": lambda hall, *_all: hall.plan(SECOND, dt.date(YEAR, 9, 1)),
    "agreement gone": lambda hall, *_all: hall.office.agreements.update(signed_on=None),
}


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.sampled_from(sorted(LATER)), min_size=1, max_size=8))
def test_closed_minutes_never_change(transaction_rolled_back, names):
    with transaction_rolled_back():
        hall = set_hall()
        earlier = hall.closed(FIRST, dt.date(YEAR, 4, 17))
        meeting = hall.closed(SECOND, dt.date(YEAR, 7, 16))
        printed = {code: assemble_paper(meeting, paper) for code, paper in PAPERS.items()}
        frozen, lines = meeting.figures, figures_of(meeting)
        for name in names:
            LATER[name](hall, earlier, meeting)
        now = Meeting.objects.select_related("office").get(pk=meeting.pk)
        assert now.figures == frozen
        assert figures_of(now) == lines
        assert {code: assemble_paper(now, paper) for code, paper in PAPERS.items()} == printed


def test_the_same_deeds_do_change_what_is_measured(hall):
    """Or the property above would prove nothing."""
    before = figures_now(hall.office, SECOND)
    for name in ("an event more", "another target", "another name", "agreement gone"):
        LATER[name](hall, None, None)
        after = figures_now(hall.office, SECOND)
        assert after != before, name
        before = after
    assert hall.people[Role.VERIFIER].first_name == "Contoh Pemeriksa"
