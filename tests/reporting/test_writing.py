"""Writing the report: outline, the seven analyses, numbers typed by hand, keeping a text, comparisons."""

import string

import pytest
from django.contrib.auth import get_user_model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akuntabel.core.errors import CannotDo
from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Membership, Role
from akuntabel.reporting.book import open_book
from akuntabel.reporting.models import Narrative
from akuntabel.reporting.writing import (
    PartState,
    TextChanged,
    missing_analyses,
    outline_of,
    problems_of,
    text_problems,
    unavailable_reason,
    write_narrative,
)
from akuntabel.reporting.writing.numerals import typed_numerals


@pytest.fixture
def book(paser):
    return open_book(paser, 2024)


@pytest.fixture
def operator(paser):
    return _member(paser, "operator", Role.OPERATOR)


def _member(office, username, role):
    person = get_user_model().objects.create_user(username=username, first_name=f"Contoh {username}")
    Membership.objects.create(person=person, office=office, role=role)
    return person


def write(office, by, text, *, section="objective.17", kind="causes", touched=0):
    return write_narrative(
        office=office, year=2024, section=section, kind=kind, text=text, touched=touched, by=by
    )


# ---------------------------------------------------------------- outline


def test_the_outline_has_every_narrative_and_seven_analyses_an_objective(paser):
    parts = outline_of(paser, 2024)
    plain = [part.key for part in parts if not part.objective]
    assert plain == [
        "preface", "summary", "background", "duties", "structure", "systematics", "renstra", "agreement", "rka",
        "rkt", "measurement", "budget", "closing", "closing_end",
    ]  # fmt: skip
    assert len([part for part in parts if part.objective]) == 19 * 7
    assert {part.state for part in parts if not part.objective} == {PartState.WRITTEN}
    [background] = [part for part in parts if part.key == "background"]
    assert (background.title, background.chapter) == ("A. LATAR BELAKANG", "BAB I PENDAHULUAN")
    assert background.text.startswith("Pasal 22E")


def test_titles_of_texts_without_a_heading(paser):
    titles = {part.key: part.title for part in outline_of(paser, 2024)}
    assert titles["preface"] == "KATA PENGANTAR"
    assert titles["rkt"] == "C. RENCANA KERJA DAN ANGGARAN TAHUN 2024 (lanjutan)"
    assert (titles["closing"], titles["closing_end"]) == ("BAB IV PENUTUP", "BAB IV PENUTUP (lanjutan)")


def test_an_emptied_text_is_missing(paser):
    Narrative.objects.filter(office=paser, section="background").update(text="")
    [part] = [part for part in outline_of(paser, 2024) if part.key == "background"]
    assert (part.state, part.missing, part.why) == (PartState.MISSING, True, "Belum ditulis.")


# ---------------------------------------------------------------- the seven


def test_what_paser_has_not_written_is_missing_in_one_sentence_each(book):
    missing = missing_analyses(book)
    assert "Sasaran 17: penyebab belum diisi." in [each.sentence for each in missing]
    assert "Sasaran 1: penyebab belum diisi." not in [each.sentence for each in missing]
    assert [each.kind for each in missing if each.objective == "5"] == [
        "comparison_past", "comparison_plan", "comparison_benchmark", "causes", "efficiency",
    ]  # fmt: skip
    assert not [each for each in missing if each.kind == "comparison_year"]


def test_an_analysis_that_there_cannot_be_is_not_missing_and_printed_with_its_reason(paser, operator):
    from akuntabel.documents.tree import blocks_of, inlines_of
    from akuntabel.reporting.report import assemble

    text = "Tidak tersedia: belum ada standar nasional."
    write(paser, operator, text, kind="comparison_benchmark")
    book = open_book(paser, 2024)
    assert "comparison_benchmark" not in [m.kind for m in missing_analyses(book) if m.objective == "17"]
    [part] = [p for p in outline_of(paser, 2024) if p.objective == "17" and p.state is PartState.UNAVAILABLE]
    assert part.why == "belum ada standar nasional."
    printed = ["".join(getattr(i, "text", "") for i in inlines_of(b)) for b in blocks_of(assemble(book))]
    assert f"4) Perbandingan dengan standar nasional. {text}" in printed


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Tidak tersedia: belum ada standar.", "belum ada standar."),
        ("**Tidak tersedia** – rencana tidak memuatnya", "rencana tidak memuatnya"),
        ("tidak tersedia:", ""),
        ("Tidak tersedianya anggaran menjadi penyebab.", None),
        ("Data tidak tersedia: a", None),
        ("", None),
    ],
)
def test_what_says_that_there_is_none(text, reason):
    assert unavailable_reason(text) == reason


def test_an_unavailable_analysis_needs_its_reason(paser, operator):
    with pytest.raises(CannotDo, match="Tulis alasannya"):
        write(paser, operator, "Tidak tersedia:")
    assert not Narrative.objects.filter(section="objective.17", kind="causes").exists()


# ---------------------------------------------------------------- keeping a text


def test_a_text_is_kept_with_who_and_when_and_logged_with_before_and_after(paser, operator):
    first = write(paser, operator, "Peserta bertambah.\r\n")
    again = write(paser, operator, "Peserta jauh bertambah.", touched=first.touched)
    assert (again.text, again.touched, again.changed_by) == ("Peserta jauh bertambah.", 2, operator)
    entry = LogEntry.objects.filter(deed="narrative.write").order_by("-sequence").first()
    assert entry.target_name == "Sasaran 17: penyebab"
    assert entry.changes == {"text": ["Peserta bertambah.", "Peserta jauh bertambah."]}


def test_who_comes_second_is_told_and_nothing_is_overwritten(paser, operator):
    other = _member(paser, "kedua", Role.HEAD)
    write(paser, operator, "Dari yang pertama.")
    with pytest.raises(TextChanged, match="Contoh operator mengubah naskah ini") as told:
        write(paser, other, "Dari yang kedua.")
    assert told.value.current.text == "Dari yang pertama."
    assert Narrative.objects.get(section="objective.17", kind="causes").text == "Dari yang pertama."


def test_emptying_and_writing_anew_is_a_change_that_others_are_told_of(paser, operator):
    write(paser, operator, "Satu.")
    write(paser, operator, "  \n", touched=1)
    assert "causes" in [m.kind for m in missing_analyses(open_book(paser, 2024)) if m.objective == "17"]
    write(paser, operator, "Dua.", touched=2)
    with pytest.raises(TextChanged):
        write(paser, operator, "Tiga.", touched=1)


def test_the_same_text_again_is_no_change(paser, operator):
    write(paser, operator, "Satu.")
    assert write(paser, operator, "Satu.\n", touched=1).touched == 1
    assert LogEntry.objects.filter(deed="narrative.write").count() == 1


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        ("nothing", "text"), ("background", "causes"), ("objective.99", "causes"), ("objective.17", "poem"),
        ("objective.17", "text"), ("17", "causes"),
    ],
)  # fmt: skip
def test_a_text_that_the_report_does_not_have_is_refused(paser, operator, section, kind):
    with pytest.raises(CannotDo, match="Pilih bagian dari kerangka"):
        write(paser, operator, "Isi.", section=section, kind=kind)


def test_who_may_not_write_the_report_is_refused(paser):
    with pytest.raises(Refused):
        write(paser, _member(paser, "pembaca", Role.READER), "Isi.")


def test_an_unknown_figure_is_kept_and_shown(paser, operator):
    write(paser, operator, "Ada {indicator.17.2.actul} kegiatan.")
    [problem] = [p for p in text_problems(open_book(paser, 2024)) if p.section == "objective.17"]
    assert (problem.severity, problem.kind, problem.stated) == ("error", "causes", "{indicator.17.2.actul}")
    assert problem.sentence.endswith("Maksudnya {indicator.17.2.actual}?")


# ---------------------------------------------------------------- numerals


def test_paser_has_no_problem_in_its_texts(book):
    assert text_problems(book) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sebanyak 28 kegiatan dan 12,5% anggaran, yaitu Rp1.000.000.", ["28", "12,5%", "Rp1.000.000"]),
        ("1. Peraturan Presiden Nomor 29 Tahun 2014;\n2. Pasal 22E ayat (5)", []),
        ("PermenPANRB 53/2014 dan Keputusan Nomor 5/PR.03-1-Kpts/03/KPU/II/2018", []),
        ("Pada 12 Februari 2024, masa jabatan 2024–2029, revisi ke-11, Triwulan 2, Sasaran 17.", []),
        ("Rapat pukul 10.00 WITA di SMAN 1.", []),
        ("Ada {count.objectives|words} sasaran dan **7** lainnya.", ["7"]),
        ("- 15 orang hadir", ["15"]),
    ],
)
def test_which_numbers_are_typed_values(text, found):
    assert [numeral.text for numeral in typed_numerals(text)] == found


# indicator 17.2 (pemula): target 2 keg, actual 28 keg, achievement 1.400%
@pytest.mark.parametrize(
    ("text", "severity", "stated"),
    [
        ("Realisasi pendidikan pemilih pemula adalah 27 kegiatan.", "error", "27"),
        ("Realisasinya 28 keg.", "note", "“28”"),
        ("Dengan capaian 1.300%.", "error", "1.300%"),
        ("Dengan capaian 1.400%.", "note", "“1.400%”"),
        ("Target sebanyak 3 kegiatan.", "error", "3"),
        ("Target pada 2023 adalah 3 kegiatan.", "note", "“3”"),
        ("Tahun lalu realisasinya 27 kegiatan.", "note", "“27”"),
        ("Capaian naik 12% karena peserta bertambah.", "note", "“12%”"),
        ("Hadir 250 peserta.", "note", "“250”"),
        ("Realisasi {indicator.17.2.actual} dihadiri 250 kegiatan mahasiswa.", "note", "“250”"),
    ],
)
def test_a_typed_number_is_shown_and_an_error_only_where_it_contradicts(book, text, severity, stated):
    [problem] = problems_of(book, "objective.17", "causes", text)
    assert (problem.severity, problem.stated) == (severity, stated), problem.sentence


def test_a_contradiction_says_what_the_data_says(book):
    [problem] = problems_of(book, "objective.1", "causes", "Realisasi 12 kali revisi.")
    assert problem.sentence == (
        "“12” diketik tangan, padahal datanya 11 kali. Sisipkan angkanya dari daftar angka."
    )


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Rata-rata capaian adalah 169,04%.", "error"),
        ("Rata-rata capaian adalah 166,31%.", "note"),
        ("Dari pagu sebesar Rp9.999.999.999 terealisasi {budget.realised}.", "error"),
        ("Penyerapan anggaran mencapai 12,5%.", "error"),
    ],
)
def test_numbers_of_the_whole_office(book, text, severity):
    [problem] = problems_of(book, "summary", "text", text)
    assert problem.severity == severity


# 17.1 (umum): 1 of 2 keg, 50%; 16: 7 of 2 keg, 350%; realised Rp45.802.798.192 of Rp46.073.490.000
@pytest.mark.parametrize("section", ["objective.17", "objective.3", "summary"])
@pytest.mark.parametrize(
    ("text", "severity", "stated"),
    [
        ("Capaian indikator 17.1 adalah 75%.", "error", "75%"),
        ("Capaian indikator 17.1 adalah 50%.", "note", "“50%”"),
        ("Capaian 17.1 adalah 75%.", "error", "75%"),
        ("Capaian indikator 16 adalah 75%.", "error", "75%"),
        ("Capaian indikator kinerja 16 adalah 350%.", "note", "“350%”"),
        ("Realisasi indikator 17.1 mencapai 75%.", "error", "75%"),
        ("Realisasi indikator 17.1 sebanyak 3 kegiatan.", "error", "3"),
        ("Target IKU 17.1 adalah 4 kegiatan.", "error", "4"),
        ("Target IKU 17.1 adalah 2 kegiatan.", "note", "“2”"),
        ("Capaian 50% (indikator 17.1) dan capaian 1.400% (indikator 17.2).", "note", "“50%”, “1.400%”"),
        ("Capaian indikator 17.1 tahun 2023 adalah 75%.", "note", "“75%”"),
        ("Capaian indikator 17.1 naik 75%.", "note", "“75%”"),
        ("Indikator 17.1 masuk capaian seluruh sasaran sebesar 75%.", "note", "“75%”"),
        ("Capaian indikator 17.1 didukung 250 peserta.", "note", "“250”"),
        ("Realisasi anggaran Rp40.000.000.000.", "error", "Rp40.000.000.000"),
        ("Dari pagu Rp47.000.000.000.", "error", "Rp47.000.000.000"),
        ("Realisasi anggaran Rp45.802.798.192.", "note", "“Rp45.802.798.192”"),
    ],
)
def test_a_number_said_of_an_indicator_by_its_code_or_of_the_year(book, section, text, severity, stated):
    [problem] = problems_of(book, section, "text" if section == "summary" else "causes", text)
    assert (problem.severity, problem.stated) == (severity, stated), problem.sentence


@pytest.mark.parametrize(
    "text",
    [
        "Realisasi anggaran sebesar Rp120.000.000.",
        "Pagu anggaran kegiatan ini Rp40.000.000.000.",
        "Realisasi anggaran untuk logistik Rp40.000.000.000.",
    ],
)
def test_the_money_of_a_part_is_no_contradiction_in_an_objective(book, text):
    [problem] = problems_of(book, "objective.17", "efficiency", text)
    assert problem.severity == "note"


def test_a_code_is_no_number_typed_by_hand(book):
    assert problems_of(book, "objective.17", "causes", "Indikator 17.1 dan 17.2 didukung relawan.") == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_the_data_says_is_never_a_contradiction(book, data):
    item = data.draw(
        st.sampled_from([each for each in book.measured.indicators if each.achievement is not None])
    )
    part, word = data.draw(
        st.sampled_from([("achievement", "Capaian"), ("target", "Target"), ("actual", "Realisasi")])
    )
    section = data.draw(st.sampled_from(["summary", f"objective.{item.objective.code}", "objective.17"]))
    text = f"{word} indikator {item.code} adalah {book[f'indicator.{item.code}.{part}'].text}."
    kind = "text" if section == "summary" else "causes"
    assert [each for each in problems_of(book, section, kind, text) if each.severity == "error"] == []


def test_a_comparison_with_other_years_is_never_an_error(book):
    [problem] = problems_of(book, "objective.17", "comparison_past", "Realisasi 27 kegiatan.")
    assert problem.severity == "note"


def test_braces_that_cite_nothing_are_told(book):
    [problem] = problems_of(book, "summary", "text", "Ada {count objectives} sasaran.")
    assert (problem.severity, problem.stated) == ("warning", "{count objectives}")


WORDS = st.text(string.ascii_letters + " .,;:!?()“”*_-\n", max_size=30)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_text_that_only_cites_has_no_problem(book, data):
    keys = st.sampled_from([*book, *book.terms])
    cite = st.builds(lambda key, spelt: f" {{{key}{'|words' if spelt else ''}}} ", keys, st.booleans())
    text = "".join(data.draw(st.lists(st.one_of(WORDS, cite), max_size=12)))
    assert problems_of(book, "objective.17", "causes", text) == []


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(2, 1_899), words=WORDS.filter(lambda text: "\n" not in text))
def test_every_typed_value_is_shown(book, number, words):
    text = f"{words} sebanyak {number} peserta"
    [problem] = problems_of(book, "objective.17", "programmes", text)
    assert f"“{number}”" in problem.stated
