"""The errors of the house, each built from a constant sentence and its parameters.

The sentence is Indonesian, in the words of the person at the desk: what happened, and what to
do. Because it stays apart from its parameters, a door (page, command line) may translate it.
"""

from __future__ import annotations

_LONGEST_QUOTE = 60  # characters; enough to recognise a cell, short enough for one line


def gettext_noop(text: str) -> str:
    """``text`` itself, marked for the message catalogues; a door translates it when it says it."""
    return text


class SaidError(Exception):
    """An error that is a sentence to a person.

    ``template`` is a constant :meth:`str.format` sentence, ``params`` its parameters by name;
    ``str(error)`` puts the two together.
    """

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.template = message
        self.params = params

    def __str__(self) -> str:
        return self.template.format(**self.params)


class AkuntabelError(SaidError):
    """Something a person can understand and mend."""


class CannotDo(AkuntabelError):
    """The state of a thing (a locked period, a signed agreement, a used invitation) does not allow the deed."""


class ParseError(AkuntabelError, ValueError):
    """A text that somebody wrote cannot be read as the value it should be."""


class InvalidValueError(AkuntabelError, ValueError):
    """A value is outside what its place can hold (month 13, a number word beyond 999 trillion)."""


def quoted(text: str) -> str:
    """``text`` as a message shows it: one line, at most 60 characters, cut with "…"."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"
