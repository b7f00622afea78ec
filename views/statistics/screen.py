"""Jam pelayanan: how long agencies take, as a chart and as rows with the same figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

import flet as ft

from services.statistics import PERIODS_DAYS, Figures, Group, Question, Statistics
from views import routes, theme
from views.components.basics import banner, body, card, column, heading, link, row_title, support, tone
from views.components.boundary import safe_component, safe_view
from views.components.choice import choice_row
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import age_line, empty, loading, problem
from views.hooks import use_value
from views.state import Command, Session, use_command, use_session
from views.statistics.chart import answer_chart
from views.statistics.words import answer_words, count_words, group_lines, quality_words, resolve_words

WIDE_W = 960


class By(StrEnum):
    """What the rows are."""

    AGENCY = "agency"
    REGENCY = "regency"


@safe_view
def PublicClockScreen() -> ft.View:
    """Jam pelayanan."""
    session = use_session()
    title = top_bar(session, session.text("clock.title"), back=routes.SERVICES)
    if not session.state.ready:
        return screen(session, page_column(session, [title, loading(session)]), bar=False)
    return screen(session, page_column(session, [title, PublicClock()], width=WIDE_W), bar=False)


@safe_component
def PublicClock() -> ft.Control:
    """The choices, and what the gateway last answered to them."""
    session = use_session()
    question, ask = use_value(Question())
    by, set_by = use_value(By.AGENCY)
    only, set_only = use_value("")
    asking = _use_asking(session, question)

    def choose(group: Group) -> None:
        set_only(group.name)
        ask(Question(question.days, **{by.value: group.id}))
        set_by(By.REGENCY if by is By.AGENCY else By.AGENCY)

    def everything() -> None:
        set_only("")
        ask(Question(question.days))

    parts: list[ft.Control] = [
        body(session, session.text("clock.words"), quiet=True),
        _periods(session, question, lambda days: ask(replace(question, days=days))),
    ]
    if only:
        parts.append(_narrowed(session, only, everything))
    if asking.error:
        again = session.text("action.retry")
        parts.append(problem(session, asking.error, action=again, on_action=asking.run))
    answer = session.services.statistics.get(question)
    if answer is None:
        parts.append(loading(session) if asking.running else _nothing_yet(session))
    else:
        parts.extend(_answer(session, answer, by, set_by, None if only else choose))
        parts.append(_foot(session, answer, question))
    return column(parts, theme.GAP_L)


def _use_asking(session: Session, question: Question) -> Command:
    """Ask the gateway whenever the question changes, and once more when somebody wants it. A hook."""
    _, set_answered = use_value("")

    async def refresh() -> None:
        await session.services.statistics.refresh(question)
        set_answered(f"{question.key} {session.services.clock.monotonic()}")

    asking = use_command(refresh)

    async def follow() -> None:
        await asking.run()

    ft.use_effect(follow, dependencies=[question.key])
    return asking


def _narrowed(session: Session, name: str, everything: Callable[[], None]) -> ft.Control:
    """Say that only one agency or regency is shown, and offer all of them again."""
    words, label = session.text("clock.only", name=name), session.text("clock.everything")
    return banner(session, words, tone(session, "info"), action=label, on_action=everything)


def _periods(session: Session, question: Question, choose: Callable[[int], None]) -> ft.Control:
    text = session.text

    def option(days: int) -> tuple[str, bool, Callable[[], None]]:
        words = text.count("clock.period", days)
        return words, days == question.days, lambda: choose(days)

    return choice_row(session, text("clock.periods"), [option(days) for days in PERIODS_DAYS])


def _nothing_yet(session: Session) -> ft.Control:
    text = session.text
    return empty(session, text("clock.offline"), text("clock.offline_words"))


def _answer(
    session: Session,
    answer: Statistics,
    by: By,
    set_by: Callable[[By], None],
    choose: Callable[[Group], None] | None,
) -> list[ft.Control]:
    parts: list[ft.Control] = [_total(session, answer.total)]
    if not answer.total.received:
        return parts
    groups = answer.by_agency if by is By.AGENCY else answer.by_regency
    ordered = sorted(groups, key=lambda group: (-group.figures.received, group.name))
    parts.append(_arrangement(session, by, set_by))
    chart = answer_chart(session, ordered)
    if chart is not None:
        parts.append(card(session, chart))
    parts.append(_rows(session, ordered, choose))
    return parts


def _total(session: Session, total: Figures) -> ft.Control:
    """Everything together; with too few requests the counts only, and why."""
    text = session.text
    if not total.received:
        return empty(session, text("clock.empty"), text("clock.empty_words"))
    parts: list[ft.Control] = [heading(session, text("clock.total"))]
    if not total.enough:
        parts.append(row_title(session, count_words(session, total)))
        parts.append(support(session, text("clock.few")))
        return card(session, column(parts, theme.GAP_S))
    parts.append(row_title(session, answer_words(session, total)))
    lines = (resolve_words(session, total), quality_words(session, total), count_words(session, total))
    parts.extend(body(session, line) for line in lines if line)
    return card(session, column(parts, theme.GAP_S))


def _arrangement(session: Session, by: By, set_by: Callable[[By], None]) -> ft.Control:
    def option(kind: By) -> tuple[str, bool, Callable[[], None]]:
        return session.text(f"clock.by.{kind.value}"), kind is by, lambda: set_by(kind)

    return choice_row(session, session.text("clock.by"), [option(kind) for kind in By])


def _rows(session: Session, groups: Sequence[Group], choose: Callable[[Group], None] | None) -> ft.Control:
    """Return every group with its figures in words, in the order of the chart's numbers."""
    rows = [_row(session, rank, group, choose) for rank, group in enumerate(groups, start=1)]
    return column(rows, theme.GAP_S)


def _row(session: Session, rank: int, group: Group, choose: Callable[[Group], None] | None) -> ft.Control:
    lines, name = group_lines(session, group.figures), group.name or session.text("clock.unknown")
    words = column([row_title(session, name), *(support(session, line) for line in lines)], 2)
    number = ft.Container(
        width=32,
        height=32,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=session.colors.choice,
        alignment=ft.Alignment.CENTER,
        content=support(session, str(rank), bold=True, color=session.colors.ink),
    )
    content = ft.Row(
        spacing=theme.GAP_M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[number, ft.Container(expand=True, content=words)],
    )
    label = f"{rank}. {name}. {'. '.join(lines)}"
    key = f"row-{group.id}"
    if choose is None or not group.id:
        box: ft.Control = ft.Semantics(
            container=True, label=label, exclude_semantics=True, content=card(session, content)
        )
    else:
        open_it = choose
        box = card(session, content, on_click=lambda: open_it(group), padding=theme.GAP_M, label=label)
    return ft.Container(key=key, content=box)


def _foot(session: Session, answer: Statistics, question: Question) -> ft.Control:
    """How old it is, how it is counted, and the open data behind it."""
    text = session.text

    async def take() -> None:
        await session.device.open_url(session.services.statistics.csv_url(question))

    return column(
        [
            support(session, age_line(session, answer)),
            support(session, text("clock.method")),
            ft.Row(
                wrap=True,
                controls=[link(session, text("clock.csv"), take, icon=ft.Icons.TABLE_VIEW_OUTLINED)],
            ),
        ],
        theme.GAP_XS,
    )
