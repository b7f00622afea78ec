"""How to connect: network name, password, log-in words and a QR code. Shown only when they are known."""

from __future__ import annotations

import flet as ft

from services.models import Station
from services.wifi_qr import QrTooLong, qr_svg, station_join_text
from views import theme
from views.components.basics import body, card, column, heading, icon_button, row_title, selectable, support
from views.components.boundary import safe_component
from views.components.states import problem
from views.hooks import use_value
from views.state import Session, use_command, use_session

QR_PX, KIOSK_QR_PX = 176, 340


@safe_component
def AccessCard(station: Station) -> ft.Control:
    """Name and password with a button to copy each, and the code that joins at once."""
    session = use_session()
    text = session.text
    copied, set_copied = use_value("")

    async def copy(what: str, value: str) -> None:
        await session.device.copy_text(value)
        set_copied(what)

    copying = use_command(copy)
    lines: list[ft.Control] = [heading(session, text("station.access"))]
    for name, value in (("station.ssid", station.ssid), ("station.password", station.password)):
        if value:
            lines.append(_copyable(session, name, value, copied == name, copying.run))
    if station.security == "open":
        lines.append(body(session, text("station.open_network")))
    if station.login_hint is not None:
        lines.append(body(session, station.login_hint.in_language(text.language)))
    lines += _code(session, station)
    if copying.error:
        lines.append(problem(session, copying.error))
    return card(session, column(lines, theme.GAP_M))


def _copyable(session: Session, name: str, value: str, copied: bool, copy: object) -> ft.Control:
    text = session.text

    async def run() -> None:
        await copy(name, value)  # type: ignore[operator]

    words = column(
        [
            support(session, text(name)),
            selectable(value, session.type.row, session.colors.ink),
        ],
        0,
    )
    icon = ft.Icons.CHECK_ROUNDED if copied else ft.Icons.CONTENT_COPY_ROUNDED
    label = text("station.copied") if copied else text("station.copy", what=text(name))
    parts: list[ft.Control] = [ft.Container(expand=True, content=words)]
    if copied:
        parts.append(support(session, text("station.copied"), color=session.colors.success, bold=True))
    return ft.Row(spacing=theme.GAP_S, controls=[*parts, icon_button(session, icon, label, run)])


def _code(session: Session, station: Station) -> list[ft.Control]:
    """Return the code; always dark on white, because readers fail on the opposite."""
    try:
        joined = station_join_text(station)
        drawing = qr_svg(joined) if joined else None
    except (QrTooLong, ValueError):
        drawing = None
    if drawing is None:
        return []
    label = session.text("station.qr_label", ssid=station.ssid or "")
    side = QR_PX if session.visit is None else KIOSK_QR_PX
    code = ft.Image(src=drawing, width=side, height=side, semantics_label=label)
    return [
        ft.Row(
            alignment=ft.MainAxisAlignment.CENTER,
            controls=[
                ft.Container(
                    border_radius=theme.RADIUS_S, clip_behavior=ft.ClipBehavior.ANTI_ALIAS, content=code
                )
            ],
        ),
        support(session, session.text("station.qr_words")),
        *_speed(session, station),
    ]


def _speed(session: Session, station: Station) -> list[ft.Control]:
    if station.speed_mbps is None:
        return []
    words = session.text("station.mbps", n=session.text.number(station.speed_mbps, 1))
    return [support(session, session.text("station.speed")), row_title(session, words)]
