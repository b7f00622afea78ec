"""What a kiosk shows while nobody is there; a touch anywhere begins a visit."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

from services.clock import WIB
from services.kiosk.slides import Slide, slides
from views import routes, theme
from views.components.artwork import category_artwork
from views.components.basics import flower
from views.components.boundary import safe_view
from views.components.kiosk_frame import place_of
from views.explore.events import edition_words
from views.hooks import use_box, use_value
from views.state import Session, Visit, use_session
from views.titles import use_title

SLIDE_S = 9.0
FADE_MS = 200
BIG = 1.7
PICTURE, WORDS = 58, 42
"""How the screen is divided, in hundredths."""


@safe_view
def AttractScreen() -> ft.View:
    """One picture after the other."""
    session = use_session()
    use_title(session)
    shown = ft.use_memo(
        lambda: _slides(session), [session.state.data_version, session.state.ready, session.state.language]
    )
    index, still = use_turns(session, len(shown))
    visit = session.visit
    content = _content(session, visit, shown[index % len(shown)] if shown else None, still)
    return ft.View(route=routes.HOME, padding=0, spacing=0, bgcolor=session.colors.paper, controls=[content])


def use_turns(session: Session, count: int) -> tuple[int, bool]:
    """Return which picture it is the turn of, and whether the system asks for stillness. A hook."""
    index, turn = use_value(0)
    still, set_still = use_value(True)
    service = use_box(ft.SemanticsService)
    task: Any = use_box(lambda: None)

    async def begin() -> None:
        task.current = asyncio.create_task(_turn(service.current, turn, set_still))

    def end() -> None:
        if task.current is not None:
            task.current.cancel()

    ft.use_effect(begin, dependencies=[count], cleanup=end)
    return index, still


async def _turn(service: ft.SemanticsService, turn: Any, set_still: Any) -> None:
    """Go on to the next picture again and again, but not on a system that asks for no motion."""
    if await asks_for_stillness(service):
        return
    set_still(False)
    while True:
        await asyncio.sleep(SLIDE_S)
        turn(lambda number: number + 1)


async def asks_for_stillness(service: ft.SemanticsService) -> bool:
    """Return whether the system asks apps not to move anything; False where it does not say."""
    try:
        wishes = await service.get_accessibility_features()
    except (RuntimeError, TimeoutError, ft.FletUnsupportedPlatformException):
        return False
    return bool(wishes and (wishes.disable_animations or wishes.reduce_motion))


def _slides(session: Session) -> tuple[Slide, ...]:
    services = session.services
    today = services.clock.now().astimezone(WIB).date()
    at = place_of(session, session.visit) if session.visit else None
    return slides(services.places.all(), services.events.upcoming(today), at)


def _content(session: Session, visit: Visit | None, slide: Slide | None, still: bool) -> ft.Control:
    text = session.text
    picture = _picture(session, slide)
    if not still:
        picture = ft.AnimatedSwitcher(
            content=picture,
            duration=FADE_MS,
            reverse_duration=FADE_MS,
            transition=ft.AnimatedSwitcherTransition.FADE,
            expand=True,
        )
    wide = session.state.width > session.state.height
    parts: list[ft.Control] = [
        ft.Container(expand=PICTURE, content=picture),
        ft.Container(expand=WORDS, content=_words(session, visit, slide)),
    ]
    stretch = ft.CrossAxisAlignment.STRETCH
    inside: ft.Control = (
        ft.Row(controls=parts, spacing=0, expand=True, vertical_alignment=stretch)
        if wide
        else ft.Column(controls=parts, spacing=0, expand=True, horizontal_alignment=stretch)
    )
    touched = ft.Container(
        expand=True, on_click=_begin(session), content=ft.Semantics(exclude_semantics=True, content=inside)
    )
    label = f"{text('kiosk.attract.begin')}. {_name(session, visit)}"
    return ft.Semantics(button=True, container=True, expand=True, label=label, content=touched)


def _begin(session: Session) -> Any:
    def begin() -> None:
        if session.visit is not None:
            session.visit.begin()

    return begin


def _name(session: Session, visit: Visit | None) -> str:
    return visit.settings.title.in_language(session.state.language) if visit else ""


def _picture(session: Session, slide: Slide | None) -> ft.Control:
    category = slide.category if slide else "other"
    drawing = category_artwork(
        session, category, width=session.state.width, height=session.state.height, radius=0
    )
    return ft.Container(content=drawing, key=f"{category}-{slide.title.id if slide else ''}", expand=True)


def _words(session: Session, visit: Visit | None, slide: Slide | None) -> ft.Control:
    middle = theme.Type(BIG)
    lines = [
        _here(session, visit, middle),
        ft.Container(expand=True),
        *(_told(session, slide, middle) if slide else ()),
        ft.Container(expand=True),
        _call(session, middle),
    ]
    return ft.Container(
        bgcolor=session.colors.tertiary,
        padding=ft.Padding.symmetric(horizontal=theme.GAP_XL * 2, vertical=theme.GAP_XL * 1.5),
        content=ft.Column(
            spacing=theme.GAP_L,
            expand=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=lines,
        ),
    )


def _here(session: Session, visit: Visit | None, style: theme.Type) -> ft.Control:
    """Return the name of the place where the kiosk stands."""
    words = session.text("kiosk.here", place=_name(session, visit))
    name = ft.Text(words, style=style.row, color=session.colors.card, expand=True, expand_loose=True)
    return ft.Row(spacing=theme.GAP_M, controls=[flower(session, 56), name])


def _told(session: Session, slide: Slide, style: theme.Type) -> list[ft.Control]:
    """Return title and words of what is shown."""
    ink, title = session.colors.card, slide.title.in_language(session.text.language)
    cut = ft.TextOverflow.ELLIPSIS
    return [
        ft.Text(title, style=theme.Type(BIG * 1.15).display, color=ink, max_lines=3),
        ft.Text(_line(session, slide), style=style.body, color=ink, max_lines=3, overflow=cut),
    ]


def _line(session: Session, slide: Slide) -> str:
    if slide.upcoming is not None:
        return f"{edition_words(session, slide.upcoming.edition)} · {slide.upcoming.event.place}"
    words = slide.words.in_language(session.text.language)
    if slide.distance_m is None:
        return words
    return f"{session.text('kiosk.away', distance=session.text.distance(slide.distance_m))} · {words}"


def _call(session: Session, style: theme.Type) -> ft.Control:
    """Return the invitation in both languages: nobody has chosen one yet."""
    colors = session.colors
    words = [session.text("kiosk.attract.begin"), session.text("kiosk.attract.begin_other")]
    return ft.Container(
        bgcolor=colors.card,
        border_radius=theme.RADIUS_SHEET,
        padding=ft.Padding.symmetric(horizontal=theme.GAP_XL, vertical=theme.GAP_L),
        content=ft.Row(
            spacing=theme.GAP_L,
            controls=[
                ft.Icon(ft.Icons.TOUCH_APP_ROUNDED, size=56, color=colors.tertiary),
                ft.Column(
                    tight=True,
                    spacing=0,
                    expand=True,
                    controls=[
                        ft.Text(words[0], style=style.heading, color=colors.ink),
                        ft.Text(words[1], style=style.body, color=colors.quiet),
                    ],
                ),
            ],
        ),
    )
