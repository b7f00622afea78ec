"""The strong card: the nearest WiFi place with distance and direction in words."""

from __future__ import annotations

import math

import flet as ft

from services import geo
from services.station_status import VerdictKind
from services.stations import StationFilter, StationHit
from views import lifecycle, routes, theme
from views.components.basics import Handler, flower, heading, status_chip
from views.components.boundary import safe_component
from views.components.station_words import hours_words, verdict_tone, verdict_words, walk_words
from views.handoff import directions_url
from views.state import Session, use_command, use_session


@safe_component
def NearestWifi() -> ft.Control:
    """A working station when one is known nearby, else the nearest candidate, named as such."""
    session = use_session()
    locate = use_command(lambda: lifecycle.locate(session))
    hit = nearest(session)
    if hit is None:
        return _surface(session, _invitation(session, locate.run))
    return _surface(session, _answer(session, hit))


def nearest(session: Session) -> StationHit | None:
    """Return the nearest real station, else the nearest candidate; None without a position."""
    here = session.state.here
    if here is None:
        return None
    hits = [
        hit
        for hit in session.services.stations.find(StationFilter(), here.point)
        if hit.distance_m is not None
    ]
    real = [hit for hit in hits if hit.verdict.kind is not VerdictKind.CANDIDATE]
    return next(iter(real or hits), None)


def _surface(session: Session, content: ft.Control) -> ft.Control:
    ornament = ft.Container(
        right=-70, top=-80, content=flower(session, 260, ornament=True), ignore_interactions=True
    )
    return ft.Container(
        bgcolor=session.colors.hero,
        border_radius=theme.RADIUS_L,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=ft.Stack(controls=[ornament, ft.Container(padding=20, content=content)]),
    )


def _words(session: Session, words: str, style: ft.TextStyle, quiet: bool = False) -> ft.Text:
    return ft.Text(words, style=style, color=session.colors.hero_quiet if quiet else session.colors.on_hero)


def _invitation(session: Session, locate: Handler) -> ft.Control:
    text, state = session.text, session.state
    note = text(state.location_problem) if state.location_problem else text("home.nearest.invite_words")
    label = text("home.locating") if state.locating else text("home.nearest.use_location")

    def browse() -> None:
        session.go(routes.WIFI)

    return ft.Column(
        spacing=theme.GAP_M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            heading(
                session,
                text("home.nearest.invite"),
                style=session.type.title,
                color=session.colors.on_hero,
            ),
            _words(session, note, session.type.body, quiet=True),
            _wrapped(
                [
                    _filled(session, label, None if state.locating else locate, ft.Icons.MY_LOCATION_ROUNDED),
                    _outlined(session, text("home.nearest.browse"), browse),
                ]
            ),
        ],
    )


def _answer(session: Session, hit: StationHit) -> ft.Control:
    text = session.text
    candidate = hit.verdict.kind is VerdictKind.CANDIDATE
    title = "home.nearest.candidate_title" if candidate else "home.nearest.title"
    return ft.Column(
        spacing=theme.GAP_M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            heading(session, text(title), style=session.type.label, color=session.colors.hero_quiet),
            _distance(session, hit),
            _words(session, hit.station.name, session.type.heading),
            _wrapped(_status(session, hit)),
            _ways(session, hit),
        ],
    )


def _status(session: Session, hit: StationHit) -> list[ft.Control]:
    role = verdict_tone(session, hit.verdict)
    chips: list[ft.Control] = [status_chip(session, verdict_words(session, hit.verdict), role, on_dark=True)]
    opening = hours_words(session, hit.station)
    if opening:
        chips.append(_words(session, opening, session.type.label))
    return chips


def _ways(session: Session, hit: StationHit) -> ft.Control:
    text, point = session.text, hit.station.point

    async def directions() -> None:
        if point is not None:
            await session.device.open_url(directions_url(session, point, hit.station.name))

    def detail() -> None:
        session.go(routes.station(hit.station.id))

    return _wrapped(
        [
            _filled(session, text("action.directions"), directions, ft.Icons.DIRECTIONS_ROUNDED),
            _outlined(session, text("home.nearest.check"), detail),
        ]
    )


def _wrapped(parts: list[ft.Control]) -> ft.Control:
    """Return ``parts`` at their natural width, wrapping: at twice the text size no word is broken."""
    return ft.Row(wrap=True, spacing=theme.GAP_M, run_spacing=theme.GAP_S, controls=parts)


def _distance(session: Session, hit: StationHit) -> ft.Control:
    text = session.text
    metres, bearing = hit.distance_m or 0.0, hit.bearing_deg or 0.0
    direction = text(f"direction.{geo.direction(bearing).value}")
    return ft.Row(
        wrap=True,
        spacing=theme.GAP_L,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[
            _words(session, text.distance(metres), session.type.display),
            ft.Icon(
                ft.Icons.NAVIGATION_ROUNDED,
                color=session.colors.on_hero,
                size=26,
                rotate=math.radians(bearing),
            ),
            ft.Column(
                tight=True,
                spacing=0,
                controls=[
                    _words(session, direction, session.type.support, quiet=True),
                    _words(session, walk_words(session, metres), session.type.support, quiet=True),
                ],
            ),
        ],
    )


def _filled(
    session: Session, words: str, on_click: Handler | None, icon: ft.IconData | None = None
) -> ft.Control:
    return ft.FilledButton(
        content=words,
        icon=icon,
        on_click=on_click,
        disabled=on_click is None,
        style=ft.ButtonStyle(bgcolor=session.colors.on_hero, color=session.colors.hero),
    )


def _outlined(session: Session, words: str, on_click: Handler | None) -> ft.Control:
    return ft.OutlinedButton(
        content=words,
        on_click=on_click,
        style=ft.ButtonStyle(
            color=session.colors.on_hero, side=ft.BorderSide(1.2, session.colors.hero_quiet)
        ),
    )
