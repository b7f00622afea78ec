"""The filters of Wisata in words: what is set, and what they could not judge."""

from __future__ import annotations

from dataclasses import replace

from services.explore_filter import DayKind, EventDays, ExploreFilter, LeftOut
from services.models import Region, RegionLevel
from views.state import Session

PREFIX = "Kabupaten "


def change(session: Session, **changes: object) -> None:
    """Replace parts of the page's filter. Days are of events, open now is of destinations: one of the two."""
    state = session.state
    state.explore_filter = replace(state.explore_filter, **changes)  # type: ignore[arg-type]
    if changes.get("days"):
        state.explore_category = None
        state.explore_filter = replace(state.explore_filter, open_now=False)
    elif changes.get("open_now"):
        state.explore_filter = replace(state.explore_filter, days=None)


def clear(session: Session) -> None:
    """Show everything again: no filter, no category; what is typed stays."""
    session.state.explore_filter, session.state.explore_category = ExploreFilter(), None


def region_words(region: Region) -> str:
    """Return "Kota Bengkulu", "Bengkulu Utara", "Kelurahan Kebun Keling"."""
    if region.level is RegionLevel.REGENCY:
        return region.name.removeprefix(PREFIX)
    return f"{region.kind.capitalize()} {region.name}"


def reach_words(session: Session, wanted: ExploreFilter) -> str:
    """Return "10 km dari sini", or "10 km dari Benteng Marlborough"."""
    text, metres = session.text, wanted.within_m or 0
    distance = f"{metres / 1000:.0f} km"
    around = session.services.places.get(wanted.around_id) if wanted.around_id else None
    if around is None:
        return text("explore.filter.reach_here", distance=distance)
    name = around.name.in_language(session.state.language)
    return text("explore.filter.reach_around", distance=distance, name=name)


def reach_title(session: Session) -> str:
    """Return from where distances are measured: "Jarak dari sini", or from a destination by name."""
    text, around_id = session.text, session.state.explore_filter.around_id
    around = session.services.places.get(around_id) if around_id else None
    if around is None:
        return text("explore.filter.reach")
    return text("explore.filter.reach_from", name=around.name.in_language(session.state.language))


def days_words(session: Session, days: EventDays) -> str:
    """Return "Akhir pekan ini", or the month "Juni 2027"."""
    if days.kind is not DayKind.MONTH or days.month is None:
        return session.text(f"explore.filter.days.{days.kind.value}")
    return f"{session.text(f'month.{days.month.month}')} {days.month.year}"


def left_out_words(session: Session, left_out: tuple[tuple[LeftOut, int], ...], *, events: bool) -> list[str]:
    """Return a sentence for each reason why rows could not be judged."""
    text = session.text
    kind = "explore.events_count" if events else "explore.count"
    return [text(f"explore.left_out.{reason.value}", count=text.count(kind, n)) for reason, n in left_out]
