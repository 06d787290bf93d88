"""What the command line says about reminders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akuntabel.duties.deeds import Reminded, pressing, unreachable


def reminded_text(reminded: Sequence[Reminded]) -> str:
    """Who got no letter though one was due to them, and how many letters went out."""
    failed = [each.person for each in reminded if not each.sent]
    lines = [_("tidak terkirim: {name} <{email}>").format(name=who, email=who.email) for who in failed]
    counts = _("{sent} surat terkirim, {failed} gagal.")
    return "\n".join([*lines, counts.format(sent=len(reminded) - len(failed), failed=len(failed))])


def pressing_text(today: dt.date) -> str:
    """Who would get a letter ``today`` and about how many things, and who is late but has no address."""
    words = _("{name} <{email}>: {n} hal")
    lines = [words.format(name=who, email=who.email, n=len(duties)) for who, duties in pressing(today)]
    lines += filter(None, [unreachable_text(today)])
    return "\n".join(lines) or _("Hari ini tidak ada yang perlu diingatkan.")


def unreachable_text(today: dt.date) -> str:
    """Who is late ``today`` but has no e-mail address; "" when nobody is."""
    people = unreachable(today)
    if not people:
        return ""
    words = ngettext(
        "{n} orang terlambat, tetapi belum punya alamat surel: {names}",
        "{n} orang terlambat, tetapi belum punya alamat surel: {names}",
        len(people),
    )
    return words.format(n=len(people), names=", ".join(map(str, people)))
