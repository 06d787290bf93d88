"""What meetings agree on: who may say that it is done, when, and how the next meeting hears of it."""

import datetime as dt

import pytest
from hall import DAY, SECOND, YEAR

from akuntabel.core.errors import CannotDo
from akuntabel.meetings import deeds
from akuntabel.meetings.selectors import earlier_of, follow_ups_of
from akuntabel.offices.access import Refused
from akuntabel.offices.clock import today_at
from akuntabel.offices.models import LogEntry, Membership, Role

DONE = dt.date(YEAR, 5, 2)
NEXT = dt.date(YEAR, 7, 16)


def finish(row, by, day=DONE, result="Jadwal ditetapkan."):
    return deeds.finish_follow_up(follow_up=row, done_on=day, result=result, by=by)


@pytest.fixture
def rows(hall):
    """The follow-ups of a closed meeting: the verifier's, and that of somebody from outside."""
    return list(hall.closed().follow_ups.all())


def test_its_owner_and_who_holds_meetings_may_finish_it(hall, rows):
    mine, theirs = rows
    for person in (hall.people[Role.READER], hall.outsider):
        with pytest.raises(Refused):
            finish(mine, person)
    with pytest.raises(Refused):
        finish(theirs, hall.people[Role.VERIFIER])
    done = finish(mine, hall.people[Role.VERIFIER])
    assert (done.done_on, done.done_by, done.result) == (DONE, mine.owner, "Jadwal ditetapkan.")
    finish(theirs, hall.operator)
    assert all(row.done_on for row in follow_ups_of(hall.office, YEAR))
    assert LogEntry.objects.filter(deed="followup.finish").count() == 2


def test_an_owner_who_left_the_office_may_not(hall, rows):
    Membership.objects.filter(person=rows[0].owner).delete()
    with pytest.raises(Refused):
        finish(rows[0], rows[0].owner)


@pytest.mark.parametrize(
    ("days", "result", "sentence"),
    [
        (1, "Sudah", "belum tiba"),
        (None, "Sudah", "mendahului rapatnya, 17 April 2024"),
        (0, "  ", "Tulis hasilnya"),
    ],
)
def test_date_and_result_must_be_possible(hall, rows, days, result, sentence):
    day = DAY - dt.timedelta(1) if days is None else today_at(hall.office) + dt.timedelta(days)
    with pytest.raises(CannotDo, match=sentence):
        finish(rows[0], hall.operator, day, result)
    rows[0].refresh_from_db()
    assert rows[0].done_on is None


def test_nothing_is_done_twice_or_before_the_minutes_are_closed(hall, rows):
    finish(rows[0], hall.operator)
    with pytest.raises(CannotDo, match="sudah diselesaikan 2 Mei 2024"):
        finish(rows[0], hall.operator)
    waiting = hall.written(hall.plan(SECOND, NEXT)).follow_ups.first()
    with pytest.raises(CannotDo, match="Tutup dahulu notula"):
        finish(waiting, hall.operator, NEXT)


def test_it_is_opened_again_with_a_reason(hall, rows):
    row = finish(rows[0], hall.operator)
    with pytest.raises(CannotDo, match="Tulis alasannya"):
        deeds.reopen_follow_up(follow_up=row, reason=" ", by=hall.operator)
    with pytest.raises(Refused):
        deeds.reopen_follow_up(follow_up=row, reason="Belum", by=hall.people[Role.READER])
    again = deeds.reopen_follow_up(follow_up=row, reason="Jadwal batal", by=hall.operator)
    assert (again.done_on, again.result) == (None, "")
    entry = LogEntry.objects.get(deed="followup.reopen")
    assert (entry.reason, entry.changes["result"]) == ("Jadwal batal", ["Jadwal ditetapkan.", ""])
    with pytest.raises(CannotDo, match="belum diselesaikan"):
        deeds.reopen_follow_up(follow_up=row, reason="Lagi", by=hall.operator)


def test_the_next_meeting_hears_what_was_done_and_what_was_not(hall, rows):
    finish(rows[0], hall.operator)
    meeting = hall.plan(SECOND, NEXT)
    assert "Tindak lanjut rapat sebelumnya: 1 belum selesai" in meeting.agenda.splitlines()
    assert [(row.text, row.done, row.result) for row in earlier_of(meeting)] == [
        ("Menyusun jadwal", True, "Selesai 2 Mei 2024: Jadwal ditetapkan."),
        ("Menyampaikan LPPA", False, ""),
    ]


def test_what_stays_open_comes_back_and_what_is_done_does_not(hall, rows):
    finish(rows[0], hall.operator)
    hall.closed(SECOND, NEXT)
    third = hall.plan(SECOND, dt.date(YEAR, 10, 16))
    assert [(row.meeting, row.text) for row in earlier_of(third)] == [
        ("Rapat Kinerja Triwulan I 2024", "Menyampaikan LPPA"),
        ("Rapat Kinerja Triwulan II 2024", "Menyusun jadwal"),
        ("Rapat Kinerja Triwulan II 2024", "Menyampaikan LPPA"),
    ]


def test_the_list_of_the_year_has_open_ones_first(hall, rows):
    finish(rows[1], hall.operator)
    listed = [(row.text, row.done_on is None) for row in follow_ups_of(hall.office, YEAR)]
    assert listed == [("Menyusun jadwal", True), ("Menyampaikan LPPA", False)]
