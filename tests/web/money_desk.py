"""The desk of the budget pages: a DIPA with five lines and their months, payments, and a grant.

| key | fund | ceiling |
|---|---|---|
| CQ.3355.BDB.001.521211 | apbn | 120.000.000 |
| CQ.3355.BDB.001.522191 | apbn | 60.000.000 |
| CQ.3355.BDB.002.524111 | apbn | 240.000.000 |
| CQ.3356.QDA.003.521211 | hibah | 900.000.000 |
| WA.3361.EBA.962.511111 | apbn | 480.000.000 |
"""

import datetime as dt
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from planning_desk import NEW

from akuntabel.planning.money import grants, spending, versions

MONEY = f"/kantor-baru/{NEW}/anggaran/"
ELECTION = {"programme_code": "CQ", "programme": "Penyelenggaraan Pemilu dalam Proses Konsolidasi Demokrasi"}
SUPPORT = {"programme_code": "WA", "programme": "Dukungan Manajemen"}
VOTERS = {**ELECTION, "activity_code": "3355", "activity": "Pendidikan pemilih", "output_code": "BDB",
          "output": "Fasilitasi dan pembinaan lembaga"}  # fmt: skip
LINES = [
    {**VOTERS, "detail_code": "001", "detail": "Sosialisasi pemilih pemula", "account_code": "521211",
     "account": "Belanja bahan", "fund": "apbn", "amount": 120_000_000},
    {**VOTERS, "detail_code": "001", "detail": "Sosialisasi pemilih pemula", "account_code": "522191",
     "account": "Belanja jasa lainnya", "fund": "apbn", "amount": 60_000_000},
    {**VOTERS, "detail_code": "002", "detail": "Rumah pintar pemilu", "account_code": "524111",
     "account": "Belanja perjalanan dinas", "fund": "apbn", "amount": 240_000_000},
    {**ELECTION, "activity_code": "3356", "activity": "Tahapan pemilihan", "output_code": "QDA",
     "output": "Fasilitasi pemilihan", "detail_code": "003", "detail": "Badan ad hoc",
     "account_code": "521211", "account": "Belanja bahan", "fund": "hibah", "amount": 900_000_000},
    {**SUPPORT, "activity_code": "3361", "activity": "Tata usaha", "output_code": "EBA",
     "output": "Layanan dukungan manajemen", "detail_code": "962", "detail": "Layanan umum",
     "account_code": "511111", "account": "Gaji pokok", "fund": "apbn", "amount": 480_000_000},
]  # fmt: skip


def draft(office, by, lines=LINES, year=NEW):
    """A draft with ``lines``, each spread evenly over the year, ready to be settled."""
    version = versions.draft_version(office=office, year=year, by=by)
    fields = versions.VersionFields(
        version.name, number=f"SP DIPA-076.01.2.000000/{year}", issued_on=dt.date(year, 1, 2), authority="DJA"
    )
    version = versions.change_version(version=version, touched=version.touched, fields=fields, by=by)
    for each in lines:
        amount = Decimal(each["amount"])
        row = versions.LineFields(**{**each, "amount": amount}, months=(amount / 12,) * 12)
        version.refresh_from_db()
        versions.add_line(version=version, touched=version.touched, fields=row, by=by)
    version.refresh_from_db()
    return version


def settled(office, by, **more):
    """The same, settled."""
    version = draft(office, by, **more)
    return versions.settle_version(version=version, touched=version.touched, by=by)


def paid(office, by, *rows, year=NEW):
    """Payments: (month, key, amount)."""
    return [
        spending.add_spending(
            office=office, year=year, by=by,
            fields=spending.SpendingFields(
                date=dt.date(year, month, 5), amount=Decimal(amount), document=f"SP2D-{number:03}", key=key
            ),
        )
        for number, (month, key, amount) in enumerate(rows, 1)
    ]  # fmt: skip


def granted(office, by, *rows, year=NEW):
    """Lines of the ledger: (kind, month, amount)."""
    return [
        grants.add_grant_entry(
            office=office, year=year, by=by,
            fields=grants.GrantFields(kind, Decimal(amount), dt.date(year, month, 10), "NPHD 1/2025"),
        )
        for kind, month, amount in rows
    ]  # fmt: skip


def sheet(*rows):
    """An Excel file of ``rows``, to be handed in."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "tabel.xlsx"
    return file
