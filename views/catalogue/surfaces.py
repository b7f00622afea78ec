"""Rows, states of a screen, drawings, the small map."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.catalogue.frame import nothing, section, wrapped
from views.components import basics, states
from views.components.artwork import DRAWN, category_artwork, category_words
from views.components.basics import card, column, row_title, support
from views.components.boundary import fallback, safe_component
from views.components.look import look_of
from views.components.map.pins import Pin
from views.components.map_panel import MapPreview
from views.components.rows import fact_row, nav_row
from views.explore.findings import row_words
from views.explore.rows import PlaceRow
from views.services.rows import AgencyRow, ServiceRow
from views.state import Session, use_session

EXAMPLE_PLACE, EXAMPLE_SERVICE = "fort-marlborough", "bbn-kb-2"


@safe_component
def Rows() -> ft.Control:
    """Rows that lead somewhere, facts, cards of the lists: plain and chosen."""
    session = use_session()
    text, language = session.text, session.state.language
    plain, marked = look_of(session), look_of(session, chosen=True)
    parts: list[ft.Control] = [
        nav_row(
            session, ft.Icons.SHIELD_ROUNDED, text("privacy.title"), text("privacy.words"), routes.PRIVACY
        ),
        fact_row(session, ft.Icons.PLACE_OUTLINED, text("services.source_name"), text("app.name")),
    ]
    for hit in session.services.places.find(EXAMPLE_PLACE.replace("-", " "))[:1]:
        parts += [
            PlaceRow(session, row_words(session, hit), look, key=f"place-{look.chosen}")
            for look in (plain, marked)
        ]
    service = session.services.catalogue.service(EXAMPLE_SERVICE)
    if service is not None:
        parts += [
            ServiceRow(session, service, language, look, key=f"service-{look.chosen}")
            for look in (plain, marked)
        ]
    parts += [
        AgencyRow(session, agency, language, plain, key=agency.id)
        for agency in session.services.catalogue.agencies()[:1]
    ]
    return section(session, "nav_row · fact_row · PlaceRow · ServiceRow · AgencyRow", parts)


@safe_component
def States() -> ft.Control:
    """Loading, empty, problem, note, a part that failed; flower and a strong surface; the small map."""
    session = use_session()
    text = session.text
    place = session.services.places.get(EXAMPLE_PLACE)
    parts = [
        section(session, "loading", [states.loading(session, rows=2)]),
        section(session, "empty", [_empty(session, "empty"), _empty(session, "error")]),
        section(
            session,
            "problem",
            [states.problem(session, "error.storage_full", action=text("action.retry"), on_action=nothing)],
        ),
        section(session, "fallback", [fallback()]),
        card(
            session,
            row_title(session, text("home.tile.report")),
            on_click=nothing,
            label=text("home.tile.report"),
        ),
        section(session, "flower", [wrapped([basics.flower(session, 64), _ornament(session)])]),
    ]
    if place is not None and place.point is not None:
        pin = Pin("catalogue", place.point, place.name.id, ft.Icons.FORT_ROUNDED, "info", False, 600)
        label = text("explore.map_preview", name=place.name.in_language(session.state.language))
        parts.append(section(session, "MapPreview", [MapPreview(label, pin, key="map")]))
    return column(parts, theme.GAP_L)


def _empty(session: Session, artwork: str) -> ft.Control:
    text = session.text
    return states.empty(
        session,
        text("explore.none.title"),
        text("explore.none.words"),
        action=text("explore.none.clear"),
        on_action=nothing,
        artwork=artwork,
    )


def _ornament(session: Session) -> ft.Control:
    return ft.Container(
        bgcolor=session.colors.hero,
        border_radius=theme.RADIUS_L,
        width=120,
        height=120,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=basics.flower(session, 160, ornament=True),
    )


@safe_component
def Drawings() -> ft.Control:
    """The drawing of every category, and of one that has none yet."""
    session = use_session()
    pictures = []
    for name in (*sorted(DRAWN), "other"):
        drawing = category_artwork(session, name, width=152, height=96)
        words = support(session, category_words(session, name))
        pictures.append(ft.Container(width=152, content=column([drawing, words], 2)))
    return section(session, "category_artwork", [wrapped(pictures)])
