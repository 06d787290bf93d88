"""The six value states in the words of the screen and the documents."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akuntabel.core.value import State

WORDS = {
    State.REPORTED: gettext_noop("dilaporkan"),
    State.NOT_DUE: gettext_noop("belum jatuh tempo"),
    State.MISSING: gettext_noop("belum ada data"),
    State.NOT_APPLICABLE: gettext_noop("tidak berlaku"),
    State.NOT_ASSESSABLE: gettext_noop("tidak dapat dinilai"),
    State.WITHDRAWN: gettext_noop("ditarik"),
}


def state_word(state: State) -> str:
    """``state`` in words, in the language of the moment."""
    return _(WORDS[state])
