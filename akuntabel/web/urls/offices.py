"""Kantor: an office, its officials, years and people."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import OFFICE
from akuntabel.web.views import office, people

HOUSE = f"{OFFICE}kantor/"
PEOPLE = f"{HOUSE}orang/"
PERSON = f"{PEOPLE}<int:person>/"

urlpatterns = [
    path(HOUSE, office.office, name="office"),
    path(f"{HOUSE}ubah/", office.change_office, name="change_office"),
    path(f"{HOUSE}tambah/", office.add_office, name="add_office"),
    path(f"{HOUSE}tahun/", office.year, name="open_year"),
    path(f"{HOUSE}pejabat/<slug:role>/", office.official, name="official"),
    path(PEOPLE, people.people, name="people"),
    path(f"{PEOPLE}undang/", people.invite, name="invite"),
    path(f"{PEOPLE}beri/", people.grant, name="grant"),
    path(f"{PEOPLE}undangan/<int:invitation>/", people.change_invitation, name="change_invitation"),
    path(PERSON, people.person, name="person"),
    path(f"{PERSON}beri/", people.give_role, name="give_role"),
    path(f"{PERSON}ambil/", people.take_role, name="take_role"),
    path(f"{PERSON}nonaktif/", people.deactivate, name="deactivate"),
    path(f"{PERSON}aktif/", people.activate, name="activate"),
    path(f"{PERSON}tautan/", people.make_link, name="make_link"),
    path(f"{PERSON}faktor-kedua/", people.reset_second_factor, name="reset_second_factor"),
]
