"""What a whole report owes: analyses, causes, evidence, captions, full sets of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.direction import lower_is_better
from akuntabel.checker.claims.flows import Flow
from akuntabel.checker.claims.measures import MeasureRow
from akuntabel.checker.claims.rows import TableClaim
from akuntabel.checker.findings import Finding, Kind, Words
from akuntabel.checker.rules.common import NOTE, WARNING, finding, short
from akuntabel.core.errors import gettext_noop

MISSING: Final = gettext_noop("Analisis yang wajib (PermenPANRB 53/2014) tidak ditemukan: {expected}.")
PROMISED: Final = gettext_noop("Diumumkan “{stated}”, tetapi tidak ada uraiannya dalam Bab III atau Bab IV.")
NO_TEXT: Final = gettext_noop("{subject} punya tabel, tetapi tidak ada uraian sesudahnya.")
NO_CAUSE: Final = gettext_noop(
    "Target belum tercapai ({stated}), tetapi uraiannya tidak menyebut penyebab dan tindak lanjut."
)
NO_NUMBERS: Final = gettext_noop("Realisasi {stated} tanpa pembilang dan penyebut dalam uraiannya.")
NO_RECORD: Final = gettext_noop(
    "Realisasi {stated} tanpa rincian (tanggal, nomor, atau banyaknya) dalam uraiannya."
)
NO_DUE_DATE: Final = gettext_noop(
    "Disebut {stated}, tetapi tanpa tanggal jatuh tempo dan tanggal penyampaian."
)
NOTHING_TO_COUNT: Final = gettext_noop(
    "Capaian {stated}, padahal {reason} (baris {line}): tidak ada yang dihitung, jadi tidak dapat dinilai."
)
NO_DEFINITION: Final = gettext_noop(
    "Tidak ada definisi operasional indikator; cara menghitung realisasi tidak dapat diperiksa."
)
NO_CAPTION: Final = gettext_noop("Tabel ini tanpa judul dan tanpa pengantar.")
ROWS_MISSING: Final = gettext_noop("{group} tidak memuat {expected}, yang ada pada {other}.")
NO_NIP: Final = gettext_noop("Blok tanda tangan tanpa NIP; {stated} di baris {line} memakai NIP.")
NO_NEXT_YEAR: Final = gettext_noop("Penutup tidak memuat langkah perbaikan untuk tahun berikutnya.")
_ANALYSES = {
    gettext_noop("perbandingan dengan realisasi tahun sebelumnya"): (
        r"tahun sebelumnya|tahun lalu|dibandingkan (?:dengan )?tahun|realisasi tahun {before}|tahun {before}"
    ),
    gettext_noop("perbandingan dengan target akhir Renstra"): (
        r"target (?:akhir )?renstra|target jangka menengah|akhir renstra|target rpjmn?d?|akhir periode renstra"
    ),
    gettext_noop("perbandingan dengan standar nasional atau satuan kerja lain"): (
        r"standar nasional|tingkat nasional|secara nasional dibanding|rata-rata nasional|kabupaten/kota lain|"
        r"benchmark|rata-rata provinsi"
    ),
    gettext_noop("penyebab keberhasilan atau kegagalan"): (
        r"disebabkan|penyebab|faktor (?:pendukung|penghambat|keberhasilan)|karena|akibat"
    ),
    gettext_noop("efisiensi penggunaan sumber daya"): (
        r"efisiensi (?:penggunaan )?(?:sumber daya|anggaran|biaya)|tingkat efisiensi|analisis efisiensi|nilai efisiensi"
    ),
    gettext_noop("program atau kegiatan yang menunjang"): (
        r"(?:program|kegiatan)[^.\n]{0,40}(?:menunjang|penunjang|mendukung) (?:keberhasilan|capaian|pencapaian)|"
        r"program dan kegiatan yang menunjang"
    ),
}
_CAUSES = re.compile(
    r"disebab|penyebab|karena|kendala|hambatan|tindak lanjut|upaya perbaikan|langkah|terkendala|keterbatasan",
    re.I,
)
_PROMISES = (
    "hambatan",
    "kendala",
    "langkah-langkah antisipatif",
    "strategi pemecahan masalah",
    "langkah antisipatif",
)
_PROMISING = re.compile(r"menguraikan|diuraikan|mengungkapkan|menjelaskan", re.I)
_NOTHING = re.compile(
    (
        r"\b(?:tidak (?:terdapat|ada|pernah ada)|nihil)\b[^.\n]{0,40}\b(?:gugatan|sengketa|perkara|"
        r"permohonan|pengaduan|PAW|penggantian antarwaktu|kasus|temuan|keberatan)\b"
    ),
    re.I,
)


# ---------------------------------------------------------------- the analyses of chapter III


def _chapter(claims: Claims) -> str:
    """The text of chapter III (and IV), in lower case; all of it where no heading marks it."""
    start = next(
        (
            h.line
            for h in claims.headings
            if re.match(r"\W*bab iii\b", h.text, re.I) and h.line > len(claims.lines) // 5
        ),
        0,
    )
    end = next(
        (h.line for h in claims.headings if re.match(r"\W*lampiran\b", h.text, re.I) and h.line > start),
        len(claims.lines),
    )
    return "\n".join(line.text for line in claims.lines[start:end]).lower()


def mandatory_analyses(claims: Claims) -> Iterable[Finding]:
    """A whole report without one of the comparisons and analyses that it owes."""
    heading = _analysis_heading(claims)
    if not claims.whole or heading is None:
        return
    text = _chapter(claims)
    for name, pattern in _ANALYSES.items():
        if not re.search(pattern.replace("{before}", str(claims.year - 1)), text):
            yield finding(
                Kind.STRUCTURE,
                WARNING,
                heading[1],
                subject=name,
                stated=heading[0],
                expected=Words(name),
                message=MISSING,
            )


def _analysis_heading(claims: Claims) -> tuple[str, Place] | None:
    found = [
        h
        for h in claims.headings
        if re.search(r"analisis|capaian kinerja|akuntabilitas kinerja", h.text, re.I)
    ]
    best = next((h for h in found if re.search(r"analisis", h.text, re.I)), found[0] if found else None)
    return (best.text, best.place) if best is not None else None


def promised_sections(claims: Claims) -> Iterable[Finding]:
    """The systematics announce obstacles and remedies that chapter III and IV do not have."""
    if not claims.whole:
        return
    text = _chapter(claims)
    promised = [
        (flow, match) for flow in claims.flows if _PROMISING.search(flow.text) for word in _PROMISES
        if (match := re.search(rf"\b{word}\b", flow.text, re.I))
    ]  # fmt: skip
    done: set[str] = set()
    for flow, match in promised:
        word = match[0].lower()
        if word not in done and not re.search(rf"\b{word}", text):
            done.add(word)
            yield finding(
                Kind.STRUCTURE, WARNING, flow.place_at(match.start()), subject=flow.text, stated=match[0],
                expected=Words(gettext_noop("uraiannya")), message=PROMISED,
            )  # fmt: skip
    closing = next(
        (h for h in reversed(claims.headings) if re.match(r"\W*(?:bab iv|penutup)", h.text, re.I)), None
    )
    if closing is not None:
        rest = "\n".join(line.text for line in claims.lines[closing.line :]).lower().split("lampiran")[0]
        if not re.search(
            (
                r"langkah|rencana (?:aksi|tindak)|perbaikan yang akan|rekomendasi|tindak ?lanjut|tahun "
                r"\d{4} akan|upaya yang akan"
            ),
            rest,
        ):
            yield finding(
                Kind.STRUCTURE, WARNING, closing.place, subject=closing.text, stated=closing.text,
                expected=Words(gettext_noop("langkah perbaikan")), message=NO_NEXT_YEAR,
            )  # fmt: skip


def definitions(claims: Claims) -> Iterable[Finding]:
    """A whole report that nowhere says how its indicators are counted."""
    words = r"\bdefinisi operasional\b|\brumus\b|\bformula(?:si)?\b|\bcara (?:meng|peng|per)hitung"
    heading = _analysis_heading(claims)
    if claims.whole and heading is not None and not re.search(words, claims.text):
        yield finding(
            Kind.STRUCTURE, WARNING, heading[1], subject="Definisi operasional", stated=heading[0],
            expected=Words(gettext_noop("definisi operasional")),
            message=NO_DEFINITION,
        )  # fmt: skip


# ---------------------------------------------------------------- the text after each table of a section


def _sections(claims: Claims) -> list[tuple[TableClaim, list[MeasureRow], list[Flow]]]:
    """Small measured tables, each with the paragraphs up to the next table."""
    found = []
    measured = [
        (number, table) for number, table in enumerate(claims.tables)
        if table.grid and table.rows and any(row.measured for row in claims.rows_of(number))
    ]  # fmt: skip
    lines = [(flow.place.line, flow) for flow in claims.flows]
    for index, (number, table) in enumerate(measured):
        last = table.rows[-1].place.line
        end = (
            measured[index + 1][1].place.line if index + 1 < len(measured) else table.rows[-1].place.line + 60
        )
        flows = []
        for line, flow in lines:
            if last < line < end:
                if flow.level or re.match(r"\W*(?:sasaran\b.*:|bab\b|[A-Z]\.\s+[A-Z]{3})", flow.text, re.I):
                    break
                flows.append(flow)
        if len(table.rows) <= 4 and claims.whole:
            found.append((table, list(claims.rows_of(number)), flows))
    return found


def section_texts(claims: Claims) -> Iterable[Finding]:
    """A table without any text, and a missed target without cause or remedy."""
    for table, rows, flows in claims.once(_sections):
        end = flows[-1].place.line + 12 if flows else table.rows[-1].place.line
        text = " ".join(
            line.text for line in claims.lines if table.rows[-1].place.line < line.place.line <= end
        )
        if not flows:
            yield finding(
                Kind.STRUCTURE, WARNING, table.rows[-1].place, subject=short(rows[0].objective or rows[0].name),
                stated=rows[0].name,
                expected=Words(gettext_noop("uraian")), message=NO_TEXT,
            )  # fmt: skip
        for row in rows:
            if row.achievement is not None and row.achievement.value < 100 and not _CAUSES.search(text):
                yield finding(
                    Kind.STRUCTURE, WARNING, row.place, subject=row.name, stated=row.achievement.text,
                    expected=Words(gettext_noop("penyebab dan tindak lanjut")), message=NO_CAUSE,
                )  # fmt: skip


def section_evidence(claims: Claims) -> Iterable[Finding]:
    """A percentage without numerator and denominator, a count without a record, "on time" without dates."""
    for _, rows, flows in claims.once(_sections):
        text = " ".join(flow.text for flow in flows)
        numbers = [figure for flow in flows for figure in flow.values() if not figure.number.percent]
        for row in rows:
            if row.actual is None:
                continue
            if row.actual.percent and len(numbers) < 2:
                yield _evidence(row, NO_NUMBERS, row.actual.text, gettext_noop("pembilang dan penyebut"))
            elif not row.actual.percent and not numbers and not re.search(r"\b20\d\d\b", text):
                yield _evidence(
                    row, NO_RECORD, f"{row.actual.text} {row.actual.unit}".strip(), gettext_noop("rincian")
                )
        claim = re.search(r"\btepat waktu\b", text)
        if claim and not re.search(r"\b\d{1,2}\s+(?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des)", text):
            flow = next(flow for flow in flows if "tepat waktu" in flow.text)
            yield finding(
                Kind.STRUCTURE, NOTE, flow.place, subject=flow.text, stated="tepat waktu",
                expected=Words(gettext_noop("tanggal jatuh tempo dan penyampaian")),
                message=NO_DUE_DATE,
            )  # fmt: skip


def _evidence(row: MeasureRow, message: str, stated: str, expected: str) -> Finding:
    return finding(
        Kind.STRUCTURE,
        NOTE,
        row.place,
        subject=row.name,
        stated=stated,
        expected=Words(expected),
        message=message,
    )


def nothing_to_count(claims: Claims) -> Iterable[Finding]:
    """100 % of nothing: the text says that there was no case."""
    for _, rows, flows in claims.once(_sections):
        for flow in flows:
            match = _NOTHING.search(flow.text)
            for row in rows:
                ratio = row.achievement is not None and row.actual is not None and row.actual.percent
                if match and ratio and row.achievement is not None and not lower_is_better(row.name):
                    yield finding(
                        Kind.ARITHMETIC, WARNING, row.place, subject=row.name, stated=row.achievement.text,
                        expected=Words(gettext_noop("tidak dapat dinilai")), message=NOTHING_TO_COUNT,
                        params={"reason": match[0].lower(), "line": flow.place.line}, others=[flow.place],
                    )  # fmt: skip


# ---------------------------------------------------------------- tables


def table_captions(claims: Claims) -> Iterable[Finding]:
    """A table right below another one, without a caption or a word in between."""
    for table in claims.tables:
        if (
            claims.whole
            and table.grid
            and not table.alone
            and not table.caption
            and len(table.rows) >= 3
            and table.has_head
        ):
            yield finding(
                Kind.STRUCTURE,
                NOTE,
                table.place,
                subject=" | ".join(table.heads),
                stated=table.heads[0],
                expected=Words(gettext_noop("judul")),
                message=NO_CAPTION,
            )


def full_groups(claims: Claims) -> Iterable[Finding]:
    """A table has the same rows under several heads, but one head lacks most of them."""
    for table in claims.tables:
        groups: dict[str, list[str]] = {}
        for row in table.leaves:
            if row.objective and not row.marker:
                groups.setdefault(row.objective, []).append(row.name)
        if not table.grid or not 2 <= len(groups) <= 6 or any(len(names) < 2 for names in groups.values()):
            continue
        largest = max(groups, key=lambda name: len(groups[name]))
        for name, rows in groups.items():
            shared = [row for row in rows if row in groups[largest]]
            lacking = [row for row in groups[largest] if row not in rows]
            if name != largest and len(shared) == len(rows) >= 2 and lacking:
                first = next(row for row in table.leaves if row.objective == name)
                yield finding(
                    Kind.STRUCTURE, WARNING, first.place, subject=name, stated=name, expected=_listed(lacking),
                    message=ROWS_MISSING, params={"group": name, "other": largest},
                )  # fmt: skip


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:4]) + (", …" if len(names) > 4 else "")


def signatures(claims: Claims) -> Iterable[Finding]:
    """A name stands with its NIP in one place and without it in another."""
    names: dict[str, int] = {}
    for nip in claims.nips:
        above = next(
            (line for line in reversed(claims.lines[max(nip.line - 3, 0) : nip.line]) if line.text.strip()),
            None,
        )
        if above is not None and len(above.text.split()) <= 6:
            names[above.text.strip().lower()] = nip.place.line
    bare = []
    for index, line in enumerate(claims.lines):
        name = line.text.strip().lower()
        after = " ".join(following.text for following in claims.lines[index + 1 : index + 3])
        if name in names and "NIP" not in after:
            bare.append(line)
    if bare:
        first = bare[0]
        yield finding(
            Kind.STRUCTURE, NOTE, first.place, subject=first.text, stated=first.text, expected="NIP", message=NO_NIP,
            params={"line": names[first.text.strip().lower()]}, others=[line.place for line in bare[1:]],
        )  # fmt: skip
