"""The list of payments: what was asked for, the rows of one page, and what they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet, Sum

from akuntabel.core.indonesian import MONTHS
from akuntabel.offices.models import Office, Person
from akuntabel.planning.models import BudgetLine, Fund, Spending
from akuntabel.planning.money.tree import label_of
from akuntabel.web.place import Place

PER_PAGE = 100


@dataclass(frozen=True)
class SpendingQuery:
    """What a reader asks for: a month (0 is all), a fund (None is all), words, and withdrawn ones too."""

    month: int = 0
    fund: str | None = None
    words: str = ""
    withdrawn: bool = False

    @property
    def any(self) -> bool:
        """Whether it asks for less than all."""
        return bool(self.month or self.fund is not None or self.words)

    @property
    def fund_word(self) -> str:
        """The fund as the address holds it: "" is all, "tanpa" those without one."""
        return "" if self.fund is None else self.fund or "tanpa"

    @property
    def address(self) -> str:
        """The query as the address holds it, without the page."""
        parts = {
            "bulan": self.month or "",
            "dana": self.fund_word,
            "cari": self.words,
            "ditarik": "1" if self.withdrawn else "",
        }
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True)
class SpendingScreen:
    """A page of the list; ``total`` is over all that was asked for, withdrawn payments left out."""

    query: SpendingQuery
    rows: Page[Spending]
    total: Decimal
    returned: Decimal
    count: int
    months: tuple[tuple[int, str], ...]
    funds: tuple[tuple[str, str], ...]
    placed: bool
    noted: bool
    nothing_yet: bool


def read_query(asked: Mapping[str, str]) -> SpendingQuery:
    """What the address asks for; what it does not know is left out."""
    month = asked.get("bulan", "")
    fund = asked.get("dana", "")
    known = {value: value for value in Fund.values if value} | {"tanpa": ""}
    return SpendingQuery(
        month=int(month) if month in {str(each) for each in range(1, 13)} else 0,
        fund=known.get(fund),
        words=asked.get("cari", "").strip()[:100],
        withdrawn=asked.get("ditarik") == "1",
    )


def spending_screen(place: Place, person: Person, asked: Mapping[str, str]) -> SpendingScreen:
    """The payments of the year that ``asked`` asks for, as ``person`` may see them."""
    query = read_query(asked)
    mine = Spending.objects.visible_to(person).filter(office=place.office, year=place.year)
    rows = _asked_for(mine, query)
    held = rows.filter(withdrawn_at=None)
    sums = held.aggregate(total=Sum("amount"), returned=Sum("amount", filter=Q(amount__lt=0)))
    page = Paginator(rows.order_by("-date", "-pk"), PER_PAGE).get_page(asked.get("hal"))
    shown = list(page)
    return SpendingScreen(
        query=query,
        rows=page,
        total=sums["total"] or Decimal(0),
        returned=-(sums["returned"] or Decimal(0)),
        count=held.count(),
        months=tuple(enumerate(MONTHS, 1)),
        funds=tuple((value or "tanpa", str(label)) for value, label in Fund.choices),
        placed=any(row.key for row in shown),
        noted=any(row.note for row in shown),
        nothing_yet=not mine.exists(),
    )


def _asked_for(rows: QuerySet[Spending], query: SpendingQuery) -> QuerySet[Spending]:
    if not query.withdrawn:
        rows = rows.filter(withdrawn_at=None)
    if query.month:
        rows = rows.filter(date__month=query.month)
    if query.fund is not None:
        rows = rows.filter(fund=query.fund)
    if query.words:
        words = query.words
        rows = rows.filter(Q(document__icontains=words) | Q(note__icontains=words) | Q(key__icontains=words))
    return rows


def line_choices(office: Office, year: int) -> tuple[tuple[str, str], ...]:
    """The lines that a payment may be booked on, of any version of the year: key, name."""
    rows = BudgetLine.objects.filter(version__office=office, version__year=year).exclude(key="")
    found = {row.key: label_of(row) for row in rows.order_by("version__sequence", "sequence")}
    return tuple(found.items())
