"""Where a running year is heading, indicator by indicator, and in words what is still missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from akuntabel.core import forecast as core
from akuntabel.core.achievement import Target
from akuntabel.core.forecast import Course, Kind, Need, Outlook, Way
from akuntabel.core.indonesian import format_date, format_number, format_percent, format_quantity, terbilang
from akuntabel.core.measure import Amount, Count, Latest, Ratio, Record, Sum, evaluate, registers_of
from akuntabel.core.periods import Period
from akuntabel.core.policy import Polarity, Policy
from akuntabel.core.register import FieldType, Register
from akuntabel.core.value import State
from akuntabel.measuring.explain import conditions_of
from akuntabel.measuring.selectors import MeasuredIndicator, MeasuredYear, measure_year, records_of
from akuntabel.offices.models import Office

# Units that read badly inside a sentence.
UNITS = {"keg": "kegiatan"}


@dataclass(frozen=True)
class Forecast:
    """The year's end of an indicator: in its unit, as an achievement in %, and in words.

    ``expected``, ``low`` and ``high`` are None where nothing is forecast; ``missing`` says then why.
    """

    item: MeasuredIndicator
    end: Outlook | None
    need: Need
    achievement_expected: Decimal | None
    missing: str
    at_risk: bool

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.item.code

    @property
    def expected(self) -> Decimal | None:
        """The expected end of the year."""
        return self.end.expected if self.end else None

    @property
    def low(self) -> Decimal | None:
        """The end if the rest of the year goes as its weakest months did."""
        return self.end.low if self.end else None

    @property
    def high(self) -> Decimal | None:
        """The end if the rest of the year goes as its strongest months did."""
        return self.end.high if self.end else None

    @property
    def outlook(self) -> str:
        """The forecast in one sentence; "" where there is none."""
        if self.end is None:
            return ""
        unit = UNITS.get(self.item.indicator.unit, self.item.indicator.unit)
        words = (
            _("Dengan laju sejauh ini, akhir tahun diperkirakan {expected}, antara {low} dan {high}.")
            if self.end.low != self.end.high
            else _("Dengan laju sejauh ini, akhir tahun diperkirakan {expected}.")
        )
        low, expected, high = (
            format_quantity(round(number, 2), unit)
            for number in (self.end.low, self.end.expected, self.end.high)
        )
        return words.format(low=low, expected=expected, high=high)


def forecast_year(
    office: Office, year: int, *, today: dt.date, measured: MeasuredYear | None = None
) -> list[Forecast]:
    """The forecasts of all indicators of ``office`` in ``year`` as of ``today``.

    Nothing for a year that is over or has not begun. ``measured`` saves measuring the year again.

    Raises:
        NotThere: the office keeps no books for the year, or has signed no agreement.
    """
    if not Period(year).contains(today):
        return []
    found = measured or measure_year(office, year)
    records = records_of(office, year, found.pack)
    return [_forecast(item, found, records, today) for item in found.indicators]


def early_warnings(forecasts: Iterable[Forecast]) -> list[Forecast]:
    """Those whose target is at risk, the farthest from it first."""
    risky = [each for each in forecasts if each.at_risk]
    return sorted(risky, key=lambda each: (each.achievement_expected is None, each.achievement_expected or 0))


# ---------------------------------------------------------------- one indicator


def _forecast(
    item: MeasuredIndicator, year: MeasuredYear, records: Mapping[str, Sequence[Record]], today: dt.date
) -> Forecast:
    course, why = _course(item, year, records, today)
    if course is None:
        return Forecast(item, None, Need(Way.UNSAID), None, why, at_risk=False)
    polarity = Polarity(item.indicator.polarity)
    target = Target(item.target.number, item.target.upper) if item.target else None
    end = core.outlook(course, year=year.year, as_of=today)
    need = core.needed(
        course,
        polarity=polarity,
        target=target,
        policy=year.policy,
        base_at_end=_base_at_end(item, year, course),
    )
    reached = (
        core.achieved(end.expected, polarity=polarity, target=target, policy=year.policy) if end else None
    )
    return Forecast(
        item,
        end,
        need,
        reached,
        _sentence(item, year, course, need),
        core.at_risk(end, need, polarity=polarity, target=target, policy=year.policy),
    )


def _course(
    item: MeasuredIndicator, year: MeasuredYear, records: Mapping[str, Sequence[Record]], today: dt.date
) -> tuple[Course | None, str]:
    """The months of ``item`` so far, or why there is nothing to go by."""
    measure = item.row.spec.measure
    for value in (item.actual, item.live.value):
        if value.state not in (State.REPORTED, State.MISSING, State.NOT_DUE):
            return None, _("Tidak diramalkan: {why}").format(why=value.reason)
    if item.target is None:
        return None, _("Tidak diramalkan: targetnya belum ada.")
    if isinstance(measure, Count | Sum):
        months, undated = _amounts(measure, records, today)
        whole = all(number == number.to_integral_value() for number in (*months, undated))
        whole = whole and isinstance(measure, Count)
        most = _most(measure, year, records, sum(months, undated)) if whole else None
        return Course(Kind.SUM, months, undated=undated, whole=whole, most=most), ""
    if isinstance(measure, Latest):
        positions = _positions(measure, records, year.policy, today)
        return Course(Kind.POSITION, positions), ""
    if isinstance(measure, Ratio):
        if any(
            record.stated_percent is not None
            for code in registers_of(measure)
            for record in records.get(code, ())
        ):
            return None, _("Tidak diramalkan: sumbernya menyatakan persentase tanpa pembilang dan penyebut.")
        tops, top = _amounts(measure.numerator, records, today)
        bases, base = _amounts(measure.denominator, records, today)
        return Course(Kind.RATIO, tops, bases, top, base), ""
    return None, _("Tidak diramalkan: angkanya tidak dihitung dari catatan tiap bulan.")


def _amounts(
    amount: Amount, records: Mapping[str, Sequence[Record]], today: dt.date
) -> tuple[tuple[Decimal, ...], Decimal]:
    """What each month from January to that of ``today`` brought to ``amount``, and what has no date.

    A record that is dated later counts already, so it lies in the month that is running.
    """
    months, undated = [Decimal(0)] * today.month, Decimal(0)
    for record in records.get(amount.selection.register, ()):
        if not amount.selection.matches(record):
            continue
        number = record.quantity if isinstance(amount, Count) else _field(record, amount.field)
        if not record.date:
            undated += number
            continue
        months[_month(record, today) - 1] += number
    return tuple(months), undated


def _field(record: Record, field: str) -> Decimal:
    return Decimal(str(record.data.get(field) or 0)) if record.quantity else Decimal(0)


def _month(record: Record, today: dt.date) -> int:
    """The month of ``today``'s year in which ``record`` counts, not later than that of ``today``."""
    day = dt.date.fromisoformat(record.date)
    if day.year < today.year:
        return 1
    return today.month if day.year > today.year else min(day.month, today.month)


def _positions(
    measure: Latest, records: Mapping[str, Sequence[Record]], policy: Policy, today: dt.date
) -> tuple[Decimal, ...]:
    """Where each month ended, from the first one on that has a position."""
    found = []
    for month in range(1, today.month + 1):
        end = Period(today.year, month=month).end.isoformat()
        known = {
            code: [record for record in rows if record.date and record.date <= end]
            for code, rows in records.items()
        }
        number = evaluate(measure, known, policy).value.number
        if number is not None:
            found.append(number)
    return tuple(found)


def _base_at_end(item: MeasuredIndicator, year: MeasuredYear, course: Course) -> Decimal | None:
    """A ratio's denominator at the year's end where its register owes one row for each period."""
    measure = item.row.spec.measure
    if not isinstance(measure, Ratio) or not isinstance(measure.denominator, Count):
        return None
    selection = measure.denominator.selection
    periods = _periods(year.pack.registers[selection.register])
    return periods if not selection.where and periods is not None and course.base <= periods else None


def _most(
    measure: Amount, year: MeasuredYear, records: Mapping[str, Sequence[Record]], total: Decimal
) -> Decimal | None:
    """The most that a count can still come to where its register owes one row for each period."""
    code = measure.selection.register
    periods = _periods(year.pack.registers[code])
    if periods is None:
        return None
    there = sum((record.quantity for record in records.get(code, ())), Decimal(0))
    return total + max(periods - there, Decimal(0))


def _periods(register: Register) -> Decimal | None:
    """How many rows ``register`` owes in a year; None where nothing says so."""
    rule = register.deadline
    if rule is None or not rule.works or not rule.field:
        return None
    field = register.field(rule.field)
    return Decimal(len(field.choices or {})) if field.type is FieldType.CHOICE else None


# ---------------------------------------------------------------- in words


def _sentence(item: MeasuredIndicator, year: MeasuredYear, course: Course, need: Need) -> str:
    words = {
        Way.MET: _("Indikator {code} sudah mencapai target {target}."),
        Way.MORE: _(
            "{count} lagi{conditions} sampai {day} menaikkan indikator {code} dari {now} menjadi {then}."
        ),
        Way.ROOM: _("Indikator {code}: masih ada ruang {count}; melewati {target} menurunkan capaian."),
        Way.OVER: _("Indikator {code} sudah lewat {count} dari target {target}; capaiannya sekarang {now}."),
        Way.RUN: _(
            "{count} berikutnya harus semuanya memenuhi syarat supaya indikator {code} mencapai target {target}."
        ),
        Way.OUT_OF_REACH: _(
            "Indikator {code} tidak dapat mencapai target {target} selama {count} dari {base} tidak memenuhi syarat."
        ),
        Way.UNSAID: _("Indikator {code}: belum ada yang dapat dihitung."),
    }[need.way]
    if need.way is Way.OUT_OF_REACH and course.kind is Kind.SUM:
        words = _("Indikator {code} tahun ini paling banyak {count}, kurang dari target {target}.")
    if need.way is Way.ROOM and need.units == 0:
        words = _("Indikator {code}: tepat di batas {target}; satu lagi menurunkan capaian.")
    if need.way is Way.MORE and course.kind is Kind.POSITION:
        words = _("Indikator {code} masih kurang {count} dari target {target}; capaiannya sekarang {now}.")
    if course.kind is Kind.RATIO and item.indicator.polarity == Polarity.LOWER:
        if need.way is Way.RUN:
            words = _(
                "{count} berikutnya harus tanpa kasus supaya indikator {code} turun ke target {target}."
            )
        if need.way is Way.OUT_OF_REACH:
            words = _("Indikator {code} tidak dapat lagi mencapai target {target}: sudah ada {count}.")
    return words.format(
        code=item.code,
        count=_count(need, _unit(item, year, course)),
        conditions=_conditions(item, year, need),
        day=_day(year.year),
        target=_target(item),
        base=format_number(course.base),
        now=_percent(need.now),
        then=_percent(need.then),
    )


def _unit(item: MeasuredIndicator, year: MeasuredYear, course: Course) -> str:
    """The unit of what is counted: of a ratio that of its register."""
    measure = item.row.spec.measure
    unit = item.indicator.unit
    if isinstance(measure, Ratio):
        unit = year.pack.registers[measure.denominator.selection.register].unit
    return UNITS.get(unit, unit) if course.kind is not Kind.POSITION else unit


def _count(need: Need, unit: str) -> str:
    """ "Satu kegiatan", "12 laporan", "2,5%": small whole numbers in words on an Indonesian page."""
    number = need.units
    if number is None:
        return ""
    small = number == number.to_integral_value() and 0 < number < 10 and unit != "%"
    if need.way in (Way.MORE, Way.RUN) and small and get_language() == "id":
        return f"{terbilang(number).capitalize()} {unit}"
    return format_quantity(round(number, 2).normalize(), unit)


def _conditions(item: MeasuredIndicator, year: MeasuredYear, need: Need) -> str:
    measure = item.row.spec.measure
    if not isinstance(measure, Count | Sum) or need.way is not Way.MORE:
        return ""
    return conditions_of(year.pack.registers[measure.selection.register], measure.selection.where)


def _target(item: MeasuredIndicator) -> str:
    target = item.target
    assert target
    unit = item.indicator.unit
    shown = format_quantity(target.number.normalize(), UNITS.get(unit, unit))
    if target.upper is None:
        return shown
    return (
        f"{format_number(target.number)}–{format_quantity(target.upper.normalize(), UNITS.get(unit, unit))}"
    )


def _percent(number: Decimal | None) -> str:
    return "" if number is None else format_percent(number)


def _day(year: int) -> str:
    """The last day of the year without the year: "31 Desember"."""
    last = Period(year).end
    return format_date(last).rsplit(" ", 1)[0] if get_language() == "id" else f"{last:%d %B}"
