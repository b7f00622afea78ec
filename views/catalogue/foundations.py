"""Type, colours, actions."""

from __future__ import annotations

import flet as ft

from views import theme
from views.catalogue.frame import section, wrapped
from views.components import basics
from views.components.basics import body, column, heading, row_title, support
from views.components.boundary import safe_component
from views.components.confirm import use_confirm
from views.hooks import use_value
from views.state import Session, use_session

ROLES = (
    "paper",
    "card",
    "choice",
    "line",
    "outline",
    "ink",
    "quiet",
    "primary",
    "primary_soft",
    "secondary",
    "secondary_soft",
    "tertiary",
    "tertiary_soft",
    "success",
    "success_soft",
    "warning",
    "warning_soft",
    "danger",
    "danger_soft",
    "unknown",
    "unknown_soft",
    "hero",
    "strong",
)


@safe_component
def Words() -> ft.Control:
    """The type scale."""
    session = use_session()
    text, kind, ink = session.text, session.type, session.colors.ink
    number = ft.Text(text.distance(350), style=kind.display, color=ink)
    parts = [
        number,
        heading(session, text("not_found.title"), level=1),
        heading(session, text("home.nearest.title")),
        row_title(session, text("home.tile.services")),
        body(session, text("sources.about_words")),
        body(session, text("home.nearest.invite_words"), quiet=True),
        support(session, text("privacy.words")),
        support(session, text("verified.source"), bold=True),
    ]
    return section(session, "Type", parts)


@safe_component
def Colours() -> ft.Control:
    """The colour roles."""
    session = use_session()
    return section(session, "Palette", [wrapped([_swatch(session, role) for role in ROLES])])


def _swatch(session: Session, role: str) -> ft.Control:
    patch = ft.Container(
        width=56,
        height=40,
        border_radius=theme.RADIUS_S,
        bgcolor=getattr(session.colors, role),
        border=ft.Border.all(1, session.colors.outline),
    )
    return ft.Container(
        width=120 * max(1.0, session.state.text_scale * 0.8),
        content=column([patch, support(session, role)], 2),
    )


@safe_component
def Buttons() -> ft.Control:
    """Actions: main, running, not possible, secondary, dangerous, text, round; and the question."""
    session = use_session()
    text = session.text
    count, set_count = use_value(0)

    async def press() -> None:
        set_count(count + 1)

    ask = use_confirm(
        session,
        title=text("privacy.erase_title"),
        words=text("catalogue.harmless"),
        yes=text("action.close"),
        on_yes=press,
    )
    send, icon = text("action.share"), ft.Icons.SHARE_ROUNDED
    parts = [
        basics.primary_button(session, send, press, icon=icon),
        basics.primary_button(session, send, press, running=True),
        basics.primary_button(session, send, None, icon=icon),
        basics.quiet_button(session, text("action.open"), press),
        basics.quiet_button(session, text("action.open"), None),
        basics.quiet_button(session, text("privacy.erase"), ask, danger=True),
        basics.link(session, text("action.more"), press, icon=ft.Icons.EXPAND_MORE_ROUNDED),
        basics.icon_button(session, ft.Icons.TUNE_ROUNDED, text("action.settings"), press),
    ]
    pressed = support(session, text.count("catalogue.pressed", count))
    return section(session, "primary_button · quiet_button · link · icon_button", [wrapped(parts), pressed])
