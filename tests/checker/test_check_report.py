"""The whole check: order, sameness, a clean report, a report with one figure altered."""

import pytest

from akuntabel.checker.blocks import Place
from akuntabel.checker.check import check, check_source
from akuntabel.checker.findings import Finding, Kind, Lines, Severity, Words
from akuntabel.checker.readers import CannotRead, read
from akuntabel.core.indonesian.numbers import format_percent

ROWS = [(f"Persentase layanan bagian {name} yang selesai", target, actual) for name, target, actual in [
    ("umum", 90, 81), ("hukum", 80, 84), ("data", 75, 60), ("keuangan", 100, 100), ("teknis", 95, 93),
]]  # fmt: skip


def text(rows=ROWS, *, alter: dict[int, str] | None = None, average: str = "") -> str:
    """A small consistent report; ``alter`` prints another achievement in a row."""
    from decimal import Decimal

    values = [Decimal(actual) / target * 100 for _, target, actual in rows]
    mean = format_percent(sum(values) / len(values), trim=False)
    lines = [f"Rata-rata capaian kinerja atas {len(rows)} indikator adalah sebesar {average or mean}.", ""]
    lines += ["Indikator\tTarget\tRealisasi\tCapaian"]
    for number, ((name, target, actual), value) in enumerate(zip(rows, values, strict=True)):
        printed = (alter or {}).get(number, format_percent(value, trim=False))
        lines.append(f"{name}\t{target}%\t{actual}%\t{printed}")
    return "\n".join(lines) + "\n"


def findings(tmp_path, content):
    file = tmp_path / "laporan.txt"
    file.write_text(content, encoding="utf-8")
    return [f for f in check(file).findings if f.severity is not Severity.NOTE]


def test_a_consistent_report_has_no_finding(tmp_path):
    assert findings(tmp_path, text()) == []


@pytest.mark.parametrize("row", range(len(ROWS)))
def test_one_altered_achievement_is_exactly_one_finding(tmp_path, row):
    found = findings(tmp_path, text(alter={row: "77,77%"}))
    assert [(f.place.line, f.rule, f.stated, f.severity) for f in found] == [
        (row + 4, "row-achievement", "77,77%", Severity.ERROR)
    ]


def test_an_altered_average_is_exactly_one_finding(tmp_path):
    found = findings(tmp_path, text(average="99,99%"))
    assert [(f.place.line, f.rule, f.stated) for f in found] == [(1, "stated-averages", "99,99%")]


def test_findings_are_in_the_order_of_lines_and_always_the_same(tmp_path):
    file = tmp_path / "laporan.txt"
    file.write_text(text(alter={4: "1,11%", 1: "2,22%"}, average="9,99%"), encoding="utf-8")
    source = read(file)
    first, second = check_source(source), check_source(source)
    assert first == second
    assert [f.place.line for f in first] == sorted(f.place.line for f in first)
    assert all(f.rule for f in first)


def test_a_report_keeps_its_path_as_given(tmp_path):
    file = tmp_path / "laporan.txt"
    file.write_text(text(alter={0: "1,11%"}), encoding="utf-8")
    report = check(str(file))
    assert report.file == str(file)
    assert report.has_errors


def test_what_cannot_be_read_says_so(tmp_path):
    with pytest.raises(CannotRead):
        check(tmp_path / "tidak-ada.txt")


@pytest.mark.parametrize(
    "content",
    [
        "1.2.3,4,5 dari 0,0 menjadi 000 terdiri dari 99999999999999999999999999999999 orang",
        "Indikator\tTarget\tRealisasi\tCapaian\nA B C\t0\t0\t0\nD E F\t-\tNA\t\n",
        "sebesar Rp sebesar % ( ) - - - 31 Februari 2024 ² ① ٣",
        "Tabel 1 Tabel 1 Tabel 1. 1. 2. 3. a. b. c. yaitu: terdiri atas: 1) 2) 3)",
    ],
)
def test_nonsense_is_read_without_a_crash(tmp_path, content):
    lines = len(content.splitlines())
    for found in findings(tmp_path, content):
        assert 1 <= found.place.line <= max(lines, 1)
        assert "{" not in found.sentence()


@pytest.mark.parametrize(
    ("lines", "more", "expected"),
    [
        ((40,), False, "line 40"),
        ((40, 450, 511), False, "lines 40, 450 and 511"),
        ((1, 2, 3, 4, 5), True, "lines 1, 2, 3, 4, 5, …"),
        ((), False, ""),
    ],
)
def test_lines_are_said_in_the_language_of_the_reader(lines, more, expected):
    english = {
        "baris {line}": "line {line}",
        "baris {lines} dan {last}": "lines {lines} and {last}",
        "baris {lines}, …": "lines {lines}, …",
    }
    assert Lines(lines, more).say(english.__getitem__) == expected
    assert str(Lines((40, 511))) == "baris 40 dan 511"


def test_words_inside_a_sentence_are_translated_with_it():
    english = {
        "hari {day}": "on {day}",
        "Sabtu": "Saturday",
        "{stated} jatuh pada {expected}.": "{stated} is {expected}.",
    }
    words = Words("hari {day}", {"day": Words("Sabtu")})
    found = Finding(
        Kind.DATE, Severity.WARNING, Place(1), "", "7 September", str(words),
        "{stated} jatuh pada {expected}.", {"stated": "7 September", "expected": words},
    )  # fmt: skip
    assert found.sentence() == "7 September jatuh pada hari Sabtu."
    assert found.sentence(english.__getitem__) == "7 September is on Saturday."
    assert (found.wanted(), found.wanted(english.__getitem__)) == ("hari Sabtu", "on Saturday")
