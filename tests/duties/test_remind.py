"""Letters: one a day for whoever owes something soon, in no other case; a failure stops nobody else."""

import datetime as dt
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail import BadHeaderError
from duty_desk import YEAR, actual

from akuntabel.core.errors import CannotDo
from akuntabel.duties.deeds import remind
from akuntabel.duties.models import Reminder
from akuntabel.duties.telling import pressing_text, reminded_text
from akuntabel.duties.words import distance
from akuntabel.measuring.models import Standing
from akuntabel.offices.models import Person

APRIL = dt.date(YEAR, 4, 15)  # the first quarter is late since the 11th
URL = "https://kinerja.contoh.go.id/"


@pytest.fixture
def mailing(settings, house):
    """The office with addresses for its verifier and operator, and a mail server."""
    settings.SENDS_EMAIL = True
    for who in (house.verifier, house.operator):
        who.email = f"{who.username}@contoh.go.id"
        who.save()
    actual(house, "1", f"{YEAR}-T1", Standing.SUBMITTED, submitted_by=house.second)
    return house


def outcome(today=APRIL):
    return {each.person.username: (each.count, each.sent) for each in remind(today=today, base_url=URL)}


def test_a_letter_says_what_and_where(mailing):
    assert outcome() == {"operator-contoh": (1, True), "verifier-contoh": (1, True)}
    letters = {letter.to[0]: letter for letter in mail.outbox}
    letter = letters["operator-contoh@contoh.go.id"]
    assert letter.subject == "Akuntabel: 1 hal menunggu Anda (1 terlambat)"
    assert letter.body == (
        "Yth. Operator-contoh,\n\nYang perlu Anda kerjakan:\n\n"
        "- Ajukan realisasi Triwulan I 2025 (KPU Contoh): terlambat 5 hari, 10 April 2025\n"
        "  https://kinerja.contoh.go.id/contoh/2025/pengukuran/?periode=2025-T1&untuk=submit\n\n"
        "Semuanya ada di halaman Anda: https://kinerja.contoh.go.id/\n\n"
        "Surat ini dikirim paling banyak sekali sehari, selama masih ada yang ditunggu dari Anda.\n"
    )
    assert "Periksa realisasi Triwulan I 2025" in letters["verifier-contoh@contoh.go.id"].body


def test_once_a_day(mailing):
    assert len(outcome()) == 2
    assert outcome() == {}
    assert len(mail.outbox) == 2
    assert len(outcome(APRIL + dt.timedelta(days=1))) == 2
    assert Reminder.objects.count() == 4
    assert Reminder.objects.filter(day=APRIL, person=mailing.operator).get().duties == [
        f"submit:contoh:{YEAR}:{YEAR}-T1::"
    ]


def test_nobody_is_written_to_about_what_is_far_off(mailing):
    mailing.office.actuals.all().delete()
    assert outcome(dt.date(YEAR, 3, 1)) == {}  # due on 10 April
    assert outcome(dt.date(YEAR, 4, 2)) == {}
    assert set(outcome(dt.date(YEAR, 4, 3))) == {"operator-contoh"}


def test_who_has_no_address_or_is_inactive_gets_none(mailing):
    mailing.operator.is_active = False
    mailing.operator.save()
    mailing.verifier.email = ""
    mailing.verifier.save()
    assert outcome() == {}


@pytest.mark.parametrize(
    "error",
    [
        SMTPException("mailbox full"),
        ConnectionRefusedError(),
        BadHeaderError("Header values can't contain newlines"),
        UnicodeEncodeError("ascii", "\udc80", 0, 1, "surrogates not allowed"),
    ],
)
def test_a_failure_is_told_and_the_others_still_go(mailing, monkeypatch, error):
    sent = []

    def send(subject, text, sender, to):
        if to == ["operator-contoh@contoh.go.id"]:
            raise error
        sent.append(to)
        return 1

    monkeypatch.setattr("akuntabel.offices.letters.send_mail", send)
    result = remind(today=APRIL, base_url=URL)
    assert reminded_text(result) == (
        "tidak terkirim: Operator-contoh <operator-contoh@contoh.go.id>\n1 surat terkirim, 1 gagal."
    )
    assert sent == [["verifier-contoh@contoh.go.id"]]
    monkeypatch.undo()
    assert outcome() == {"operator-contoh": (1, True)}  # tried again the same day


def test_without_a_mail_server_it_says_so(house):
    with pytest.raises(CannotDo, match="AKUNTABEL_EMAIL_URL"):
        remind(today=APRIL, base_url=URL)
    assert not Reminder.objects.exists()


def test_a_dry_run_only_says_who(mailing):
    assert pressing_text(APRIL) == (
        "Operator-contoh <operator-contoh@contoh.go.id>: 1 hal\n"
        "Verifier-contoh <verifier-contoh@contoh.go.id>: 1 hal\n"
        "1 orang terlambat, tetapi belum punya alamat surel: Second-contoh"
    )
    assert mail.outbox == []
    assert not Reminder.objects.exists()
    assert pressing_text(dt.date(YEAR, 1, 1)) == "Hari ini tidak ada yang perlu diingatkan."


def test_who_is_late_without_an_address_is_named_also_when_nobody_else_is(mailing):
    Person.objects.update(email="")
    assert pressing_text(APRIL) == (
        "2 orang terlambat, tetapi belum punya alamat surel: Operator-contoh, Second-contoh"
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "hari ini"), (1, "besok"), (3, "3 hari lagi"), (59, "59 hari lagi"), (60, "2 bulan lagi"),
        (-1, "terlambat 1 hari"), (-5, "terlambat 5 hari"), (-59, "terlambat 59 hari"), (-90, "terlambat 3 bulan"),
    ],
)  # fmt: skip
def test_how_near_a_date_is_in_words(days, words):
    assert distance(APRIL + dt.timedelta(days=days), APRIL) == words
    assert distance(None, APRIL) == "sudah ditunggu"
