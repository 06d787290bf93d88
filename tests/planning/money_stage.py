"""The shortest ways to a budget for the tests of money."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import openpyxl
from stage import YEAR, Stage

from akuntabel.offices.models import Role
from akuntabel.planning.models import BudgetVersion
from akuntabel.planning.money import imports, spending, versions
from akuntabel.planning.money.lines import NO_MONTHS

RO = "076.01.CQ.3355.EBA.001"
PAPER = "076.01.CQ.3355.EBA.001.521211"
FEES = "076.01.CQ.3355.EBA.001.521213"
TRIPS = "076.01.CR.3360.BDB.002.524111"


def line(key=PAPER, amount="1000", fund="apbn", months=NO_MONTHS, **more) -> versions.LineFields:
    """A line by its key."""
    *programme, activity, output, detail, account = key.split(".")
    return versions.LineFields(
        programme_code=".".join(programme), activity_code=activity, output_code=output, detail_code=detail,
        account_code=account, fund=fund, amount=None if amount is None else Decimal(amount), months=months, **more,
    )  # fmt: skip


def drafted(stage: Stage, *lines: versions.LineFields) -> BudgetVersion:
    """A first DIPA with ``lines``, not settled."""
    by = stage.who(Role.OPERATOR)
    version = versions.draft_version(office=stage.office, year=YEAR, by=by)
    for fields in lines or (line(),):
        versions.add_line(version=version, touched=now(version).touched, fields=fields, by=by)
    return now(version)


def settle(stage: Stage, version: BudgetVersion, day=dt.date(YEAR - 1, 12, 2), change="") -> BudgetVersion:
    """``version`` with number and date, settled."""
    by = stage.who(Role.OPERATOR)
    fields = versions.VersionFields(
        version.name, "SP DIPA-076.01.2.656232/2025", day, "DJA", change, version.reason
    )
    versions.change_version(version=version, touched=now(version).touched, fields=fields, by=by)
    return versions.settle_version(version=version, touched=now(version).touched, by=by)


def settled(stage: Stage, *lines: versions.LineFields) -> BudgetVersion:
    """A first DIPA with ``lines`` that counts."""
    return settle(stage, drafted(stage, *lines))


def revised(stage: Stage, version: BudgetVersion, name="Revisi ke-1") -> BudgetVersion:
    """A revision of ``version`` that is being typed."""
    fields = versions.VersionFields(name, reason="Pergeseran anggaran")
    return versions.revise_version(version=version, fields=fields, by=stage.who(Role.OPERATOR))


def pay(stage: Stage, amount, day=dt.date(YEAR, 3, 10), key=PAPER, **more):
    """A payment that counts."""
    fields = spending.SpendingFields(date=day, amount=Decimal(amount), key=key, **more)
    return spending.add_spending(office=stage.office, year=YEAR, fields=fields, by=stage.who(Role.OPERATOR))


def now(version: BudgetVersion) -> BudgetVersion:
    """``version`` as it stands."""
    return BudgetVersion.objects.get(pk=version.pk)


def workbook(*rows) -> bytes:
    """An Excel file of ``rows``."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def hand_in(stage: Stage, content: bytes, *, kind="lines", version=None, name="dipa.xlsx"):
    """A table handed in."""
    return imports.hand_in_table(
        office=stage.office, year=YEAR, kind=kind, version=version, name=name, content=content,
        by=stage.who(Role.OPERATOR),
    )  # fmt: skip


def apply(stage: Stage, draft):
    """A table mapped as guessed, and applied."""
    by = stage.who(Role.OPERATOR)
    draft = imports.map_columns(draft=draft, columns=imports.guess_columns(draft), by=by)
    return imports.apply_import(draft=draft, by=by)


def wrong(draft):
    """Number and problems of each row of ``draft`` that cannot be taken in."""
    return [
        (row.number, [(each.field, str(each)) for each in row.problems])
        for row in imports.preview(draft).wrong
    ]
