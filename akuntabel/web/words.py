"""What an error says, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext as _

from akuntabel.core.periods import Period
from akuntabel.offices.words import period_words


class Told(Protocol):
    """A sentence with its parameters: an error, or a problem of one field."""

    @property
    def template(self) -> str:
        """The sentence in Indonesian, with names in braces."""
        ...

    @property
    def params(self) -> Mapping[str, Any]:
        """What stands in the braces."""
        ...


def told(sentence: Told) -> str:
    """``sentence`` in the reader's language; one inside another, or a period, is translated as well."""
    params = {name: _value(value) for name, value in sentence.params.items()}
    return _(sentence.template).format(**params)


def _value(value: Any) -> Any:
    if isinstance(value, Period):
        return period_words(value)
    return told(value) if hasattr(value, "template") and hasattr(value, "params") else value
