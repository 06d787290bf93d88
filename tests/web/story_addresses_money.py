"""The addresses of the budget pages."""

from __future__ import annotations

from cast import YEAR
from story_address import DEED, Address, file, in_year, says
from story_money import DRAFT, KEY

FREE = 2026  # a year without any version of the budget

BUDGET = in_year(YEAR, version="@budget")
TYPED = in_year(DRAFT, version="@typed")
LINE = {**TYPED, "line": "@line"}
TABLE_IN = in_year(DRAFT, draft="@table")
OTHER_TABLE = file("sp2d.csv", "file", b"Tanggal,Nilai\n6-3-2025,5000\n")
LINE_TABLE = file("pok.csv", "file", b"Kode Program,Program,Pagu\nWA,Dukungan,5000\n")

MONEY = [
    Address("money", in_year(YEAR)),
    Address("budget_versions", in_year(YEAR)),
    Address("budget_version_new", in_year(FREE), None, says()),
    Address("budget_version", BUDGET),
    Address("budget_version_change", TYPED, DEED, says(name="DIPA lain"), form=True),
    Address("budget_version_revise", BUDGET, DEED, says(change="same", reason="Geser akun"), form=True),
    Address("budget_version_settle", TYPED, DEED, says(), form=True),
    Address("budget_version_discard", TYPED, DEED, says(), form=True),
    Address("budget_lines_import", TYPED, DEED, LINE_TABLE),
    Address("budget_line_new", TYPED, DEED, says(programme_code="ZZ", amount="5000"), form=True),
    Address("budget_line", LINE, DEED, says(note="Diperiksa"), form=True),
    Address("budget_line_remove", LINE, None, says()),
    Address("spendings", in_year(DRAFT)),
    Address("spending_new", in_year(DRAFT), DEED, says(date="2025-03-04", amount="5.000"), form=True),
    Address("spendings_import", in_year(DRAFT), DEED, OTHER_TABLE),
    Address(
        "spending_withdraw", in_year(DRAFT, spending="@spending"), DEED, says(reason="Tercatat dua kali")
    ),
    Address("grants", in_year(DRAFT)),
    Address("grant_new", in_year(DRAFT), DEED, says(kind="received", amount="5.000", date="2025-03-04")),
    Address("grant_withdraw", in_year(DRAFT, entry="@grant"), DEED, says(reason="Salah tahun")),
    Address("budget_shares", in_year(DRAFT)),
    Address("budget_share", in_year(DRAFT, key=KEY), DEED, says(objective_1="100")),
    Address("budget_import", TABLE_IN, DEED, says(), form=True),
    Address("budget_import_preview", TABLE_IN, DEED),
    Address("budget_import_apply", TABLE_IN, None, says()),
    Address("budget_import_forget", TABLE_IN, None, says()),
]
