"""What a backup and a restore say on a terminal when they are done."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_number
from akuntabel.upkeep.archive import Manifest
from akuntabel.upkeep.backup import Backup
from akuntabel.upkeep.restore import Restored
from akuntabel.upkeep.verifying import SHORT, called, findings


def backup_text(backup: Backup) -> str:
    """What is in the backup, and what is not."""
    lines = [
        _("Cadangan {file} selesai dan sudah dibaca ulang: {content}.").format(
            file=backup.path, content=_content(backup.manifest)
        ),
        *_missing(backup.manifest),
        _("Tidak ikut: laporan jadi (dapat dibuat lagi), sesi masuk, dan kunci rahasia server."),
        _("Berkas ini memuat seluruh data kantor, juga rahasia faktor kedua; simpan di tempat yang aman."),
        *_heads(backup.manifest),
    ]
    return "\n".join(lines)


def restore_text(restored: Restored) -> str:
    """What was put back, and whether the trail is whole."""
    lines = [
        _("Dipulihkan dan diperiksa sama dengan cadangannya: {content}.").format(
            content=_content(restored.manifest)
        )
    ]
    if restored.upgraded:
        lines.append(
            _("Cadangan dari Akuntabel {version}; datanya sudah diperbarui ke versi ini.").format(
                version=restored.manifest.program
            )
        )
    lines.extend(_missing(restored.manifest))
    if restored.trail.whole:
        lines.append(_("Riwayat dan segel perjanjian utuh."))
    else:
        lines.append(_("Riwayat TIDAK utuh, sama seperti dalam cadangan:"))
        lines.extend(findings(restored.trail))
    lines.extend(_heads(restored.manifest))
    lines.append(
        _("Semua orang masuk lagi dengan kata sandinya; tautan sekali pakai yang lama tidak berlaku.")
    )
    return "\n".join(lines)


def _content(manifest: Manifest) -> str:
    return _("{rows} baris dalam {tables} tabel, {files} lampiran").format(
        rows=format_number(Decimal(manifest.rows)),
        tables=len(manifest.tables),
        files=format_number(Decimal(len(manifest.files))),
    )


def _missing(manifest: Manifest) -> list[str]:
    if not manifest.missing_files:
        return []
    return [
        _("PERHATIAN: {count} lampiran hilang atau rusak di server ini dan tidak ikut: {some}").format(
            count=len(manifest.missing_files),
            some=", ".join(each[:SHORT] for each in manifest.missing_files[:5]),
        )
    ]


def _heads(manifest: Manifest) -> list[str]:
    if not manifest.heads:
        return []
    heads = [f"  {called(each.chain)}:{each.sequence}:{each.hash[:SHORT]}" for each in manifest.heads]
    return [_("Kepala riwayat dalam cadangan:"), *heads]
