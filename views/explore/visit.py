"""What one needs to know before going: hours, fee, facilities, the way there; and the longer story."""

from __future__ import annotations

import flet as ft

from services.models import Place, SourcedText
from views import theme
from views.components.basics import body, card, column, heading, support
from views.components.boundary import safe_component
from views.components.hours import HoursCard
from views.components.rows import fact_row
from views.state import Session, use_session

FACILITY_ICONS = {
    "camping": ft.Icons.CABIN_ROUNDED,
    "changing_room": ft.Icons.CHECKROOM_ROUNDED,
    "food": ft.Icons.RAMEN_DINING_ROUNDED,
    "guide": ft.Icons.HIKING_ROUNDED,
    "lodging": ft.Icons.HOTEL_ROUNDED,
    "parking": ft.Icons.LOCAL_PARKING_ROUNDED,
    "prayer_room": ft.Icons.MOSQUE_ROUNDED,
    "shop": ft.Icons.STOREFRONT_ROUNDED,
    "toilet": ft.Icons.WC_ROUNDED,
    "water": ft.Icons.WATER_DROP_ROUNDED,
    "wheelchair": ft.Icons.ACCESSIBLE_ROUNDED,
}


@safe_component
def VisitCard(place: Place) -> ft.Control:
    """Fee and facilities; what is not known is said in one line."""
    session = use_session()
    text = session.text
    known = facilities(place)
    lines: list[ft.Control] = [heading(session, text("explore.visit"))]
    if place.fee is not None:
        words = place.fee.words.in_language(session.state.language)
        lines.append(fact_row(session, ft.Icons.PAYMENTS_OUTLINED, text("explore.fee"), words))
        lines += _as_of(session, place.fee)
    if known:
        lines.append(_facilities(session, known))
    missing = [
        text(f"explore.unknown.{name}")
        for name, value in (("hours", place.opening_hours), ("fee", place.fee), ("facilities", known))
        if not value
    ]
    if missing:
        lines.append(support(session, text("explore.unknown", what=", ".join(missing))))
    return card(session, column(lines, theme.GAP_M))


def facilities(place: Place) -> tuple[str, ...]:
    """Return the facilities that this version of the app has words for."""
    return tuple(name for name in place.facilities if name in FACILITY_ICONS)


def _facilities(session: Session, names: tuple[str, ...]) -> ft.Control:
    parts: list[ft.Control] = [
        ft.Row(
            tight=True,
            spacing=theme.GAP_XS,
            controls=[
                ft.Icon(FACILITY_ICONS[name], size=18, color=session.colors.secondary),
                support(session, session.text(f"explore.facility.{name}"), color=session.colors.ink),
            ],
        )
        for name in names
    ]
    row = ft.Row(wrap=True, spacing=theme.GAP_L, run_spacing=theme.GAP_S, controls=parts)
    return column([support(session, session.text("explore.facilities")), row], theme.GAP_XS)


@safe_component
def WayCard(place: Place) -> ft.Control:
    """How to get there, in words with their source and day."""
    session = use_session()
    return _told(session, session.text("explore.getting_there"), place.getting_there)


@safe_component
def StoryCard(place: Place) -> ft.Control:
    """The longer text about the place."""
    session = use_session()
    return _told(session, session.text("explore.story"), place.story)


def _told(session: Session, title: str, told: SourcedText | None) -> ft.Control:
    if told is None:
        return ft.Container(height=0)
    words = told.words.in_language(session.state.language)
    parts = [heading(session, title), body(session, words), *_as_of(session, told)]
    return card(session, column(parts, theme.GAP_S))


def _as_of(session: Session, told: SourcedText) -> list[ft.Control]:
    """Say which day the words speak of; their source stands with the others at the end of the page."""
    if told.as_of is None:
        return []
    return [support(session, session.text("explore.as_of", date=session.text.date(told.as_of)))]


def origins(session: Session, place: Place) -> list[ft.Control]:
    """Return who says what one needs before a visit, and how exactly."""
    text = session.text
    named = (
        (ft.Icons.MENU_BOOK_OUTLINED, text("explore.story"), place.story),
        (ft.Icons.DIRECTIONS_ROUNDED, text("explore.getting_there"), place.getting_there),
        (ft.Icons.PAYMENTS_OUTLINED, text("explore.fee"), place.fee),
    )
    return [
        fact_row(session, icon, title, "\n".join(part for part in (told.source, told.precision) if part))
        for icon, title, told in named
        if told is not None
    ]


def visit_cards(place: Place) -> list[ft.Control]:
    """Return the cards that this place has something for; that of the visit is always there."""
    cards: list[ft.Control] = []
    if place.story is not None:
        cards.append(StoryCard(place, key="story"))
    if place.getting_there is not None:
        cards.append(WayCard(place, key="way"))
    if place.opening_hours is not None:
        cards.append(HoursCard(place, key="hours"))
    return [*cards, VisitCard(place, key="visit")]
