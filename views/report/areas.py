"""What residents reported, village by village: counts only, and what a count does not mean."""

from __future__ import annotations

import flet as ft

from services.models import BlankSpotArea, RegionLevel
from views import routes, theme
from views.components.basics import banner, card, column, row_title, support, tone
from views.components.boundary import safe_component, safe_view
from views.components.disclosure import disclosure
from views.components.paged_list import use_paging
from views.components.place_words import village_words
from views.components.scaffold import page_column, screen, top_bar
from views.components.search_field import SearchField
from views.components.states import age_part, loading, problem
from views.hooks import use_value
from views.report.neighbours import confirm_area, me_too_part
from views.report.none_yet import no_reports
from views.report.words import operator_name
from views.state import Session, use_command, use_session


@safe_view
def AreaScreen() -> ft.View:
    """Desa yang dilaporkan."""
    session = use_session()
    if not session.state.ready:
        return screen(session, page_column(session, [loading(session)]))
    parts = [top_bar(session, session.text("report.areas.title"), back=routes.REPORT), Areas()]
    return screen(session, page_column(session, parts))


@safe_component
def Areas() -> ft.Control:
    """The list: most reports first, or what fits the search."""
    session = use_session()
    words, set_words = use_value("")
    paging = use_paging(session)
    text, reports = session.text, session.services.reports
    everything = reports.areas()
    age = age_part(session, reports.areas_age)
    honest = banner(session, text("report.areas.honest"), tone(session, "info"))
    if not everything:
        return column(
            [
                honest,
                no_reports(
                    session, session.text("report.areas.empty"), session.text("report.areas.empty_words")
                ),
                age,
            ],
            theme.GAP_M,
        )
    rows = found(session, everything, words)
    parts: list[ft.Control] = [
        honest,
        SearchField(label=text("report.areas.search"), words=words, change=set_words),
        age,
    ]
    parts.extend(Area(area=area, key=area.village_id) for area in paging.part(rows))
    if not rows:
        parts.append(support(session, text("report.areas.none_found")))
    parts.extend(paging.more(len(rows)))
    return column(parts, theme.GAP_M)


def found(session: Session, areas: tuple[BlankSpotArea, ...], words: str) -> tuple[BlankSpotArea, ...]:
    """Return the areas whose village fits ``words``, in the order of the list."""
    if not words.strip():
        return areas
    villages = session.services.regions.search(words, limit=2000, level=RegionLevel.VILLAGE)
    wanted = {village.id for village in villages}
    return tuple(area for area in areas if area.village_id in wanted)


@safe_component
def Area(area: BlankSpotArea) -> ft.Control:
    """One village; opened it shows the operators and "me too"."""
    session = use_session()
    opened, set_opened = use_value(False)

    async def confirm() -> None:
        await confirm_area(session, area.village_id)

    confirming = use_command(confirm)
    path = session.services.regions.path(area.village_id)
    name = village_words(session, path[0]) if path else area.village_id
    where = f"{path[1].name}, {path[2].name}" if path else ""
    parts: list[ft.Control] = [
        row_title(session, name),
        support(session, where),
        support(session, area_words(session, area), bold=True, color=session.colors.primary),
        disclosure(session, session.text("report.areas.details"), opened, lambda: set_opened(not opened)),
    ]
    if opened:
        parts.extend(_details(session, area))
        parts.append(me_too_part(session, area.village_id, None if confirming.running else confirming.run))
    if confirming.error:
        parts.append(problem(session, confirming.error))
    return card(session, column(parts, theme.GAP_XS), padding=theme.GAP_M)


def area_words(session: Session, area: BlankSpotArea) -> str:
    """Return the counts of a village with the date of the newest report."""
    text = session.text
    words = [text.count("report.areas.reports", area.reports)]
    if area.confirmations:
        words.append(text.count("report.similar.confirmations", area.confirmations))
    if area.last_on:
        words.append(text("report.areas.last", date=text.date(area.last_on)))
    return " · ".join(words)


def _details(session: Session, area: BlankSpotArea) -> list[ft.Control]:
    text = session.text
    counts = sorted(area.blank_by_operator.items(), key=lambda pair: (-pair[1], pair[0]))
    lines = [
        support(session, text.count("report.areas.operator", n, operator=operator_name(session, operator)))
        for operator, n in counts
    ]
    return [*lines, support(session, text("report.areas.unproven"))]
