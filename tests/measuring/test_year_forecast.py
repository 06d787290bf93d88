"""The forecast of a running year, read from the records of Paser as if it were the end of September."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from akuntabel.core.forecast import Way
from akuntabel.evidence.models import Record
from akuntabel.measuring.forecast import early_warnings, forecast_year
from akuntabel.planning.models import Indicator

SEPTEMBER = dt.date(2024, 9, 30)
DONE = {"segment": "perempuan", "status": "done", "title": "Kelas perempuan"}


def of(office, code, today=SEPTEMBER):
    return next(each for each in forecast_year(office, 2024, today=today) if each.code == code)


def event(office, day, number=1, **data):
    return Record.objects.create(
        office=office, register="voter_education", key=f"baru-{day}-{number}", year=2024,
        date=dt.date.fromisoformat(day) if day else None, title="Kelas", data={**DONE, **data},
    )  # fmt: skip


@pytest.mark.parametrize("today", [dt.date(2025, 1, 1), dt.date(2023, 12, 31)])
def test_only_a_running_year_is_forecast(paser, today):
    assert forecast_year(paser, 2024, today=today) == []


def test_what_is_missing_is_said_in_words(paser):
    found = of(paser, "17.1")
    assert (found.low, found.expected, found.high) == (1, 1, 2)
    assert (found.achievement_expected, found.at_risk) == (50, True)
    assert found.missing == (
        "Satu kegiatan lagi dengan segmen utama perempuan dan status terlaksana sampai 31 Desember "
        "menaikkan indikator 17.1 dari 50% menjadi 100%."
    )
    assert (
        found.outlook
        == "Dengan laju sejauh ini, akhir tahun diperkirakan 1 kegiatan, antara 1 kegiatan dan 2 kegiatan."
    )


def test_one_more_event_lifts_it(paser):
    event(paser, "2024-09-02")
    found = of(paser, "17.1")
    assert (found.need.way, found.at_risk) == (Way.MET, False)
    assert found.missing == "Indikator 17.1 sudah mencapai target 2 kegiatan."


def test_months_make_the_range(paser):
    """Months 0 0 0 0 0 3 3 0 0 and one in November, which counts already and so lies in September."""
    for number in range(3):
        event(paser, "2024-06-10", number)
        event(paser, "2024-07-10", number)
    found = of(paser, "17.1")
    # 7 so far in 9 months, 3 left: three consecutive months brought from 0 to 7 in all, with September's 1
    assert (found.low, found.expected, found.high) == (7, 9, 13)


def test_a_passed_limit_and_the_room_below_it(paser):
    over = of(paser, "1")
    assert over.missing == "Indikator 1 sudah lewat 3 kali dari target 8 kali; capaiannya sekarang 62,5%."
    assert over.at_risk
    Record.objects.filter(office=paser, register="budget_revision").update(quantity=6)
    assert (
        of(paser, "1").missing == "Indikator 1: masih ada ruang 2 kali; melewati 8 kali menurunkan capaian."
    )


def test_a_monthly_report_never_comes_to_more_than_twelve(paser):
    found = of(paser, "7")
    assert (found.expected, found.high) == (12, 12)
    Record.objects.filter(office=paser, register="lppa").delete()
    for month in range(1, 10):
        late = month == 3
        Record.objects.create(
            office=paser, register="lppa", key=f"lppa-{month}", year=2024, title=f"LPPA {month}",
            date=dt.date(2024, month, 10), quantity=2 if late else 1,
            data={"month": f"{month:02d}", "on_time": not late, "valid": True},
        )  # fmt: skip
    found = of(paser, "7")
    assert found.need.way is Way.OUT_OF_REACH
    assert found.missing == "Indikator 7 tahun ini paling banyak 10 laporan, kurang dari target 12 laporan."


def test_a_ratio_counts_the_successes_in_a_row(paser):
    """Seven of ten bodies formed against 80%: (7 + k) / (10 + k) ≥ 0,8 from k = 5 on."""
    Record.objects.filter(office=paser, register="adhoc_body").delete()
    for formed, quantity in ((True, 7), (False, 3)):
        Record.objects.create(
            office=paser, register="adhoc_body", key=f"badan-{formed}", year=2024, title="PPK",
            date=dt.date(2024, 2, 1), quantity=quantity, data={"formed": formed},
        )  # fmt: skip
    indicator = Indicator.objects.get(code="14", objective__plan__office=paser, objective__plan__kind="rkt")
    indicator.targets.update(number=80)
    found = of(paser, "14")
    assert found.need.units == 5
    assert "harus semuanya memenuhi syarat supaya indikator 14 mencapai target 80%." in found.missing
    indicator.targets.update(number=100)
    assert "selama 3" in of(paser, "14").missing


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("3", "sumbernya menyatakan persentase tanpa pembilang dan penyebut"),
        ("4.2", "angkanya tidak dihitung dari catatan tiap bulan"),
        ("13", "tidak ada yang dihitung pada tahun ini (penyebut 0)"),
    ],
)
def test_what_cannot_be_forecast_says_why(paser, code, why):
    found = of(paser, code)
    assert (found.expected, found.at_risk) == (None, False)
    assert why in found.missing


def test_positions_stay_where_they_are(paser):
    """A latest value of 2 in February and 5 in August: 5 is expected, between 2 and 5."""
    indicator = Indicator.objects.get(code="17.2", objective__plan__office=paser, objective__plan__kind="rkt")
    indicator.measure = {
        "latest": {
            "register": "voter_education",
            "field": "participants_female",
            "where": {"segment": "keluarga"},
        }
    }
    indicator.save()
    Record.objects.filter(office=paser, register="voter_education", data__segment="keluarga").delete()
    for day, number in (("2024-02-01", 2), ("2024-08-01", 5)):
        event(paser, day, segment="keluarga", participants_female=number)
    found = of(paser, "17.2")
    assert (found.low, found.expected, found.high) == (2, 5, 5)


def test_warnings_come_farthest_first(paser):
    found = early_warnings(forecast_year(paser, 2024, today=SEPTEMBER))
    reached = [each.achievement_expected for each in found]
    assert found[0].code == "1"
    assert reached == sorted(reached)
    assert all(each.at_risk for each in found)
    assert all(isinstance(each.expected, Decimal) for each in found)
