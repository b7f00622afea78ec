"""One destination: drawing, name, what it is, safety, where, WiFi, what else is near, who says so."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from services.places import PlaceHit
from services.spots import keep_place
from views import routes, theme
from views.components.artwork import category_words
from views.components.basics import Tone, banner, body, card, column, heading, status_chip, support, tone
from views.components.boundary import safe_component, safe_view
from views.components.keep_row import KeepRow
from views.components.scaffold import back_button, page_column, screen
from views.components.states import empty, loading
from views.explore.about import AboutCard
from views.explore.around import NearbyCard, WifiCard
from views.explore.findings import ICONS, place_hit
from views.explore.photos import PhotoStrip, cover
from views.explore.visit import visit_cards
from views.explore.where import WhereCard
from views.state import Session, use_session

ART_HEIGHT_PX = 212


@safe_view
def DestinationScreen() -> ft.View:
    """One destination on its own page (phone and tablet); its path can be shared and opened directly."""
    session = use_session()
    place_id = ft.use_route_params().get("id", "")
    if not session.state.ready:
        return screen(session, page_column(session, [_back(session), loading(session)]))
    return screen(session, page_column(session, _parts(session, place_id), gap=theme.GAP_M), bar=False)


@safe_component
def DestinationPanel(place_id: str, over_map: bool = False) -> ft.Control:
    """One destination beside the list (desktop); ``over_map``: the large map shows the position."""
    session = use_session()
    if not session.state.ready:
        return ft.Container(padding=theme.GAP_L, content=loading(session))
    return ft.ListView(
        expand=True,
        padding=theme.GAP_L,
        controls=[column(_parts(session, place_id, not over_map), theme.GAP_M)],
    )


def _parts(session: Session, place_id: str, preview: bool = True) -> list[ft.Control]:
    hit = place_hit(session, place_id)
    if hit is None:
        return [NotFound(key="missing")]
    parts: list[ft.Control] = [Header(hit, key="header"), KeepRow(keep_place(hit.place), key="keep")]
    if hit.place.safety is not None:
        parts.append(_safety(session, hit.place.safety.in_language(session.state.language)))
    parts += [_summary(session, hit), *visit_cards(hit.place), WhereCard(hit, preview, key="where")]
    if hit.place.point is not None:
        parts += [WifiCard(hit.place, key="wifi"), NearbyCard(hit.place, key="nearby")]
    return [*parts, AboutCard(hit.place, key="about")]


@safe_component
def Header(hit: PlaceHit) -> ft.Control:
    """The first photo or the drawing of the kind, the way back on it, and the name in both languages."""
    session = use_session()
    place, language = hit.place, session.state.language
    other = place.name.in_language("id" if language == "en" else "en")
    name = place.name.in_language(language)
    kind = status_chip(session, category_words(session, place.category), _kind_tone(session, place.category))
    picture = ft.Stack(
        controls=[
            cover(session, place, ART_HEIGHT_PX),
            ft.Container(left=theme.GAP_M, top=theme.GAP_M, content=back_button(session, routes.EXPLORE)),
        ],
        fit=ft.StackFit.PASS_THROUGH,
    )
    words: list[ft.Control] = [heading(session, name, level=1)]
    if other != name:
        words.append(support(session, other))
    words.append(ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=[kind]))
    photos = [PhotoStrip(place, key="photos")] if place.photos else []
    return column([picture, *photos, column(words, theme.GAP_S)], theme.GAP_L)


def _back(session: Session) -> ft.Control:
    return ft.Row(controls=[back_button(session, routes.EXPLORE)])


def _kind_tone(session: Session, category: str) -> Tone:
    return replace(tone(session, "info"), icon=ICONS.get(category, ft.Icons.PLACE_ROUNDED))


def _safety(session: Session, words: str) -> ft.Control:
    warning = f"{session.text('explore.safety')}: {words}"
    return ft.Container(key="safety", content=banner(session, warning, tone(session, "warning")))


def _summary(session: Session, hit: PlaceHit) -> ft.Control:
    words = body(session, hit.place.summary.in_language(session.state.language))
    return ft.Container(key="summary", content=card(session, words))


@safe_component
def NotFound() -> ft.Control:
    """Say that this address leads to no destination, and offer the list."""
    session = use_session()
    text = session.text
    return empty(
        session,
        text("explore.not_found.title"),
        text("explore.not_found.words"),
        action=text("explore.not_found.back"),
        on_action=lambda: session.go(routes.EXPLORE),
        artwork="error",
    )
