"""Figures of the public clock as sentences."""

from __future__ import annotations

from services.statistics import Figures
from views.state import Session


def days(session: Session, value: float | None) -> str:
    """Return "2,5 hari", or the words for none."""
    text = session.text
    if value is None:
        return text("clock.none")
    return text("clock.days", n=text.number(value, 0 if value >= 10 or value == int(value) else 1))


def share(session: Session, value: float | None) -> str:
    """Return "83 %", or the words for none."""
    if value is None:
        return session.text("clock.none")
    return f"{session.text.number(round(value * 100))} %"


def count_words(session: Session, figures: Figures) -> str:
    """Return how many came, are open and late."""
    text = session.text
    words = [
        text.count("clock.received", figures.received),
        text.count("clock.open", figures.open),
    ]
    if figures.late_open:
        words.append(text.count("clock.late", figures.late_open))
    return " · ".join(words)


def answer_words(session: Session, figures: Figures) -> str:
    """Return median and p90 to the answer as one sentence."""
    if figures.answer_days_median is None:
        return session.text("clock.unanswered")
    return session.text(
        "clock.answer",
        median=days(session, figures.answer_days_median),
        p90=days(session, figures.answer_days_p90),
    )


def resolve_words(session: Session, figures: Figures) -> str:
    """Return median and p90 to "done" as one sentence."""
    if figures.resolve_days_median is None:
        return session.text("clock.unresolved")
    return session.text(
        "clock.resolve",
        median=days(session, figures.resolve_days_median),
        p90=days(session, figures.resolve_days_p90),
    )


def quality_words(session: Session, figures: Figures) -> str:
    """Return on time, reopened and the rating, as far as there are any."""
    text = session.text
    words = []
    if figures.on_time_share is not None:
        words.append(text("clock.on_time", share=share(session, figures.on_time_share)))
    if figures.reopen_share is not None:
        words.append(text("clock.reopened", share=share(session, figures.reopen_share)))
    if figures.rating_mean is not None and figures.ratings:
        mean = text.number(figures.rating_mean, 1)
        words.append(text.count("clock.rating", figures.ratings, mean=mean))
    return " · ".join(words)


def group_lines(session: Session, figures: Figures) -> list[str]:
    """Return the lines of one row: counts only while there are too few for more."""
    if not figures.enough:
        return [count_words(session, figures), session.text("clock.few_here")]
    lines = [
        answer_words(session, figures),
        resolve_words(session, figures),
        quality_words(session, figures),
        count_words(session, figures),
    ]
    return [line for line in lines if line]
