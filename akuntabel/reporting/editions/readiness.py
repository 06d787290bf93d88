"""What stands against sealing a year's report, each thing with the page where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices.models import Office
from akuntabel.planning.selectors import NotThere
from akuntabel.reporting.book import YearBook, open_book
from akuntabel.reporting.editions.candidate import Candidate, prepare
from akuntabel.reporting.reading_over import Remark, read_over
from akuntabel.reporting.writing import missing_analyses, name_of, text_problems

ERROR, WARNING = "error", "warning"
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
    if drifted := [item.code for item in measured.indicators if item.drifted]:
        sentence = _(
            "Catatan berubah sesudah disetujui, sehingga hitungan sekarang berbeda dari angka yang disetujui "
            "({codes}). Buka kembali realisasinya, atau betulkan catatannya."
        ).format(codes=_listed(drifted))
        found.append(Obstacle(ERROR, sentence, where))
    return [*found, *_of_money(book)]


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
    measured = candidate.book.measured
    return [
        Obstacle(ERROR, remark.sentence, _where(remark, measured.office, measured.year))
        for remark in read_over(candidate.document)
        if remark.severity == ERROR
    ]


def _where(remark: Remark, office: Office, year: int) -> Address:
    """The text that ``remark`` stands in; outside of texts the list of all findings."""
    if remark.part:
        return _page("writing_part", office, year, section=remark.section, kind=remark.part)
    return _page("writing_findings", office, year)
