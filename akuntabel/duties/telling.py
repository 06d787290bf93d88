"""What the command line says about reminders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from akuntabel.duties.deeds import Reminded, pressing


def reminded_text(reminded: Sequence[Reminded]) -> str:
    """Who got no letter though one was due to them, and how many letters went out."""
    failed = [each.person for each in reminded if not each.sent]
    lines = [_("tidak terkirim: {name} <{email}>").format(name=who, email=who.email) for who in failed]
    counts = _("{sent} surat terkirim, {failed} gagal.")
    return "\n".join([*lines, counts.format(sent=len(reminded) - len(failed), failed=len(failed))])


def pressing_text(today: dt.date) -> str:
    """Who would get a letter ``today``, and about how many things."""
    words = _("{name} <{email}>: {n} hal")
    lines = [words.format(name=who, email=who.email, n=len(duties)) for who, duties in pressing(today)]
    return "\n".join(lines) or _("Hari ini tidak ada yang perlu diingatkan.")
