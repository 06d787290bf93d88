"""Random reports: an invented office's year from the core's values, as a document in the manner of ours.

:func:`years` draws an :class:`OfficeYear`; :func:`document` writes it down; :func:`text_of` prints
the document as plain text. Every printed figure has a key ("measurement.3.actual"), so that a test
can write the same document with one of them altered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from hypothesis import strategies as st

from akuntabel.core.achievement import Target
from akuntabel.core.indonesian import (
    format_date,
    format_day_date,
    format_money,
    format_number,
    format_percent,
    format_quantity,
    terbilang,
)
from akuntabel.core.measure import Manual
from akuntabel.core.measurement import IndicatorSpec, Measurement, measure
from akuntabel.core.measurement import Row as MeasuredRow
from akuntabel.core.policy import Category, LowerFormula, Polarity, Policy, Scale, ZeroTarget
from akuntabel.core.value import State, Value, not_applicable, reported
from akuntabel.documents.anchors import listed, numbered, outline
from akuntabel.documents.grid import placed
from akuntabel.documents.plain import words_of
from akuntabel.documents.tree import (
    Align,
    Block,
    Cell,
    Chart,
    Cite,
    Column,
    Contents,
    ContentsKind,
    Cover,
    Document,
    Heading,
    Inline,
    ItemList,
    ListItem,
    Numbering,
    Paragraph,
    Row,
    RowKind,
    Section,
    Signatory,
    Signature,
    Table,
    Text,
    words,
)

HUNDRED = Decimal(100)

SCALE = Scale(
    "kpu",
    "Skala kategori penilaian",
    "",
    (
        Category("bad", "Tidak Berhasil", None, Decimal(50), "Kegiatan sangat tidak sesuai.", "bad", ""),
        Category("poor", "Kurang Berhasil", Decimal(50), Decimal(70), "Kegiatan belum sesuai.", "poor", ""),
        Category("fair", "Cukup Berhasil", Decimal(70), Decimal(90), "Kegiatan agak sesuai.", "fair", ""),
        Category("good", "Berhasil", Decimal(90), HUNDRED, "Kegiatan sangat dekat.", "good", ""),
        Category("best", "Sangat Berhasil", HUNDRED, None, "Kegiatan melampaui.", "very-good", ""),
    ),
)

OFFICES = (
    ("Sekretariat KPU Kabupaten Telaga Biru", "Telaga Biru"),
    ("Sekretariat KPU Kota Muara Jingga", "Muara Jingga"),
    ("Dinas Arsip Kabupaten Bukit Damar", "Bukit Damar"),
)
OBJECTIVES = (
    "Terwujudnya data pemilih yang mutakhir",
    "Meningkatnya partisipasi masyarakat",
    "Terlaksananya pengelolaan logistik",
    "Terwujudnya tata kelola keuangan yang akuntabel",
    "Meningkatnya kualitas pelayanan informasi publik",
    "Terselenggaranya pengawasan internal",
    "Tersedianya sarana dan prasarana kantor",
    "Terfasilitasinya penyusunan produk hukum",
    "Meningkatnya kompetensi aparatur",
    "Terbangunnya kerja sama antarlembaga",
)
# Topics are far enough apart that no two names are slips of each other.
TOPICS = (
    "pemutakhiran daftar pemilih", "verifikasi partai politik", "distribusi surat suara", "bimbingan teknis saksi",
    "rekonsiliasi barang milik negara", "siaran pers bulanan", "pameran arsip", "audit sistem pengendalian",
    "perawatan gedung", "harmonisasi rancangan keputusan", "lokakarya jurnalistik", "magang mahasiswa",
    "kunjungan perpustakaan", "digitalisasi naskah lama", "pemeliharaan kendaraan dinas", "penyuluhan desa terpencil",
    "simulasi pemungutan suara", "pengarsipan surat masuk", "kajian kebijakan daerah", "penataan ruang layanan",
    "konsultasi hukum warga", "lomba karya tulis", "pemantauan media sosial", "pengadaan alat tulis",
)  # fmt: skip
LESS_TOPICS = (
    "pengaduan layanan loket", "temuan pemeriksa eksternal", "keterlambatan pengiriman barang",
    "kecelakaan kerja petugas", "kerusakan perangkat jaringan", "pelanggaran disiplin aparatur",
)  # fmt: skip
UNITS = {
    "%": "Persentase {topic} yang memenuhi standar",
    "laporan": "Jumlah laporan {topic} yang disusun",
    "kegiatan": "Jumlah kegiatan {topic} yang dilaksanakan",
    "orang": "Jumlah peserta {topic} yang hadir",
    "kali": "Frekuensi {topic} dalam setahun",
}
LESS_UNITS = {"%": "Persentase {topic}", "kali": "Jumlah {topic}"}
PROGRAMMES = (
    "Program Dukungan Manajemen",
    "Program Penyelenggaraan Pemilu",
    "Program Pembangunan Sarana",
    "Program Pendidikan Politik",
)
VENUES = (
    "SMA Negeri 2",
    "Balai Desa Sukamaju",
    "Kampus Universitas Damar",
    "Aula Kecamatan Hulu",
    "Pasar Raya",
    "Radio Telaga FM",
)
AUDIENCES = ("pelajar", "warga desa", "mahasiswa", "tokoh masyarakat", "pedagang", "pendengar radio")
CAUSES = (
    "Capaian ini didukung oleh koordinasi yang baik dengan pemangku kepentingan.",
    "Kendala yang dihadapi adalah keterbatasan sumber daya manusia; langkah perbaikannya adalah pelatihan.",
    "Pelaksanaan kegiatan disebabkan oleh kebutuhan masyarakat dan akan ditingkatkan.",
)


@dataclass(frozen=True)
class Indicator:
    """An indicator with its target and what was reached."""

    code: str
    name: str
    unit: str
    polarity: Polarity
    target: Target
    actual: Value


@dataclass(frozen=True)
class Objective:
    """An objective and its indicators."""

    code: str
    name: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class BudgetLine:
    """What a programme had and spent, in rupiah."""

    programme: str
    ceiling: int
    spent: int


@dataclass(frozen=True)
class Event:
    """Something that took place."""

    audience: str
    venue: str
    date: dt.date


@dataclass(frozen=True)
class OfficeYear:
    """All that one report is written from."""

    office: str
    place: str
    year: int
    policy: Policy
    objectives: tuple[Objective, ...]
    budget: tuple[BudgetLine, ...]
    staff: tuple[int, int, int]  # organic, contract, seconded
    adhoc: tuple[tuple[int, int], ...]  # men and women in each body
    events: tuple[Event, ...]
    before: Decimal  # last year's average in %
    causes: tuple[str, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in order."""
        return tuple(item for objective in self.objectives for item in objective.indicators)

    @cached_property
    def measurement(self) -> Measurement:
        """The year, measured."""
        specs = [
            IndicatorSpec(item.code, objective.code, item.polarity, Manual(), item.target)
            for objective in self.objectives
            for item in objective.indicators
        ]
        return measure(specs, {}, self.policy, {item.code: item.actual for item in self.indicators})

    @property
    def average(self) -> Decimal:
        """The headline."""
        assert self.measurement.averages.headline is not None
        return self.measurement.averages.headline

    @property
    def ceiling(self) -> int:
        """The whole budget."""
        return sum(line.ceiling for line in self.budget)

    @property
    def spent(self) -> int:
        """All that was spent."""
        return sum(line.spent for line in self.budget)


# ---------------------------------------------------------------- drawing


def _policies() -> st.SearchStrategy[Policy]:
    return st.builds(
        lambda lower, cap, zero: Policy(
            code="uji", name="Kebijakan uji", legal_basis="", valid_from=dt.date(2020, 1, 1), scale=SCALE,
            lower_formula=lower, cap=None if cap is None else Decimal(cap), zero_target=zero,
        ),
        st.sampled_from(LowerFormula), st.sampled_from((None, None, 100, 120, 150)), st.sampled_from(ZeroTarget),
    )  # fmt: skip


def _shares() -> st.SearchStrategy[Decimal]:
    """A share as a count of a count gives it: seldom a round number of per cent."""
    parts = st.tuples(st.integers(1, 400), st.integers(0, 400)).map(lambda pair: (max(pair), min(pair)))
    return parts.map(lambda pair: Decimal(pair[1]) / Decimal(pair[0]) * HUNDRED)


def _numbers(unit: str) -> st.SearchStrategy[Decimal]:
    whole = st.one_of(st.integers(0, 40), st.integers(0, 3), st.integers(100, 250_000)).map(Decimal)
    return _shares() if unit == "%" else whole


def _targets(unit: str) -> st.SearchStrategy[Decimal]:
    if unit == "%":
        return st.sampled_from(("100", "95", "90", "85", "77.5", "62.25", "10", "5")).map(Decimal)
    return st.one_of(st.integers(1, 30), st.integers(0, 1), st.integers(100, 60_000)).map(Decimal)


@st.composite
def _indicator(draw: st.DrawFn, code: str, topic: str, *, less: bool) -> Indicator:
    unit = draw(st.sampled_from(tuple(LESS_UNITS if less else UNITS)))
    name = (LESS_UNITS if less else UNITS)[unit].format(topic=topic)
    polarity = (
        Polarity.LOWER
        if less
        else draw(st.sampled_from((Polarity.HIGHER,) * 5 + (Polarity.RANGE, Polarity.EXACT)))
    )
    number = draw(_targets(unit))
    upper = number + draw(st.integers(1, 20)) if polarity is Polarity.RANGE else None
    kind = draw(st.sampled_from(("same", "near", "near", "any", "any", "none")))
    near = st.integers(-5, 5).map(lambda step: max(number + step, Decimal(0)))
    actual = {
        "same": st.just(reported(number)),
        "near": near.map(reported),
        "any": _numbers(unit).map(reported),
        "none": st.just(not_applicable("tidak ada yang dihitung")),
    }[kind]
    return Indicator(code, name, unit, polarity, Target(number, upper), draw(actual))


@st.composite
def _objectives(draw: st.DrawFn) -> tuple[Objective, ...]:
    names = draw(st.lists(st.sampled_from(OBJECTIVES), min_size=2, max_size=8, unique=True))
    sizes = [draw(st.integers(1, 3)) for _ in names]
    count = sum(sizes)
    topics = draw(st.lists(st.sampled_from(TOPICS), min_size=count, max_size=count, unique=True))
    bad = draw(st.lists(st.sampled_from(LESS_TOPICS), max_size=min(4, count), unique=True))
    less = dict(
        zip(draw(st.lists(st.integers(0, count - 1), max_size=len(bad), unique=True)), bad, strict=False)
    )
    found, number = [], 0
    for place, (name, size) in enumerate(zip(names, sizes, strict=True), 1):
        items = []
        for part in range(1, size + 1):
            code = f"{place}.{part}" if size > 1 else f"{place}"
            items.append(draw(_indicator(code, less.get(number, topics[number]), less=number in less)))
            number += 1
        found.append(Objective(str(place), name, tuple(items)))
    return tuple(found)


def _budget_lines() -> st.SearchStrategy[tuple[BudgetLine, ...]]:
    amounts = st.lists(
        st.tuples(st.integers(1_000_000, 40_000_000_000), st.integers(0, 1000)),
        min_size=2, max_size=len(PROGRAMMES),
    )  # fmt: skip
    return amounts.map(
        lambda pairs: tuple(
            BudgetLine(name, ceiling, ceiling * part // 1000)
            for name, (ceiling, part) in zip(PROGRAMMES, pairs, strict=False)
        )
    )


@st.composite
def _events(draw: st.DrawFn, year: int) -> tuple[Event, ...]:
    count = draw(st.integers(3, len(VENUES)))
    days = sorted(draw(st.lists(st.integers(0, 364), min_size=count, max_size=count, unique=True)))
    first = dt.date(year, 1, 1)
    return tuple(
        Event(audience, venue, first + dt.timedelta(days=day))
        for audience, venue, day in zip(AUDIENCES, VENUES, days, strict=False)
    )


@st.composite
def years(draw: st.DrawFn) -> OfficeYear:
    """A random year of an invented office, with at least one indicator that counts."""
    office, place = draw(st.sampled_from(OFFICES))
    year = draw(st.integers(2021, 2026))
    objectives = draw(_objectives())
    drawn = OfficeYear(
        office=office,
        place=place,
        year=year,
        policy=draw(_policies()),
        objectives=objectives,
        budget=draw(_budget_lines()),
        staff=(draw(st.integers(1, 60)), draw(st.integers(1, 40)), draw(st.integers(1, 20))),
        adhoc=draw(
            st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), min_size=3, max_size=4).map(tuple)
        ),
        events=draw(_events(year)),
        before=draw(st.integers(4000, 13000).map(lambda hundredths: Decimal(hundredths) / 100)),
        causes=tuple(draw(st.sampled_from(CAUSES)) for _ in objectives),
    )
    if drawn.measurement.averages.counted:
        return drawn
    first = drawn.objectives[0]
    item = Indicator(
        first.indicators[0].code, UNITS["laporan"].format(topic=TOPICS[0]), "laporan", Polarity.HIGHER,
        Target(Decimal(4)), reported(3),
    )  # fmt: skip
    rest = tuple(other for other in first.indicators[1:] if other.name != item.name)
    changed = Objective(first.code, first.name, (item, *rest))
    return replace(drawn, objectives=(changed, *drawn.objectives[1:]))


# ---------------------------------------------------------------- writing

_STATES = {State.NOT_APPLICABLE: "tidak berlaku", State.NOT_ASSESSABLE: "tidak dapat dinilai"}
_FIGURES = (Align.RIGHT, Align.RIGHT, Align.DECIMAL, Align.LEFT)


def percent(number: Decimal) -> str:
    """An achievement or share as we print it."""
    return format_percent(number, 2, trim=False)


def _quantity(number: Decimal, unit: str) -> str:
    return format_percent(number, 2) if unit == "%" else format_quantity(number, unit)


def target_text(item: Indicator) -> str:
    """A target as we print it; a range with both ends."""
    if item.target.upper is None:
        return _quantity(item.target.number, item.unit)
    low = format_number(item.target.number)
    return f"{low}–{_quantity(item.target.upper, item.unit)}"


@dataclass
class Pen:
    """Writes figures, each under its key; ``altered`` says which of them are written otherwise."""

    year: OfficeYear
    altered: Mapping[str, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)

    def figure(self, key: str, text: str) -> Cite:
        """The figure ``key``."""
        self.printed[key] = self.altered.get(key, text)
        return Cite(key, self.printed[key])

    def count(self, key: str, number: int) -> tuple[Inline, ...]:
        """A number with its words."""
        return (
            self.figure(key, str(number)), Text(" ("), self.figure(f"{key}.words", terbilang(number)), Text(")"),
        )  # fmt: skip

    def cell(self, key: str, text: str) -> Cell:
        """A cell with the figure ``key``."""
        return Cell((self.figure(key, text),))

    # -------------------------------------------------------- measured rows

    def target(self, table: str, item: Indicator) -> Cell:
        """The target of a row."""
        return self.cell(f"{table}.{item.code}.target", target_text(item))

    def results(self, table: str, item: Indicator) -> tuple[Cell, ...]:
        """Target, actual, achievement and category of a row."""
        row, key = self.year.measurement.row(item.code), f"{table}.{item.code}"
        return (
            self.target(table, item),
            self.cell(f"{key}.actual", self.actual_text(item)),
            self.cell(f"{key}.achievement", self.achievement_text(row)),
            self.cell(f"{key}.category", self.category_text(row)),
        )

    def actual_text(self, item: Indicator) -> str:
        """What was reached, or its state."""
        if item.actual.number is None:
            return _STATES[item.actual.state]
        return _quantity(item.actual.number, item.unit)

    def achievement_text(self, row: MeasuredRow) -> str:
        """The achievement as the policy caps it, or its state."""
        number = row.achievement.capped.number
        return _STATES[row.achievement.capped.state] if number is None else percent(number)

    def category_text(self, row: MeasuredRow) -> str:
        """The category, or the state in its place."""
        category = row.achievement.category
        return _STATES[row.achievement.raw.state] if category is None else category.label


def _head(*labels: str) -> Row:
    return Row(tuple(Cell(words(label), align=Align.CENTRE, bold=True) for label in labels), RowKind.HEAD)


def _plain(text: str, *, colspan: int = 1, rowspan: int = 1, bold: bool = False) -> Cell:
    return Cell(words(text, bold=bold), colspan=colspan, rowspan=rowspan)


def _columns(*shares: float, align: tuple[Align, ...] = ()) -> tuple[Column, ...]:
    first = len(shares) - len(align)
    return tuple(Column(s, align[i - first] if i >= first else Align.LEFT) for i, s in enumerate(shares))


def _paragraph(*parts: str | Inline | tuple[Inline, ...]) -> Paragraph:
    content: list[Inline] = []
    for part in parts:
        if isinstance(part, str):
            content.append(Text(part))
        elif isinstance(part, tuple):
            content += part
        else:
            content.append(part)
    return Paragraph(tuple(content))


def document(year: OfficeYear, altered: Mapping[str, str] | None = None) -> tuple[Document, dict[str, str]]:
    """The report of ``year``, and every figure that it prints by its key."""
    pen = Pen(year, altered or {})
    title = f"Laporan Kinerja {year.office} Tahun {year.year}"
    sections = (
        Section("summary", (Heading(1, "IKHTISAR EKSEKUTIF"), *_summary(pen)), Numbering.ROMAN),
        Section("contents", tuple(_contents()), Numbering.ROMAN),
        Section("bab-1", tuple(_introduction(pen))),
        Section("bab-2", tuple(_planning(pen))),
        Section("bab-3", tuple(_accountability(pen))),
        Section("bab-4", tuple(_closing(pen))),
    )
    tree = Document(
        title=title,
        author=year.office,
        subject=title,
        language="id",
        moment=dt.datetime(year.year + 1, 1, 31, tzinfo=dt.UTC),
        running_head=title,
        sections=sections,
        cover=Cover((year.office.upper(),), ("LAPORAN KINERJA",), str(year.year), "Tempat lambang"),
    )
    return tree, pen.printed


def _contents() -> Iterator[Block]:
    yield Heading(1, "DAFTAR ISI", listed=False)
    yield Contents(ContentsKind.HEADINGS)
    yield Heading(2, "DAFTAR TABEL", listed=False)
    yield Contents(ContentsKind.TABLES)


def _summary(pen: Pen) -> Iterator[Block]:
    year, measured = pen.year, pen.year.measurement
    category = year.policy.scale.category(year.average)
    yield _paragraph(
        f"Laporan Kinerja {year.office} disusun sebagai wujud pertanggungjawaban kepada para pemangku kepentingan."
    )
    yield _paragraph(
        f"Perjanjian Kinerja Tahun {year.year} memuat ", pen.count("summary.objectives", len(year.objectives)),
        " sasaran kegiatan dengan ", pen.count("summary.indicators", len(year.indicators)),
        " indikator kinerja kegiatan. Rata-rata capaian atas ",
        pen.count("summary.counted", measured.averages.counted), " indikator yang dihitung adalah ",
        pen.figure("summary.average", percent(year.average)), " dengan kategori ",
        pen.figure("summary.category", category.label), "; ", pen.count("summary.met", measured.met),
        " indikator memenuhi target dan ", pen.count("summary.unmet", measured.unmet), " belum.",
    )  # fmt: skip
    yield _paragraph(
        "Dari pagu DIPA sebesar ", pen.figure("summary.ceiling", _money(year.ceiling)), " terealisasi ",
        pen.figure("summary.spent", _money(year.spent)), " atau ",
        pen.figure("summary.absorption", percent(_share(year.spent, year.ceiling))), ".",
    )  # fmt: skip
    rows = [
        Row(
            (
                Cell(words("Indikator kinerja"), rowspan=2, align=Align.CENTRE, bold=True),
                Cell(words("Kinerja"), colspan=4, align=Align.CENTRE, bold=True),
            ),
            RowKind.HEAD,
        ),
        _head("Target", "Realisasi", "Capaian", "Kategori"),
        *_measured_rows(pen, "overview"),
    ]
    yield Table(
        _columns(46, 13, 14, 13, 16, align=_FIGURES),
        tuple(rows),
        caption=f"Capaian indikator kinerja tahun {year.year}",
    )


def _measured_rows(pen: Pen, table: str) -> Iterator[Row]:
    for objective in pen.year.objectives:
        yield Row(
            (_plain(f"Sasaran {objective.code}: {objective.name}", colspan=5, bold=True),), RowKind.GROUP
        )
        for item in objective.indicators:
            yield Row((_plain(item.name), *pen.results(table, item)))


def _money(amount: int) -> str:
    return format_money(Decimal(amount), cents=False)


def _share(part: int, whole: int) -> Decimal:
    return Decimal(part) / Decimal(whole) * HUNDRED


def _introduction(pen: Pen) -> Iterator[Block]:
    year = pen.year
    yield Heading(1, "PENDAHULUAN", "BAB I")
    yield Heading(2, "STRUKTUR ORGANISASI", "A.")
    groups = ("pegawai organik", "pegawai kontrak", "pegawai perbantuan")
    total = sum(year.staff)
    parts: list[str | Inline | tuple[Inline, ...]] = []
    for number, (name, count) in enumerate(zip(groups, year.staff, strict=True)):
        parts += [
            ("", ", ", ", dan ")[number],
            f"{name} sebanyak ",
            pen.count(f"staff.{number}", count),
            " orang",
        ]
    yield _paragraph(
        f"Pegawai {year.office} seluruhnya ",
        pen.count("staff.total", total),
        " orang, terdiri atas ",
        *parts,
        ".",
    )
    rows = [
        Row(
            (
                _plain(str(number + 1)), _plain(name.capitalize()), pen.cell(f"staff-table.{number}", str(count)),
                pen.cell(f"staff-table.{number}.share", percent(_share(count, total))),
            )
        )
        for number, (name, count) in enumerate(zip(groups, year.staff, strict=True))
    ]  # fmt: skip
    last = Row(
        (
            _plain("Jumlah", colspan=2, bold=True),
            pen.cell("staff-table.total", str(total)),
            _plain("100,00%"),
        ),
        RowKind.TOTAL,
    )
    yield Table(
        _columns(8, 52, 20, 20, align=(Align.RIGHT, Align.DECIMAL)),
        (_head("No.", "Status kepegawaian", "Orang", "Bagian"), *rows, last),
        caption=f"Pegawai {year.office} tahun {year.year}",
    )
    yield Heading(2, "BADAN AD HOC", "B.")
    yield _adhoc(pen)


def _adhoc(pen: Pen) -> Table:
    bodies = (
        "Panitia Pemilihan Kecamatan",
        "Panitia Pemungutan Suara",
        "Petugas Pemutakhiran Data",
        "Petugas Keamanan",
    )
    rows = []
    for number, (name, (men, women)) in enumerate(zip(bodies, pen.year.adhoc, strict=False)):
        values = (("men", men), ("women", women), ("both", men + women))
        cells = (pen.cell(f"adhoc.{number}.{key}", format_number(Decimal(value))) for key, value in values)
        rows.append(Row((_plain(str(number + 1)), _plain(name), *cells)))
    men, women = (sum(pair[side] for pair in pen.year.adhoc) for side in (0, 1))
    totals = (("men", men), ("women", women), ("both", men + women))
    cells = (pen.cell(f"adhoc.total.{key}", format_number(Decimal(value))) for key, value in totals)
    rows.append(Row((_plain("Jumlah", colspan=2, bold=True), *cells), RowKind.TOTAL))
    return Table(
        _columns(8, 44, 16, 16, 16, align=(Align.RIGHT,) * 3),
        (_head("No.", "Badan", "Laki-laki", "Perempuan", "Jumlah"), *rows),
        caption="Anggota badan ad hoc menurut jenis kelamin",
    )


def _planning(pen: Pen) -> Iterator[Block]:
    year = pen.year
    yield Heading(1, "PERENCANAAN KINERJA", "BAB II")
    yield Heading(2, f"PERJANJIAN KINERJA TAHUN {year.year}", "A.")
    yield _paragraph(
        f"Sasaran, indikator, dan target yang diperjanjikan untuk tahun {year.year} disajikan pada tabel berikut."
    )
    rows = []
    for objective in year.objectives:
        for number, item in enumerate(objective.indicators):
            cells: tuple[Cell, ...] = (_plain(item.name), pen.target("agreement", item))
            if number == 0:
                span = len(objective.indicators)
                cells = (_plain(objective.code, rowspan=span), _plain(objective.name, rowspan=span), *cells)
            rows.append(Row(cells))
    yield Table(
        _columns(6, 36, 42, 16, align=(Align.RIGHT,)),
        (_head("No.", "Sasaran program/kegiatan", "Indikator kinerja", "Target"), *rows),
        caption=f"Sasaran, indikator, dan target Perjanjian Kinerja {year.year}",
    )
    yield Heading(2, "ANGGARAN", "B.")
    lines = [
        Row((_plain(line.programme), pen.cell(f"plan.{number}", _money(line.ceiling))))
        for number, line in enumerate(year.budget)
    ]
    yield Table(
        _columns(66, 34, align=(Align.RIGHT,)),
        (
            _head("Program", "Anggaran"), *lines,
            Row((_plain("Jumlah", bold=True), pen.cell("plan.total", _money(year.ceiling))), RowKind.TOTAL),
        ),
        caption="Rencana kerja dan anggaran",
    )  # fmt: skip


def _accountability(pen: Pen) -> Iterator[Block]:
    year, measured = pen.year, pen.year.measurement
    yield Heading(1, "AKUNTABILITAS KINERJA", "BAB III")
    yield Heading(2, f"CAPAIAN KINERJA TAHUN {year.year}", "A.")
    up = "meningkat" if year.average > year.before else "menurun"
    if percent(year.average) != percent(year.before):
        yield _paragraph(
            f"Dibandingkan dengan tahun {year.year - 1}, rata-rata capaian ", pen.figure("change.word", up), " dari ",
            pen.figure("change.before", percent(year.before)), " menjadi ",
            pen.figure("change.after", percent(year.average)), ".",
        )  # fmt: skip
    counted = measured.averages.counted
    total = Row(
        (
            _plain(f"Rata-rata atas {counted} indikator yang dihitung", colspan=3, bold=True),
            pen.cell("measurement.average", percent(year.average)),
            pen.cell("measurement.category", year.policy.scale.category(year.average).label),
        ),
        RowKind.TOTAL,
    )
    yield Table(
        _columns(46, 13, 14, 13, 16, align=_FIGURES),
        (
            _head("Indikator", "Target", "Realisasi", "Capaian", "Kategori"),
            *_measured_rows(pen, "measurement"),
            total,
        ),
        caption=f"Hasil pengukuran kinerja tahun {year.year}",
        note=words("Indikator yang tidak berlaku tidak ikut dalam rata-rata."),
    )
    yield _scale(pen)
    yield _rules(pen)
    yield Heading(2, "ANALISIS CAPAIAN KINERJA", "B.")
    for objective, cause in zip(year.objectives, year.causes, strict=True):
        yield from _objective(pen, objective, cause)
    yield Heading(2, "KEGIATAN PENDIDIKAN PEMILIH", "C.")
    yield from _events_told(pen)
    yield Heading(2, "REALISASI ANGGARAN", "D.")
    yield from _spending(pen)


def _scale(pen: Pen) -> Table:
    rows = [
        Row((_plain(str(number)), _plain(_range_text(step)), _plain(step.label), _plain(step.meaning)))
        for number, step in enumerate(reversed(pen.year.policy.scale.categories), 1)
    ]
    return Table(
        _columns(6, 26, 22, 46),
        (_head("No.", "Rentang capaian", "Kategori", "Keterangan"), *rows),
        caption="Skala kategori penilaian",
        note=words("Kategori ditentukan dari capaian sebelum dibulatkan."),
    )


def _range_text(step: Category) -> str:
    if step.above is None:
        return f"0 sampai {format_number(step.up_to or Decimal(0))}"
    if step.up_to is None:
        return f"di atas {format_number(step.above)}"
    return f"di atas {format_number(step.above)} sampai {format_number(step.up_to)}"


def _rules(pen: Pen) -> Table:
    policy = pen.year.policy
    lower = {
        LowerFormula.TWICE_TARGET: "(2 × target − realisasi) / target × 100",
        LowerFormula.INVERSE: "target / realisasi × 100, paling tinggi 200%",
    }
    cap = "tanpa batas atas" if policy.cap is None else format_percent(policy.cap)
    rules = (
        ("Makin tinggi makin baik", "realisasi / target × 100"),
        ("Makin rendah makin baik", lower[policy.lower_formula]),
        ("Batas capaian", f"{cap}; paling rendah 0%"),
    )
    return Table(
        _columns(34, 66),
        (_head("Aturan", "Yang dipakai"), *(Row((_plain(rule), _plain(choice))) for rule, choice in rules)),
        caption="Kebijakan pengukuran yang dipakai",
    )


def _objective(pen: Pen, objective: Objective, cause: str) -> Iterator[Block]:
    yield Heading(3, objective.name, f"Sasaran {objective.code}.")
    table = f"objective-{objective.code}"
    rows = [
        Row((_plain(item.code), _plain(item.name), *pen.results(table, item)))
        for item in objective.indicators
    ]
    yield Table(
        _columns(8, 40, 12, 13, 13, 14, align=_FIGURES),
        (_head("No.", "Indikator", "Target", "Realisasi", "Capaian", "Kategori"), *rows),
        caption=f"Capaian sasaran {objective.code}",
    )
    sentences: list[str | Inline] = []
    for item in objective.indicators:
        row, key = pen.year.measurement.row(item.code), f"sentence.{item.code}"
        if row.achievement.capped.number is None:
            continue
        sentences += [
            "Realisasi ", pen.figure(f"{key}.actual", pen.actual_text(item)), " terhadap target ",
            pen.figure(f"{key}.target", target_text(item)), ", dengan capaian ",
            pen.figure(f"{key}.achievement", pen.achievement_text(row)), ". ",
        ]  # fmt: skip
    yield _paragraph(*sentences, cause)


def _events_told(pen: Pen) -> Iterator[Block]:
    events = pen.year.events
    yield _paragraph(
        "Sosialisasi dilaksanakan sebanyak ", pen.count("events.count", len(events)), " kegiatan, yaitu:"
    )
    yield ItemList(
        tuple(
            ListItem((
                Text(f"Sosialisasi kepada {event.audience} di {event.venue} pada hari "),
                pen.figure(f"events.{number}", format_day_date(event.date)), Text("."),
            ))
            for number, event in enumerate(events)
        )
    )  # fmt: skip
    rows = [
        Row(
            tuple(
                map(
                    _plain,
                    (
                        str(number),
                        format_date(event.date),
                        f"Sosialisasi kepada {event.audience}",
                        event.venue,
                    ),
                )
            )
        )
        for number, event in enumerate(events, 1)
    ]
    yield Table(
        _columns(7, 22, 43, 28),
        (_head("No.", "Tanggal", "Kegiatan", "Tempat"), *rows),
        caption="Catatan kegiatan sosialisasi",
    )


def _spending(pen: Pen) -> Iterator[Block]:
    year = pen.year
    yield _paragraph(
        "Realisasi anggaran sampai akhir tahun adalah ", pen.figure("spending.spent", _money(year.spent)),
        " dari pagu ", pen.figure("spending.ceiling", _money(year.ceiling)), ", sehingga tersisa ",
        pen.figure("spending.left", _money(year.ceiling - year.spent)), ".",
    )  # fmt: skip
    rows = [
        Row(
            (
                _plain(str(number)),
                _plain(line.programme),
                *_amounts(pen, f"budget.{number}", line.ceiling, line.spent),
            )
        )
        for number, line in enumerate(year.budget, 1)
    ]
    total = Row(
        (_plain("Jumlah", colspan=2, bold=True), *_amounts(pen, "budget.total", year.ceiling, year.spent)),
        RowKind.TOTAL,
    )
    yield Table(
        _columns(6, 30, 19, 19, 18, 10, align=(Align.RIGHT,) * 4),
        (_head("No.", "Program", "Pagu", "Realisasi", "Sisa", "%"), *rows, total),
        caption="Pagu dan realisasi anggaran menurut program",
    )


def _amounts(pen: Pen, key: str, ceiling: int, spent: int) -> tuple[Cell, ...]:
    return (
        pen.cell(f"{key}.ceiling", _money(ceiling)),
        pen.cell(f"{key}.spent", _money(spent)),
        pen.cell(f"{key}.left", _money(ceiling - spent)),
        pen.cell(f"{key}.share", percent(_share(spent, ceiling))),
    )


def _closing(pen: Pen) -> Iterator[Block]:
    year, measured = pen.year, pen.year.measurement
    yield Heading(1, "PENUTUP", "BAB IV")
    yield _paragraph("Dari hasil pengukuran kinerja dapat disimpulkan:")
    items = (
        _paragraph(
            "Perjanjian Kinerja memuat ", pen.count("closing.objectives", len(year.objectives)),
            " sasaran kegiatan dan ", pen.count("closing.indicators", len(year.indicators)),
            " indikator kinerja kegiatan. Rata-rata capaian atas ",
            pen.count("closing.counted", measured.averages.counted), " indikator yang dihitung adalah ",
            pen.figure("closing.average", percent(year.average)), " dengan kategori ",
            pen.figure("closing.category", year.policy.scale.category(year.average).label), ".",
        ),
        _paragraph(
            "Sebanyak ", pen.count("closing.met", measured.met), " indikator memenuhi target dan ",
            pen.count("closing.unmet", measured.unmet), " indikator belum.",
        ),
        _paragraph(
            "Realisasi anggaran sebesar ", pen.figure("closing.spent", _money(year.spent)), " atau ",
            pen.figure("closing.absorption", percent(_share(year.spent, year.ceiling))), " dari pagu DIPA ",
            pen.figure("closing.ceiling", _money(year.ceiling)), ".",
        ),
    )  # fmt: skip
    yield ItemList(tuple(ListItem(item.content) for item in items))
    yield _paragraph("Langkah perbaikan tahun berikutnya akan dituangkan dalam rencana aksi.")
    yield Signature(
        year.place, format_date(dt.date(year.year + 1, 1, 31)),
        (Signatory(("Sekretaris,",), "Contoh Nama"),),
    )  # fmt: skip


# ---------------------------------------------------------------- plain text


def text_of(tree: Document) -> str:
    """``tree`` as plain text: a paragraph a line, the cells of a table parted by tabs."""
    lines = [
        "LAPORAN KINERJA",
        "",
        *(tree.cover.office if tree.cover else ()),
        "",
        tree.cover.year if tree.cover else "",
        "",
    ]
    entries = iter(outline(tree))
    for section in tree.sections:
        for block in section.blocks:
            label = next(entries).label if numbered(block) else ""
            lines += [*_lines(tree, block, label), ""]
    return "\n".join(lines) + "\n"


def _lines(tree: Document, block: Block, label: str) -> Iterator[str]:
    match block:
        case Heading() | Chart():
            yield label
        case Paragraph(content=content):
            yield words_of(content)
        case ItemList(items=items):
            for number, item in enumerate(items, 1):
                yield f"{number}. {words_of(item.content)}"
                if item.children is not None:
                    yield from (f"- {words_of(child.content)}" for child in item.children.items)
        case Table():
            yield from _table_lines(block, label)
        case Contents():
            yield from (f"{entry.label} ........ {page}" for page, entry in enumerate(listed(tree, block), 1))
        case Signature(place=place, date=date, signatories=signatories):
            yield f"{place}, {date}"
            for who in signatories:
                yield from (*who.position, "", who.name)


def _words_of_block(block: Paragraph | ItemList) -> str:
    if isinstance(block, Paragraph):
        return words_of(block.content)
    return "; ".join(words_of(item.content) for item in block.items)


def _table_lines(table: Table, label: str) -> Iterator[str]:
    if label:
        yield label
    for row, places in placed(table):
        cells = [""] * len(table.columns)
        for cell, place in zip(row.cells, places, strict=True):
            cells[place] = words_of(cell.content) or " ".join(_words_of_block(block) for block in cell.blocks)
        yield "\t".join(cells)
    if table.note:
        yield ""
        yield words_of(table.note)
