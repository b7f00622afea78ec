"""The way out for staff: a number pad. What it holds is in ``PadState``, which goes with the visit."""

from __future__ import annotations

import math
from collections.abc import Callable

import flet as ft

from views import theme
from views.components.basics import Handler, primary_button, quiet_button, support
from views.kiosk.dialogs import centred, dialog
from views.kiosk.host import Host
from views.kiosk.pad_state import PadState
from views.state import Session

KEYS = ("123", "456", "789")
KEY_PX = 84


def pad_dialog(session: Session, host: Host, pad: PadState) -> ft.AlertDialog:
    """Return the pad: what became of the last try, digits, and the way back."""
    text = session.text
    words = support(session, _said(session, pad))
    dots = ft.Text("●" * len(pad.entered) or "–", style=session.type.title, color=session.colors.ink)
    count = ft.Semantics(
        label=text.count("kiosk.pin.entered", len(pad.entered)), exclude_semantics=True, content=dots
    )
    leave = host.check if pad.entered and not pad.checking else None
    return dialog(
        session,
        text("kiosk.pin.title"),
        [
            ft.Semantics(live_region=True, container=True, content=words),
            centred(count),
            *_keys(session, host),
            primary_button(session, text("kiosk.pin.leave"), leave, running=pad.checking),
            quiet_button(session, text("action.cancel"), host.close_pad),
        ],
    )


def _said(session: Session, pad: PadState) -> str:
    if pad.wait_s > 0:
        return session.text.count("kiosk.pin.wait", math.ceil(pad.wait_s))
    return session.text("kiosk.pin.wrong" if pad.wrong else "kiosk.pin.words")


def _keys(session: Session, host: Host) -> list[ft.Control]:
    def press(digit: str) -> None:
        host.press(lambda pad: pad.with_digit(digit))

    def rub_out() -> None:
        host.press(PadState.without_last)

    rows = [[_digit(session, digit, press) for digit in digits] for digits in KEYS]
    back = ft.Icon(ft.Icons.BACKSPACE_OUTLINED, color=session.colors.ink)
    last = [
        _key(session, back, session.text("kiosk.pin.delete"), rub_out),
        _digit(session, "0", press),
        ft.Container(width=KEY_PX, height=KEY_PX),
    ]
    return [_row(keys) for keys in (*rows, last)]


def _row(keys: list[ft.Control]) -> ft.Control:
    return ft.Row(alignment=ft.MainAxisAlignment.CENTER, spacing=theme.GAP_M, controls=keys)


def _digit(session: Session, digit: str, press: Callable[[str], None]) -> ft.Control:
    face = ft.Text(digit, style=session.type.title, color=session.colors.ink)
    return _key(session, face, digit, lambda: press(digit))


def _key(session: Session, face: ft.Control, words: str, on_click: Handler) -> ft.Control:
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
