"""Status in every tone, choices, search."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.models import SignalClass
from services.station_status import VerdictKind
from views import theme
from views.catalogue.frame import nothing, section, wrapped
from views.components import basics
from views.components.basics import column, tone
from views.components.boundary import safe_component
from views.components.choice import choice_row
from views.components.search_field import SearchField
from views.components.station_words import TONES as VERDICT_TONES
from views.components.verified import verified_line
from views.hooks import use_value
from views.state import use_session

TONES = ("success", "warning", "danger", "unknown", "info", "gold")


@safe_component
def Statuses() -> ft.Control:
    """Chips, tiles and banners in every tone; the words of every WiFi verdict."""
    session = use_session()
    text = session.text
    verdicts = [
        basics.status_chip(session, text(f"verdict.{kind.value}"), tone(session, VERDICT_TONES[kind][0]))
        for kind in VerdictKind
    ]
    chips = [basics.status_chip(session, name, tone(session, name)) for name in TONES]
    on_dark = ft.Container(
        bgcolor=session.colors.hero,
        border_radius=theme.RADIUS_M,
        padding=theme.GAP_M,
        content=wrapped(
            [basics.status_chip(session, name, tone(session, name), on_dark=True) for name in TONES]
        ),
    )
    tiles = [basics.icon_tile(session, tone(session, name).icon, tone(session, name)) for name in TONES]
    banners = [basics.banner(session, text("error.offline"), tone(session, name)) for name in TONES]
    action = basics.banner(
        session,
        text("location.invite"),
        tone(session, "info"),
        action=text("home.nearest.use_location"),
        on_action=nothing,
    )
    proof = [verified_line(session, word) for word in ("source", "memory")]
    return column(
        [
            section(session, "status_chip", [wrapped(verdicts), wrapped(chips), on_dark]),
            section(session, "icon_tile", [wrapped(tiles)]),
            section(session, "banner", [*banners, action]),
            section(session, "verified_line", proof),
        ],
        theme.GAP_L,
    )


@safe_component
def Choices() -> ft.Control:
    """One of several, in the quiet form and in the equal, coloured one; search fields empty and filled."""
    session = use_session()
    text = session.text
    chosen, choose = use_value(0)
    words, set_words = use_value("")

    def option(index: int, label: str) -> tuple[str, bool, Callable[[], None]]:
        return label, chosen == index, lambda: choose(index)

    orders = [option(0, text("explore.order.near")), option(1, text("explore.order.name"))]
    signals = [option(i, text(f"report.signal.{kind.value}")) for i, kind in enumerate(SignalClass)]
    tones = [tone(session, name) for name in ("danger", "warning", "success")]
    return section(
        session,
        "choice_row · SearchField",
        [
            choice_row(session, text("explore.order"), orders),
            choice_row(session, text("submission.blank_spot"), signals, tones=tones, equal=True),
            SearchField(label=text("explore.search"), words=words, change=set_words),
        ],
    )
