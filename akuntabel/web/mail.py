"""Letters: a link on its way to somebody. Only when the installation has a mail server."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from akuntabel.offices.models import Invitation, Person

logger = logging.getLogger(__name__)


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
    return _send(
        _("Undangan Akuntabel: {office}").format(office=invitation.office.short_name), text, invitation.email
    )


def mail_link(person: Person, address: str) -> bool:
    """Send ``person`` a one-time link; whether it went out."""
    text = _(
        "Yth. {name},\n\nBuka alamat ini untuk masuk ke Akuntabel, lalu buat kata sandi baru; berlaku sehari "
        "dan hanya sekali:\n{address}\n\nBila Anda tidak memintanya, abaikan surat ini.\n"
    ).format(name=person, address=address)
    return _send(_("Tautan masuk Akuntabel"), text, person.email)


def _send(subject: str, text: str, to: str) -> bool:
    if not (settings.SENDS_EMAIL and to):
        return False
    try:
        return bool(send_mail(subject, text, None, [to]))
    except (SMTPException, OSError) as error:
        logger.warning("mail not sent: %s", error)
        return False
