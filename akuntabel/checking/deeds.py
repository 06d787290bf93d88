"""Deeds of checking: hand a file in, check it in the background, forget it."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django_tasks import task

from akuntabel.checking.models import Check, CheckStatus
from akuntabel.core.errors import AkuntabelError

KEPT = dt.timedelta(hours=1)  # how long findings and the annotated copy are kept
PER_HOUR = 30  # files one address may hand in within an hour
SECONDS = 120  # for one file, reading included
ENDINGS = (".docx", ".pdf", ".xlsx", ".txt", ".md")


class Refused(AkuntabelError):
    """A file that is not taken in."""


def hand_in(*, file: UploadedFile[bytes], visitor: str, language: str) -> Check:
    """Take ``file`` in and ask the background worker to check it; ``visitor`` is a network address.

    Raises:
        Refused: empty, too large, or too many from this visitor within the hour.
    """
    forget_expired()
    limit = settings.CHECK_MEGABYTES
    if not file.size:
        raise Refused(_("Berkas ini kosong. Pilih berkas laporan Anda."))
    if file.size > limit * 1_000_000:
        raise Refused(
            _("Berkas ini lebih besar dari {limit} MB. Perkecil gambarnya, lalu coba lagi."), limit=limit
        )
    known = salted_hmac("akuntabel.checking.visitor", visitor).hexdigest()
    since = timezone.now() - dt.timedelta(hours=1)
    if Check.objects.filter(visitor=known, created_at__gt=since).count() >= PER_HOUR:
        raise Refused(_("Terlalu banyak berkas dalam satu jam. Coba lagi nanti."))
    check = Check.objects.create(
        name=Path(file.name or "").name[:150],
        size=file.size,
        language=language,
        visitor=known,
        forget_at=timezone.now() + KEPT,
    )
    check.folder.mkdir(parents=True)
    with (check.folder / stored_name(check.name)).open("wb") as stored:
        for chunk in file.chunks():
            stored.write(chunk)
    transaction.on_commit(lambda: check_file.enqueue(check.pk))
    return check


def stored_name(name: str) -> str:
    """A harmless file name for what the visitor called ``name``; the ending is kept when it is known."""
    stem, ending = os.path.splitext(name)
    safe = re.sub(r"[^\w\- ]+", "_", stem).strip("_ ")[:80] or "laporan"
    return safe + (ending.lower() if ending.lower() in ENDINGS else ".bin")


@task()
def check_file(check_id: int) -> None:
    """What the background worker does: check one file."""
    check = Check.objects.filter(pk=check_id, status=CheckStatus.WAITING).first()
    if check is not None:
        run_check(check)


def run_check(check: Check) -> None:
    """Check the file of ``check`` in a process of its own; the file is deleted whatever happens."""
    Check.objects.filter(pk=check.pk).update(status=CheckStatus.RUNNING)
    file = check.folder / stored_name(check.name)
    try:
        with translation.override(check.language):
            message = _checked(check, file)
    finally:
        file.unlink(missing_ok=True)
    if message:
        Check.objects.filter(pk=check.pk).update(status=CheckStatus.FAILED, message=message)


def _checked(check: Check, file: Path) -> str:
    """Run the checker; why it could not check, empty when it did."""
    command = [sys.executable, "-m", "akuntabel.checking.runner", str(file), str(check.folder)]
    environment = {**os.environ, "AKUNTABEL_LANGUAGE": check.language}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        return _("Berkas ini terlalu rumit untuk diperiksa dalam waktu yang tersedia.")
    if done.returncode == 2 and done.stdout:
        return done.stdout
    if done.returncode != 0:
        return _("Berkas ini tidak dapat diperiksa; mungkin rusak. Simpan ulang, lalu coba lagi.")
    content = json.loads((check.folder / "findings.json").read_text(encoding="utf-8"))
    severities = [finding["severity"] for finding in content["documents"][0]["findings"]]
    Check.objects.filter(pk=check.pk).update(
        status=CheckStatus.DONE,
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        notes=severities.count("note"),
        copy=content["copy"],
    )
    return ""


def forget(check: Check) -> None:
    """Delete every file of ``check`` and its name; only the fact of it stays, for the limits."""
    shutil.rmtree(check.folder, ignore_errors=True)
    Check.objects.filter(pk=check.pk).update(
        name="", copy="", message="", size=0, errors=0, warnings=0, notes=0, forget_at=timezone.now()
    )


def forget_expired() -> None:
    """Forget what is past its hour, and drop rows that no limit needs any more."""
    now = timezone.now()
    for check in Check.objects.filter(forget_at__lt=now).exclude(name=""):
        forget(check)
    Check.objects.filter(created_at__lt=now - dt.timedelta(days=1), name="").delete()
