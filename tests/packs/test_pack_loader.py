"""A wrong pack is refused with file, key and reason: one planted error for each rule.

Each case takes the small right pack of ``sample_pack`` and changes one line of it.
"""

from __future__ import annotations

import re

import pytest
from sample_pack import RIGHT, build, refusal

from akuntabel.core.errors import AkuntabelError
from akuntabel.core.measure import Count, Selection
from akuntabel.packs.loader import PackError, available_packs, load_pack


def test_the_right_pack_loads(tmp_path):
    build(tmp_path, RIGHT)

    pack = load_pack("uji", root=tmp_path)

    assert [item.code for item in pack.indicators] == ["1.1", "1.2", "2"]
    assert pack.indicator("1.1").measure == Count(Selection("events", {"done": True}))
    assert pack.indicator("1.1").measure_data == {"count": {"register": "events", "where": {"done": True}}}
    assert pack.policies["baku"].cap == 120
    assert pack.registers["events"].field("kind").choices == {"talk": "Ceramah", "film": "Film"}
    assert pack.duties["group"][0]["columns"] == ("Tugas",)
    assert (pack.organisation, pack.outline) == ({}, {})


SYNTAX = [
    pytest.param(
        "indicators.toml",
        'unit = "keg"',
        "unit = keg",
        "indicators.toml: penulisan TOML salah di baris 9, kolom 8",
        id="toml",
    ),
    pytest.param(
        "calendar.toml",
        'basis = "SKB"\n\n[[holiday]]\ndate = 2024-02-09',
        'basis = "SKB"\n\n[[holiday',
        "calendar.toml: penulisan TOML salah di baris 8, kolom 10",
        id="toml at the end of a line",
    ),
]

KEYS = [
    pytest.param(
        "indicators.toml",
        'polarity = "higher"\ndecimals = 2',
        'polarty = "higher"\ndecimals = 2',
        'indicators.toml: objective[0].indicator[1].polarty: kunci tidak dikenal; mungkin maksudnya "polarity"',
        id="a key misspelt",
    ),
    pytest.param(
        "policies.toml",
        'code = "dua"',
        'code = "dua"\nwarna = "biru"',
        "policies.toml: scale[0].warna: kunci tidak dikenal; yang dikenal: category, code, legal_basis, name",
        id="a key too many",
    ),
    pytest.param(
        "calendar.toml",
        "[[holiday]]\ndate = 2024-01-01",
        "tahun = 2024\n[[holiday]]\ndate = 2024-01-01",
        "calendar.toml: tahun: kunci tidak dikenal; yang dikenal: holiday",
        id="a key too many at the top",
    ),
    pytest.param(
        "registers/events.toml",
        'help = "Menurut daftar hadir."',
        'hepl = "Menurut daftar hadir."',
        'registers/events.toml: field[3].hepl: kunci tidak dikenal; mungkin maksudnya "help"',
        id="an optional key misspelt",
    ),
    pytest.param(
        "registers/events.toml",
        "[deadline]",
        "[dedline]",
        'registers/events.toml: dedline: kunci tidak dikenal; mungkin maksudnya "deadline"',
        id="an optional table misspelt",
    ),
    pytest.param(
        "indicators.toml",
        'name = "Jumlah peserta"\n',
        "",
        "indicators.toml: objective[1].indicator[0].name: belum diisi",
        id="a key missing",
    ),
    pytest.param(
        "pack.toml", 'version = "1"', 'version = " "', "pack.toml: version: belum diisi", id="an empty text"
    ),
    pytest.param(
        "registers/events.toml",
        'counts_when = ["title"]\n',
        "",
        "registers/events.toml: counts_when: belum diisi",
        id="a list missing",
    ),
    pytest.param(
        "duties.toml",
        'text = "melaksanakan tahapan"',
        "",
        "duties.toml: group[0].item[0].text: belum diisi",
        id="a duty without text",
    ),
    pytest.param(
        "duties.toml",
        'columns = ["Tugas"]',
        "columns = []",
        "duties.toml: group[0].columns: belum diisi",
        id="an empty list of columns",
    ),
]

TYPES = [
    pytest.param(
        "indicators.toml",
        "decimals = 2",
        'decimals = "2"',
        'indicators.toml: objective[0].indicator[1].decimals: "2" bukan bilangan bulat',
        id="text for a whole number",
    ),
    pytest.param(
        "policies.toml",
        'floor = "0"',
        "floor = 0.5",
        'policies.toml: policy[0].floor: 0.5 bukan bilangan dalam tanda kutip seperti "97.5"',
        id="a binary fraction",
    ),
    pytest.param(
        "policies.toml",
        'cap = "120"',
        'cap = "banyak"',
        'policies.toml: policy[0].cap: "banyak" bukan bilangan dalam tanda kutip seperti "97.5"',
        id="a word for a number",
    ),
    pytest.param(
        "pack.toml",
        "valid_from = 2024-01-01",
        'valid_from = "2024-01-01"',
        'pack.toml: valid_from: "2024-01-01" bukan tanggal seperti 2024-12-31',
        id="text for a date",
    ),
    pytest.param(
        "pack.toml",
        "valid_from = 2024-01-01",
        "valid_from = 2024-01-01T08:00:00",
        "pack.toml: valid_from: 2024-01-01 08:00:00 bukan tanggal seperti 2024-12-31",
        id="a moment for a date",
    ),
    pytest.param(
        "registers/events.toml",
        "required = true",
        'required = "ya"',
        'registers/events.toml: field[0].required: "ya" bukan true atau false',
        id="text for true or false",
    ),
    pytest.param(
        "registers/events.toml",
        "months_after = 1",
        "months_after = true",
        "registers/events.toml: deadline.months_after: true bukan bilangan bulat",
        id="true for a whole number",
    ),
    pytest.param(
        "registers/events.toml",
        'same_event = ["date", "title"]',
        'same_event = ["date", 5]',
        "registers/events.toml: same_event[1]: 5 bukan teks",
        id="a number in a list of texts",
    ),
    pytest.param(
        "duties.toml",
        'columns = ["Tugas"]\n\n[[group.item]]\ncolumn = 0\nnumber = 1\ntext = "melaksanakan tahapan"',
        'columns = ["Tugas"]\nitem = ["melaksanakan tahapan"]',
        'duties.toml: group[0].item[0]: "melaksanakan tahapan" bukan tabel',
        id="a text for a table",
    ),
]

WORDS = [
    pytest.param(
        "indicators.toml",
        'polarity = "higher"\ndecimals = 2',
        'polarity = "hiher"\ndecimals = 2',
        'indicators.toml: objective[0].indicator[1].polarity: "hiher" tidak dikenal;'
        " pilih higher, lower, range, exact, atau milestone",
        id="polarity",
    ),
    pytest.param(
        "indicators.toml",
        'aggregation = "pooled"',
        'aggregation = "mean"',
        'indicators.toml: objective[0].indicator[1].aggregation: "mean" tidak dikenal;'
        " pilih sum, latest, pooled, max, average, atau year",
        id="aggregation",
    ),
    pytest.param(
        "policies.toml",
        'lower_formula = "twice_target"',
        'lower_formula = "double"',
        'policies.toml: policy[0].lower_formula: "double" tidak dikenal; pilih twice_target atau inverse',
        id="formula",
    ),
    pytest.param(
        "policies.toml",
        'tone = "good"',
        'tone = "green"',
        'policies.toml: scale[0].category[1].tone: "green" tidak dikenal;'
        " pilih very-good, good, fair, poor, atau bad",
        id="tone",
    ),
    pytest.param(
        "registers/events.toml",
        'type = "integer"',
        'type = "int"',
        'registers/events.toml: field[3].type: "int" tidak dikenal;'
        " pilih text, integer, number, money, date, boolean, choice, place, atau person",
        id="field type",
    ),
    pytest.param(
        "calendar.toml",
        'kind = "joint_leave"',
        'kind = "cuti"',
        'calendar.toml: holiday[1].kind: "cuti" tidak dikenal; pilih holiday atau joint_leave',
        id="kind of holiday",
    ),
    pytest.param(
        "indicators.toml",
        'name = "Jumlah kegiatan {office.body}"',
        'name = "Jumlah kegiatan {kantor}"',
        "indicators.toml: objective[0].indicator[0].name: {kantor} tidak dikenal;"
        " yang dapat diganti hanya {office.body}",
        id="an unknown blank in a name",
    ),
]

TWICE = [
    pytest.param(
        "indicators.toml",
        'code = "2"\nname = "Sasaran dua"',
        'code = "1"\nname = "Sasaran dua"',
        'indicators.toml: objective[1].code: "1" sudah dipakai',
        id="objective",
    ),
    pytest.param(
        "indicators.toml",
        'code = "2"\nname = "Jumlah peserta"',
        'code = "1.1"\nname = "Jumlah peserta"',
        'indicators.toml: objective[1].indicator[0].code: "1.1" sudah dipakai',
        id="indicator of another objective",
    ),
    pytest.param(
        "policies.toml",
        'code = "high"',
        'code = "low"',
        'policies.toml: scale[0].category[1].code: "low" sudah dipakai',
        id="category",
    ),
    pytest.param(
        "registers/events.toml",
        'code = "people"',
        'code = "done"',
        'registers/events.toml: field[3].code: "done" sudah dipakai',
        id="field",
    ),
    pytest.param(
        "calendar.toml",
        "date = 2024-02-09",
        "date = 2024-01-01",
        'calendar.toml: holiday[1].date: "2024-01-01" sudah dipakai',
        id="holiday",
    ),
    pytest.param(
        "pack.toml",
        "[[unverified]]",
        '[[sources]]\nkey = "uu-7"\ntext = "Sama"\n\n[[unverified]]',
        'pack.toml: sources[1].key: "uu-7" sudah dipakai',
        id="source",
    ),
]


@pytest.mark.parametrize(
    ("file", "right", "wrong", "message"),
    [*SYNTAX, *KEYS, *TYPES, *WORDS, *TWICE],
)
def test_a_planted_error_is_refused_with_its_place(tmp_path, file, right, wrong, message):
    assert refusal(tmp_path, file, right, wrong) == message


def test_a_pack_that_is_not_there(tmp_path):
    build(tmp_path, RIGHT)

    with pytest.raises(PackError, match=re.escape('paket "ujj" tidak ada; mungkin maksudnya "uji"')):
        load_pack("ujj", root=tmp_path)


def test_a_path_is_no_pack(tmp_path):
    build(tmp_path, RIGHT)

    with pytest.raises(PackError, match=re.escape('paket "../uji" tidak ada')):
        load_pack("../uji", root=tmp_path / "uji")


def test_a_folder_with_another_name_than_its_pack(tmp_path):
    build(tmp_path, RIGHT, name="lain")

    with pytest.raises(
        PackError, match=re.escape('pack.toml: code: "uji" tidak sama dengan nama foldernya, "lain"')
    ):
        load_pack("lain", root=tmp_path)


@pytest.mark.parametrize("file", ["policies.toml", "indicators.toml", "calendar.toml"])
def test_a_file_missing(tmp_path, file):
    build(tmp_path, {name: text for name, text in RIGHT.items() if name != file})

    with pytest.raises(PackError) as refused:
        load_pack("uji", root=tmp_path)

    assert str(refused.value) == f"{file}: berkas tidak ada"


def test_a_pack_without_registers(tmp_path):
    build(tmp_path, {name: text for name, text in RIGHT.items() if "/" not in name})

    with pytest.raises(PackError, match=r"^registers: tidak ada register di folder ini$"):
        load_pack("uji", root=tmp_path)


def test_a_file_that_is_not_utf_8(tmp_path):
    build(tmp_path, RIGHT)
    (tmp_path / "uji" / "calendar.toml").write_bytes(b'name = "\xff"')

    with pytest.raises(PackError, match=r"^calendar\.toml: berkas bukan teks UTF-8$"):
        load_pack("uji", root=tmp_path)


def test_a_file_without_its_tables(tmp_path):
    build(tmp_path, {**RIGHT, "calendar.toml": ""})

    with pytest.raises(PackError, match=r"^calendar\.toml: holiday: belum diisi$"):
        load_pack("uji", root=tmp_path)


def test_the_packs_of_a_folder(tmp_path):
    build(tmp_path, RIGHT)
    build(tmp_path, RIGHT, name="dua")
    (tmp_path / "bukan_paket").mkdir()

    assert available_packs(tmp_path) == ("dua", "uji")


def test_a_refusal_is_an_error_of_the_house():
    assert issubclass(PackError, AkuntabelError)
