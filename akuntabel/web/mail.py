"""Letters: a link on its way to somebody. Only when the installation has a mail server."""

from __future__ import annotations

from django.utils.translation import gettext as _

from akuntabel.offices.letters import send_letter
from akuntabel.offices.models import Invitation, Person


def mail_invitation(invitation: Invitation, address: str) -> bool:
    """Send the link of ``invitation``; whether it went out."""
    text = _(
        "Yth. {name},\n\n{giver} mengundang Anda ke Akuntabel sebagai {role} di {office}.\n\n"
        "Buka alamat ini untuk membuat akun Anda; berlaku tujuh hari dan hanya sekali:\n{address}\n"
    ).format(
        name=invitation.name,
        giver=invitation.invited_by,
        role=invitation.get_role_display(),
        office=invitation.office.name,
        address=address,
    )
    return send_letter(
        _("Undangan Akuntabel: {office}").format(office=invitation.office.short_name), text, invitation.email
    )


def mail_link(person: Person, address: str) -> bool:
    """Send ``person`` a one-time link; whether it went out."""
    text = _(
        "Yth. {name},\n\nBuka alamat ini untuk masuk ke Akuntabel, lalu buat kata sandi baru; berlaku sehari "
        "dan hanya sekali:\n{address}\n\nBila Anda tidak memintanya, abaikan surat ini.\n"
    ).format(name=person, address=address)
    return send_letter(_("Tautan masuk Akuntabel"), text, person.email)
