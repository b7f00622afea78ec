"""Where a business is: address, distance, precision, the way there, passing it on."""

from __future__ import annotations

import flet as ft

from services.models import Business
from services.trade import BusinessHit
from views import routes, theme
from views.components.basics import card, column, heading, quiet_button, row_title
from views.components.boundary import safe_component
from views.components.map_panel import MapPreview
from views.components.precision import precision_line, precision_words
from views.components.rows import fact_row
from views.components.states import problem
from views.explore.contact import contacts_of
from views.explore.findings import away_words
from views.explore.trade_words import business_pin, region_words, trade_words
from views.handoff import directions_url, page_link
from views.state import Session, use_command, use_session


@safe_component
def BusinessWhere(hit: BusinessHit, preview: bool = True) -> ft.Control:
    """All that is known of the position; ``preview``: with a small map."""
    session = use_session()
    text, business = session.text, hit.business

    async def directions() -> None:
        if business.point is not None:
            await session.device.open_url(directions_url(session, business.point, business.name))

    async def share() -> None:
        await session.device.share_text(shared_words(session, business))

    going, sharing = use_command(directions), use_command(share)
    lines: list[ft.Control] = [heading(session, text("explore.where"))]
    away = away_words(session, hit.distance_m, hit.bearing_deg, business.precision_m)
    if away:
        lines.append(row_title(session, away))
    lines += [precision_line(session, business.point, business.precision_m)]
    lines += [*(_preview(session, business) if preview else []), *_facts(session, business)]
    buttons: list[ft.Control] = []
    if business.point is not None:
        way = text("action.directions")
        buttons.append(quiet_button(session, way, going.run, icon=ft.Icons.DIRECTIONS_ROUNDED))
    buttons.append(quiet_button(session, text("action.share"), sharing.run, icon=ft.Icons.SHARE_ROUNDED))
    lines.append(ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons))
    lines += [problem(session, error) for error in (going.error, sharing.error) if error]
    return card(session, column(lines, theme.GAP_M))


def shared_words(session: Session, business: Business) -> str:
    """Return what is passed on: name, kind, place, summary, contacts, position with its precision, link."""
    lines = [
        business.name,
        f"{trade_words(session, business.category)}, {region_words(session, business.regency_id)}",
        business.summary.in_language(session.state.language),
        *(f"{session.text(f'business.{one.kind}')}: {one.written}" for one in contacts_of(business)),
        precision_words(session, business.point, business.precision_m),
    ]
    point = business.point
    if point is not None:
        lines.append(session.text("explore.shared_point", lat=f"{point.lat:.5f}", lon=f"{point.lon:.5f}"))
    return "\n".join([*lines, page_link(session, routes.business(business.id))])


def _preview(session: Session, business: Business) -> list[ft.Control]:
    pin = business_pin(session, business)
    if pin is None:
        return []
    label = session.text("explore.map_preview", name=business.name)
    return [
        ft.Container(
            border_radius=theme.RADIUS_M,
            border=ft.Border.all(1, session.colors.line),
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
            content=MapPreview(label, pin, session.state.here),
        )
    ]


def _facts(session: Session, business: Business) -> list[ft.Control]:
    text, regions = session.text, session.services.regions
    path = regions.path(business.village_id) if business.village_id else None
    around = [region.name for region in path] if path else [region_words(session, business.regency_id)]
    where = ", ".join(name for name in (business.address, *around) if name)
    return [fact_row(session, ft.Icons.PLACE_OUTLINED, text("explore.region"), where)]
