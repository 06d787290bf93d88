"""The dates of a year, and the file that phones read."""

import datetime as dt

from duty_desk import YEAR, actual, house_below, root
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akuntabel.duties.actuals import actual_duties
from akuntabel.duties.calendar import Mark, calendar_of
from akuntabel.duties.ical import Event, as_ical
from akuntabel.duties.scene import Scene
from akuntabel.evidence.models import Record
from akuntabel.measuring.models import Actual, Standing
from akuntabel.meetings.models import FollowUp, Meeting, MeetingState
from akuntabel.planning.models import ReportingYear
from akuntabel.reporting.models import Edition

JUNE = dt.date(YEAR, 6, 15)
STAMP = dt.datetime(2025, 6, 15, 8, 0, tzinfo=dt.UTC)


def entries(house, year=YEAR):
    return {entry.key: entry for entry in calendar_of(house.office, year, JUNE)}


def test_every_source_has_its_dates_in_order(house):
    found = calendar_of(house.office, YEAR, JUNE)
    assert [entry.day for entry in found] == sorted(entry.day for entry in found)
    registers = [
        f"records-{code}-{month:02d}"
        for code in ("lppa", "spip_report", "monitoring_report")
        for month in range(1, 13)
    ]
    actuals = [f"actuals-{YEAR}", *(f"actuals-{YEAR}-T{quarter}" for quarter in range(1, 5))]
    assert {entry.key for entry in found} == {*registers, *actuals, "agreement", "action-plan", "report"}


def test_done_late_and_coming(house):
    for code in "123":
        actual(house, code, f"{YEAR}-T1", Standing.APPROVED if code != "3" else Standing.SUBMITTED)
    Record.objects.filter(register="lppa", data__month__in=["04", "05", "06"]).delete()
    found = entries(house)
    marks = {key: found[key].mark for key in ("agreement", "action-plan", "report", f"actuals-{YEAR}-T1")}
    assert marks == {
        "agreement": Mark.DONE, "action-plan": Mark.DONE, "report": Mark.COMING, f"actuals-{YEAR}-T1": Mark.LATE,
    }  # fmt: skip
    assert found[f"actuals-{YEAR}-T1"].detail == "3 dari 3 indikator diajukan, 2 disetujui"
    assert [found[f"records-lppa-{month}"].mark for month in ("03", "04", "06")] == [
        Mark.DONE, Mark.LATE, Mark.COMING,
    ]  # fmt: skip


WAYS = st.sampled_from([None, *Standing])
FIGURES = st.lists(WAYS, min_size=3, max_size=3)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quarter=FIGURES, year=FIGURES, sealed=st.booleans(), days=st.integers(0, 60))
def test_calendar_and_duties_never_contradict_each_other(house, quarter, year, sealed, days):
    Actual.objects.all().delete()
    Edition.objects.all().delete()
    for period, standings in ((f"{YEAR}-T4", quarter), (str(YEAR), year)):
        for code, standing in zip("123", standings, strict=True):
            if standing is not None:
                actual(house, code, period, standing)
    if sealed:
        Edition.objects.create(
            office=house.office, year=YEAR, number=1, tree="", figures="", renderer="", sealed_by=house.head,
            sealed_at=STAMP,
        )  # fmt: skip
    today = dt.date(YEAR + 1, 1, 1) + dt.timedelta(days)
    duties = actual_duties(Scene(house.office, YEAR, today))
    for entry in calendar_of(house.office, YEAR, today):
        if entry.key.startswith("actuals-"):
            asked = [duty for duty in duties if f"{entry.query}&" in f"{duty.query}&"]
            assert (entry.mark in (Mark.DONE, Mark.DROPPED)) is (not asked), entry
            assert (entry.mark is Mark.LATE) is any(duty.late for duty in asked), entry


def test_what_nobody_is_asked_for_any_more_is_not_late(house):
    for code in "123":
        actual(house, code, str(YEAR), Standing.APPROVED)
    later = dt.date(YEAR + 1, 2, 3)
    found = {entry.key: entry for entry in calendar_of(house.office, YEAR, later)}
    quarter = found[f"actuals-{YEAR}-T2"]
    assert quarter.mark is Mark.DROPPED
    assert quarter.detail == "3 tidak ditagih lagi: angka tahunnya sudah disetujui"
    assert found[f"actuals-{YEAR}"].mark is Mark.DONE


def test_what_a_second_person_has_in_time_is_not_late(house):
    for code in "123":
        actual(house, code, f"{YEAR}-T1", Standing.SUBMITTED)
    due = entries(house)[f"actuals-{YEAR}-T1"].day
    [entry] = [
        each for each in calendar_of(house.office, YEAR, due + dt.timedelta(1)) if each.key == f"actuals-{YEAR}-T1"
    ]  # fmt: skip
    assert entry.mark is Mark.UNDER_WAY


def test_a_day_off_moves_the_date_and_says_from_where(db):
    house = house_below(root(), signed=False)
    ReportingYear.objects.create(office=house.office, year=2024, policy="kpu-recommended")
    found = entries(house, 2024)
    # 10 February 2024 was a Saturday, 9 and 8 February days off.
    january = found["records-lppa-01"]
    assert (january.day, january.moved_from, january.provisional) == (
        dt.date(2024, 2, 7),
        dt.date(2024, 2, 10),
        False,
    )
    assert entries(house)["records-lppa-01"].provisional  # no days off are known for 2025
    quarter = found["actuals-2024-T1"]  # 10 April 2024 was a day off too; actuals move to the day after
    assert (quarter.day, quarter.moved_from) == (dt.date(2024, 4, 16), dt.date(2024, 4, 10))
    assert found["agreement"].unverified == "Perjanjian kinerja 2024 ditandatangani"
    assert entries(house)["report"].unverified == ""  # a letter named the day


def test_a_sum_without_months_is_unknown_not_late(house):
    Record.objects.filter(register="lppa").delete()
    Record.objects.create(
        office=house.office, register="lppa", key="semua", year=YEAR, title="12 laporan", quantity=12, data={}
    )
    assert {entry.mark for key, entry in entries(house).items() if key.startswith("records-lppa")} == {
        Mark.UNKNOWN
    }


def test_meetings_and_what_they_agreed(house):
    held = Meeting.objects.create(
        office=house.office, year=YEAR, period=f"{YEAR}-T1", title="Rapat T1", date=dt.date(YEAR, 4, 15),
        state=MeetingState.HELD, created_by=house.head,
    )  # fmt: skip
    row = FollowUp.objects.create(
        meeting=held, sequence=1, text="Lengkapi foto", due=dt.date(YEAR, 7, 1), owner=house.operator
    )
    found = entries(house)
    assert (found[f"meeting-{held.pk}"].mark, found[f"meeting-{held.pk}"].happens) == (Mark.DONE, True)
    follow_up = found[f"follow-up-{row.pk}"]
    assert (follow_up.title, follow_up.detail, follow_up.mark) == (
        "Lengkapi foto",
        "Operator-contoh",
        Mark.COMING,
    )


# ---------------------------------------------------------------- iCalendar


def test_the_file_to_the_letter():
    event = Event(
        "a-1@contoh", dt.date(2025, 2, 28), "Laporan, 2025; akhir", "Baris satu\nC:\\data", "https://contoh/x"
    )
    assert as_ical("KPU Contoh 2025", [event], STAMP).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Akuntabel//Kalender//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:KPU Contoh 2025",
        "BEGIN:VEVENT",
        "UID:a-1@contoh",
        "DTSTAMP:20250615T080000Z",
        "DTSTART;VALUE=DATE:20250228",
        "DTEND;VALUE=DATE:20250301",
        "SUMMARY:Laporan\\, 2025\\; akhir",
        "DESCRIPTION:Baris satu\\nC:\\\\data",
        "URL:https://contoh/x",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def read_back(content):
    """The summaries of an iCalendar file, unfolded and unescaped as RFC 5545 says."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    found = []
    for line in lines:
        if line.startswith("SUMMARY:"):
            text, out = iter(line.removeprefix("SUMMARY:")), []
            for sign in text:
                out.append({"n": "\n"}.get(following := next(text), following) if sign == "\\" else sign)
            found.append("".join(out))
    return found


TEXT = st.text(
    st.sampled_from('abcxyz 0:,;\\n\n"é°漢🗳\u0301'), max_size=200
)  # one to four octets, and all that is escaped


@given(texts=st.lists(TEXT, max_size=4))
def test_whatever_is_written_is_read_back_and_no_line_is_too_long(texts):
    events = [
        Event(str(n), dt.date(2025, 1, 31), text, text, "https://contoh/") for n, text in enumerate(texts)
    ]
    content = as_ical("Kalender", events, STAMP)
    assert read_back(content) == texts
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
