"""Laporan saya: everything filed from this device with its state; beside it the chosen one on a desktop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import flet as ft

from services.models import OutboxState
from services.public_state import PublicState
from services.standing import OPEN_STATES, Standing
from views import lifecycle, routes, theme
from views.components.basics import banner, card, column, icon_button, quiet_button, support, tone
from views.components.boundary import safe_component, safe_view
from views.components.choice import choice_row
from views.components.look import look_of
from views.components.paged_list import use_paging
from views.components.panes import panes
from views.components.report_rows import ReportRow, report_words
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import loading, problem
from views.components.ways import find_row
from views.hooks import use_box, use_value
from views.report.blank_spot import id_in_path
from views.report.detail import ReportDetail
from views.report.none_yet import no_reports
from views.state import Session, use_command, use_session

Fits = Callable[[Standing], bool]


def _in(*states: PublicState) -> Fits:
    wanted = frozenset(states)
    return lambda one: one.state in wanted


def _waiting(one: Standing) -> bool:
    return one.waits or one.state in {PublicState.WAITING, PublicState.SENDING, PublicState.WITHDRAWING}


def _attention(one: Standing) -> bool:
    return one.need is not None or one.state in {PublicState.TO_CORRECT, PublicState.STUCK}


FILTERS: Mapping[str, Fits] = MappingProxyType(
    {
        "all": lambda one: True,
        "attention": _attention,
        "draft": _in(PublicState.DRAFT),
        "waiting": _waiting,
        "running": _in(*OPEN_STATES),
        "done": _in(PublicState.CLOSED, PublicState.DECLINED, PublicState.DUPLICATE, PublicState.WITHDRAWN),
    }
)


@safe_view
def MyReportsScreen() -> ft.View:
    """Laporan saya."""
    session = use_session()
    chosen = id_in_path(session, routes.MY_REPORTS)
    if not session.state.ready:
        return screen(session, page_column(session, [loading(session)]))
    if not session.wide:
        return screen(session, page_column(session, [MyReports()]))
    items = arranged(session, session.services.tickets.standings(), _news(session))
    shown = chosen or (items[0].item.id if items else None)
    beside: ft.Control = ReportDetail(item_id=shown, key=shown) if shown else ft.Container()
    left = ft.ListView(expand=True, padding=theme.GAP_L, controls=[MyReports(chosen=shown)])
    return screen(session, panes(session, left, beside), route=routes.MY_REPORTS)


@safe_component
def MyReports(chosen: str | None = None) -> ft.Control:
    """The list with its filters; 100 rows at a time."""
    session = use_session()
    name, set_name = use_value("all")
    paging = use_paging(session)
    text = session.text
    on_top = use_box(lambda: _news(session)).current
    items = arranged(session, session.services.tickets.standings(), on_top)
    fitting = [one.item for one in items if FILTERS[name](one)]
    parts: list[ft.Control] = [_title(session)]
    if not items:
        parts.append(
            no_reports(session, session.text("report.mine.empty"), session.text("report.mine.empty_words"))
        )
        parts.append(card(session, find_row(session), padding=theme.GAP_S))
        return column(parts)
    parts.append(Queue())
    parts.append(_filters(session, items, name, set_name))
    plain, marked = look_of(session), look_of(session, chosen=True)
    parts.extend(
        ReportRow(session, report_words(session, item), marked if item.id == chosen else plain, key=item.id)
        for item in paging.part(fitting)
    )
    if not fitting:
        parts.append(support(session, text("report.mine.none_here")))
    parts.extend(paging.more(len(fitting)))
    return column(parts)


def _title(session: Session) -> ft.Control:
    def find() -> None:
        session.go(routes.FIND_TICKET)

    text = session.text
    search = icon_button(session, ft.Icons.MANAGE_SEARCH_ROUNDED, text("find.title"), find)
    return top_bar(session, text("report.mine.title"), back=routes.REPORT, actions=[search])


@safe_component
def Queue() -> ft.Control:
    """What waits and why, with the way to try now."""
    session = use_session()
    sending = use_command(lambda: send_now(session))
    text, outbox = session.text, session.services.outbox
    parts: list[ft.Control] = []
    if outbox.pending_count:
        words = text.count("home.waiting", outbox.pending_count)
        if outbox.pause is not None:
            words = f"{words} {text(f'pause.{outbox.pause.value}')}"
        parts.append(banner(session, words, tone(session, "warning"), icon=ft.Icons.SCHEDULE_SEND_ROUNDED))
    busy = sending.running or session.state.syncing
    idle = "report.mine.send_now" if outbox.pending_count else "report.mine.refresh"
    label = text("report.mine.sending" if busy else idle)
    parts.append(quiet_button(session, label, None if busy else sending.run, icon=ft.Icons.REFRESH_ROUNDED))
    error = sending.error or (session.state.sync_problem if not busy else None)
    if error:
        parts.append(problem(session, error))
    return column(parts, theme.GAP_S)


async def send_now(session: Session) -> None:
    """Make everything that waits due, and synchronise, also where the last try found no network."""
    outbox = session.services.outbox
    for item in outbox.items():
        if item.state is OutboxState.QUEUED and item.next_at is not None:
            await outbox.retry(item.id)
    await lifecycle.synchronise(session, force=True)


def _news(session: Session) -> frozenset[str]:
    return frozenset(item.id for item in session.services.tickets.changed())


def arranged(session: Session, items: Sequence[Standing], on_top: frozenset[str]) -> list[Standing]:
    """Return my items: those with news first, then newest first.

    ``on_top`` is what was new when the list was opened: reading one does not move the rows under a finger.
    """
    new = on_top | _news(session)
    return sorted(items, key=lambda one: one.item.id not in new)


def _filters(
    session: Session, items: Sequence[Standing], name: str, choose: Callable[[str], None]
) -> ft.Control:
    text = session.text

    def chooser(key: str) -> Callable[[], None]:
        return lambda: choose(key)

    options = []
    for key, fits in FILTERS.items():
        count = sum(fits(one) for one in items)
        if count or key in ("all", name):
            words = f"{text(f'report.filter.{key}')} {text.number(count)}"
            options.append((words, key == name, chooser(key)))
    return choice_row(session, text("report.filter"), options)
