"""Rows of the grid each answer for themselves, whatever the database says; locked rows say why in words."""

import json

import pytest
from cast import YEAR
from django.db import OperationalError, connection
from django.urls import reverse

from akuntabel.core.periods import Period
from akuntabel.evidence.deeds import lock_period
from akuntabel.evidence.models import Record
from akuntabel.web.views import grid

PLACE = ["contoh", YEAR, "voter_education"]
GRID, ROWS = reverse("register_grid", args=PLACE), reverse("register_grid_rows", args=PLACE)
CELLS = {"segment": "pemilih pemula", "title": "Ketikan", "date": "4/3", "status": "terlaksana"}


@pytest.fixture
def operator(cast, client):
    client.force_login(cast.operator)
    return cast.operator


def send(client, *titles):
    rows = [{"id": t, "key": f"{n:016x}", "cells": {**CELLS, "title": t}} for n, t in enumerate(titles)]
    answer = client.post(ROWS, json.dumps({"rows": rows}), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()["rows"]


def _settle(cursor):
    """PostgreSQL changes no table while checks of its rows still wait."""
    if connection.vendor == "postgresql":
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def one_twin_only(cast):
    """The database refuses a second row of this title, as a rule of its own that no deed knows."""
    with connection.cursor() as cursor:
        _settle(cursor)
        cursor.execute("CREATE UNIQUE INDEX one_twin ON evidence_record (title) WHERE title = 'Kembar'")
    yield
    with connection.cursor() as cursor:
        _settle(cursor)
        cursor.execute("DROP INDEX one_twin")


def test_a_row_that_the_database_refuses_takes_no_other_row_along(client, operator, one_twin_only):
    answers = send(client, "Sebelum", "Kembar", "Kembar", "Sesudah")
    assert [answer["state"] for answer in answers] == ["saved", "saved", "refused", "saved"]
    assert answers[2]["message"].startswith("Server menolak baris ini.")
    made = Record.objects.filter(title__in=["Sebelum", "Kembar", "Sesudah"])
    assert sorted(made.values_list("title", flat=True)) == ["Kembar", "Sebelum", "Sesudah"]


def test_the_form_without_script_too(client, operator, one_twin_only):
    send(client, "Kembar")
    typed = {"baris": ["n1000.0.x", "n1001.0.x"]}
    for name, title in (("n1000", "Kembar"), ("n1001", "Sesudah")):
        typed |= {f"{name}-{code}": text for code, text in {**CELLS, "title": title}.items()}
    answer = client.post(GRID, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Server menolak baris ini." in page
    assert 'name="n1000-title" value="Kembar"' in page
    assert Record.objects.filter(title="Sesudah").exists()


def test_a_busy_database_lets_one_row_wait(client, operator, monkeypatch):
    real = grid.keep_typed

    def busy(*, row, **rest):
        if row.cells["title"] == "Menunggu":
            raise OperationalError("database is locked")
        return real(row=row, **rest)

    with monkeypatch.context() as failing:
        failing.setattr(grid, "keep_typed", busy)
        answers = send(client, "Pertama", "Menunggu", "Ketiga")
    assert [answer["state"] for answer in answers] == ["saved", "later", "saved"]
    assert answers[1]["message"] == "Server sedang sibuk; baris ini belum tersimpan."
    assert [answer["state"] for answer in send(client, "Pertama", "Menunggu", "Ketiga")] == ["saved"] * 3


def test_a_locked_row_says_why_it_cannot_be_typed_into(client, cast, operator):
    assert "grid-locked" not in client.get(GRID).content.decode()
    record = Record.objects.filter(office=cast.office, register="voter_education", date__isnull=False).first()
    period = Period(YEAR, month=record.date.month)
    lock_period(office=cast.office, period=period, by=cast.head)
    page = client.get(GRID).content.decode()
    assert f"hanya dapat dibaca, karena periodenya sudah dikunci: {period.label}." in page
    assert "Pemeriksa atau Sekretaris dapat membuka kuncinya" in page
    assert f"terkunci: {period.label}" in page
    cell = page.split(f'name="{record.pk}-title"')[1].split(">")[0]
    assert "readonly" in cell
    assert 'aria-describedby="grid-locked"' in cell


def test_what_columns_out_of_sight_hold_is_there_for_a_paste(client, cast, operator):
    record = Record.objects.get(office=cast.office, key="kegiatan-1")
    page = client.get(GRID + "?kolom=title").content.decode()
    row = page.split(f'data-pk="{record.pk}"')[1].split(">")[0]
    assert "&quot;place&quot;: &quot;Sekolah 1&quot;" in row
    assert record.data["title"] not in row
