"""One suggested route: map and list of its stops, its length in straight lines, and what to do with it."""

from __future__ import annotations

import flet as ft

from services.models import Itinerary
from services.trips import Trip
from views import routes, theme
from views.components.basics import (
    banner,
    body,
    card,
    column,
    heading,
    primary_button,
    quiet_button,
    status_chip,
    support,
    tone,
)
from views.components.boundary import safe_component, safe_view
from views.components.confirm import use_confirm
from views.components.route_map import RouteMap
from views.components.rows import fact_row
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import age_line, empty, loading, problem
from views.explore.route_stops import RouteStops
from views.explore.route_words import (
    advice_tone,
    advice_words,
    numbered_pins,
    shared_route,
    size_words,
)
from views.handoff import directions_url
from views.state import Session, use_command, use_session

WIDE_W = 1080
MAP_PX, WIDE_MAP_PX, WIDE_MAP_W = 260.0, 420.0, 520.0


@safe_view
def RouteScreen() -> ft.View:
    """One route on its own page; its path can be shared and opened directly."""
    session = use_session()
    route_id = ft.use_route_params().get("id", "")
    itinerary = session.services.itineraries.get(route_id) if session.state.ready else None
    if itinerary is None:
        bar = top_bar(session, session.text("route.title"), back=routes.ROUTES)
        rest = _not_found(session) if session.state.ready else loading(session)
        return screen(session, page_column(session, [bar, rest]), bar=False)
    bar = top_bar(session, itinerary.name.in_language(session.state.language), back=routes.ROUTES)
    parts = _parts(session, itinerary)
    width = WIDE_W if session.wide else theme.READING_W
    return screen(session, page_column(session, [bar, *parts], gap=theme.GAP_M, width=width), bar=False)


def _parts(session: Session, itinerary: Itinerary) -> list[ft.Control]:
    trip = session.services.itineraries.trip(itinerary)
    about, stops = About(itinerary, trip, key="about"), RouteStops(itinerary, trip, key="stops")
    where = [WhereMap(itinerary, trip, key="map")] if trip.stops else []
    actions, origin = Actions(itinerary, trip, key="actions"), Origin(itinerary, key="origin")
    if not session.wide:
        return [about, *where, actions, stops, origin]
    left, right = column([about, stops, origin], theme.GAP_M), column([*where, actions], theme.GAP_M)
    sides: list[ft.Control] = [
        ft.Container(expand=True, content=left),
        ft.Container(expand=True, content=right),
    ]
    return [ft.Row(controls=sides, spacing=theme.GAP_L, vertical_alignment=ft.CrossAxisAlignment.START)]


@safe_component
def About(itinerary: Itinerary, trip: Trip) -> ft.Control:
    """What the route is, that nobody has checked it, how long it is, season and safety."""
    session = use_session()
    language, text = session.state.language, session.text
    chip = status_chip(session, advice_words(session, itinerary), advice_tone(session, itinerary))
    lines: list[ft.Control] = [
        ft.Row(wrap=True, controls=[chip]),
        body(session, itinerary.summary.in_language(language)),
        support(session, size_words(session, itinerary, trip), bold=True, color=session.colors.ink),
        support(session, text("route.straight")),
    ]
    if itinerary.season is not None:
        season = itinerary.season.in_language(language)
        lines.append(fact_row(session, ft.Icons.EVENT_NOTE_ROUNDED, text("route.season"), season))
    parts: list[ft.Control] = [card(session, column(lines, theme.GAP_S))]
    if itinerary.safety is not None:
        warning = f"{text('explore.safety')}: {itinerary.safety.in_language(language)}"
        parts.append(banner(session, warning, tone(session, "warning")))
    return column(parts, theme.GAP_M)


@safe_component
def WhereMap(itinerary: Itinerary, trip: Trip) -> ft.Control:
    """The numbered stops on a map; the list says the same."""
    session = use_session()
    name = itinerary.name.in_language(session.state.language)
    label = session.text("route.map", name=name, stops=session.text.count("route.stops", len(trip.stops)))
    height, width = (WIDE_MAP_PX, WIDE_MAP_W) if session.wide else (MAP_PX, theme.READING_W)
    return ft.Container(
        border_radius=theme.RADIUS_L,
        border=ft.Border.all(1, session.colors.line),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=RouteMap(label, numbered_pins(session, trip), height, width, key="route"),
    )


@safe_component
def Actions(itinerary: Itinerary, trip: Trip) -> ft.Control:
    """Use it as the plan, the way to its first stop, pass it on."""
    session = use_session()
    text, plan = session.text, session.services.plan

    async def use_it() -> None:
        await plan.replace(session.services.itineraries.as_plan(itinerary))
        session.go(routes.PLAN)

    async def go_first() -> None:
        first = trip.stops[0]
        await session.device.open_url(directions_url(session, first.point, first.place.name.id))

    async def share() -> None:
        await session.device.share_text(shared_route(session, itinerary))

    using, going, sharing = use_command(use_it), use_command(go_first), use_command(share)
    ask = use_confirm(
        session,
        title=text("route.replace_title"),
        words=text.count("route.replace_words", len(plan.all())),
        yes=text("route.replace_yes"),
        on_yes=using.run,
    )
    use = ask if plan.all() else using.run
    buttons: list[ft.Control] = []
    if trip.stops:
        words = text("route.use")
        buttons = [
            primary_button(session, words, use, icon=ft.Icons.ROUTE_ROUNDED, running=using.running),
            quiet_button(session, text("route.first"), going.run, icon=ft.Icons.DIRECTIONS_ROUNDED),
        ]
    buttons.append(quiet_button(session, text("action.share"), sharing.run, icon=ft.Icons.SHARE_ROUNDED))
    row = ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons)
    errors = [command.error for command in (using, going, sharing) if command.error]
    return column([row, *(problem(session, error) for error in errors)])


@safe_component
def Origin(itinerary: Itinerary) -> ft.Control:
    """Who put it together, from what, and how old that is."""
    session = use_session()
    text = session.text
    lines: list[ft.Control] = [heading(session, text("explore.about"))]
    if itinerary.author is not None:
        lines.append(fact_row(session, ft.Icons.GROUPS_ROUNDED, text("route.author"), itinerary.author))
    lines += [
        fact_row(session, ft.Icons.NOTES_ROUNDED, text("route.origin"), itinerary.source),
        support(session, age_line(session, session.services.itineraries.age)),
    ]
    return card(session, column(lines, theme.GAP_M))


def _not_found(session: Session) -> ft.Control:
    text = session.text
    return empty(
        session,
        text("route.not_found.title"),
        text("route.not_found.words"),
        action=text("route.not_found.back"),
        on_action=lambda: session.go(routes.ROUTES),
        artwork="error",
    )
