"""What a password must be, each rule with a sentence that says what to do.

Length before variety (NIST SP 800-63B §5.1.1.2): no demand for signs or capitals, no yearly change.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    UserAttributeSimilarityValidator,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.offices.models import Person

LEAST = 12  # characters
LEAST_DIFFERENT = 5  # characters that differ, so that "aaaaaaaaaaaa" is none

WEAK = gettext_noop("Kata sandi ini belum cukup kuat. {why}")


class WeakPassword(AkuntabelError):
    """A password against the rules; ``sentences`` say which, and what to do."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(WEAK, why=" ".join(self.sentences))


def check_password(password: str, person: Person) -> None:
    """Let a good password pass.

    Raises:
        WeakPassword: it breaks a rule.
    """
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise WeakPassword(error.messages) from None


class LongEnough:
    """At least twelve characters, not all the same."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Refuse what is too short or of one letter."""
        if len(password) < LEAST:
            raise ValidationError(
                _(
                    "Kata sandi ini baru {count} huruf; paling sedikit {least}. Pakai beberapa kata yang "
                    "mudah Anda ingat, misalnya empat kata acak."
                ).format(count=len(password), least=LEAST)
            )
        if len(set(password)) < LEAST_DIFFERENT:
            raise ValidationError(
                _("Kata sandi ini hanya mengulang beberapa huruf. Pakai beberapa kata yang berbeda.")
            )

    def get_help_text(self) -> str:
        """The rule before it is broken."""
        return _("Paling sedikit {least} huruf; beberapa kata lebih baik daripada satu kata rumit.").format(
            least=LEAST
        )


class NotCommon(CommonPasswordValidator):
    """None of the twenty thousand passwords that everybody tries first."""

    def get_error_message(self) -> str:
        """The sentence."""
        return _("Kata sandi ini terlalu sering dipakai orang. Pilih beberapa kata lain.")

    def get_help_text(self) -> str:
        """The rule before it is broken."""
        return _("Bukan kata sandi yang umum.")


class NotOwnName(UserAttributeSimilarityValidator):
    """Not the person's own name, user name or e-mail address."""

    def get_error_message(self) -> str:
        """The sentence."""
        return _("Kata sandi ini terlalu mirip nama atau alamat surel Anda. Pilih kata lain.")

    def get_help_text(self) -> str:
        """The rule before it is broken."""
        return _("Jangan memakai nama Anda sendiri.")
