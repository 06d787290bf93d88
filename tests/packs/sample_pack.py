"""A small right pack, and what the loader says when one line of it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from akuntabel.packs.loader import PackError, load_pack

RIGHT = {
    "pack.toml": """
code = "uji"
name = "Paket uji"
version = "1"
valid_from = 2024-01-01

[[sources]]
key = "uu-7"
text = "UU 7/2017"

[[unverified]]
key = "register.events.deadline"
fact = "Batas tanggal 10."
note = "Tanyakan."
""",
    "policies.toml": """
[[scale]]
code = "dua"
name = "Dua kategori"
legal_basis = "Uji"

[[scale.category]]
code = "low"
label = "Rendah"
up_to = "90"
meaning = "Belum tercapai."
tone = "bad"
icon = "cross"

[[scale.category]]
code = "high"
label = "Tinggi"
above = "90"
meaning = "Hampir atau sudah tercapai."
tone = "good"
icon = "check"

[[policy]]
code = "baku"
name = "Baku"
legal_basis = "Uji"
valid_from = 2024-01-01
scale = "dua"
lower_formula = "twice_target"
inverse_ceiling = "200"
cap = "120"
floor = "0"
zero_target = "not_assessable"
zero_denominator = "not_applicable"
self_reference = "exclude"
averaging = "indicators"
places = 2
""",
    "indicators.toml": """
[[objective]]
code = "1"
name = "Sasaran satu"

[[objective.indicator]]
code = "1.1"
name = "Jumlah kegiatan {office.body}"
unit = "keg"
polarity = "higher"
decimals = 0
aggregation = "sum"
definition = "Kegiatan yang terlaksana."
source = "Uji"
measure.count = { register = "events", where = { done = true } }

[[objective.indicator]]
code = "1.2"
name = "Persentase kegiatan terlaksana"
unit = "%"
polarity = "higher"
decimals = 2
aggregation = "pooled"
definition = "Terlaksana dibagi semua."
source = "Uji"
measure.ratio.numerator = { count = { register = "events", where = { done = true, kind = "talk" } } }
measure.ratio.denominator = { count = { register = "events", where = { kind = ["talk", "film"] } } }

[[objective]]
code = "2"
name = "Sasaran dua"

[[objective.indicator]]
code = "2"
name = "Jumlah peserta"
unit = "orang"
polarity = "higher"
decimals = 0
aggregation = "sum"
definition = "Peserta menurut daftar hadir."
source = "Uji"
measure.sum = { register = "events", field = "people", where = { date = { min = "2024-02-14" } } }
""",
    "calendar.toml": """
[[holiday]]
date = 2024-01-01
name = "Tahun Baru"
kind = "holiday"
basis = "SKB"

[[holiday]]
date = 2024-02-09
name = "Cuti bersama"
kind = "joint_leave"
basis = "SKB"
""",
    "registers/events.toml": """
code = "events"
name = "Kegiatan"
purpose = "Mencatat kegiatan."
group = "Uji"
unit = "keg"
title_field = "title"
date_field = "date"
same_event = ["date", "title"]
counts_when = ["title"]

[[field]]
code = "title"
label = "Nama"
type = "text"
required = true

[[field]]
code = "date"
label = "Tanggal"
type = "date"

[[field]]
code = "done"
label = "Terlaksana"
type = "boolean"

[[field]]
code = "people"
label = "Peserta"
type = "integer"
help = "Menurut daftar hadir."

[[field]]
code = "kind"
label = "Jenis"
type = "choice"
choices = { talk = "Ceramah", film = "Film" }

[deadline]
period = "month"
months_after = 1
day = 10
if_holiday = "previous"
basis = "Uji"
verified = false
""",
    "duties.toml": """
[[group]]
code = "pemilu"
title = "Pemilu"
legal_basis = "UU 7/2017"
columns = ["Tugas"]

[[group.item]]
column = 0
number = 1
text = "melaksanakan tahapan"
""",
}


def build(root: Path, files: dict[str, str], name: str = "uji") -> None:
    for path, text in files.items():
        file = root / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def refusal(root: Path, file: str, right: str, wrong: str) -> str:
    """What the loader says when the one line ``right`` of ``file`` is written ``wrong``."""
    assert RIGHT[file].count(right) == 1, "the planted error must be one"
    build(root, {**RIGHT, file: RIGHT[file].replace(right, wrong)})
    with pytest.raises(PackError) as refused:
        load_pack("uji", root=root)
    return str(refused.value)
