"""Days to the answer as bars: half of the requests, and nine of ten. The rows below say the same in words."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft
import flet_charts as charts

from services.statistics import Group
from views import theme
from views.components.basics import column, heading, support
from views.state import Session

SHOWN = 8
HEIGHT_PX = 220
BAR_PX = 14


def drawn(groups: Sequence[Group]) -> list[tuple[int, Group]]:
    """Return rank (from 1) and group of those that the chart shows."""
    ranked = enumerate(groups, start=1)
    fitting = [
        (rank, group)
        for rank, group in ranked
        if group.figures.enough and group.figures.answer_days_median is not None
    ]
    return fitting[:SHOWN]


def answer_chart(session: Session, groups: Sequence[Group]) -> ft.Control | None:
    """Return the chart with its legend; None when there is nothing to draw."""
    rows = drawn(groups)
    if not rows:
        return None
    text = session.text
    picture = ft.Semantics(
        container=True,
        label=text("clock.chart.label"),
        exclude_semantics=True,
        content=ft.Container(height=HEIGHT_PX, content=_bars(session, rows)),
    )
    legend = ft.Row(
        wrap=True,
        spacing=theme.GAP_L,
        run_spacing=theme.GAP_XS,
        controls=[
            _key(session, session.colors.secondary, text("clock.chart.median")),
            _key(session, session.colors.tertiary, text("clock.chart.p90")),
        ],
    )
    return column([heading(session, text("clock.chart")), legend, picture], theme.GAP_M)


def _key(session: Session, color: str, words: str) -> ft.Control:
    box = ft.Container(width=12, height=12, border_radius=3, bgcolor=color)
    return ft.Row(tight=True, spacing=6, controls=[box, support(session, words)])


def _bars(session: Session, rows: Sequence[tuple[int, Group]]) -> ft.Control:
    colors, scale = session.colors, session.state.text_scale
    labels = [
        charts.ChartAxisLabel(value=rank, label=support(session, str(rank), bold=True)) for rank, _ in rows
    ]
    chart: ft.Control = charts.BarChart(
        groups=[_group(session, rank, group) for rank, group in rows],
        interactive=False,
        animation=ft.Animation(duration=0),
        min_y=0,
        max_y=_top(rows),
        border=ft.Border.only(bottom=ft.BorderSide(1, colors.outline)),
        horizontal_grid_lines=charts.ChartGridLines(color=colors.line, width=1, interval=_top(rows) / 4),
        left_axis=charts.ChartAxis(
            label_size=34 * scale, labels=_scale(session, _top(rows)), label_spacing=_top(rows) / 4
        ),
        bottom_axis=charts.ChartAxis(label_size=26 * scale, labels=labels),
        expand=True,
    )
    return chart


def _top(rows: Sequence[tuple[int, Group]]) -> int:
    """Return a round number of days above the highest bar, divisible by four."""
    highest = max(group.figures.answer_days_p90 or 0 for _, group in rows)
    return max(4, -int(-highest * 1.1 // 4) * 4)


def _scale(session: Session, top: int) -> list[charts.ChartAxisLabel]:
    steps = (top * part // 4 for part in range(5))
    return [
        charts.ChartAxisLabel(value=step, label=support(session, session.text.number(step))) for step in steps
    ]


def _group(session: Session, rank: int, group: Group) -> charts.BarChartGroup:
    colors, figures = session.colors, group.figures
    pairs = ((figures.answer_days_median, colors.secondary), (figures.answer_days_p90, colors.tertiary))
    rods = [
        charts.BarChartRod(
            from_y=0,
            to_y=value or 0,
            width=BAR_PX,
            color=color,
            border_radius=ft.BorderRadius.only(top_left=4, top_right=4),
            show_tooltip=False,
        )
        for value, color in pairs
    ]
    return charts.BarChartGroup(x=rank, rods=rods, spacing=theme.GAP_XS)
