"""Registers, plan, budget, meetings, report: what each source asks, of whom, and by when."""

import datetime as dt

import pytest
from django.utils import timezone
from duty_desk import YEAR, agree, house_below, keep_all, owns, report_kept, root

from akuntabel.duties.meetings import follow_up_duties
from akuntabel.duties.plans import plan_duties
from akuntabel.duties.records import record_duties
from akuntabel.duties.report import report_duties
from akuntabel.duties.scene import Scene
from akuntabel.duties.spending import spending_duties
from akuntabel.evidence.models import Record
from akuntabel.meetings.models import FollowUp, Meeting, MeetingState
from akuntabel.offices.access import Ability
from akuntabel.planning.models import Agreement, BudgetVersion, Plan, PlanKind, Realisation, Spending
from akuntabel.reporting.models import Edition

MAY = dt.date(YEAR, 5, 2)


def said(source, house, today=MAY):
    return [
        (duty.title, duty.detail, str(duty.person or duty.ability), duty.due, duty.late)
        for duty in source(Scene(house.office, YEAR, today))
    ]


def seal(house):
    Edition.objects.create(
        office=house.office, year=YEAR, number=1, tree="", figures="", renderer="", sealed_by=house.head,
        sealed_at=timezone.now(),
    )  # fmt: skip


# ---------------------------------------------------------------- registers


def test_late_months_are_one_duty_and_each_coming_one_is_its_own(house):
    Record.objects.all().delete()
    report_kept(house, "spip_report", *range(1, 13))
    report_kept(house, "monitoring_report", *range(1, 13))
    report_kept(house, "lppa", 2)
    assert said(record_duties, house) == [
        (
            "Isi Laporan pertanggungjawaban penggunaan anggaran (LPPA)",
            "Belum ada: Januari, Maret",
            "keep_records",
            dt.date(YEAR, 2, 10),
            True,
        ),
        (
            "Isi Laporan pertanggungjawaban penggunaan anggaran (LPPA)",
            "Belum ada: April",
            "keep_records",
            dt.date(YEAR, 5, 9),
            False,
        ),
    ]
    seal(house)
    assert said(record_duties, house) == []


def test_a_register_of_one_indicator_is_its_owners(house):
    Record.objects.filter(register="lppa", data__month="12").delete()
    owns(house, "1", house.second, house.head)
    assert said(record_duties, house, dt.date(YEAR, 12, 31)) == []  # the month is not over
    day = dt.date(YEAR + 1, 1, 2)
    assert [(who, due) for _title, _detail, who, due, _late in said(record_duties, house, day)] == [
        ("Second-contoh", dt.date(YEAR + 1, 1, 9)),
        ("Head-contoh", dt.date(YEAR + 1, 1, 9)),
    ]


# ---------------------------------------------------------------- plan


def planned(office):
    return Plan.objects.create(office=office, kind=PlanKind.ANNUAL, title="RKT", year_from=YEAR, year_to=YEAR)


def draft(office, **fields):
    plan = Plan.objects.filter(office=office).first() or planned(office)
    Agreement.objects.filter(office=office).delete()
    return Agreement.objects.create(
        office=office, plan=plan, year=YEAR, first_position="", second_position="", **fields
    )


def test_the_steps_of_a_plan_one_at_a_time(db):
    house = house_below(root(), signed=False)
    due = dt.date(YEAR, 1, 31)
    sets_of_rkt = "Sasaran, indikator, dan target setahun; perjanjian kinerja disusun darinya."
    assert said(plan_duties, house) == [("Susun RKT 2025", sets_of_rkt, "plan", due, True)]
    planned(house.office)
    assert said(plan_duties, house) == [
        ("Susun perjanjian kinerja 2025", "RKT sudah ada; perjanjiannya belum.", "plan", due, True)
    ]
    draft(house.office)
    assert said(plan_duties, house) == [
        (
            "Lengkapi draf perjanjian kinerja 2025",
            "Belum dapat ditandatangani; yang kurang tertulis di halamannya.",
            "plan", due, True,
        )
    ]  # fmt: skip
    draft(house.office, returned="Targetnya terlalu rendah")
    assert said(plan_duties, house) == [
        ("Betulkan perjanjian kinerja 2025 yang dikembalikan", "Targetnya terlalu rendah", "plan", due, True)
    ]


def test_the_second_signature_is_not_asked_of_the_first_signer(db):
    house = house_below(root(), signed=False)
    draft(house.office, first_signed_at=timezone.now(), first_signed_by=house.head)
    [duty] = plan_duties(Scene(house.office, YEAR, dt.date(YEAR, 1, 30)))
    assert (duty.title, duty.ability) == (
        "Tandatangani perjanjian kinerja 2025 sebagai pihak kedua", Ability.SIGN_SECOND,
    )  # fmt: skip
    assert (duty.url_name, duty.url_kwargs["version"], duty.late) == ("agreement_sign", 1, False)
    assert duty.not_for == {house.head.pk}
    assert duty.belongs_to(house.superior, {Ability.SIGN_SECOND})
    assert not duty.belongs_to(house.head, {Ability.SIGN_SECOND})


def test_a_draft_without_fault_waits_for_the_head(db, monkeypatch):
    house = house_below(root(), signed=False)
    draft(house.office)
    monkeypatch.setattr("akuntabel.duties.plans.findings_of_agreement", lambda _draft: [])
    assert [(title, who) for title, _detail, who, *_rest in said(plan_duties, house)] == [
        ("Tandatangani perjanjian kinerja 2025 sebagai pihak pertama", "sign_first")
    ]


def test_the_action_plan_is_asked_until_every_target_is_split(db):
    house = house_below(root(), signed=False)
    agree(house.office, split=False)
    assert said(plan_duties, house) == [
        ("Isi rencana aksi 2025", "3 target belum dibagi per triwulan.", "plan", dt.date(YEAR, 2, 28), True)
    ]
    seal(house)
    assert said(plan_duties, house) == []


def test_a_finished_plan_asks_nothing(house):
    assert said(plan_duties, house) == []


# ---------------------------------------------------------------- budget


def test_months_without_spending_once_there_is_a_budget(house):
    assert said(spending_duties, house) == []
    version = BudgetVersion.objects.create(
        office=house.office, year=YEAR, code="dipa", name="DIPA", sequence=1
    )
    Spending.objects.create(
        office=house.office, year=YEAR, date=dt.date(YEAR, 2, 14), amount=5, created_by=house.operator
    )
    assert said(spending_duties, house) == [
        (
            "Catat belanja",
            "Belum ada belanja pada Januari 2025, Maret 2025, April 2025.",
            "keep_budget", dt.date(YEAR, 2, 10), True,
        )
    ]  # fmt: skip
    Realisation.objects.create(version=version, amount=9, as_of=dt.date(YEAR, 3, 31))
    assert said(spending_duties, house) == [
        ("Catat belanja", "Belum ada belanja pada April 2025.", "keep_budget", dt.date(YEAR, 5, 9), False)
    ]


# ---------------------------------------------------------------- meetings


def meeting(house, state=MeetingState.HELD):
    return Meeting.objects.create(
        office=house.office, year=YEAR, period=f"{YEAR}-T1", title="Rapat T1", date=dt.date(YEAR, 4, 15),
        state=state, created_by=house.head,
    )  # fmt: skip


def promised(held, text, **fields):
    return FollowUp.objects.create(meeting=held, sequence=1, text=text, due=dt.date(YEAR, 5, 1), **fields)


def test_follow_ups_are_their_owners_until_done(house):
    held = meeting(house)
    promised(held, "Lengkapi foto", owner=house.reader)
    promised(held, "Undang sekolah", owner_name="Contoh Mitra")
    promised(held, "Sudah", owner=house.reader, done_on=dt.date(YEAR, 4, 20))
    promised(meeting(house, MeetingState.PLANNED), "Belum diputuskan", owner=house.reader)
    due = dt.date(YEAR, 5, 1)
    assert said(follow_up_duties, house) == [
        ("Lengkapi foto", "Tindak lanjut Rapat T1", "Reader-contoh", due, True),
        ("Undang sekolah", "Tindak lanjut Rapat T1; Contoh Mitra", "hold_meetings", due, True),
    ]


# ---------------------------------------------------------------- report


def test_the_report_is_asked_from_december_until_it_is_sealed(house, monkeypatch):
    due = dt.date(YEAR + 1, 2, 28)
    assert said(report_duties, house, dt.date(YEAR, 11, 30)) == []
    [write, sealing] = said(report_duties, house, dt.date(YEAR, 12, 1))
    assert sealing == (
        "Segel laporan kinerja 2025",
        "Belum ada edisi yang disegel.",
        "seal_report",
        due,
        False,
    )
    assert (write[0], write[2:]) == ("Lengkapi naskah laporan kinerja 2025", ("write_report", due, False))
    assert "bagian masih kosong. Sasaran 1: " in write[1]
    monkeypatch.setattr("akuntabel.duties.report.missing_analyses", lambda _book: [])
    assert [each[0] for each in said(report_duties, house, dt.date(YEAR + 1, 3, 1))] == [
        "Segel laporan kinerja 2025"
    ]
    seal(house)
    assert said(report_duties, house, dt.date(YEAR + 1, 3, 1)) == []


@pytest.mark.parametrize(
    ("year", "due"),
    [(2024, dt.date(2025, 2, 28)), (2025, dt.date(2026, 2, 28)), (2023, dt.date(2024, 2, 28))],
)
def test_a_year_without_an_agreement_has_no_report_to_write(db, year, due):
    house = house_below(root(), signed=False)
    keep_all(house)
    scene = Scene(house.office, year, due)
    assert report_duties(scene) == []
    assert scene.dates.report.on(year, scene.calendar) == due
