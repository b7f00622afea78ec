"""Where a destination is: distance, precision in words and on a small map, the hand-off, sharing."""

from __future__ import annotations

import flet as ft

from services.models import Place
from services.places import PlaceHit
from views import routes, theme
from views.components.artwork import category_words
from views.components.basics import card, column, heading, primary_button, quiet_button, row_title
from views.components.boundary import safe_component
from views.components.map_panel import MapPreview
from views.components.precision import precision_line, precision_words
from views.components.rows import fact_row
from views.components.states import problem
from views.explore.findings import distance_words, pin_of
from views.handoff import directions_url, page_link
from views.state import Command, Session, use_command, use_session


@safe_component
def WhereCard(hit: PlaceHit, preview: bool = True) -> ft.Control:
    """All that is known of the position, and the ways to get there or pass it on.

    ``preview``: with a small map; False beside a large one.
    """
    session = use_session()
    text, place = session.text, hit.place

    async def directions() -> None:
        if place.point is not None:
            await session.device.open_url(directions_url(session, place.point, place.name.id))

    async def share() -> None:
        await session.device.share_text(shared_words(session, place))

    going, sharing = use_command(directions), use_command(share)
    lines: list[ft.Control] = [heading(session, text("explore.where"))]
    distance = distance_words(session, hit)
    if distance:
        lines.append(row_title(session, distance))
    lines += [
        precision_line(session, place.point, place.precision_m),
        *(_preview(session, place) if preview else []),
        *_facts(session, place),
    ]
    lines.append(_ways(session, going if place.point is not None else None, sharing))
    lines += [problem(session, error) for error in (going.error, sharing.error) if error]
    return card(session, column(lines, theme.GAP_M))


def _ways(session: Session, going: Command | None, sharing: Command) -> ft.Control:
    """Return the buttons; ``going`` is None without a position to go to."""
    share = quiet_button(session, session.text("action.share"), sharing.run, icon=ft.Icons.SHARE_ROUNDED)
    buttons: list[ft.Control] = [share]
    if going is not None:
        words, icon = session.text("action.directions"), ft.Icons.DIRECTIONS_ROUNDED
        go = primary_button(session, words, going.run, icon=icon, running=going.running)
        buttons.insert(0, go)
    return ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons)


def shared_words(session: Session, place: Place) -> str:
    """Return what is passed on: name, kind, place, summary, position with its precision, link."""
    language, text = session.state.language, session.text
    regency = session.services.regions.get(place.regency_id)
    kind = category_words(session, place.category)
    lines = [
        place.name.in_language(language),
        f"{kind}, {regency.name}" if regency else kind,
        place.summary.in_language(language),
        precision_words(session, place.point, place.precision_m),
    ]
    if place.point is not None:
        lines.append(text("explore.shared_point", lat=f"{place.point.lat:.5f}", lon=f"{place.point.lon:.5f}"))
    return "\n".join([*lines, page_link(session, routes.destination(place.id))])


def _preview(session: Session, place: Place) -> list[ft.Control]:
    pin = pin_of(session, place)
    if pin is None:
        return []
    name = place.name.in_language(session.state.language)
    preview = MapPreview(session.text("explore.map_preview", name=name), pin, session.state.here)
    return [
        ft.Container(
            border_radius=theme.RADIUS_M,
            border=ft.Border.all(1, session.colors.line),
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
            content=preview,
        )
    ]


def _facts(session: Session, place: Place) -> list[ft.Control]:
    text, regions = session.text, session.services.regions
    path = regions.path(place.village_id) if place.village_id else None
    regency = regions.get(place.regency_id)
    names = [region.name for region in path] if path else [place.district, regency.name if regency else None]
    where = ", ".join(name for name in names if name)
    lines: list[ft.Control] = []
    if where:
        lines.append(fact_row(session, ft.Icons.PLACE_OUTLINED, text("explore.region"), where))
    if place.elevation_m is not None:
        height = text("explore.elevation_value", metres=text.number(place.elevation_m))
        lines.append(fact_row(session, ft.Icons.TERRAIN_ROUNDED, text("explore.elevation"), height))
    return lines
