"""Reports of the same village: the count, honestly, and "me too" in one tap."""

from __future__ import annotations

import flet as ft

from services.models import Confirmation, OutboxItem, OutboxState, SignalClass, SubmissionKind
from views import routes, theme
from views.components.basics import (
    Handler,
    card,
    column,
    icon_tile,
    link,
    quiet_button,
    row_title,
    support,
    tone,
)
from views.components.boundary import safe_component
from views.components.report_words import item_line
from views.components.states import problem
from views.report.form import Form
from views.state import Session, use_command, use_session


@safe_component
def NeighboursCard(form: Form, item_id: str) -> ft.Control:
    """Nothing until the village is known."""
    session = use_session()
    village = form.village.village if form.village else None

    async def me_too() -> None:
        if village is None:
            return
        await confirm_area(session, village.id, form)

    confirming = use_command(me_too)
    if village is None:
        return ft.Container(height=0)
    area = session.services.reports.similar(village.id)
    earlier = own_item(session, SubmissionKind.BLANK_SPOT, village.id, without=item_id)
    parts: list[ft.Control] = [
        _count(session, area.reports if area else 0, area.confirmations if area else 0)
    ]
    if earlier is not None:
        parts.append(_earlier(session, earlier))
    if area is not None and area.reports:
        parts.append(me_too_part(session, village.id, None if confirming.running else confirming.run))
    if confirming.error:
        parts.append(problem(session, confirming.error))
    return card(session, column(parts, theme.GAP_M))


def me_too_part(session: Session, village_id: str, run: Handler | None) -> ft.Control:
    """Return the "me too" button of a village, or how my "me too" stands."""
    text = session.text
    confirmed = own_item(session, SubmissionKind.CONFIRMATION, village_id)
    if confirmed is not None:
        line = text("report.similar.confirmed", line=item_line(session, confirmed))
        return support(session, line, color=session.colors.success, bold=True)
    button = quiet_button(session, text("report.similar.me_too"), run, icon=ft.Icons.GROUP_ADD_OUTLINED)
    return column([button, support(session, text("report.similar.me_too_words"))], theme.GAP_XS)


def own_item(
    session: Session, kind: SubmissionKind, village_id: str, without: str | None = None
) -> OutboxItem | None:
    """Return my newest item of a kind about a village (drafts left out), None when there is none."""
    field = "about_id" if kind is SubmissionKind.CONFIRMATION else "village_code"
    return next(
        (
            item
            for item in session.services.reports.my_reports()
            if item.kind is kind
            and item.id != without
            and item.state is not OutboxState.DRAFT
            and item.payload.get(field) == village_id
        ),
        None,
    )


async def confirm_area(session: Session, village_id: str, form: Form | None = None) -> OutboxItem:
    """Store "me too" for a village; the operators judged blank or weak and the position go along."""
    bad = tuple(r.operator for r in form.readings.values() if r.signal is not SignalClass.OK) if form else ()
    confirmation = Confirmation(
        about_type="blank_spot_area",
        about_id=village_id,
        agrees=True,
        observed_at=session.services.clock.now(),
        operators=bad,
        fix=form.fix if form else None,
    )
    reports = session.services.reports
    return await reports.submit_confirmation(reports.new_id(), confirmation)


def _count(session: Session, reports: int, confirmations: int) -> ft.Control:
    text = session.text
    title = text.count("report.similar.count", reports) if reports else text("report.similar.none")
    line = text("report.similar.unproven" if reports else "report.similar.first")
    if confirmations:
        line = f"{text.count('report.similar.confirmations', confirmations)} · {line}"
    return ft.Row(
        spacing=theme.GAP_M,
        controls=[
            icon_tile(session, ft.Icons.GROUPS_ROUNDED, tone(session, "info")),
            ft.Container(expand=True, content=column([row_title(session, title), support(session, line)], 2)),
        ],
    )


def _earlier(session: Session, item: OutboxItem) -> ft.Control:
    text = session.text
    when = text.ago(item.created_at, session.services.clock.now())

    def open_it() -> None:
        session.go(routes.report(item.id))

    return ft.Row(
        controls=[
            ft.Container(expand=True, content=support(session, text("report.similar.earlier", when=when))),
            link(session, text("action.open"), open_it),
        ]
    )
