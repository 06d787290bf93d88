"""What the deeds about actuals share: their errors, the rows they hold, and what the trail keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from akuntabel.core.errors import AkuntabelError, CannotDo, SaidError, gettext_noop
from akuntabel.core.measure import Measured
from akuntabel.core.periods import Period
from akuntabel.measuring.frozen import stored_or_none
from akuntabel.measuring.models import Actual, Standing
from akuntabel.measuring.periods import MeasuredPeriod, MeasuredRow
from akuntabel.offices.access import Ability, may, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Person

NOT_READY = gettext_noop("{count} indikator belum dapat dilanjutkan; tidak ada yang berubah. {first}")
CHANGED_MEANWHILE = gettext_noop(
    "Realisasi ini sudah diubah orang lain sesudah Anda membuka halaman ini. Ketikan Anda tetap ada di "
    "bawah: bandingkan dengan isi sekarang, lalu simpan lagi."
)
NOTHING_PICKED = gettext_noop("Centang dahulu indikator yang hendak dilanjutkan.")
NO_INDICATOR = gettext_noop("Perjanjian kinerja {year} tidak punya indikator {code}.")
ONLY_YEARLY = gettext_noop(
    "Indikator {code} hanya diketahui setahun sekali, jadi tidak diisi untuk {period}."
)
REPLACED = gettext_noop("{what} sudah punya versi yang lebih baru. Muat ulang halaman ini.")
CHANGED_SINCE = gettext_noop(
    "{what} berubah sesudah Anda membuka halaman ini. Periksa isinya sekarang, lalu lanjutkan bila sudah benar."
)
# What stands against a deed, by where the actual stands.
STANDS_AGAINST = {
    Standing.DRAFT: gettext_noop("{what} masih draf. Ajukan dahulu."),
    Standing.SUBMITTED: gettext_noop(
        "{what} sudah diajukan dan menunggu pemeriksaan. Yang mengajukan dapat menariknya kembali."
    ),
    Standing.VERIFIED: gettext_noop(
        "{what} sudah diperiksa dan menunggu persetujuan. Bila keliru, minta dikembalikan."
    ),
    Standing.APPROVED: gettext_noop(
        "{what} sudah disetujui. Bila keliru, minta dibuka kembali dengan alasan."
    ),
}

STATED = (
    "standing", "state", "number", "numerator", "denominator", "considered", "basis", "by_hand", "note",
)  # fmt: skip


class NotReady(CannotDo):
    """Some of several actuals cannot go on, so none did; ``problems`` says why, by indicator code."""

    def __init__(self, problems: Mapping[str, SaidError]) -> None:
        first: SaidError = next(iter(problems.values()), CannotDo(NOTHING_PICKED))
        super().__init__(NOT_READY, count=len(problems), first=first)
        self.problems = dict(problems)


class ChangedMeanwhile(AkuntabelError):
    """Somebody else changed the actual first; ``current`` is how it stands now (None: not there)."""

    def __init__(self, current: Actual | None) -> None:
        super().__init__(CHANGED_MEANWHILE)
        self.current = current


def label_of(actual: Actual) -> str:
    """What the trail and messages call ``actual``: "17.1, Triwulan I 2025"."""
    return f"{actual.code}, {Period.parse(actual.period).label}"


def row_of(measured: MeasuredPeriod, code: str) -> MeasuredRow:
    """The row of ``code``; raises CannotDo when the agreement has no such indicator."""
    try:
        return measured.row(code)
    except KeyError:
        raise CannotDo(NO_INDICATOR, year=measured.period.year, code=code) from None


def require_any(person: Person, wanted: Sequence[Ability], office: Office) -> None:
    """Let ``person`` pass who may do one of ``wanted``; raises Refused as for the last of them."""
    if not any(may(person, ability, office) for ability in wanted):
        require(person, wanted[-1], office)


def held(actuals: Iterable[Actual]) -> list[Actual]:
    """``actuals`` as they stand now, their offices held until the transaction ends.

    Raises:
        CannotDo: none are given, or a newer version of one is there.
    """
    wanted = list(actuals)
    if not wanted:
        raise CannotDo(NOTHING_PICKED)
    for office in sorted({actual.office for actual in wanted}, key=lambda each: each.pk):
        lock_office(office)
    rows = Actual.objects.select_for_update(of=("self",)).select_related("office", "indicator")
    found = list(rows.filter(pk__in=[actual.pk for actual in wanted]).order_by("office", "period", "code"))
    newer = set(Actual.objects.filter(replaces__in=found).values_list("replaces", flat=True))
    for actual in found:
        if actual.pk in newer:
            raise CannotDo(REPLACED, what=label_of(actual))
    return found


def refuse_standing(actual: Actual, allowed: Sequence[Standing]) -> None:
    """Raise CannotDo unless ``actual`` stands at one of ``allowed``."""
    if actual.standing not in allowed:
        raise CannotDo(STANDS_AGAINST[Standing(actual.standing)], what=label_of(actual))


def refuse_unseen(code: str, touched: int, what: str, seen: Mapping[str, int] | None) -> None:
    """Raise CannotDo when the page showed the actual of ``code`` at another ``touched`` than it has now.

    ``seen`` is what the page showed, by code; None, or a code that is left out, does not ask.
    """
    if seen is not None and seen.get(code, touched) != touched:
        raise CannotDo(CHANGED_SINCE, what=what)


def refuse_not_due(row: MeasuredRow) -> None:
    """Raise CannotDo when the indicator of ``row`` has no actual in such a period."""
    if not row.is_due:
        raise CannotDo(ONLY_YEARLY, code=row.code, period=row.period)


def settled(actual: Actual, measured: Measured) -> None:
    """Put ``measured`` into the columns of ``actual``."""
    actual.state, actual.number = measured.value.state.value, stored_or_none(measured.value.number)
    actual.numerator = stored_or_none(measured.numerator)
    actual.denominator = stored_or_none(measured.denominator)
    actual.considered, actual.basis = measured.considered, measured.basis.value
