"""One of the news: what, how far, where, who says so."""

from __future__ import annotations

import flet as ft

from services.clustering import is_coarse
from services.models import Notice
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
from views.components.map.pins import Pin
from views.components.map_panel import MapPreview
from views.components.news_parts import news_tone, origin_words, state_words, where_words
from views.components.precision import precision_line
from views.components.rows import fact_row
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import age_line, empty, loading, problem
from views.handoff import directions_url, page_link
from views.state import Session, use_command, use_session


@safe_view
def NewsItemScreen() -> ft.View:
    """One of the news on its own page; its path can be shared and opened directly."""
    session = use_session()
    notice_id = ft.use_route_params().get("id", "")
    notice = session.services.news.get(notice_id) if session.state.ready else None
    title = notice.title.in_language(session.state.language) if notice else session.text("news.title")
    parts: list[ft.Control] = [top_bar(session, title, back=routes.NEWS)]
    if notice is not None:
        parts += _parts(session, notice)
    else:
        parts.append(_not_found(session) if session.state.ready else loading(session))
    return screen(session, page_column(session, parts, gap=theme.GAP_M), bar=False)


def _parts(session: Session, notice: Notice) -> list[ft.Control]:
    parts: list[ft.Control] = []
    if notice.expires_at is not None and session.services.news.has_expired(notice):
        over = session.text("news.expired", date=session.text.moment(notice.expires_at))
        parts.append(banner(session, over, tone(session, "warning")))
    parts.append(Told(notice, key="told"))
    if notice.point is not None or where_words(session, notice):
        parts.append(Where(notice, key="where"))
    return [*parts, Origin(notice, key="origin")]


@safe_component
def Told(notice: Notice) -> ft.Control:
    """How far it has come, the programme, and the text."""
    session = use_session()
    language, text = session.state.language, session.text
    chips: list[ft.Control] = []
    state = state_words(session, notice)
    if state:
        chips.append(status_chip(session, state, news_tone(session, notice)))
    programme = session.services.news.programme(notice.programme_id)
    lines: list[ft.Control] = []
    if chips:
        lines.append(ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=chips))
    lines.append(body(session, notice.body.in_language(language)))
    if programme is not None:
        name = programme.name.in_language(language)
        lines.append(fact_row(session, ft.Icons.FLAG_OUTLINED, text("news.programme"), name))
    return card(session, column(lines, theme.GAP_M))


@safe_component
def Where(notice: Notice) -> ft.Control:
    """The place in words, and on a small map when its position is known."""
    session = use_session()
    text = session.text

    async def directions() -> None:
        if notice.point is not None:
            await session.device.open_url(directions_url(session, notice.point, notice.title.id))

    going = use_command(directions)
    lines: list[ft.Control] = [heading(session, text("news.where"))]
    where = where_words(session, notice)
    if where:
        lines.append(body(session, where))
    if notice.point is not None:
        lines += [
            _map(session, notice),
            precision_line(session, notice.point, notice.precision_m),
            ft.Row(
                wrap=True,
                controls=[
                    primary_button(
                        session,
                        text("action.directions"),
                        going.run,
                        icon=ft.Icons.DIRECTIONS_ROUNDED,
                        running=going.running,
                    )
                ],
            ),
        ]
    lines += [problem(session, going.error)] if going.error else []
    return card(session, column(lines, theme.GAP_M))


@safe_component
def Origin(notice: Notice) -> ft.Control:
    """Source, link, dates, age; sharing."""
    session = use_session()
    text = session.text

    async def share() -> None:
        await session.device.share_text(shared_news(session, notice))

    async def open_source() -> None:
        if notice.link is not None:
            await session.device.open_url(notice.link)

    sharing, opening = use_command(share), use_command(open_source)
    buttons = [quiet_button(session, text("action.share"), sharing.run, icon=ft.Icons.SHARE_ROUNDED)]
    if notice.link is not None:
        words = text("news.open_source")
        buttons.append(quiet_button(session, words, opening.run, icon=ft.Icons.OPEN_IN_NEW_ROUNDED))
    published = text("news.published", moment=text.moment(notice.published_at))
    lines: list[ft.Control] = [
        heading(session, text("explore.about")),
        fact_row(session, ft.Icons.NOTES_ROUNDED, text("news.said_by"), notice.source),
        support(session, published),
        support(session, age_line(session, session.services.news.age)),
        ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons),
    ]
    lines += [problem(session, error) for error in (sharing.error, opening.error) if error]
    return card(session, column(lines, theme.GAP_M))


def shared_news(session: Session, notice: Notice) -> str:
    """Return what is passed on: title, how far, where, text, source, link."""
    language = session.state.language
    lines = [
        notice.title.in_language(language),
        state_words(session, notice),
        where_words(session, notice),
        notice.body.in_language(language),
        origin_words(session, notice),
        page_link(session, routes.news_item(notice.id)),
    ]
    return "\n".join(line for line in lines if line)


def _map(session: Session, notice: Notice) -> ft.Control:
    title = notice.title.in_language(session.state.language)
    assert notice.point is not None
    role = news_tone(session, notice)
    hollow = notice.precision_m is None or is_coarse(notice.precision_m)
    pin = Pin(notice.id, notice.point, title, role.icon, "info", hollow, notice.precision_m)
    label = session.text("explore.map_preview", name=title)
    return ft.Container(
        border_radius=theme.RADIUS_M,
        border=ft.Border.all(1, session.colors.line),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=MapPreview(label, pin, session.state.here),
    )


def _not_found(session: Session) -> ft.Control:
    text = session.text
    return empty(
        session,
        text("news.not_found.title"),
        text("news.not_found.words"),
        action=text("news.not_found.back"),
        on_action=lambda: session.go(routes.NEWS),
        artwork="error",
    )
