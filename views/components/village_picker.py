"""Choosing a village: search that forgives typos, or regency, district, village step by step."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.models import Fix, PositionSource, Region, RegionLevel
from views import theme
from views.components.basics import body, column, heading, link, support
from views.components.boundary import safe_component
from views.components.paged_list import use_paging
from views.components.picker_bar import picker_bar
from views.components.place_words import village_words
from views.components.scaffold import page_column
from views.components.search_field import SearchField
from views.components.states import empty
from views.hooks import use_value
from views.state import Session, use_session

NEAR = 5
_TOP: str | None = None  # the list of regencies


@safe_component
def VillagePicker(choose: Callable[[str], None], close: Callable[[], None]) -> ft.Control:
    """A page-filling list. What was typed stays until a village is chosen."""
    session = use_session()
    words, set_words = use_value("")
    above, set_above = use_value(_TOP)
    paging = use_paging(session)
    text = session.text

    def open_region(region: Region) -> None:
        if region.level is RegionLevel.VILLAGE:
            choose(region.id)
            return
        set_words("")
        set_above(region.id)
        paging.restart()

    rows = matches(session, words, above)
    top = picker_bar(session, text("report.village.title"), close)
    parts: list[ft.Control] = [
        top,
        SearchField(
            label=text("report.village.search"), words=words, change=set_words, autofocus=session.wide
        ),
    ]
    if not words.strip():
        parts.extend(_trail(session, above, set_above))
        parts.extend(_near(session, above, open_region))
    parts.extend(_row(session, region, open_region) for region in paging.part(rows))
    if not rows:
        parts.append(empty(session, text("report.village.none"), text("report.village.none_words")))
    parts.extend(paging.more(len(rows)))
    return page_column(session, parts, gap=theme.GAP_S)


def village_fix(session: Session, village: Region) -> Fix | None:
    """Return the middle of a village as a position: every point of it lies within the accuracy."""
    if village.centroid is None:
        return None
    now = session.services.clock.now()
    return Fix(village.centroid, PositionSource.VILLAGE, now, village.radius_m)


def matches(session: Session, words: str, above: str | None) -> tuple[Region, ...]:
    """Return what fits the search, else what lies below ``above`` (None: the regencies)."""
    regions = session.services.regions
    if words.strip():
        return regions.search(words, limit=200, level=RegionLevel.VILLAGE)
    return regions.children(above) if above else regions.regencies()


def _trail(session: Session, above: str | None, go: Callable[[str | None], None]) -> list[ft.Control]:
    """Return the way back up: all regencies, the regency, the district."""
    if above is None:
        return [support(session, session.text("report.village.by_list"))]
    regions = session.services.regions
    steps: list[Region] = []
    region = regions.get(above)
    while region is not None and region.level is not RegionLevel.PROVINCE:
        steps.insert(0, region)
        region = regions.get(region.parent_id) if region.parent_id else None

    def back_to(code: str | None) -> Callable[[], None]:
        return lambda: go(code)

    crumbs = [link(session, session.text("report.village.all"), back_to(None))]
    crumbs.extend(link(session, f"› {step.name}", back_to(step.id)) for step in steps)
    return [ft.Row(wrap=True, spacing=0, run_spacing=0, controls=crumbs)]


def _near(session: Session, above: str | None, choose: Callable[[Region], None]) -> list[ft.Control]:
    here = session.state.here
    if above is not None or here is None:
        return []
    title = heading(session, session.text("report.village.near"))
    near = session.services.regions.near(here.point, NEAR)
    rows = [_row(session, village, choose, session.text.distance(away)) for village, away in near]
    return [title, *rows, heading(session, session.text("report.village.regencies"))]


def _row(
    session: Session, region: Region, choose: Callable[[Region], None], more: str | None = None
) -> ft.Control:
    path = session.services.regions.path(region.id)
    name = village_words(session, region) if path else region.name
    line = f"{path[1].name}, {path[2].name}" if path else session.text("report.village.open")
    if more:
        line = f"{line} · {more}"
    leads_on = region.level is not RegionLevel.VILLAGE
    icon = ft.Icons.CHEVRON_RIGHT_ROUNDED if leads_on else ft.Icons.ADD_LOCATION_ALT_OUTLINED
    box = ft.Container(
        key=region.id,
        ink=True,
        on_click=lambda: choose(region),
        border_radius=theme.RADIUS_S,
        padding=ft.Padding.symmetric(horizontal=theme.GAP_S, vertical=theme.GAP_M),
        content=ft.Row(
            controls=[
                ft.Container(expand=True, content=column([body(session, name), support(session, line)], 0)),
                ft.Icon(icon, color=session.colors.quiet),
            ]
        ),
    )
    return ft.Semantics(button=True, container=True, label=f"{name}. {line}", content=box)
