"""Sentences that claim more than the figures, break off, or cite a law in two versions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.flows import Flow
from akuntabel.checker.findings import Finding, Kind, Severity, Words
from akuntabel.checker.rules.common import NOTE, WARNING, finding, short, where
from akuntabel.core.errors import gettext_noop
from akuntabel.core.indonesian.dates import MONTHS

HALF: Final = gettext_noop("“tidak hanya …” tanpa “tetapi juga …”.")
TWO_PREPOSITIONS: Final = gettext_noop("“{stated}”: dua kata depan; pilih salah satu.")
CLAIM: Final = gettext_noop(
    "Disebut {stated}, padahal {count} dari {rows} indikator belum mencapai target ({places})."
)
TWO_VERSIONS: Final = gettext_noop(
    "{base} dikutip dalam dua perubahan: {stated} di sini, {expected} di {places}. Pakai yang berlaku."
)
DEFINITION: Final = gettext_noop("Pasal 1 suatu peraturan berisi angka, bukan ayat: “{expected}”.")
NUMBER_GAP: Final = gettext_noop("Nomor “{stated}” kehilangan sebagian klasifikasinya.")
YEAR_TWICE: Final = gettext_noop("Tahun sudah ada dalam nomor “{stated}” dan disebut lagi sesudahnya.")
ISSUER: Final = gettext_noop("Dokumen {stated} disebut ditetapkan untuk {expected}; samakan pemiliknya.")
OLD_TERM: Final = gettext_noop("“{stated}” adalah istilah lama untuk “{expected}”.")
MIXED_TERM: Final = gettext_noop("Singkatan laporan ini ditulis {stated} dan {expected}; pakai satu.")
LEVEL: Final = gettext_noop("Himpunan yang sama disebut {stated} di sini dan {expected} di {places}.")
ENTITY: Final = gettext_noop(
    "Laporan ini disebut milik {stated} di sini dan {expected} di {places}; pakai satu entitas."
)
REPEATED: Final = gettext_noop("Alinea ini hampir sama dengan alinea di baris {line}.")
SPELLING: Final = gettext_noop("“{stated}” seharusnya “{expected}”.")
_MISSPELT = {
    "berpendoman": "berpedoman", "perturan": "peraturan", "pemeliharaann": "pemeliharaan",
    "perundangundangan": "perundang-undangan",
    "menetakannya": "menetapkannya", "kepegawaianya": "kepegawaiannya", "tolak ukur": "tolok ukur", "resiko": "risiko",
    "dimasa": "di masa", "didalamnya": "di dalamnya", "ditahun": "di tahun", "dibidang": "di bidang", "kedalam": "ke dalam",
    "dibawah": "di bawah", "diatas": "di atas", "diluar": "di luar", "kedepan": "ke depan", "professional": "profesional",
    "factual": "faktual", "jasmanai": "jasmani", "analisa": "analisis", "prosentase": "persentase", "aktifitas": "aktivitas",
    "efektifitas": "efektivitas", "kwalitas": "kualitas", "jadual": "jadwal", "nopember": "November", "pebruari": "Februari",
    "obyek": "objek", "kwitansi": "kuitansi", "standarisasi": "standardisasi", "antar waktu": "antarwaktu",
}  # fmt: skip


_PREPOSITIONS = re.compile(r"\b(?:untuk pada|untuk di|pada di|di pada|dari pada di|ke pada)\b", re.I)


def broken_sentences(claims: Claims) -> Iterable[Finding]:
    """ "tidak hanya" without its second half, and two prepositions in a row."""
    seen: set[str] = set()
    for flow in claims.flows:
        for start, end in flow.sentences():
            text = flow.text[start:end]
            if "hanya" not in text.lower():
                continue
            half = re.search(r"\btidak hanya\b|\bbukan hanya\b", text, re.I)
            if (
                half
                and not re.search(
                    r"\b(?:juga|melainkan|namun|tetapi|tapi|akan tetapi)\b", text[half.end() :], re.I
                )
                and text.rstrip().endswith(".")
            ):
                yield _note(flow, start + half.start(), text, half[0], "tetapi juga", message=HALF)
    for line in claims.lines if _PREPOSITIONS.search(claims.text) else ():
        for match in _PREPOSITIONS.finditer(line.text):
            if match[0].lower() not in seen:
                seen.add(match[0].lower())
                yield finding(
                    Kind.WORDING, NOTE, line.place, subject=line.text, stated=match[0], expected=match[0].split()[-1],
                    message=TWO_PREPOSITIONS,
                )  # fmt: skip


def _note(flow: Flow, offset: int, text: str, stated: str, expected: str | Words, *, message: str) -> Finding:
    return finding(
        Kind.WORDING,
        NOTE,
        flow.place_at(offset),
        subject=text,
        stated=stated,
        expected=expected,
        message=message,
    )


_ALL_MET = re.compile(
    (
        r"\b(?:secara umum|seluruh(?:nya)?|semua|keseluruhan)\b[^.;]{0,80}\b(?:memenuhi|mencapai|"
        r"tercapai|melampaui)\b[^.;]{0,25}(?:target)?"
    ),
    re.I,
)


def all_met_claims(claims: Claims) -> Iterable[Finding]:
    """Everything is said to be met, while rows are not."""
    table = max(
        {row.table for row in claims.table_measures}, key=lambda t: len(claims.rows_of(t)), default=None
    )
    rows = [row for row in claims.rows_of(table) if row.achievement is not None] if table is not None else []
    unmet = [row for row in rows if row.achievement is not None and row.achievement.value < 100]
    if not unmet or len(rows) < 3:
        return
    for flow in claims.flows:
        match = _ALL_MET.search(flow.text)
        if match is None or re.search(r"\b(?:belum|tidak)\b", match[0]) or "target" not in match[0].lower():
            continue
        start, end = flow.sentence_at(match.start())
        if re.search(
            r"\b(?:tidak berarti|bila|jika|apabila|agar|supaya|diharapkan)\b", flow.text[start:end], re.I
        ):
            continue
        sure = re.match(r"seluruh|semua", match[0], re.I) is not None
        yield finding(
            Kind.WORDING, WARNING if sure else NOTE, flow.place_at(match.start()), subject=flow.text, stated=match[0],
            expected=f"{len(rows) - len(unmet)} dari {len(rows)}", message=CLAIM,
            params={"count": len(unmet), "rows": len(rows), "places": where(row.place for row in unmet)},
            others=[row.place for row in unmet],
        )  # fmt: skip


# ---------------------------------------------------------------- laws and documents

_AMENDED = re.compile(
    r"Nomor\s+(?P<number>\d+)\s+Tahun\s+(?P<year>\d{4})\s+tentang\s+Perubahan\s*\w*\s+atas\s+"
    r"(?P<base>[A-Z][A-Za-z ./-]{3,80}?\s+Nomor\s+\d+\s+Tahun\s+\d{4})",
    re.I,
)


def law_versions(claims: Claims) -> Iterable[Finding]:
    """One regulation is cited in two amendments."""
    found: dict[str, list[tuple[str, str, Flow, int]]] = {}
    for flow in claims.flows:
        for match in _AMENDED.finditer(flow.text):
            base = re.sub(r"republik indonesia\s*", "", " ".join(match["base"].lower().split()))
            found.setdefault(base, []).append(
                (f"{match['number']}/{match['year']}", match["base"], flow, match.start())
            )
    for uses in found.values():
        versions = Counter(version for version, *_ in uses)
        if len(versions) > 1:
            version, base, flow, offset = uses[0]
            others = [use for use in uses if use[0] != version]
            yield finding(
                Kind.MISMATCH, WARNING, flow.place_at(offset), subject=base,
                stated=f"Nomor {version.replace('/', ' Tahun ')}",
                expected=f"Nomor {others[0][0].replace('/', ' Tahun ')}", message=TWO_VERSIONS,
                params={"base": base, "places": where(f.place_at(o) for _, _, f, o in others)},
                others=[f.place_at(o) for _, _, f, o in others],
            )  # fmt: skip


_ISSUED = re.compile(
    r"Rencana Strategis(?:\s*\(\w+\))?\s+(?P<owner>(?:[A-Z][\w/]*\s+){2,12}?)(?:\([A-Z ]+\)\s+)?Tahun"
    r".{0,60}?ditetapkan.{0,260}?tentang\s+Rencana Strategis\s+(?P<other>(?:[A-Z][\w/]*\s+){2,12}?)(?:Tahun|\()"
)


def documents_cited(claims: Claims) -> Iterable[Finding]:
    """A decision's number with a hole, its year said twice, its owner changed; an article cited by the wrong name."""
    for flow in claims.flows:
        if not re.search(r"/|Pasal|Rencana", flow.text):
            continue
        for match in re.finditer(r"\b\d+/\.[\w.\-/]+", flow.text):
            yield _note(flow, match.start(), flow.text, match[0], "klasifikasi lengkap", message=NUMBER_GAP)
        for match in re.finditer(r"\b\S+/(?:[IVX]+/)?((?:19|20)\d\d)\s+Tahun\s+\1\b", flow.text):
            yield _note(flow, match.start(), flow.text, match[0], match[0].split()[0], message=YEAR_TWICE)
        for match in re.finditer(r"\bPasal 1 ayat\s*\(?([4-9]|[1-9]\d)\)?", flow.text):
            yield _note(
                flow, match.start(), flow.text, match[0], f"Pasal 1 angka {match[1]}", message=DEFINITION
            )
        issued = _ISSUED.search(flow.text)
        if issued and issued["owner"].split() != issued["other"].split():
            yield finding(
                Kind.MISMATCH, WARNING, flow.place_at(issued.start()), subject=flow.text, stated=issued["owner"].strip(),
                expected=issued["other"].strip(), message=ISSUER,
            )  # fmt: skip


# ---------------------------------------------------------------- terms

_ABBREVIATION = re.compile(r"\((LKjIP|LKIP|LAKIP|LKj|LKJIP|LKJ)\)")


def terms(claims: Claims) -> Iterable[Finding]:
    """Old terms, several abbreviations for one report, several levels for one set."""
    for flow in claims.flows:
        match = re.search(r"\bPenetapan Kinerja\b", flow.text)
        if match and claims.year >= 2015:
            yield _note(flow, match.start(), flow.text, match[0], "Perjanjian Kinerja", message=OLD_TERM)
    used: dict[str, Flow] = {}
    for flow in claims.flows:
        for match in _ABBREVIATION.finditer(flow.text):
            used.setdefault(match[1], flow)
    if len(used) > 1:
        names = list(used)
        yield finding(
            Kind.WORDING, NOTE, used[names[0]].place, subject="Singkatan laporan", stated=names[0],
            expected=", ".join(names[1:]),
            message=MIXED_TERM, others=[flow.place for flow in used.values()],
        )  # fmt: skip
    yield from _levels(claims)
    yield from _entities(claims)


def _levels(claims: Claims) -> Iterator[Finding]:
    groups: dict[int, dict[str, list[Place]]] = {}
    for count in claims.counts:
        if (
            count.noun == "sasaran"
            and count.qualifier in ("strategis", "kegiatan", "program", "program/kegiatan", "kinerja")
            and count.value > 5
        ):
            groups.setdefault(int(count.value), {}).setdefault(count.qualifier, []).append(count.place)
    for value, names in groups.items():
        if len(names) > 1:
            first, *rest = names
            places = [place for name in rest for place in names[name]]
            yield finding(
                Kind.WORDING, NOTE, names[first][0], subject=f"{value} sasaran", stated=f"sasaran {first}",
                expected=", ".join(f"sasaran {name}" for name in rest), message=LEVEL, params={"places": where(places)},
                others=places,
            )  # fmt: skip


def _entities(claims: Claims) -> Iterator[Finding]:
    owners: dict[str, list[Flow]] = {}
    for flow in claims.flows:
        for match in re.finditer(
            r"\bLaporan Kinerja ((?:Sekretariat |Dinas |Badan )?(?:[A-Z][A-Za-z]+ ?){2,5}?)(?= Tahun\b)",
            flow.text,
        ):
            owners.setdefault(match[1].strip(), []).append(flow)
    names = sorted(owners, key=lambda name: -len(owners[name]))
    for name in names[1:]:
        if any(name in other or other in name for other in names[:1]):
            yield finding(
                Kind.WORDING, NOTE, owners[name][0].place, subject="Entitas laporan", stated=name,
                expected=names[0], message=ENTITY,
                params={"places": where(flow.place for flow in owners[names[0]])},
                others=[f.place for f in owners[names[0]][:3]],
            )  # fmt: skip


def repeated_paragraphs(claims: Claims) -> Iterable[Finding]:
    """Two long paragraphs that say nearly the same."""
    long = [
        (flow, set(re.findall(r"\w{4,}", flow.text.lower())))
        for flow in claims.flows
        if len(flow.text) > 160 and not flow.mark
    ]
    for index, (flow, words) in enumerate(long):
        for other, others in long[max(index - 40, 0) : index]:
            if len(words & others) < 0.5 * len(words | others):
                continue
            if SequenceMatcher(None, other.text, flow.text, autojunk=False).ratio() >= 0.7:
                yield finding(
                    Kind.DUPLICATE,
                    NOTE,
                    flow.place,
                    subject=flow.text,
                    stated=short(flow.text[:60]),
                    expected=Words(gettext_noop("satu kali")),
                    message=REPEATED,
                    params={"line": other.place.line},
                    others=[other.place],
                )
                break


def spelling(claims: Claims) -> Iterable[Finding]:
    """Common slips of official Indonesian, each once."""
    there = [word for word in _MISSPELT if word in claims.text]
    if not there:
        return
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(there) + r")(?![\w-])", re.I)
    places: dict[str, list[Place]] = {}
    for line in claims.lines:
        for match in pattern.finditer(line.text):
            word = match[0].lower()
            if word in ("nopember", "pebruari") and match[0].capitalize() in MONTHS:
                continue
            places.setdefault(word, []).append(line.place)
    for word, found in places.items():
        yield finding(
            Kind.WORDING, Severity.NOTE, found[0], subject="", stated=word, expected=_MISSPELT[word], message=SPELLING,
            others=found[1:],
        )  # fmt: skip
