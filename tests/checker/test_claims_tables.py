"""Rows of numbers and measured rows, whatever the layout."""
# ruff: noqa: E501 - a line of a report stays as it is printed

from akuntabel.checker.claims import gather
from akuntabel.checker.readers import read


def claims(tmp_path, text: str):
    file = tmp_path / "laporan.txt"
    file.write_text(text.removeprefix("\n"), encoding="utf-8")
    return gather(read(file))


def measured(found):
    return [
        (row.name, *(number.text if number else None for number in (row.target, row.actual, row.achievement)))
        for row in found.measures
    ]


def test_a_table_under_two_heads(tmp_path):
    found = claims(
        tmp_path,
        """
INDIKATOR	KINERJA
	TARGET	REALISASI	CAPAIAN	KATEGORI
(1)	(2)	(3)	(4)	(5)
Sasaran 1 : Tertib arsip
Jumlah laporan	12 Laporan	12 Laporan	100%	Berhasil
""",
    )
    [row] = found.table_measures
    assert (row.name, row.target.unit, row.achievement.text, row.category) == (
        "Jumlah laporan",
        "laporan",
        "100%",
        "berhasil",
    )


def test_a_name_that_goes_on_after_the_numbers(tmp_path):
    found = claims(
        tmp_path,
        "INDIKATOR TARGET REALISASI CAPAIAN\nPersentase sengketa 100% 90% 90% Berhasil\nhukum yang dimenangkan\n",
    )
    assert measured(found) == [("Persentase sengketa hukum yang dimenangkan", "100%", "90%", "90%")]
    assert found.table_measures[0].category == "berhasil"


def test_rows_that_run_on(tmp_path):
    found = claims(
        tmp_path,
        "Tabel 5. Capaian Tahun 2017 No Indikator Target Realisasi Capaian 1. Arsip tertata 90% "
        "81% 90% 2. Layanan daring 80% NA NA\n",
    )
    assert measured(found) == [("Arsip tertata", "90%", "81%", "90%"), ("Layanan daring", "80%", None, None)]


def test_a_name_with_a_number_in_it(tmp_path):
    found = claims(
        tmp_path, "INDIKATOR TARGET REALISASI CAPAIAN\nPerkara selesai dalam 5 bulan 100% 90% 90%\n"
    )
    assert measured(found)[0][1:] == ("100%", "90%", "90%")


def test_objectives_in_a_column_of_their_own_or_above(tmp_path):
    found = claims(
        tmp_path,
        """
No	Sasaran	Indikator	Target
1	Tertib arsip	Persentase arsip tertata	90%
		Persentase arsip dipindai	80%

Uraian berikut menjelaskan hasilnya.

**Sasaran 3 :
Layanan baik**

No	Indikator	Target	Realisasi	Capaian
1.	Persentase layanan daring	100%	90%	90%
""",
    )
    assert [(row.name, row.objective) for row in found.table_measures] == [
        ("Persentase arsip tertata", "Tertib arsip"),
        ("Persentase arsip dipindai", "Tertib arsip"),
        ("Persentase layanan daring", "Sasaran 3 : Layanan baik"),
    ]


def test_the_head_after_the_rows(tmp_path):
    found = claims(
        tmp_path,
        "Arsip tertata 90% 81% 90%\nLayanan daring 80% 80% 100%\nIndikator Target Realisasi Capaian\n",
    )
    assert measured(found) == [
        ("Arsip tertata", "90%", "81%", "90%"),
        ("Layanan daring", "80%", "80%", "100%"),
    ]


def test_sub_indicators_on_one_line(tmp_path):
    found = claims(
        tmp_path,
        "INDIKATOR TARGET REALISASI CAPAIAN\nd. Upaya hukum: - Kasasi - PK 50% 50% 53,13% 73,33% 106% 146,66%\n",
    )
    assert measured(found) == [
        ("Upaya hukum Kasasi", "50%", "53,13%", "106%"),
        ("Upaya hukum PK", "50%", "73,33%", "146,66%"),
    ]


def test_a_formula_above_the_head_is_no_column(tmp_path):
    found = claims(
        tmp_path,
        "CAPAIAN = REALISASI x 100% TARGET\nNO INDIKATOR KINERJA TARGET REALISASI *CAPAIAN\n1 "
        "Arsip tertata 90% 81% 90%\n",
    )
    assert measured(found) == [("Arsip tertata", "90%", "81%", "90%")]


def test_a_chart_is_no_table_of_targets(tmp_path):
    found = claims(
        tmp_path,
        "Capaian Target 1 Jumlah revisi yang dilakukan\n62,50% 100% ditetapkan\n2 Jumlah "
        "anggota\n100,00% 100% terpilih\n",
    )
    assert measured(found) == []


def test_numbers_in_a_sentence(tmp_path):
    found = claims(
        tmp_path, "Laporan yang selesai adalah 12 laporan terhadap target 15 laporan, dengan capaian 80%.\n"
    )
    assert [row[1:] for row in measured(found)] == [("15", "12", "80%")]


def test_scales_in_every_notation(tmp_path):
    texts = [
        "No	Rentang	Kategori\n1	> 100	Sangat Berhasil\n2	91 - 100	Berhasil\n3	0 - 90	Kurang Berhasil\n",
        "Skala: 85 - 100 : Sangat Berhasil 70 - <85 : Berhasil < 70 : Tidak Berhasil\n",
        "No	Interval	Kriteria\n1	91% ≤ 100%	Sangat Tinggi\n2	76% ≤ 90%	Tinggi\n3	≤ 75%	Sedang\n",
        "No	Interval	Kriteria\n1	di atas 90 sampai 100	Baik\n2	di atas 70 sampai 90	Cukup\n3	0 sampai 70	Kurang\n",
    ]
    borders = [
        [(step.low, step.high, step.low_in, step.high_in) for step in claims(tmp_path, text).scales[0].steps]
        for text in texts
    ]
    assert borders == [
        [(0, 90, True, True), (91, 100, True, True), (100, None, False, True)],
        [(None, 70, True, False), (70, 85, True, False), (85, 100, True, True)],
        [(None, 75, True, True), (76, 90, True, True), (91, 100, True, True)],
        [(0, 70, True, True), (70, 90, False, True), (90, 100, False, True)],
    ]


def test_events_with_their_places(tmp_path):
    found = claims(
        tmp_path,
        """
Kegiatan sosialisasi sebagai berikut;

1. Sosialisasi di SMA Negeri 1 Kuaro pada 12 Agustus 2024;
2. Sosialisasi pada upacara/apel di SMK PGRI Muara Komam pada 19 Agustus 2024;
3. Pembagian brosur pada 4 Oktober 2024;
""",
    )
    [events] = found.events
    assert [(event.mark, event.venue, event.date.isoformat()) for event in events.events] == [
        ("1", "SMA Negeri 1 Kuaro", "2024-08-12"),
        ("2", "SMK PGRI Muara Komam", "2024-08-19"),
        ("3", "", "2024-10-04"),
    ]
