"""An office: its identity, those who sign for it, its years, the offices below."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices import deeds
from akuntabel.offices.access import Ability, holders, require
from akuntabel.offices.deeds.offices import SIGNERS
from akuntabel.offices.models import Level, Official, Role
from akuntabel.packs.loader import load_pack
from akuntabel.planning.deeds.agreements import usual_position
from akuntabel.planning.years import open_year
from akuntabel.web.forms import PlainForm, put_error, status_of
from akuntabel.web.office_forms import OfficeForm, OfficialForm, YearForm
from akuntabel.web.place import OfficePlace, Request, in_office
from akuntabel.web.screens.office import office_screen

NAMED = 3  # people that a sentence names


def show_form(request: Request, place: OfficePlace, form: PlainForm, **words: object) -> HttpResponse:
    """The page of one ``form``; ``words`` are its title, lead, button and way back."""
    context = {"place": place, "form": form, "tab": "office", "back": "office", **words}
    return render(request, "akuntabel/form_page.html", context, status=status_of(form))


@require_safe
@in_office
def office(request: Request, place: OfficePlace) -> HttpResponse:
    """The page of the office."""
    screen = office_screen(place, request.user)
    return render(request, "akuntabel/office.html", {"place": place, "screen": screen, "tab": "office"})


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def change_office(request: Request, place: OfficePlace) -> HttpResponse:
    """Change the identity."""
    require(request.user, Ability.KEEP_OFFICE, place.office)
    form = OfficeForm(request.POST or None, office=place.office)
    if request.method == "POST" and form.is_valid():
        try:
            deeds.change_office(office=place.office, to=form.facts(), by=request.user)
        except AkuntabelError as error:
            put_error(form, error)
        else:
            messages.success(request, _("Identitas kantor disimpan."))
            return redirect("office", office=place.office.code)
    return show_form(request, place, form, title=_("Ubah identitas kantor"), button=_("Simpan identitas"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def add_office(request: Request, place: OfficePlace) -> HttpResponse:
    """Add an office right below."""
    require(request.user, Ability.MANAGE_OFFICES, place.office)
    levels = list(Level)
    lower = levels[min(levels.index(Level(place.office.level)) + 1, len(levels) - 1)]
    start = {"level": lower, "timezone": place.office.timezone, "pack": place.office.pack}
    form = OfficeForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = deeds.add_office(parent=place.office, office=form.facts(), by=request.user)
        except AkuntabelError as error:
            put_error(form, error)
        else:
            messages.success(request, _("{office} ditambahkan.").format(office=made.name))
            return redirect("office", office=made.code)
    lead = _("Kantor baru berada tepat di bawah {office}.").format(office=place.office.name)
    return show_form(request, place, form, title=_("Tambah kantor"), lead=lead, button=_("Tambah kantor"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def official(request: Request, place: OfficePlace, role: str) -> HttpResponse:
    """Who signs as ``role``."""
    if role not in SIGNERS:
        raise Http404
    require(request.user, Ability.KEEP_OFFICE, place.office)
    now = Official.objects.filter(office=place.office, role=role).first()
    start = {"position": usual_position(place.office, Role(role))}
    if now:
        start = {"name": now.name, "position": now.position, "acting": now.prefix, "nip": now.nip}
    form = OfficialForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            deeds.set_official(
                office=place.office,
                role=Role(role),
                name=data["name"],
                position=data["position"],
                prefix=data["acting"],
                nip=data["nip"],
                by=request.user,
            )
        except AkuntabelError as error:
            put_error(form, error)
        else:
            messages.success(request, _("Pejabat disimpan; dipakai pada dokumen berikutnya."))
            return redirect("office", office=place.office.code)
    title = _("Pejabat: {role}").format(role=Role(role).label)
    lead = _("Nama dan jabatan ini dicetak pada perjanjian dan laporan yang dibuat sesudah ini.")
    return show_form(request, place, form, title=title, lead=lead, button=_("Simpan pejabat"))


def _opened(place: OfficePlace, year: int) -> str:
    """That the year is open, and who may begin its plan; if nobody may, the way to invite somebody."""
    opened = _("Tahun {year} dibuka.").format(year=year)
    names = [str(person) for person in holders(Ability.PLAN, place.office).order_by("pk")]
    if names:
        more = _("dan {n} orang lain").format(n=len(names) - NAMED) if len(names) > NAMED else ""
        people = ", ".join([*names[:NAMED], *filter(None, [more])])
        return f"{opened} {_('RKT disusun oleh {people}.').format(people=people)}"
    lack = _("Belum ada yang dapat menyusun RKT: undang Operator atau Sekretaris.")
    if Ability.MANAGE_PEOPLE not in place.may:
        return f"{opened} {lack}"
    link = reverse("invite", args=[place.office.code])
    return format_html('{} {} <a href="{}">{}</a>', opened, lack, link, _("Undang orang"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def year(request: Request, place: OfficePlace) -> HttpResponse:
    """Open a year."""
    require(request.user, Ability.KEEP_OFFICE, place.office)
    pack = load_pack(place.office.pack)
    following = max(place.years) + 1 if place.years else timezone.localdate().year
    start = {"year": following, "policy": next(iter(pack.policies))}
    form = YearForm(request.POST or None, initial=start, pack=pack)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_year(office=place.office, by=request.user, **form.cleaned_data)
        except AkuntabelError as error:
            put_error(form, error)
        else:
            messages.success(request, _opened(place, made.year))
            return redirect("year", office=place.office.code, year=made.year)
    lead = _("Sesudah dibuka, rencana, bukti, dan laporan tahun itu dapat diisi.")
    return show_form(
        request, place, form, title=_("Buka tahun"), lead=lead, button=_("Buka tahun"), policies=pack.policies
    )
