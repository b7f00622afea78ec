"""The way out for staff: a number pad."""

from __future__ import annotations

import math
from collections.abc import Callable

import flet as ft

from views import theme
from views.components.basics import primary_button, quiet_button, support
from views.components.boundary import safe_component
from views.hooks import use_value
from views.kiosk.dialogs import centred, dialog
from views.kiosk.host import Host
from views.state import Session

KEYS = ("123", "456", "789")
KEY_PX = 84
PIN_MAX = 12


def pad_dialog(session: Session, host: Host) -> ft.AlertDialog:
    """Return the pad."""
    return dialog(session, session.text("kiosk.pin.title"), [Pad(session, host)])


@safe_component
def Pad(session: Session, host: Host) -> ft.Control:
    """Digits, what became of the last try, and the way back."""
    text = session.text
    entered, enter = use_value("")
    said, say = use_value("")
    checking, set_checking = use_value(False)

    def press(digit: str) -> None:
        host.touch()
        say("")
        enter(lambda old: (old + digit)[:PIN_MAX])

    def rub() -> None:
        enter(lambda old: old[:-1])

    async def check() -> None:
        if checking:
            return
        set_checking(True)
        right = await host.try_pin(entered)
        set_checking(False)
        enter("")
        say("" if right else _refusal(session, host.pins.wait_s))

    dots = ft.Text("●" * len(entered) or "–", style=session.type.title, color=session.colors.ink)
    count = ft.Semantics(
        label=text.count("kiosk.pin.entered", len(entered)), exclude_semantics=True, content=dots
    )
    rows = [_row(session, list(keys), press) for keys in KEYS]
    last = [
        _key(
            session,
            ft.Icon(ft.Icons.BACKSPACE_OUTLINED, color=session.colors.ink),
            text("kiosk.pin.delete"),
            rub,
        ),
        _digit(session, "0", press),
        ft.Container(width=KEY_PX, height=KEY_PX),
    ]
    rows.append(ft.Row(alignment=ft.MainAxisAlignment.CENTER, spacing=theme.GAP_M, controls=last))
    words = support(session, said or text("kiosk.pin.words"))
    return ft.Column(
        tight=True,
        spacing=theme.GAP_M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Semantics(live_region=True, container=True, content=words),
            centred(count),
            *rows,
            primary_button(session, text("kiosk.pin.leave"), check if entered else None, running=checking),
            quiet_button(session, text("action.cancel"), host.close_pad),
        ],
    )


def _refusal(session: Session, wait_s: float) -> str:
    if wait_s <= 0:
        return session.text("kiosk.pin.wrong")
    return session.text.count("kiosk.pin.wait", math.ceil(wait_s))


def _row(session: Session, digits: list[str], press: Callable[[str], None]) -> ft.Control:
    keys = [_digit(session, digit, press) for digit in digits]
    return ft.Row(alignment=ft.MainAxisAlignment.CENTER, spacing=theme.GAP_M, controls=keys)


def _digit(session: Session, digit: str, press: Callable[[str], None]) -> ft.Control:
    face = ft.Text(digit, style=session.type.title, color=session.colors.ink)
    return _key(session, face, digit, lambda: press(digit))


def _key(session: Session, face: ft.Control, words: str, on_click: Callable[[], None]) -> ft.Control:
    box = ft.Container(
        width=KEY_PX,
        height=KEY_PX,
        border_radius=theme.RADIUS_M,
        bgcolor=session.colors.choice,
        alignment=ft.Alignment.CENTER,
        ink=True,
        on_click=on_click,
        content=ft.Semantics(exclude_semantics=True, content=face),
    )
    return ft.Semantics(button=True, container=True, label=words, content=box)
