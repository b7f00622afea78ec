"""Whether a fact was checked: colour, icon and words."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from views.components.basics import Tone, support, tone
from views.state import Session


def verified_tone(session: Session, verified: str) -> Tone:
    """Return the tone of "source" (a source is written down) or of anything else (still to be checked)."""
    if verified == "source":
        return replace(tone(session, "info"), icon=ft.Icons.VERIFIED_OUTLINED)
    return replace(tone(session, "warning"), icon=ft.Icons.HELP_OUTLINE_ROUNDED)


def verified_words(session: Session, verified: str) -> str:
    """Return "Ada sumbernya", or "Belum dicek ke sumber resmi" for everything not known to have one."""
    return session.text(f"verified.{'source' if verified == 'source' else 'memory'}")


def verified_line(session: Session, verified: str) -> ft.Control:
    """Icon and words in one small line."""
    role = verified_tone(session, verified)
    words = support(session, verified_words(session, verified), color=role.color, bold=True)
    return ft.Row(
        spacing=6,
        controls=[ft.Icon(role.icon, size=16, color=role.color), ft.Container(expand=True, content=words)],
    )
