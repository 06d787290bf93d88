"""Who answers for each indicator of the year: all of them in one table."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from akuntabel.core.errors import CannotDo
from akuntabel.measuring import deeds
from akuntabel.offices.access import Ability, require
from akuntabel.web.place import Place, Request, in_place
from akuntabel.web.screens.owners import OwnersScreen, owners_screen
from akuntabel.web.words import told


@require_http_methods(["GET", "HEAD", "POST"])
@in_place
def owners_all(request: Request, place: Place) -> HttpResponse:
    """Name the two people of every indicator; only the rows that were changed are saved, all or none."""
    require(request.user, Ability.NAME_OWNERS, place.office)
    screen = owners_screen(place, request.POST if request.method == "POST" else None)
    refused = False
    if request.method == "POST":
        saved, problems = _saved(request, place, screen)
        if not problems:
            words = ngettext(
                "Penanggung jawab {n} indikator disimpan.", "Penanggung jawab {n} indikator disimpan.", saved
            )
            messages.success(request, words.format(n=saved) if saved else _("Tidak ada yang berubah."))
            return redirect("duties", place.office.code, place.year)
        screen, refused = screen.refusing(problems), True
    context = {"place": place, "screen": screen, "tab": "duties"}
    return render(request, "akuntabel/measuring_owners.html", context, status=422 if refused else 200)


def _saved(request: Request, place: Place, screen: OwnersScreen) -> tuple[int, dict[str, str]]:
    """How many rows were saved; none, with the reasons by code, when one of them cannot be."""
    problems = {}
    changed = [row for row in screen.rows if row.changed]
    with transaction.atomic():
        for row in changed:
            if row.moved:
                problems[row.code] = _(
                    "Sudah diubah orang lain menjadi {names}. Pilih lagi, lalu simpan."
                ).format(names=row.now_words)
                continue
            try:
                deeds.name_owners(
                    office=place.office, year=place.year, code=row.code, first=screen.person(row.first),
                    second=screen.person(row.second), by=request.user,
                )  # fmt: skip
            except CannotDo as error:
                problems[row.code] = told(error)
        if problems:
            transaction.set_rollback(True)
    return len(changed), problems
