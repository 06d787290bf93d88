"""Letters that leave the house: plain text by the installation's mail server, if it has one."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

logger = logging.getLogger(__name__)


def send_letter(subject: str, text: str, to: str) -> bool:
    """Send ``text`` to the address ``to``; whether it went out. Why it did not is for the server's log."""
    if not (settings.SENDS_EMAIL and to):
        return False
    try:
        return bool(send_mail(subject, text, None, [to]))
    except (SMTPException, OSError, ValueError) as error:  # ValueError: an address that is none
        logger.warning("mail not sent: %s", error)
        return False
