"""The people of an office: inviting, giving and taking roles, letting in and keeping out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices import deeds
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Invitation, Membership, Person, Role
from akuntabel.web.forms import put_error
from akuntabel.web.mail import mail_invitation
from akuntabel.web.people_forms import GrantForm, InviteForm, RoleForm
from akuntabel.web.place import OfficePlace, Request, in_office
from akuntabel.web.screens.people import find_colleague, people_screen, person_screen
from akuntabel.web.views.office import show_form
from akuntabel.web.words import told

LINK = "shown_link"  # a link that the next page shows once, in the session


@never_cache
@require_safe
@in_office
def people(request: Request, place: OfficePlace) -> HttpResponse:
    """Who holds which role; those who manage people see invitations and the ways to change it."""
    context = {"place": place, "screen": people_screen(place), "tab": "people"}
    return render(request, "akuntabel/people.html", {**context, "link": request.session.pop(LINK, None)})


@never_cache
@require_safe
@in_office
def person(request: Request, place: OfficePlace, person: int) -> HttpResponse:
    """One person: roles, and whether they can come in."""
    require(request.user, Ability.MANAGE_PEOPLE, place.office)
    someone = find_colleague(place, person)
    context = {
        "place": place,
        "screen": person_screen(place, request.user, someone),
        "form": RoleForm(place=place),
        "tab": "people",
        "link": request.session.pop(LINK, None),
    }
    return render(request, "akuntabel/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def invite(request: Request, place: OfficePlace) -> HttpResponse:
    """Invite somebody without an account."""
    require(request.user, Ability.MANAGE_PEOPLE, place.office)
    form = InviteForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            invitation, token = deeds.invite(
                office=place.office,
                role=Role(data["role"]),
                name=data["name"],
                username=data["username"],
                email=data["email"],
                by=request.user,
            )
        except AkuntabelError as error:
            put_error(form, error)
        else:
            _hand_over(request, invitation, token)
            return redirect("people", office=place.office.code)
    lead = _("Yang diundang membuat kata sandinya sendiri lewat tautan yang berlaku tujuh hari.")
    return show_form(
        request, place, form, title=_("Undang orang"), lead=lead, button=_("Buat undangan"), back="people",
        tab="people",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def grant(request: Request, place: OfficePlace) -> HttpResponse:
    """Give a role to somebody who has an account."""
    require(request.user, Ability.MANAGE_PEOPLE, place.office)
    form = GrantForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        try:
            someone = deeds.find_person(form.cleaned_data["username"])
            given = deeds.grant_role(
                person=someone, role=Role(form.cleaned_data["role"]), office=place.office, by=request.user
            )
        except AkuntabelError as error:
            put_error(form, error, "username")
        else:
            messages.success(request, _told_given(given))
            return redirect("people", office=place.office.code)
    lead = _("Untuk orang yang sudah punya akun, misalnya dari kantor lain. Yang belum punya: undang.")
    return show_form(
        request, place, form, title=_("Beri peran"), lead=lead, button=_("Beri peran"), back="people",
        tab="people",
    )  # fmt: skip


def _told_given(given: Membership) -> str:
    return _("{person} sekarang {role} di {office}.").format(
        person=given.person, role=given.get_role_display(), office=given.office.name
    )


def _hand_over(request: Request, invitation: Invitation, token: str) -> None:
    """Mail the link, else show it once on the next page."""
    address = request.build_absolute_uri(reverse("invitation", args=[token]))
    if mail_invitation(invitation, address):
        messages.success(request, _("Undangan dikirim ke {email}.").format(email=invitation.email))
        return
    request.session[LINK] = {"name": invitation.name, "address": address, "invitation": True}


Deed = Callable[[Request, OfficePlace, Person], str]
PersonView = Callable[..., HttpResponseBase]


def about_person(deed: Deed) -> PersonView:
    """A button about one person: what ``deed`` says, or why not, stands on the page that follows."""

    @require_POST
    @in_office
    @wraps(deed)
    def answer(request: Request, place: OfficePlace, person: int) -> HttpResponse:
        require(request.user, Ability.MANAGE_PEOPLE, place.office)
        someone = find_colleague(place, person)
        try:
            said = deed(request, place, someone)
        except AkuntabelError as error:
            messages.error(request, told(error))
        else:
            if said:
                messages.success(request, said)
        still_here = Membership.objects.filter(person=someone, office=place.office).exists()
        if still_here:
            return redirect("person", office=place.office.code, person=someone.pk)
        return redirect("people", office=place.office.code)

    return answer


@about_person
def give_role(request: Request, place: OfficePlace, someone: Person) -> str:
    """Another role here."""
    form = RoleForm(request.POST, place=place)
    if not form.is_valid():
        # An administrator's role asked for by somebody who may not give it is refused by the deed.
        form.cleaned_data = {"role": request.POST.get("role", "")}
        if form.cleaned_data["role"] not in Role.values:
            return ""
    role = Role(form.cleaned_data["role"])
    return _told_given(deeds.grant_role(person=someone, role=role, office=place.office, by=request.user))


@about_person
def take_role(request: Request, place: OfficePlace, someone: Person) -> str:
    """One role less here."""
    held = Membership.objects.filter(person=someone, office=place.office).select_related("person", "office")
    role = get_object_or_404(held, role=request.POST.get("role", ""))
    deeds.take_role(membership=role, by=request.user)
    return _("{person} bukan lagi {role} di {office}.").format(
        person=someone, role=role.get_role_display(), office=place.office.name
    )


@about_person
def deactivate(request: Request, place: OfficePlace, someone: Person) -> str:
    """In no more."""
    deeds.deactivate(person=someone, office=place.office, by=request.user)
    return _("Akun {person} dinonaktifkan dan sesinya diakhiri.").format(person=someone)


@about_person
def activate(request: Request, place: OfficePlace, someone: Person) -> str:
    """In again."""
    deeds.activate(person=someone, office=place.office, by=request.user)
    return _("Akun {person} aktif lagi.").format(person=someone)


@about_person
def make_link(request: Request, place: OfficePlace, someone: Person) -> str:
    """A one-time link, shown once."""
    token = deeds.make_link(person=someone, office=place.office, by=request.user)
    address = request.build_absolute_uri(reverse("sign_in_link", args=[token]))
    request.session[LINK] = {"name": str(someone), "address": address, "invitation": False}
    return ""


@about_person
def reset_second_factor(request: Request, place: OfficePlace, someone: Person) -> str:
    """Off with a second factor whose phone is lost."""
    deeds.reset_second_factor(person=someone, office=place.office, by=request.user)
    return _("Faktor kedua {person} dihapus.").format(person=someone)


@require_POST
@in_office
def change_invitation(request: Request, place: OfficePlace, invitation: int) -> HttpResponse:
    """Send an invitation anew, or take it back."""
    waiting = Invitation.objects.visible_to(request.user).filter(office=place.office)
    row = get_object_or_404(waiting.select_related("office", "invited_by"), pk=invitation)
    try:
        if "cabut" in request.POST:
            deeds.revoke_invitation(invitation=row, by=request.user)
            messages.success(request, _("Undangan untuk {name} dicabut.").format(name=row.name))
        else:
            token = deeds.resend_invitation(invitation=row, by=request.user)
            _hand_over(request, row, token)
    except AkuntabelError as error:
        messages.error(request, told(error))
    return redirect("people", office=place.office.code)
