"""A list of reports that is still empty."""

from __future__ import annotations

import flet as ft

from views import routes
from views.components.states import empty
from views.state import Session


def no_reports(session: Session, title: str, words: str) -> ft.Control:
    """Say that there are no reports, and offer to write the first one."""

    def begin() -> None:
        session.go(routes.blank_spot(session.services.reports.new_id()))

    return empty(session, title, words, action=session.text("home.tile.report"), on_action=begin)
