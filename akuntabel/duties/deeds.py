"""Reminding people of what they owe, by letter, once a day at most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.duties.duty import Duty, When
from akuntabel.duties.models import Reminder
from akuntabel.duties.selectors import DOING_ROLES, duties_of
from akuntabel.duties.words import distance
from akuntabel.measuring.models import IndicatorOwner
from akuntabel.meetings.models import FollowUp
from akuntabel.offices.letters import send_letter
from akuntabel.offices.models import Membership, Person
from akuntabel.offices.words import date_words

NO_MAIL = gettext_noop(
    "Pengingat tidak dikirim: server surel belum diatur. Isi AKUNTABEL_EMAIL_URL, lalu jalankan lagi."
)


@dataclass(frozen=True)
class Reminded:
    """What became of one person's reminder: whether it went out, and how many things it names."""

    person: Person
    count: int
    sent: bool


def remind(*, today: dt.date, base_url: str) -> list[Reminded]:
    """Send everybody who has an e-mail address and owes something late or due within seven days one letter.

    Whoever got one ``today`` gets no second; a letter that does not go out can be tried again, and the
    others still go. ``base_url`` is where the app answers ("https://kinerja.contoh.go.id"). The letters
    are in the installation's language.

    Raises:
        CannotDo: the installation has no mail server.
    """
    if not settings.SENDS_EMAIL:
        raise CannotDo(NO_MAIL)
    with translation.override(settings.LANGUAGE_CODE):
        return [
            Reminded(person, len(duties), _send(person, duties, today, base_url))
            for person, duties in pressing(today)
        ]


def pressing(today: dt.date) -> Iterator[tuple[Person, list[Duty]]]:
    """Who would get a letter ``today``, with what it would name; those who have had it are left out."""
    had = Reminder.objects.filter(day=today).values("person")
    for person in _working().exclude(email="").exclude(pk__in=had):
        duties = [duty for duty in duties_of(person, today) if duty.when(today) is not When.LATER]
        if duties:
            yield person, duties


def unreachable(today: dt.date) -> list[Person]:
    """Who is late with something ``today`` and gets no letter, as nobody has entered their e-mail address."""
    people = _working().filter(email="")
    return [person for person in people if any(duty.late for duty in duties_of(person, today))]


def _working() -> QuerySet[Person]:
    works = (
        Q(pk__in=Membership.objects.filter(role__in=DOING_ROLES).values("person"))
        | Q(pk__in=FollowUp.objects.filter(done_on=None, owner__isnull=False).values("owner"))
        | Q(pk__in=IndicatorOwner.objects.values("person"))
    )
    return Person.objects.filter(works, is_active=True).order_by("pk")


def _send(person: Person, duties: Sequence[Duty], today: dt.date, base_url: str) -> bool:
    """Whether the letter went out. The row comes first: of two that run at once, only one writes."""
    with transaction.atomic():
        row, made = Reminder.objects.get_or_create(
            person=person, day=today, defaults={"duties": [duty.key for duty in duties]}
        )
    if not made:
        return True
    subject, text = letter(person, duties, today, base_url)
    if send_letter(subject, text, person.email):
        return True
    row.delete()
    return False


def letter(person: Person, duties: Sequence[Duty], today: dt.date, base_url: str) -> tuple[str, str]:
    """Subject and text of the letter that tells ``person`` of ``duties``."""
    base = base_url.rstrip("/")
    late = sum(duty.late for duty in duties)
    count = len(duties)
    subject = ngettext("Akuntabel: {n} hal menunggu Anda", "Akuntabel: {n} hal menunggu Anda", count).format(
        n=count
    )
    if late:
        subject += " " + _("({n} terlambat)").format(n=late)
    lines = [_("Yth. {name},").format(name=person), "", _("Yang perlu Anda kerjakan:"), ""]
    for duty in duties:
        lines += [
            _line(duty, today),
            f"  {base}{reverse(duty.url_name, kwargs=duty.url_kwargs)}{duty.query}",
            "",
        ]
    lines += [
        _("Semuanya ada di halaman Anda: {address}").format(address=base + reverse("home")),
        "",
        _("Surat ini dikirim paling banyak sekali sehari, selama masih ada yang ditunggu dari Anda."),
        "",
    ]
    return subject, "\n".join(lines)


def _line(duty: Duty, today: dt.date) -> str:
    """ "- Periksa realisasi Triwulan I 2025 (KPU Contoh): 3 hari lagi, 10 April 2025"."""
    when = distance(duty.due, today)
    if duty.due is not None:
        when = f"{when}, {date_words(duty.due)}"
    return f"- {duty.title} ({duty.office.short_name}): {when}"
