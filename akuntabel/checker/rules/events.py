"""Dates, weekdays, holidays, events that are told twice, and civil servants' numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import Final

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.dates import DateClaim, Event, EventList, canonical_venue, weekday_of
from akuntabel.checker.findings import Finding, Kind, Severity, Words
from akuntabel.checker.rules.common import ERROR, NOTE, WARNING, finding, joined, where
from akuntabel.core.errors import gettext_noop
from akuntabel.core.indonesian.dates import format_date

NO_SUCH_DAY: Final = gettext_noop("{stated} tidak ada di kalender.")
WEEKDAY: Final = gettext_noop("{date} jatuh pada hari {expected}, bukan {stated}.")
WEEKEND: Final = gettext_noop(
    "{stated} jatuh pada hari {expected}; upacara atau apel biasanya pada hari kerja. Periksa tanggalnya."
)
HOLIDAY: Final = gettext_noop("{stated} adalah hari libur ({expected}). Periksa tanggalnya.")
ORDER: Final = gettext_noop(
    "Kegiatan nomor {mark} ({stated}) berdiri sesudah {expected}; urutannya terputus."
)
TWICE: Final = gettext_noop(
    "Tempat yang sama dalam {days} hari, juga {expected} di baris {line}. Satu kegiatan atau dua?"
)
IDENTICAL: Final = gettext_noop(
    "Kegiatan yang sama, tempat dan tanggalnya juga, sudah disebut di baris {line}."
)
NO_DATE: Final = gettext_noop("Kegiatan ini tanpa tanggal; kegiatan lain dalam daftar ini bertanggal.")
NO_VENUE: Final = gettext_noop("Kegiatan ini tanpa tempat; kegiatan lain dalam daftar ini bertempat.")
SPELLED: Final = gettext_noop(
    "Nama tempat tertulis {stated} di sini dan {expected} di baris {line}; pakai satu ejaan."
)
OTHER_SEGMENT: Final = gettext_noop("Kegiatan ini menyebut {stated}, padahal daftarnya tentang {expected}.")
OTHER_YEAR: Final = gettext_noop("{stated} bukan tahun laporan ({expected}).")
BEFORE: Final = gettext_noop("{stated} mendahului tanggal perjanjian kinerja ({expected}).")
LATE: Final = gettext_noop(
    "Perjanjian kinerja bertanggal {stated}; lazimnya ditandatangani pada awal tahun {expected}."
)
NO_FIELDS: Final = gettext_noop("Kegiatan pada {stated} disebut tanpa tempat dan tanpa jumlah peserta.")
BOTH: Final = gettext_noop("{first} dan {last}")
NIP: Final = gettext_noop("{problem}")

# Days off: the fixed ones of every year, and the joint decree of three ministers for 2024.
_FIXED = {
    (1, 1): gettext_noop("Tahun Baru"),
    (5, 1): gettext_noop("Hari Buruh"),
    (6, 1): gettext_noop("Hari Lahir Pancasila"),
    (8, 17): gettext_noop("Hari Kemerdekaan"),
    (12, 25): gettext_noop("Natal"),
}
_DECREED = {
    2024: {
        (2, 8): gettext_noop("Isra Mikraj"),
        (2, 9): gettext_noop("cuti bersama Imlek"),
        (2, 10): gettext_noop("Imlek"),
        (3, 11): gettext_noop("Nyepi"),
        (3, 12): gettext_noop("cuti bersama Nyepi"),
        (3, 29): gettext_noop("Wafat Isa Almasih"),
        (4, 8): gettext_noop("cuti bersama Idulfitri"),
        (4, 9): gettext_noop("cuti bersama Idulfitri"),
        (4, 10): gettext_noop("Idulfitri"),
        (4, 11): gettext_noop("Idulfitri"),
        (4, 12): gettext_noop("cuti bersama Idulfitri"),
        (4, 15): gettext_noop("cuti bersama Idulfitri"),
        (5, 9): gettext_noop("Kenaikan Isa Almasih"),
        (5, 10): gettext_noop("cuti bersama"),
        (5, 23): gettext_noop("Waisak"),
        (5, 24): gettext_noop("cuti bersama Waisak"),
        (6, 17): gettext_noop("Iduladha"),
        (6, 18): gettext_noop("cuti bersama Iduladha"),
        (9, 16): gettext_noop("Maulid Nabi"),
        (12, 26): gettext_noop("cuti bersama Natal"),
    }
}
_DAYS = (
    gettext_noop("Senin"), gettext_noop("Selasa"), gettext_noop("Rabu"), gettext_noop("Kamis"),
    gettext_noop("Jumat"), gettext_noop("Sabtu"), gettext_noop("Minggu"),
)  # fmt: skip
_WEEK = 7
_SEGMENTS = ("pemula", "perempuan", "disabilitas", "muda", "lansia", "marginal")


def holiday(date: dt.date) -> str:
    """The name of the day off, or an empty string."""
    return _DECREED.get(date.year, {}).get((date.month, date.day)) or _FIXED.get((date.month, date.day), "")


def impossible_dates(claims: Claims) -> Iterable[Finding]:
    """A day that no calendar has, or a weekday that is not the date's."""
    for claim in claims.dates:
        if claim.date is None:
            yield finding(
                Kind.DATE, ERROR, claim.place, subject=claims.lines[claim.line].text, stated=claim.text,
                expected=Words(gettext_noop("tanggal yang ada")), message=NO_SUCH_DAY,
            )  # fmt: skip
        elif claim.weekday and _weekday(claim.weekday) != weekday_of(claim.date):
            yield finding(
                Kind.DATE, ERROR, claim.place, subject=claims.lines[claim.line].text, stated=claim.text,
                expected=Words(_DAYS[claim.date.weekday()]), message=WEEKDAY,
                params={"date": format_date(claim.date), "stated": claim.weekday},
            )  # fmt: skip


def _weekday(name: str) -> str:
    return {"Ahad": "Minggu"}.get(name, re.sub(r"['’]", "", name).capitalize())


# ---------------------------------------------------------------- lists of events


def event_days(claims: Claims) -> Iterable[Finding]:
    """A ceremony on a weekend, a school visit on a day off."""
    for event in _events(claims):
        if event.date is None:
            continue
        ceremony = re.search(r"\b(?:upacara|apel)\b", event.text, re.I) is not None
        indoors = ceremony or re.search(
            r"\b(?:sma|smk|sman|smp|man|ma|sekolah|kampus|kantor|rapat|universitas)\b", event.text, re.I
        )
        if ceremony and event.date.weekday() >= 5:
            yield _event(event, WARNING, WEEKEND, expected=Words(_DAYS[event.date.weekday()]))
        elif indoors and holiday(event.date):
            yield _event(event, WARNING, HOLIDAY, expected=Words(holiday(event.date)))


def _events(claims: Claims) -> list[Event]:
    return [event for group in claims.events for event in group.events]


def _event(
    event: Event,
    severity: Severity,
    message: str,
    *,
    expected: str | Words,
    stated: str = "",
    kind: Kind = Kind.DATE,
    others: Iterable[Place] = (),
    **params: object,
) -> Finding:
    return finding(
        kind,
        severity,
        event.place,
        subject=event.text,
        stated=stated or event.date_text or event.text[:60],
        expected=expected,
        message=message,
        params=params,
        others=others,
    )


def event_order(claims: Claims) -> Iterable[Finding]:
    """A list in the order of its dates goes back once."""
    for group in claims.events:
        dated = [event for event in group.events if event.date is not None]
        breaks = [(a, b) for a, b in pairwise(dated) if a.date and b.date and b.date < a.date]
        if len(dated) >= 4 and 0 < len(breaks) * 4 <= len(dated):
            for before, after in breaks:
                yield _event(
                    after, WARNING, ORDER, expected=before.date_text, mark=after.mark, others=[before.place]
                )


def doubled_events(claims: Claims) -> Iterable[Finding]:
    """The same place twice within a week, or the very same event twice."""
    for group in claims.events:
        for first, second in combinations(group.events, 2):
            if first.date is None or second.date is None or not first.venue or not second.venue:
                continue
            days = abs((second.date - first.date).days)
            if days > _WEEK or canonical_venue(first.venue) != canonical_venue(second.venue):
                continue
            if days == 0 and _plain(first.text) == _plain(second.text):
                yield _event(
                    second,
                    WARNING,
                    IDENTICAL,
                    expected=Words(gettext_noop("satu kali")),
                    kind=Kind.DUPLICATE,
                    line=first.place.line,
                    others=[first.place],
                )
            else:
                yield _event(
                    second, WARNING, TWICE, expected=first.date_text, kind=Kind.DUPLICATE, stated=second.venue, days=days,
                    line=first.place.line, others=[first.place],
                )  # fmt: skip


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"^\W*\d+[.)]", "", text.lower())))


def event_fields(claims: Claims) -> Iterable[Finding]:
    """An event without its date or its place, where the others have theirs."""
    for group in claims.events:
        if not _is_activities(group):
            continue
        for event in group.events:
            if not event.date_text:
                yield _event(event, WARNING, NO_DATE, expected=Words(gettext_noop("tanggal")))
            elif not event.venue:
                yield _event(
                    event, NOTE, NO_VENUE, expected=Words(gettext_noop("tempat")), kind=Kind.STRUCTURE
                )


def _is_activities(group: EventList) -> bool:
    return sum(bool(event.venue) for event in group.events) * 4 >= len(group.events)


def venue_spelling(claims: Claims) -> Iterable[Finding]:
    """One kind of school in two spellings: SMAN, SMA Negeri, Sma Negeri."""
    spellings: dict[str, dict[str, Event]] = {}
    for event in _events(claims):
        school = _school(event.text)
        if school:
            spellings.setdefault(school[:3].lower(), {}).setdefault(school, event)
    for known in spellings.values():
        (usual, first), *others = known.items()
        for spelling, event in others:
            yield _event(
                event, NOTE, SPELLED, expected=usual, stated=spelling, kind=Kind.WORDING, line=first.place.line,
                others=[first.place],
            )  # fmt: skip


def _school(text: str) -> str:
    """How a state school is called before its number."""
    match = re.search(r"\b(?:SMAN|SMKN|SMPN|(?:SMA|SMK|SMP) Negeri)(?=\s?\d)", text, re.I)
    return match[0] if match else ""


def other_segment(claims: Claims) -> Iterable[Finding]:
    """An event for another group than its list is about."""
    for group in claims.events:
        about = next((s for s in _SEGMENTS if re.search(rf"\bpemilih {s}\b", group.lead, re.I)), None)
        for event in group.events:
            other = next(
                (s for s in _SEGMENTS if s != about and re.search(rf"\bpemilih {s}\b", event.text, re.I)),
                None,
            )
            if about and other and not re.search(rf"\b{about}\b", event.text, re.I):
                yield _event(
                    event,
                    WARNING,
                    OTHER_SEGMENT,
                    expected=f"pemilih {about}",
                    stated=f"pemilih {other}",
                    kind=Kind.COUNT,
                )


def lone_events(claims: Claims) -> Iterable[Finding]:
    """A sentence counts events by their dates and says neither where nor with how many."""
    for flow in claims.flows:
        if flow.mark or not re.search(
            r"\b(?:melaksanakan|menyelenggarakan|mengadakan)\b.{0,60}\b(?:sosialisasi|kegiatan|pelatihan|bimtek)",
            flow.text,
            re.I,
        ):
            continue
        dates = [
            claim for claim in claims.dates if claim.place.line == flow.place.line and claim.date is not None
        ]
        if dates and not re.search(r"\bdi\s+[A-Z]|\bkepada warga|\bpeserta\b|\borang\b|bertempat", flow.text):
            yield finding(
                Kind.STRUCTURE,
                NOTE,
                flow.place,
                subject=flow.text,
                stated=dates[0].text,
                expected=Words(gettext_noop("tempat dan peserta")),
                message=NO_FIELDS,
                params={"stated": joined(BOTH, [claim.text for claim in dates])},
            )


# ---------------------------------------------------------------- the agreement's date


def agreement_dates(claims: Claims) -> Iterable[Finding]:
    """An agreement signed late in its year, and events before it."""
    signed = _signed(claims)
    if signed is None or signed.date is None or not claims.year:
        return
    date = signed.date
    if date.year == claims.year and date >= dt.date(claims.year, 3, 1):
        yield finding(
            Kind.DATE,
            NOTE,
            signed.place,
            subject="Perjanjian Kinerja",
            stated=signed.text,
            expected=str(claims.year),
            message=LATE,
        )
        before = [
            claim
            for claim in claims.dates
            if claim.date is not None and dt.date(claims.year, 1, 1) <= claim.date < date
        ]
        if before:
            yield finding(
                Kind.DATE, NOTE, before[0].place, subject=str(where(claim.place for claim in before)), stated=before[0].text,
                expected=signed.text, message=BEFORE, others=[*(claim.place for claim in before[1:]), signed.place],
            )  # fmt: skip


def _signed(claims: Claims) -> DateClaim | None:
    """The date under the agreement: a place, a comma, and a date alone on a line after its heading."""
    start = next(
        (h.line for h in claims.headings if re.match(r"\W*perjanjian kinerja tahun", h.text, re.I)), None
    )
    if start is None:
        return None
    return next(
        (c for c in claims.dates if c.line > start and re.fullmatch(r"[A-Z][\w .]+,\s*" + re.escape(c.text),
        claims.lines[c.line].text.strip())),
        None,
    )  # fmt: skip


def civil_servants(claims: Claims) -> Iterable[Finding]:
    """A number of a civil servant that cannot be."""
    for nip in claims.nips:
        if nip.problem is not None:
            yield finding(
                Kind.DATE, WARNING, nip.place, subject="NIP", stated=nip.text, expected="", message=NIP,
                params={"problem": Words(nip.problem.template, nip.problem.params)},
            )  # fmt: skip
