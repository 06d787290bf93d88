"""The number of things that wait for the reader, in the header of every page."""

from __future__ import annotations

from django import template
from django.db import DatabaseError
from django.http import HttpRequest
from django.template import Context

from akuntabel.offices.models import Person
from akuntabel.web.screens.duties import pressing_count

register = template.Library()


@register.simple_tag(takes_context=True)
def pressing(context: Context) -> int:
    """How many things press for whoever reads the page; 0 when the database does not answer, since the page
    that says so has a header too."""
    request: HttpRequest | None = context.get("request")
    if request is None or not isinstance(request.user, Person):
        return 0
    try:
        return pressing_count(request.user)
    except DatabaseError:
        return 0
