"""What stands against sealing a year's report, each thing with the page where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.core.indonesian import format_money
from akuntabel.measuring.drift import Change
from akuntabel.offices.models import Office
from akuntabel.planning.selectors import NotThere
from akuntabel.reporting.book import YearBook, open_book
from akuntabel.reporting.editions.candidate import Candidate, prepare
from akuntabel.reporting.reading_over import Remark, read_over
from akuntabel.reporting.writing import is_section, missing_analyses, name_of, text_problems

ERROR, WARNING = "error", "warning"
OF_OTHERS = gettext_noop(
    "Indikator {code} bergantung pada indikator lain: {which}. Buka lagi dan ajukan ulang {code}."
)
_NAMED = 6  # codes that a sentence lists; the rest are counted
Address = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Obstacle:
    """Something that forbids sealing ("error") or should be known before ("warning").

    ``address`` is the name and the arguments of the page where it is mended.
    """

    severity: str
    sentence: str
    address: Address | None

    @property
    def forbids(self) -> bool:
        """Whether the report cannot be sealed while it stands."""
        return self.severity == ERROR


@dataclass(frozen=True)
class Readiness:
    """How a year's report stands: what is in its way, and the next edition as far as it can be printed."""

    obstacles: list[Obstacle]
    candidate: Candidate | None

    @property
    def unchanged(self) -> bool:
        """Whether the newest edition says all of it already."""
        return self.candidate is not None and not self.candidate.says_something_new


def obstacles(office: Office, year: int) -> list[Obstacle]:
    """What stands against sealing the report of ``year`` now, errors first."""
    return readiness(office, year).obstacles


def readiness(office: Office, year: int) -> Readiness:
    """How the report of ``year`` stands now."""
    try:
        book = open_book(office, year)
    except NotThere as error:
        return Readiness([Obstacle(ERROR, str(error), _page("plans", office, year))], None)
    try:
        candidate = prepare(book)
    except AkuntabelError as error:  # a narrative that cites what is not there
        return Readiness(_in_order([*of_data(book), *of_texts(book, str(error))]), None)
    found = [*of_data(book), *of_texts(book), *of_reading(candidate)]
    return Readiness(_in_order(found), candidate)


def _in_order(found: list[Obstacle]) -> list[Obstacle]:
    return sorted(found, key=lambda each: not each.forbids)


def _page(name: str, office: Office, year: int, **rest: str) -> Address:
    return name, {"office": office.code, "year": year, **rest}


# ---------------------------------------------------------------- figures and money


def of_data(book: YearBook) -> list[Obstacle]:
    """What is wrong with the figures: not approved, or no longer what the records say; and with the money."""
    measured = book.measured
    where = _page("measuring", measured.office, measured.year)
    found = []
    if waiting := [item.code for item in measured.unapproved]:
        sentence = ngettext(
            "Realisasi tahunan {count} indikator belum disetujui ({codes}).",
            "Realisasi tahunan {count} indikator belum disetujui ({codes}).",
            len(waiting),
        ).format(count=len(waiting), codes=_listed(waiting))
        found.append(Obstacle(ERROR, sentence, where))
    drifts = {item.code: item.drift for item in measured.indicators if item.drift}
    if drifted := [code for code, drift in drifts.items() if drift.of_value]:
        sentence = _(
            "Catatan berubah sesudah disetujui, sehingga hitungan sekarang berbeda dari angka yang disetujui "
            "({codes}). Buka kembali realisasinya, atau betulkan catatannya."
        ).format(codes=_listed(drifted))
        found.append(Obstacle(ERROR, sentence, where))
    found += [
        Obstacle(ERROR, _(OF_OTHERS).format(code=code, **drift.params), where)
        for code, drift in drifts.items()
        if drift.of_others
    ]
    kinds = {code for code, drift in drifts.items() if drift.of_value or drift.of_others}
    if otherwise := [code for code in drifts if code not in kinds]:
        sentence = _(
            "Rencana atau catatan di balik angka yang disetujui berubah sesudah disetujui ({codes}). Halaman "
            "Pengukuran menyebut apa yang berubah; buka kembali realisasinya, atau betulkan catatannya."
        ).format(codes=_listed(otherwise))
        found.append(Obstacle(ERROR, sentence, where))
    found += [
        Obstacle(WARNING, _("Indikator {code}: {what}").format(code=item.code, what=_said(item.moved)), where)
        for item in measured.indicators
        if item.moved
    ]
    return [*found, *_of_past(book), *_of_money(book)]


def _of_past(book: YearBook) -> Iterator[Obstacle]:
    """What is printed of earlier years although nobody approved it."""
    measured = book.measured
    for year, codes in book.comparisons.drafts(measured.indicators).items():
        sentence = ngettext(
            "Angka {year} dari {count} indikator dicetak sebagai pembanding, tetapi belum disetujui ({codes}); "
            "laporan menandainya.",
            "Angka {year} dari {count} indikator dicetak sebagai pembanding, tetapi belum disetujui ({codes}); "
            "laporan menandainya.",
            len(codes),
        ).format(year=year, count=len(codes), codes=_listed(codes))
        yield Obstacle(WARNING, sentence, _page("measuring", measured.office, year))


def _said(change: Change) -> str:
    return _(change.template).format(**change.params)


def _listed(codes: list[str]) -> str:
    rest = len(codes) - _NAMED
    shown = ", ".join(codes[:_NAMED])
    return _("{codes}, dan {rest} lainnya").format(codes=shown, rest=rest) if rest > 0 else shown


def _of_money(book: YearBook) -> Iterator[Obstacle]:
    budget, measured = book.budget, book.measured
    where = _page("money", measured.office, measured.year)
    if budget is None:
        yield Obstacle(WARNING, _("Anggaran tahun ini belum diisi; laporan mengatakannya."), where)
        return
    sentences = [str(each) for each in budget.overspent]
    sentences += budget.ledger.problems if budget.ledger else ()
    sentences += [budget.disagreement] if budget.disagreement else []
    for sentence in sentences:
        yield Obstacle(WARNING, sentence, where)
    known = {objective.code for objective, _items in measured.by_objective()}
    for row in budget.objectives:
        if row.code not in known:
            sentence = _(
                "{amount} anggaran dipetakan ke sasaran {code}, yang tidak ada dalam perjanjian kinerja yang berlaku. "
                "Petakan baris anggarannya lagi."
            ).format(amount=format_money(row.ceiling, cents=False), code=row.code)
            yield Obstacle(WARNING, sentence, _page("budget_shares", measured.office, measured.year))


# ---------------------------------------------------------------- texts


def of_texts(book: YearBook, broken: str = "") -> list[Obstacle]:
    """What is wrong with the narratives; ``broken`` is why the report cannot even be put together."""
    measured = book.measured
    where = _page("writing", measured.office, measured.year)
    outline = measured.pack.outline
    found = [
        Obstacle(
            each.severity,
            f"{name_of(each.section, each.kind, outline)}. {each.sentence}",
            _page("writing_part", measured.office, measured.year, section=each.section, kind=each.kind),
        )
        for each in text_problems(book)
        if each.severity in (ERROR, WARNING)
    ]
    if broken and not any(each.forbids for each in found):
        found.append(Obstacle(ERROR, broken, where))
    if missing := missing_analyses(book):
        objectives = len({each.objective for each in missing})
        sentence = _(
            "{count} analisis pada {objectives} sasaran belum ditulis; laporan mencetak alasan bakunya."
        ).format(count=len(missing), objectives=objectives)
        found.append(Obstacle(WARNING, sentence, where))
    return found


def of_reading(candidate: Candidate) -> list[Obstacle]:
    """The errors that the checker finds in the finished report."""
    return [
        Obstacle(ERROR, remark.sentence, _where(remark, candidate.book))
        for remark in read_over(candidate.document)
        if remark.severity == ERROR
    ]


def _where(remark: Remark, book: YearBook) -> Address:
    """The text that ``remark`` stands in or beside; where there is none, the list of all findings."""
    measured = book.measured
    section, kind = remark.text
    if is_section(measured.office, measured.year, section, kind, measured.pack.outline):
        return _page("writing_part", measured.office, measured.year, section=section, kind=kind)
    return _page("writing_findings", measured.office, measured.year)
