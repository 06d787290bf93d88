"""Deeds about offices and those who sign for them."""

from __future__ import annotations

import zoneinfo
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from akuntabel.core.errors import ParseError, gettext_noop
from akuntabel.core.indonesian import format_nip, parse_nip
from akuntabel.offices.access import Ability, require
from akuntabel.offices.deeds.sentences import WrongValue
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Level, Office, Official, Person, Role
from akuntabel.offices.trail import facts, log

PREFIXES = ("", "Plt.", "Plh.", "a.n.")
SIGNERS = (Role.HEAD, Role.SUPERIOR)
# The first words of addresses that are no office (akuntabel/web/urls), and some kept for later.
RESERVED = frozenset(
    {
        "akun", "api", "bahasa", "bantuan", "cari", "kantor", "keluar", "kesehatan", "lupa", "masuk", "media",
        "mulai", "periksa", "publik", "static", "statis", "undangan", "unduh",
    }
)  # fmt: skip

TAKEN = gettext_noop("Kode “{code}” sudah dipakai kantor lain. Pilih yang lain, misalnya {other}.")
KEPT = gettext_noop("Kode “{code}” dipakai aplikasi sendiri. Pilih yang lain, misalnya {other}.")
NO_CODE = gettext_noop(
    "Kode hanya boleh huruf kecil, angka, dan tanda hubung, misalnya kpu-paser; jangan mulai dengan tahun."
)
EMPTY = gettext_noop("Bagian ini harus diisi.")
NO_ZONE = gettext_noop("Zona waktu “{zone}” tidak dikenal. Pilih salah satu dari daftar.")
NO_PREFIX = gettext_noop("“{prefix}” bukan awalan yang dikenal. Pilih salah satu dari daftar.")
NO_SIGNER = gettext_noop("Peran ini tidak menandatangani dokumen kantor.")
WRONG_LEVEL = gettext_noop(
    "Tingkat kantor ini tidak boleh di atas tingkat {parent}. Pilih yang lebih rendah."
)

_RANK = {Level.NATIONAL: 0, Level.PROVINCE: 1, Level.REGENCY: 2}
_OFFICIAL = ("name", "position", "prefix", "nip")


@dataclass(frozen=True)
class OfficeFacts:
    """What is known of an office: see :class:`akuntabel.offices.models.Office`."""

    name: str
    short_name: str
    body: str
    code: str
    level: Level
    place: str = ""
    timezone: str = "Asia/Jakarta"
    pack: str = "kpu"


_CHANGEABLE = ("name", "short_name", "body", "level", "place", "timezone")


@transaction.atomic
def add_office(*, parent: Office, office: OfficeFacts, by: Person) -> Office:
    """Add ``office`` right below ``parent``.

    Raises:
        Refused: ``by`` may not add offices there.
        WrongValue: something in ``office`` cannot be kept.
    """
    require(by, Ability.MANAGE_OFFICES, parent)
    above = lock_office(parent)
    _check(office, above)
    _check_code(office.code)
    made: Office = Office.objects.add_child(above, asdict(office))
    log(by=by, office=made, deed="office.add", target=made, after=asdict(office))
    return made


@transaction.atomic
def add_first_office(*, office: OfficeFacts, by: Person) -> Office:
    """Make the top office of an empty installation; only the set-up calls this.

    Raises:
        WrongValue: something in ``office`` cannot be kept.
    """
    _check(office, None)
    _check_code(office.code)
    made: Office = Office.objects.add_root(asdict(office))
    log(by=by, office=made, deed="office.add", target=made, after=asdict(office))
    return made


@transaction.atomic
def change_office(*, office: Office, to: OfficeFacts, by: Person) -> Office:
    """Change what is known of ``office``; its code and pack stay, since addresses and data stand on them.

    Raises:
        Refused: ``by`` may not.
        WrongValue: something cannot be kept.
    """
    require(by, Ability.KEEP_OFFICE, office)
    row = lock_office(office)
    _check(to, Office.objects.get_parent(row))
    before = facts(row, _CHANGEABLE)
    for name in _CHANGEABLE:
        setattr(row, name, getattr(to, name))
    after = facts(row, _CHANGEABLE)
    if after != before:
        row.save(update_fields=_CHANGEABLE)
        log(by=by, office=row, deed="office.change", target=row, before=before, after=after)
    return row


@transaction.atomic
def set_official(
    *, office: Office, role: Role, name: str, position: str, prefix: str = "", nip: str = "", by: Person
) -> Official:
    """Write down who signs for ``office`` as ``role``, the lines of the position separated by newlines.

    Raises:
        Refused: ``by`` may not.
        WrongValue: the name or position is empty, the NIP is none, or the role does not sign.
    """
    require(by, Ability.KEEP_OFFICE, office)
    if role not in SIGNERS:
        raise WrongValue("role", NO_SIGNER)
    lock = lock_office(office)
    row = Official.objects.filter(office=lock, role=role).first() or Official(office=lock, role=role)
    before = facts(row, _OFFICIAL) if row.pk else {}
    row.name = _filled("name", name)
    row.position = "\n".join(
        line.strip() for line in _filled("position", position).splitlines() if line.strip()
    )
    if prefix not in PREFIXES:
        raise WrongValue("prefix", NO_PREFIX, prefix=prefix)
    row.prefix = prefix
    if nip.strip() != row.nip:
        row.nip = _nip(nip)
    after = facts(row, _OFFICIAL)
    if after != before:
        row.save()
        log(by=by, office=lock, deed="official.change", target=row, before=before, after=after)
    return row


def suggest_code(name: str) -> str:
    """A free code made of ``name``: "Sekretariat KPU Kabupaten Paser" → "kpu-paser"."""
    dropped = {"sekretariat", "jenderal", "kabupaten", "kota", "provinsi", "dan", "republik", "indonesia"}
    words = [word for word in slugify(name).split("-") if word and word not in dropped]
    code = "-".join(words)[:50].strip("-") or "kantor"
    if code[0].isdigit():
        code = f"kantor-{code}"
    return _free(code)


def _free(code: str) -> str:
    number, found = 1, code
    while found in RESERVED or Office.objects.filter(code=found).exists():
        number += 1
        found = f"{code}-{number}"
    return found


def _check(office: OfficeFacts, parent: Office | None) -> None:
    for name in ("name", "short_name", "body"):
        _filled(name, getattr(office, name))
    if office.timezone not in zoneinfo.available_timezones():
        raise WrongValue("timezone", NO_ZONE, zone=office.timezone)
    if parent is not None and _RANK[Level(office.level)] < _RANK[Level(parent.level)]:
        raise WrongValue("level", WRONG_LEVEL, parent=parent.name)


def _check_code(code: str) -> None:
    if not code or slugify(code) != code or code[0].isdigit():
        raise WrongValue("code", NO_CODE)
    if code in RESERVED:
        raise WrongValue("code", KEPT, code=code, other=_free(code))
    if Office.objects.filter(code=code).exists():
        raise WrongValue("code", TAKEN, code=code, other=_free(code))


def _filled(field: str, text: str) -> str:
    if not text.strip():
        raise WrongValue(field, EMPTY)
    return text.strip()


def _nip(text: str) -> str:
    if not text.strip():
        return ""
    try:
        parse_nip(text, today=timezone.localdate())
    except ParseError as error:
        raise WrongValue("nip", error.template, **error.params) from None
    return format_nip(text)
