"""Until when actuals are handed in: read from the pack, proposed where it says nothing."""

import datetime as dt

import pytest

from akuntabel.core.calendar import Calendar
from akuntabel.core.periods import Period
from akuntabel.packs.loader import load_pack
from akuntabel.packs.measuring import FILE, ActualsDue, read_actuals_due
from akuntabel.packs.reading import PackError

RIGHT = '[due]\nquarter = 10\nmonth = 5\nyear = "01-31"\nif_holiday = "previous"\n'


def test_a_pack_without_the_file_proposes_and_one_with_it_says(tmp_path):
    assert read_actuals_due(tmp_path) == ActualsDue()
    (tmp_path / FILE).write_text(RIGHT)
    assert read_actuals_due(tmp_path) == ActualsDue(10, 5, (1, 31), "previous")
    assert load_pack().actuals_due == ActualsDue(10, 5, (1, 31), "next")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            '"01-31"',
            '"31-01"',
            'measuring.toml: due.year: "31-01" bukan bulan dan tanggal; tulis seperti "01-31"',
        ),
        ('"01-31"', '"02-29"', "bukan bulan dan tanggal"),
        ("quarter = 10", "quarter = 400", "measuring.toml: due.quarter: 400 di luar batas"),
        ('"previous"', '"besok"', 'measuring.toml: due.if_holiday: "besok" tidak dikenal'),
        ("month = 5", "month = 5\nweek = 2", "measuring.toml: due.week: kunci tidak dikenal"),
    ],
)
def test_what_is_wrong_names_its_place(tmp_path, old, new, sentence):
    (tmp_path / FILE).write_text(RIGHT.replace(old, new))
    with pytest.raises(PackError) as caught:
        read_actuals_due(tmp_path)
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("if_holiday", "day"),
    [("previous", dt.date(2025, 10, 10)), ("next", dt.date(2025, 10, 13)), ("keep", dt.date(2025, 10, 11))],
)
def test_a_day_off_moves_as_the_pack_says(if_holiday, day):
    due = ActualsDue(quarter=11, if_holiday=if_holiday)  # 11 October 2025 is a Saturday
    assert due.on(Period(2025, quarter=3), Calendar({})) == day
