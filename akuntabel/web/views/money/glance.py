"""The budget at a glance."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.money import money_screen, open_draft
from akuntabel.web.views.money.shared import page


@require_safe
@in_place
def money(request: Request, place: Place) -> HttpResponse:
    """Ceiling, realisation and absorption of the year, against its named version."""
    screen, draft = money_screen(place), open_draft(place)
    return page(request, place, "money", "glance", screen=screen, draft=draft, title=_("Anggaran"))
