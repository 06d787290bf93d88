"""The money of a story house, in the year of its draft agreement."""

from __future__ import annotations

from cast import YEAR
from money_desk import LINES, draft, granted, paid

from akuntabel.planning.models import BudgetVersion
from akuntabel.planning.money import imports

DRAFT = 2025  # as in story_world
KEY = "CQ.3355.BDB.001"
TABLE = b"Tanggal,Nilai,No SP2D\n5-3-2025,1000000,SP2D-900\n"


def furnish_money(house) -> None:
    """A settled version, a draft with a line, a payment, a line of the ledger, a table on its way in."""
    keys, office, by = house.keys, house.office, house.head
    keys["budget"] = BudgetVersion.objects.get(office=office, year=YEAR, code="dipa").pk
    version = draft(office, by, LINES[:2], year=DRAFT)
    keys["typed"], keys["line"] = version.pk, version.lines.first().pk
    keys["spending"] = paid(office, by, (2, f"{KEY}.521211", 1_000_000), year=DRAFT)[0].pk
    keys["grant"] = granted(office, by, ("agreed", 1, 9_000_000), year=DRAFT)[0].pk
    table = imports.hand_in_table(
        office=office, year=DRAFT, kind="spending", version=None, name="sp2d.csv", content=TABLE, by=by
    )
    columns = imports.guess_columns(table)
    keys["table"] = imports.map_columns(draft=table, columns=columns, by=by).pk
