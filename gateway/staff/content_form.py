"""The form of one content row: what it shows, what can be chosen in it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from gateway.feed.collections import NOTICES
from gateway.staff.content_choices import choices_of
from gateway.staff.content_fields import MEMBERS
from gateway.staff.content_summary import FaultLine, fault_lines
from gateway.staff.context import desk_of, officer_of_request
from gateway.staff.page import Page, names_of
from gateway.staff.rights import agencies
from gateway.staff.words import language_of, text_of

CHANGED: Final = "content.changed"


class ContentPlace(Page):
    """A place of the menu whose rows have a form."""

    collection = ""
    grows = False
    """Whether rows can be added here and removed for good."""
    has_photos = False


async def show_form(
    page: Page,
    place: ContentPlace | type[ContentPlace],
    request: Request,
    row: dict[str, Any],
    shown: Mapping[str, str],
    status: int = 200,
    *,
    seq: int | None,
    errors: Mapping[str, str] | None = None,
) -> Response:
    """Return the form of ``row`` with ``shown`` in its controls; ``errors``: reason by member.

    ``seq`` is the row's place when it was read, None for a new one.
    """
    members, wrong = MEMBERS[place.collection], errors or {}
    held = agencies(officer_of_request(request), place.action)
    async with desk_of(request).services.database.read() as session:
        names = await names_of(session, "agencies")
        choices = await choices_of(session, members, shown)
    return page.render(
        request,
        "content_edit.html",
        status,
        place=place,
        members=members,
        row=row,
        name=name_of(request, row),
        shown=shown,
        choices=choices,
        held=["*", *names] if "*" in held else sorted(held),
        names=names,
        target=f"{place.path}/edit/{quote(row['id'])}" if row.get("id") else f"{place.path}/new",
        seq=seq,
        errors=wrong,
        has_changed=wrong.get("row") == CHANGED,
        faults=_faults(request, place, row, wrong),
    )


def name_of(request: Request, row: Mapping[str, Any]) -> str:
    """Return the name or title of a row in the language of the page."""
    return text_of(row.get("name") or row.get("title"), language_of(request))


def _faults(
    request: Request,
    place: ContentPlace | type[ContentPlace],
    row: Mapping[str, Any],
    errors: Mapping[str, str],
) -> list[FaultLine]:
    others = []
    if not row.get("id"):
        others = ["agency_id"] if place.collection == NOTICES else ["id"]
    return fault_lines(language_of(request), MEMBERS[place.collection], errors, others)
