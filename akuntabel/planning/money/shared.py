"""What the deeds about money share: who may, what is held while they run, and the checks of a field."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from django.utils import timezone

from akuntabel.core.entry import Problem
from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.offices.access import Ability, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import facts, log
from akuntabel.planning.deeds.shared import GONE, ChangedMeanwhile, need_reason
from akuntabel.planning.models import BudgetVersion, Fund, GrantEntry, Spending

SETTLED = gettext_noop("“{version}” sudah ditetapkan, jadi tidak dapat diubah. Buat revisinya.")
PROMISED = gettext_noop(
    "“{version}” berasal dari perjanjian kinerja. Ubah lewat perjanjian itu, bukan di halaman anggaran."
)
TOO_LARGE = gettext_noop("Jumlah ini terlalu besar. Tulis dalam rupiah, paling banyak delapan belas angka.")
TOO_FINE = gettext_noop("Jumlah ini punya lebih dari dua angka sen.")
NO_AMOUNT = gettext_noop("Isi jumlahnya dalam rupiah.")
NEGATIVE = gettext_noop("Jumlah ini tidak dapat kurang dari nol.")
NO_FUND = gettext_noop("Sumber dana harus salah satu dari: {funds}.")
TOO_LONG = gettext_noop("Isian ini terlalu panjang: {length} huruf, paling banyak {most}.")

WITHDRAWAL = ("withdrawn_at", "withdrawn_by", "withdrawn_reason")
Row = TypeVar("Row", GrantEntry, Spending)

_LARGEST = Decimal(10) ** 18


def keep_budget(office: Office, by: Person) -> None:
    """Let ``by`` pass and hold ``office`` until the deed is done.

    Raises:
        Refused: ``by`` may not keep the budget here.
    """
    require(by, Ability.KEEP_BUDGET, office)
    lock_office(office)


def opened_version(version: BudgetVersion, by: Person, touched: int | None = None) -> BudgetVersion:
    """``version`` locked, for a change that ``by`` makes to what stood there at ``touched``.

    Raises:
        Refused: ``by`` may not keep the budget here.
        CannotDo: it is settled, or was promised in an agreement, or is gone.
        ChangedMeanwhile: somebody changed it since ``touched``.
    """
    keep_budget(version.office, by)
    current = held_version(version)
    if current.agreement_id is not None:
        raise CannotDo(PROMISED, version=current.name)
    if current.settled:
        raise CannotDo(SETTLED, version=current.name)
    if touched is not None and current.touched != touched:
        raise ChangedMeanwhile(current)
    return current


def withdraw(row: Row, *, deed: str, already: str, reason: str, by: Person) -> Row:
    """Let ``row`` count no more; it stays to be read, with the reason. ``already`` says that it counts no more.

    Raises:
        Refused: ``by`` may not keep the budget here.
        CannotDo: it is withdrawn already, or no reason was given.
    """
    keep_budget(row.office, by)
    current: Row | None = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if current is None:
        raise CannotDo(GONE)
    words = need_reason(reason)
    if current.withdrawn_at is not None:
        raise CannotDo(already)
    before = facts(current, WITHDRAWAL)
    current.withdrawn_at, current.withdrawn_by, current.withdrawn_reason = timezone.now(), by, words
    current.save(update_fields=WITHDRAWAL)
    log(
        by=by, office=row.office, deed=deed, target=current, name=str(current),
        before=before, after=facts(current, WITHDRAWAL), reason=words,
    )  # fmt: skip
    return current


def held_version(version: BudgetVersion) -> BudgetVersion:
    """``version`` as it stands now, held.

    Raises:
        CannotDo: somebody threw it away.
    """
    rows = BudgetVersion.objects.select_for_update(of=("self",), no_key=True).select_related("office")
    current: BudgetVersion | None = rows.filter(pk=version.pk).first()
    if current is None:
        raise CannotDo(GONE)
    return current


def wrong_amount(field: str, amount: Decimal | None, *, negative: bool = False) -> list[Problem]:
    """What is wrong with an ``amount`` in rupiah that has to be given."""
    if amount is None:
        return [Problem(field, NO_AMOUNT, {})]
    if not amount.is_finite() or abs(amount) >= _LARGEST:
        return [Problem(field, TOO_LARGE, {})]
    if amount != round(amount, 2):
        return [Problem(field, TOO_FINE, {})]
    if amount < 0 and not negative:
        return [Problem(field, NEGATIVE, {})]
    return []


def wrong_fund(fund: str) -> list[Problem]:
    """What is wrong with the code of a fund."""
    if fund in Fund.values:
        return []
    return [Problem("fund", NO_FUND, {"funds": ", ".join(str(each.label) for each in Fund)})]


def too_long(field: str, text: str, most: int) -> list[Problem]:
    """What is wrong with a ``text`` that its column cannot hold."""
    if len(text.strip()) <= most:
        return []
    return [Problem(field, TOO_LONG, {"length": len(text.strip()), "most": most})]
