"""Language, appearance, text size, offline packs, and the ways to privacy and sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from views import lifecycle, routes, theme
from views.components.basics import body, card, column, heading, quiet_button, support
from views.components.boundary import safe_component, safe_view
from views.components.choice import choice_row
from views.components.rows import nav_row
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import age_line, problem
from views.state import Command, Session, use_command, use_session

TEXT_SIZES = (1.0, 1.15, 1.3, 1.6, 2.0)


@safe_view
def SettingsScreen() -> ft.View:
    """Pengaturan."""
    session = use_session()
    text = session.text
    parts = [
        top_bar(session, text("settings.title"), back=routes.HOME),
        Appearance(),
        Packs(),
        _ways(session),
        support(session, text("settings.version", version=session.services.platform.app_version)),
    ]
    return screen(session, page_column(session, parts), bar=False)


@safe_component
def Appearance() -> ft.Control:
    """Language, looks, text size, data saver; each takes effect at once and is kept on this device."""
    session = use_session()
    prefs = session.services.prefs

    async def keep(name: str, value: object) -> None:
        await prefs.set(name, value)
        lifecycle.restore_preferences(session)
        lifecycle.apply_theme(session)

    save = use_command(keep)
    rows: list[ft.Control] = [
        _choice(session, save, name, value, options) for name, value, options in _choices(session)
    ]
    if save.error:
        rows.insert(0, problem(session, save.error))
    return card(session, column(rows, theme.GAP_L))


def _choices(session: Session) -> Sequence[tuple[str, object, Sequence[tuple[object, str]]]]:
    """Return the name of each preference, its value, and its options with their words."""
    text, state = session.text, session.state
    looks = [(name, text(f"settings.theme.{name}")) for name in ("system", "light", "dark")]
    contrasts = [(False, text("settings.contrast.normal")), (True, text("settings.contrast.high"))]
    savings = [(False, text("settings.data_saver.off")), (True, text("settings.data_saver.on"))]
    return (
        ("language", state.language, [("id", "Bahasa Indonesia"), ("en", "English")]),
        ("theme", str(session.services.prefs.get("theme", "system")), looks),
        ("high_contrast", state.high_contrast, contrasts),
        ("text_scale", state.text_scale, [(size, f"{round(size * 100)} %") for size in TEXT_SIZES]),
        ("data_saver", state.data_saver, savings),
    )


def _choice(
    session: Session, save: Command, name: str, value: object, options: Sequence[tuple[object, str]]
) -> ft.Control:
    def chooser(option: object) -> Callable[[], object]:
        async def choose() -> None:
            await save.run(name, option)

        return choose

    title = session.text(f"settings.{name}")
    buttons = [(words, option == value, chooser(option)) for option, words in options]
    return column([heading(session, title), choice_row(session, title, buttons)], theme.GAP_S)


@safe_component
def Packs() -> ft.Control:
    """Offline packs (village borders, roads): what is here, how large, fetch what is missing."""
    session = use_session()
    text, services = session.text, session.services
    fetch = use_command(services.fetch_packs)
    lines: list[ft.Control] = [heading(session, text("settings.packs"))]
    for pack in services.packs():
        state = "settings.pack_here" if pack.present else "settings.pack_missing"
        size = text("unit.megabytes", n=text.number(pack.size / 1e6, 1)) if pack.size else ""
        lines.append(body(session, text(state, name=text(f"pack.{pack.name}"), size=size)))
        if pack.attribution:
            lines.append(support(session, pack.attribution))
    if fetch.error:
        lines.append(problem(session, fetch.error))
    label = text("settings.packs_fetching" if fetch.running else "settings.packs_fetch")
    button = quiet_button(session, label, None if fetch.running else fetch.run)
    lines.append(ft.Row(wrap=True, controls=[button]))
    lines.append(support(session, age_line(session, services.stations.age)))
    return card(session, column(lines, theme.GAP_S))


def _ways(session: Session) -> ft.Control:
    text = session.text
    ways = [
        (ft.Icons.SHIELD_OUTLINED, "privacy", routes.PRIVACY),
        (ft.Icons.CALL_OUTLINED, "emergency", routes.EMERGENCY),
        (ft.Icons.MENU_BOOK_OUTLINED, "sources", routes.SOURCES),
    ]
    rows = [
        nav_row(session, icon, text(f"{name}.title"), text(f"{name}.words"), path)
        for icon, name, path in ways
    ]
    return card(session, column(rows, 0), padding=theme.GAP_S)
