"""What the search finds beside destinations: events, trade, WiFi, services, news, routes, regions."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.finding import Found, Subject
from views import routes, theme
from views.components.basics import column, heading
from views.components.boundary import safe_component
from views.components.news_parts import news_row
from views.components.rows import action_row, nav_row
from views.components.station_words import KIND_ICONS, verdict_words
from views.explore.events import event_row
from views.explore.filter_words import change
from views.explore.route_words import size_words
from views.explore.trade_words import business_words, product_words
from views.state import Session, use_session

ROWS = 3
# What fits much worse than the best answer is not worth a row here.
WORTH_SHOWING = 0.5
Beside = tuple[tuple[Subject, tuple[str, ...]], ...]


def use_beside(session: Session) -> Beside:
    """Return the ids found of each subject but destinations, the best subject first. A hook."""
    state = session.state
    point = state.here.point if state.here else None
    is_narrowed = state.explore_category is not None or state.explore_filter.count
    wanted = state.explore_text if state.ready and not is_narrowed else ""
    return ft.use_memo(
        lambda: _grouped(session.services.finder.find(wanted, point, limit=None)) if wanted.strip() else (),
        [wanted, point, state.data_version],
    )


def _grouped(found: tuple[Found, ...]) -> Beside:
    groups: dict[Subject, list[str]] = {}
    for one in found:
        if one.subject is Subject.DESTINATION or one.score < found[0].score * WORTH_SHOWING:
            continue
        ids = groups.setdefault(one.subject, [])
        if len(ids) < ROWS:
            ids.append(one.id)
    return tuple((subject, tuple(ids)) for subject, ids in groups.items())


@safe_component
def AlsoFound(beside: Beside) -> ft.Control:
    """A section for each subject; its rows lead to their own screens."""
    session = use_session()
    sections = []
    for subject, ids in beside:
        rows = [row for one in ids if (row := ROW_OF[subject](session, one)) is not None]
        title = heading(session, session.text(f"explore.also.{subject.value}"))
        sections.append(ft.Container(key=subject.value, content=column([title, *rows], theme.GAP_S)))
    return column(sections, theme.GAP_L)


def _event(session: Session, event_id: str) -> ft.Control | None:
    event = session.services.events.get(event_id)
    return event_row(session, event) if event else None


def _station(session: Session, station_id: str) -> ft.Control | None:
    hit = session.services.stations.hit(station_id)
    if hit is None:
        return None
    icon, words = KIND_ICONS[hit.station.kind], verdict_words(session, hit.verdict)
    return nav_row(session, icon, hit.station.name, words, routes.station(station_id))


def _service(session: Session, service_id: str) -> ft.Control | None:
    service = session.services.catalogue.service(service_id)
    if service is None:
        return None
    name = service.name.in_language(session.state.language)
    return nav_row(
        session, ft.Icons.ASSIGNMENT_ROUNDED, name, service.owner, routes.public_service(service_id)
    )


def _notice(session: Session, notice_id: str) -> ft.Control | None:
    notice = session.services.news.get(notice_id)
    return news_row(session, notice) if notice else None


def _programme(session: Session, programme_id: str) -> ft.Control | None:
    programme = session.services.news.programme(programme_id)
    if programme is None:
        return None
    count = len(session.services.news.current(programme.id))

    def open_it() -> None:
        session.state.news_programme, session.state.news_regency = programme.id, None
        session.go(routes.NEWS)

    name, words = programme.name.in_language(session.state.language), session.text.count("news.count", count)
    return action_row(session, ft.Icons.FLAG_OUTLINED, name, words, open_it)


def _itinerary(session: Session, route_id: str) -> ft.Control | None:
    itinerary = session.services.itineraries.get(route_id)
    if itinerary is None:
        return None
    trip, name = (
        session.services.itineraries.trip(itinerary),
        itinerary.name.in_language(session.state.language),
    )
    words = size_words(session, itinerary, trip)
    return nav_row(session, ft.Icons.ROUTE_ROUNDED, name, words, routes.suggested_route(route_id))


def _region(session: Session, code: str) -> ft.Control | None:
    regions = session.services.regions
    region = regions.get(code)
    if region is None:
        return None
    above, parent = [], regions.get(region.parent_id) if region.parent_id else None
    while parent is not None:
        above.append(parent.name)
        parent = regions.get(parent.parent_id) if parent.parent_id else None

    def open_it() -> None:
        session.state.explore_text = ""
        change(session, region_id=region.id)

    words = f"{region.kind.capitalize()} · {', '.join(above)}" if above else region.kind.capitalize()
    return action_row(session, ft.Icons.PLACE_OUTLINED, region.name, words, open_it)


def _product(session: Session, product_id: str) -> ft.Control | None:
    product = session.services.products.get(product_id)
    if product is None:
        return None
    told = product_words(session, product)
    words = " · ".join(part for part in (told.line, told.mark) if part)
    return nav_row(session, ft.Icons.SHOPPING_BASKET_ROUNDED, told.title, words, told.path)


def _business(session: Session, business_id: str) -> ft.Control | None:
    hit = session.services.businesses.hit(business_id)
    if hit is None:
        return None
    told = business_words(session, hit)
    words = " · ".join(part for part in (told.line, told.hours, *told.warning) if part)
    return nav_row(session, ft.Icons.STOREFRONT_ROUNDED, told.title, words, told.path)


ROW_OF: dict[Subject, Callable[[Session, str], ft.Control | None]] = {
    Subject.EVENT: _event,
    Subject.PRODUCT: _product,
    Subject.BUSINESS: _business,
    Subject.STATION: _station,
    Subject.SERVICE: _service,
    Subject.NOTICE: _notice,
    Subject.PROGRAMME: _programme,
    Subject.ITINERARY: _itinerary,
    Subject.REGION: _region,
}
