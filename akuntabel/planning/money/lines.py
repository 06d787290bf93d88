"""The lines of a budget version that is being typed: what is kept of them, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from akuntabel.core.entry import Problem
from akuntabel.core.errors import gettext_noop, quoted
from akuntabel.core.indonesian import format_money
from akuntabel.offices.trail import plain
from akuntabel.planning.deeds.shared import tidy
from akuntabel.planning.models import BudgetLine, BudgetVersion, MonthPlan
from akuntabel.planning.money.keys import CODES, LEVELS, is_code, line_of
from akuntabel.planning.money.shared import too_long, wrong_amount, wrong_fund
from akuntabel.planning.money.tree import label_of

Months = tuple[Decimal | None, ...]

NO_MONTHS: Months = (None,) * 12
COLUMNS = (
    *(name for level in LEVELS for name in (f"{level}_code", level)),
    "fund",
    "amount",
    "note",
    "source",
)

NAMELESS = gettext_noop("Isi kode atau nama program, kegiatan, KRO, RO, akun, atau sumber dananya.")
NO_CODE = gettext_noop("Kode hanya berisi huruf, angka, dan titik, bukan “{text}”.")
TWICE = gettext_noop("Baris “{line}” dengan sumber dana ini sudah ada. Ubah baris itu.")
MONTHS_OFF = gettext_noop(
    "Rencana bulanan “{line}” berjumlah {total}, sedangkan barisnya {amount}. "
    "Samakan keduanya, atau kosongkan rencana bulanannya."
)


@dataclass(frozen=True)
class LineFields:
    """What a line of the budget says; ``months`` is its plan for January to December, in rupiah.

    Codes may be written with those of their parents before them; "" where the source gives none.
    """

    programme_code: str = ""
    programme: str = ""
    activity_code: str = ""
    activity: str = ""
    output_code: str = ""
    output: str = ""
    detail_code: str = ""
    detail: str = ""
    account_code: str = ""
    account: str = ""
    fund: str = ""
    amount: Decimal | None = None
    note: str = ""
    source: str = ""
    months: Months = NO_MONTHS


def fields_of(line: BudgetLine) -> LineFields:
    """``line`` as somebody would type it."""
    planned = {row.month: row.amount for row in line.months.all()}
    months = tuple(planned.get(month) for month in range(1, 13))
    return LineFields(**{name: getattr(line, name) for name in COLUMNS}, months=months)


def identity(line: BudgetLine | LineFields) -> tuple[str, ...]:
    """What no two lines of a version may share: the key and the fund; names where there are no codes."""
    key = line_of({name: getattr(line, name) for name in CODES}).key
    names = () if key else tuple(getattr(line, level).strip().casefold() for level in LEVELS)
    return (key, line.fund, *names)


def wrong_line(fields: LineFields, others: Iterable[BudgetLine] = ()) -> list[Problem]:
    """What is wrong with ``fields`` by themselves and beside the ``others`` of the version."""
    problems = wrong_amount("amount", fields.amount) + wrong_fund(fields.fund)
    for name in CODES:
        code = getattr(line_of(vars(fields)), name)
        if code and not is_code(code):
            problems.append(Problem(name, NO_CODE, {"text": quoted(getattr(fields, name))}))
        problems += too_long(name, code, 12)
    for name in (*LEVELS, "source"):
        problems += too_long(name, getattr(fields, name), 200)
    if not any(getattr(fields, name).strip() for name in (*CODES, *LEVELS, "fund")):
        problems.append(Problem("programme_code", NAMELESS, {}))
    for month, amount in enumerate(fields.months, 1):
        if amount is not None:
            problems += wrong_amount(f"month_{month}", amount)
    mine = identity(fields)
    if any(identity(other) == mine for other in others):
        problems.append(Problem("account_code", TWICE, {"line": quoted(label_of(fields))}))
    return problems


def months_problem(line: BudgetLine | LineFields, months: Sequence[Decimal | None]) -> Problem | None:
    """What is wrong with the monthly plan of ``line``: given, it adds up to the line."""
    if all(amount is None for amount in months) or line.amount is None:
        return None
    total = sum((amount for amount in months if amount is not None), Decimal(0))
    if total == line.amount:
        return None
    params = {
        "line": quoted(label_of(line)),
        "total": format_money(total),
        "amount": format_money(line.amount),
    }
    return Problem("months", MONTHS_OFF, params)


def write_line(
    version: BudgetVersion, fields: LineFields, line: BudgetLine | None = None, *, at: int = 0
) -> BudgetLine:
    """Keep ``fields`` as ``line``, or as a new line of ``version`` that stands ``at`` its place."""
    line = line or BudgetLine(version=version, sequence=at)
    codes = line_of(vars(fields))
    for name in COLUMNS:
        value = getattr(fields, name)
        setattr(line, name, tidy(value) if isinstance(value, str) else value)
    for name in CODES:
        setattr(line, name, getattr(codes, name))
    line.key = codes.key
    line.save()
    line.months.all().delete()
    MonthPlan.objects.bulk_create(
        MonthPlan(line=line, month=month, amount=amount)
        for month, amount in enumerate(fields.months, 1)
        if amount is not None
    )
    return line


def told(line: BudgetLine | None) -> dict[str, Any]:
    """What the trail keeps of a line: its columns and months; {} of none."""
    if line is None or line.pk is None:
        return {}
    found = {name: plain(value) for name in COLUMNS if (value := getattr(line, name)) not in (None, "")}
    months = MonthPlan.objects.filter(line=line).order_by("month")
    return found | {f"month_{row.month}": plain(row.amount) for row in months}
