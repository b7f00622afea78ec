"""What the reporter thinks of it: stars and, if one likes, a sentence."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.models import SubmissionKind
from services.models.ticket import RATING_TEXT_MAX
from services.standing import Standing
from views import lifecycle, theme
from views.components.basics import card, column, heading, link, primary_button, support
from views.components.boundary import safe_component
from views.components.states import problem
from views.components.ticket_words import agency_words, stage_words
from views.components.words_field import WordsField
from views.hooks import use_value
from views.state import Command, Session, use_command, use_session
from views.ticket.stars import star_line, star_row, star_words


@safe_component
def RatingCard(standing: Standing) -> ft.Control:
    """The question, or the answer given with the way to change it."""
    session = use_session()
    given = standing.stars
    stars, set_stars = use_value(given or 0)
    changing, set_changing = use_value(False)
    words, set_words = use_value("")

    async def rate() -> None:
        await session.services.tickets.rate(standing.item.id, stars, words)
        set_changing(False)
        lifecycle.sync_soon(session)

    rating = use_command(rate)
    parts: list[ft.Control] = [heading(session, session.text("ticket.rating"))]
    if given and not changing:
        parts.extend(_given(session, standing, given))
        again = link(session, session.text("ticket.rating.change"), lambda: set_changing(True))
        parts.append(ft.Row(controls=[again]))
        return card(session, column(parts, theme.GAP_S))
    lead = session.text("ticket.rating.words", agency=agency_words(session, standing))
    parts.append(support(session, lead))
    parts.append(star_row(session, stars, set_stars))
    if stars:
        parts.extend(_sentence(session, stars, words, set_words, rating))
    if rating.error:
        parts.append(problem(session, rating.error))
    return card(session, column(parts, theme.GAP_M))


def _given(session: Session, standing: Standing, given: int) -> list[ft.Control]:
    act = standing.live(SubmissionKind.RATING)
    parts: list[ft.Control] = [star_line(session, given)]
    if act is not None:
        parts.append(support(session, stage_words(session, act.stage), color=session.colors.warning))
        if act.item.payload.get("text"):
            parts.append(support(session, str(act.item.payload["text"])))
    return parts


def _sentence(
    session: Session, stars: int, words: str, typed: Callable[[str], None], rating: Command
) -> list[ft.Control]:
    text = session.text
    field = WordsField(
        label=text("ticket.rating.sentence"),
        words=words,
        typed=typed,
        longest=RATING_TEXT_MAX,
        lines=1,
        key="sentence",
    )
    run = None if rating.running else rating.run
    send = primary_button(session, text("ticket.rating.send"), run, running=rating.running)
    chosen = ft.Semantics(live_region=True, content=support(session, star_words(session, stars), bold=True))
    return [chosen, field, ft.Row(wrap=True, controls=[send])]
