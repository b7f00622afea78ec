"""See, export and delete what this device keeps and what it sent."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import banner, body, card, column, heading, quiet_button, support, tone
from views.components.boundary import safe_component, safe_view
from views.components.confirm import use_confirm
from views.components.rows import nav_row
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import problem
from views.hooks import use_value
from views.state import Session, use_command, use_session

EXPORT_NAME = "rafflesia-data-saya.json"


@safe_view
def PrivacyScreen() -> ft.View:
    """Privasi."""
    session = use_session()
    text = session.text
    facts = [
        body(session, text(f"privacy.fact.{name}")) for name in ("stored", "leaves", "why", "never", "kept")
    ]
    parts = [
        top_bar(session, text("privacy.title"), back=routes.SETTINGS),
        card(session, column([heading(session, text("privacy.what")), *facts], theme.GAP_M)),
        Yours(),
    ]
    return screen(session, page_column(session, parts), bar=False)


@safe_component
def Yours() -> ft.Control:
    """Counts of what is here, with export and deletion."""
    session = use_session()
    text, own = session.text, session.services.own
    done, set_done = use_value("")

    async def export() -> None:
        await session.device.save_file(EXPORT_NAME, own.export())
        set_done("privacy.exported")

    async def erase() -> None:
        await own.erase()
        await session.services.platform.surroundings.forget_shared()
        set_done("privacy.erased")

    exporting, erasing = use_command(export), use_command(erase)
    ask = use_confirm(
        session,
        title=text("privacy.erase_title"),
        words=text("privacy.erase_words"),
        yes=text("privacy.erase_yes"),
        on_yes=erasing.run,
    )
    away = quiet_button(
        session, text("privacy.erase"), ask, icon=ft.Icons.DELETE_OUTLINE_ROUNDED, danger=True
    )
    save = quiet_button(session, text("privacy.export"), exporting.run, icon=ft.Icons.DOWNLOAD_ROUNDED)
    rows: list[ft.Control] = [
        *_kept(session),
        ft.Row(wrap=True, spacing=theme.GAP_M, run_spacing=theme.GAP_S, controls=[save, away]),
    ]
    errors = [command.error for command in (exporting, erasing) if command.error]
    rows.extend(problem(session, error) for error in errors)
    if done:
        rows.append(banner(session, text(done), tone(session, "success")))
    return card(session, column(rows))


def _kept(session: Session) -> list[ft.Control]:
    """Return how much is here and how much was sent, and the way to see each."""
    text, services = session.text, session.services
    items = services.reports.my_reports()
    sent = sum(1 for item in items if item.receipt is not None)
    return [
        heading(session, text("privacy.yours")),
        body(session, text.count("privacy.on_device", len(items))),
        body(session, text.count("privacy.sent", sent)),
        support(session, text("privacy.each")),
        body(session, text.count("saved.count", len(services.saved.all()))),
        body(session, text.count("privacy.planned", len(services.plan.all()))),
        nav_row(
            session, ft.Icons.LIST_ALT_ROUNDED, text("home.mine"), text("privacy.see"), routes.MY_REPORTS
        ),
    ]
