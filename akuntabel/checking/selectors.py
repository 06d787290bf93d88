"""Reads of checks: only those that one's own browser handed in."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from akuntabel.checking.deeds import forget
from akuntabel.checking.models import Check


def find_check(key: UUID, own: Collection[str]) -> Check | None:
    """The check ``key`` when it is among ``own`` and not forgotten; one past its hour is forgotten now."""
    if str(key) not in own:
        return None
    check = Check.objects.filter(key=key).exclude(name="").first()
    if check is not None and check.forget_at <= timezone.now():
        forget(check)
        return None
    return check


def file_of(check: Check, name: str) -> Path | None:
    """A file that the check left, or None."""
    path = check.folder / name
    return path if name and path.parent == check.folder and path.is_file() else None
