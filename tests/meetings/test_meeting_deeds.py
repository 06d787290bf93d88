"""Planning a meeting, inviting, noting who came, writing and closing the minutes: what goes and what does not."""

import datetime as dt

import pytest
from hall import DAY, FIRST, MINUTES, SECOND, YEAR

from akuntabel.core.errors import CannotDo
from akuntabel.core.periods import Period
from akuntabel.meetings import deeds
from akuntabel.meetings.figures import figures_of
from akuntabel.meetings.models import Meeting, MeetingState
from akuntabel.offices.access import Refused
from akuntabel.offices.clock import today_at
from akuntabel.offices.models import LogEntry, Role
from akuntabel.offices.trail import verify


def people_of(meeting):
    return [f"{row.name}, {row.position}" for row in meeting.participants.all()]


def log_of(meeting):
    rows = LogEntry.objects.filter(deed__startswith="meeting.", target_id=str(meeting.pk))
    return list(rows.order_by("pk").values_list("deed", flat=True))


# ---------------------------------------------------------------- planning


def test_a_new_meeting_is_proposed_from_the_figures_and_the_office(hall):
    meeting = hall.plan()
    assert meeting.title == "Rapat Kinerja Triwulan I 2024"
    assert meeting.agenda.splitlines() == [
        "Pembukaan",
        "Capaian kinerja Triwulan I 2024",
        "Indikator di bawah target: 1",
        "Realisasi yang belum disetujui: 1, 2",
        "Keputusan dan tindak lanjut",
    ]
    assert (meeting.chair, meeting.chair_position) == ("Contoh Sekretaris", "Sekretaris KPU Kabupaten Contoh")
    assert meeting.secretary == "Contoh Operator"
    assert people_of(meeting) == [
        "Contoh Ketua, Ketua",
        "Contoh Anggota, Anggota divisi",
        "Contoh Sekretaris, Sekretaris KPU Kabupaten Contoh",
        "Contoh Pemeriksa, Pemeriksa",
        "Contoh Operator, Operator",
    ]
    assert meeting.participants.first().person == hall.people[Role.SUPERIOR]
    assert log_of(meeting) == ["meeting.plan"]


def test_what_is_filled_in_is_not_proposed_over(hall):
    meeting = hall.plan(title="Rapat kecil", agenda="Satu hal", chair="Contoh Lain")
    assert (meeting.title, meeting.agenda, meeting.chair, meeting.chair_position) == (
        "Rapat kecil", "Satu hal", "Contoh Lain", "",
    )  # fmt: skip


def test_an_office_without_agreement_can_meet_all_the_same(hall):
    hall.office.agreements.all().delete()
    meeting = hall.plan()
    assert "Capaian kinerja Triwulan I 2024" in meeting.agenda
    assert "belum punya perjanjian kinerja 2024" in figures_of(meeting).missing


@pytest.mark.parametrize(
    ("period", "fields", "field", "sentence"),
    [
        (Period(2023, quarter=1), {}, "period", "Triwulan I 2023 bukan bagian dari tahun 2024."),
        (Period(YEAR, month=1), {}, "period", "satu triwulan atau satu tahun"),
        (SECOND, {"date": dt.date(YEAR, 3, 31)}, "date", "mendahului periode"),
        (FIRST, {"time_from": dt.time(9), "time_to": dt.time(9)}, "time_to", "sesudah waktu mulai"),
        (FIRST, {"time_to": dt.time(9)}, "time_to", "sesudah waktu mulai"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(hall, period, fields, field, sentence):
    given = deeds.MeetingFields(**{"date": DAY, **fields})
    with pytest.raises(deeds.WrongFields, match=sentence) as refused:
        deeds.plan_meeting(office=hall.office, year=YEAR, period=period, fields=given, by=hall.operator)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert not Meeting.objects.exists()


def test_only_who_holds_meetings_touches_them(hall):
    meeting = hall.plan()
    rows = LogEntry.objects.count()
    for role in (Role.READER, Role.VERIFIER, Role.SUPERIOR, Role.MEMBER):
        by = hall.people[role]
        for deed in (
            lambda by: deeds.plan_meeting(
                office=hall.office, year=YEAR, period=FIRST, fields=deeds.MeetingFields(DAY), by=by
            ),
            lambda by: deeds.change_meeting(
                meeting=meeting, touched=0, fields=deeds.MeetingFields(DAY, title="X"), by=by
            ),
            lambda by: deeds.set_participants(meeting=meeting, touched=0, invitees=[], by=by),
            lambda by: deeds.note_attendance(meeting=meeting, touched=0, came={}, by=by),
            lambda by: deeds.write_minutes(meeting=meeting, touched=0, minutes=MINUTES, by=by),
            lambda by: deeds.close_minutes(meeting=meeting, touched=0, by=by),
            lambda by: deeds.discard_meeting(meeting=meeting, by=by),
        ):
            with pytest.raises(Refused, match="menyiapkan dan mencatat rapat kinerja"):
                deed(by)
    with pytest.raises(Refused):
        deeds.discard_meeting(meeting=meeting, by=hall.outsider)
    assert LogEntry.objects.count() == rows


def test_a_change_is_kept_once_and_the_second_is_told(hall):
    meeting = hall.plan()
    fields = deeds.MeetingFields(DAY, title="Rapat", place="Aula", letter_number="005/2024")
    changed = deeds.change_meeting(meeting=meeting, touched=0, fields=fields, by=hall.operator)
    assert (changed.letter_number, changed.touched) == ("005/2024", 1)
    deeds.change_meeting(meeting=meeting, touched=1, fields=fields, by=hall.operator)
    assert log_of(meeting) == ["meeting.plan", "meeting.change"]
    with pytest.raises(deeds.ChangedMeanwhile, match="Contoh Operator mengubahnya"):
        deeds.change_meeting(meeting=meeting, touched=0, fields=fields, by=hall.people[Role.HEAD])
    with pytest.raises(deeds.WrongFields, match="Acara wajib diisi"):
        deeds.change_meeting(meeting=meeting, touched=1, fields=deeds.MeetingFields(DAY), by=hall.operator)


def test_a_planned_meeting_is_thrown_away_and_stays_in_the_trail(hall):
    meeting = hall.written(hall.plan())
    deeds.discard_meeting(meeting=meeting, by=hall.operator)
    assert not Meeting.objects.exists()
    told = LogEntry.objects.get(deed="meeting.discard").changes
    assert told["decided"] == [["Jadwal diperbaiki.", "LPPA tepat waktu."], None]
    with pytest.raises(CannotDo, match="dibuang orang lain"):
        deeds.close_minutes(meeting=meeting, touched=0, by=hall.operator)
    assert list(verify()) == []


# ---------------------------------------------------------------- participants


def test_participants_keep_their_order_and_attendance(hall):
    meeting = hall.attended(hall.plan())
    head = hall.people[Role.HEAD]
    invitees = [
        deeds.Invitee("", "Sekretaris", head),
        deeds.Invitee(),
        deeds.Invitee("Contoh Tamu", "Polres"),
    ]
    rows = deeds.set_participants(
        meeting=meeting, touched=meeting.touched, invitees=invitees, by=hall.operator
    )
    assert [(row.sequence, row.name, row.came) for row in rows] == [
        (1, "Contoh Sekretaris", True),
        (2, "Contoh Tamu", None),
    ]


def test_a_participant_has_a_name_and_stands_there_once(hall):
    meeting = hall.plan()
    head = hall.people[Role.HEAD]
    invitees = [
        deeds.Invitee("", "Jabatan saja"),
        deeds.Invitee("", "", head),
        deeds.Invitee("Lain", "", head),
        deeds.Invitee("Tamu"),
        deeds.Invitee("TAMU"),
    ]
    with pytest.raises(deeds.WrongFields) as refused:
        deeds.set_participants(meeting=meeting, touched=0, invitees=invitees, by=hall.operator)
    assert [(one.field, str(one)) for one in refused.value.problems] == [
        ("row.0.name", "Tulis nama pesertanya, atau kosongkan barisnya."),
        ("row.2.name", "Lain sudah ada dalam daftar."),
        ("row.4.name", "TAMU sudah ada dalam daftar."),
    ]
    assert len(people_of(meeting)) == 5


def test_attendance_is_of_those_invited(hall):
    meeting = hall.plan()
    with pytest.raises(CannotDo, match="Daftar peserta berubah"):
        deeds.note_attendance(meeting=meeting, touched=0, came={0: True}, by=hall.operator)
    deeds.set_participants(meeting=meeting, touched=0, invitees=[], by=hall.operator)
    with pytest.raises(CannotDo, match="belum punya peserta"):
        deeds.note_attendance(meeting=meeting, touched=1, came={}, by=hall.operator)


# ---------------------------------------------------------------- minutes


def test_a_follow_up_says_what_who_and_until_when(hall):
    meeting = hall.plan()
    head = hall.people[Role.HEAD]
    rows = [
        deeds.NewFollowUp(),
        deeds.NewFollowUp("", None, "", None, "1"),
        deeds.NewFollowUp("Tugas", head, "Orang lain", DAY - dt.timedelta(1), "9"),
    ]
    with pytest.raises(deeds.WrongFields) as refused:
        deeds.write_minutes(meeting=meeting, touched=0, minutes=deeds.Minutes("", [], rows), by=hall.operator)
    assert [(one.field, str(one)) for one in refused.value.problems] == [
        ("follow.1.text", "Tulis apa yang dikerjakan."),
        ("follow.1.owner", "Pilih atau tulis siapa yang mengerjakannya."),
        ("follow.1.due", "Isi batas waktunya."),
        ("follow.2.owner_name", "Pilih orang kantor atau tulis nama lain, tidak keduanya."),
        ("follow.2.due", "Batas waktu mendahului tanggal rapat, 17 April 2024."),
        ("follow.2.indicator", "Tidak ada indikator 9 tahun ini."),
    ]
    assert not meeting.follow_ups.exists()


def test_minutes_are_written_again_until_they_are_closed(hall):
    meeting = hall.written(hall.plan())
    assert [row.text for row in meeting.decisions.all()] == ["Jadwal diperbaiki.", "LPPA tepat waktu."]
    assert [row.owner_name for row in meeting.follow_ups.all()] == ["Contoh Pemeriksa", "Bendahara Contoh"]
    touched = meeting.touched
    again = deeds.Minutes("Lain", ["Satu keputusan"])
    meeting = deeds.write_minutes(meeting=meeting, touched=touched, minutes=again, by=hall.operator)
    assert [row.text for row in meeting.decisions.all()] == ["Satu keputusan"]
    assert not meeting.follow_ups.exists()
    with pytest.raises(deeds.ChangedMeanwhile):
        deeds.write_minutes(meeting=meeting, touched=touched, minutes=again, by=hall.operator)


def test_minutes_are_closed_after_the_meeting_with_attendance_and_discussion(hall):
    later = hall.plan(day=today_at(hall.office) + dt.timedelta(1))
    with pytest.raises(CannotDo, match="Notula dapat ditutup pada atau sesudah hari itu"):
        deeds.close_minutes(meeting=later, touched=0, by=hall.operator)
    meeting = hall.plan()
    with pytest.raises(CannotDo, match="Catat dahulu siapa yang hadir"):
        deeds.close_minutes(meeting=meeting, touched=0, by=hall.operator)
    meeting = hall.attended(meeting)
    with pytest.raises(CannotDo, match="Pembahasan belum diisi"):
        deeds.close_minutes(meeting=meeting, touched=meeting.touched, by=hall.operator)
    meeting = hall.written(meeting)
    with pytest.raises(deeds.ChangedMeanwhile):
        deeds.close_minutes(meeting=meeting, touched=meeting.touched - 1, by=hall.operator)
    closed = deeds.close_minutes(meeting=meeting, touched=meeting.touched, by=hall.operator)
    assert (closed.state, closed.closed_by) == (MeetingState.HELD, hall.operator)
    today = hall.written(hall.plan(day=today_at(hall.office)), MINUTES)
    deeds.close_minutes(meeting=today, touched=today.touched, by=hall.operator)


def test_the_figures_are_frozen_as_text(hall):
    closed = hall.closed()
    assert closed.figures[0] == {
        "code": "1", "name": "Jumlah kelas pemula", "target": "2 keg", "actual": "1 keg", "achievement": "50,00%",
        "category": "Tidak Berhasil", "tone": "bad", "standing": "draf", "approved": False, "met": False, "told": True,
    }  # fmt: skip
    assert (closed.figures[1]["actual"], closed.figures[1]["achievement"]) == ("belum ada data", "–")


def test_closed_minutes_are_closed_for_every_deed(hall):
    meeting = hall.closed()
    head, touched = hall.people[Role.HEAD], meeting.touched
    rows = LogEntry.objects.count()
    for deed in (
        lambda: deeds.change_meeting(
            meeting=meeting, touched=touched, fields=deeds.MeetingFields(DAY, title="X"), by=head
        ),
        lambda: deeds.set_participants(meeting=meeting, touched=touched, invitees=[], by=head),
        lambda: deeds.note_attendance(meeting=meeting, touched=touched, came={}, by=head),
        lambda: deeds.write_minutes(meeting=meeting, touched=touched, minutes=MINUTES, by=head),
        lambda: deeds.close_minutes(meeting=meeting, touched=touched, by=head),
        lambda: deeds.discard_meeting(meeting=meeting, by=head),
    ):
        with pytest.raises(CannotDo, match="sudah ditutup"):
            deed()
    assert LogEntry.objects.count() == rows
