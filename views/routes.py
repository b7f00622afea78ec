"""Path builders: where paths are written. ``views/app.py`` has the route of each, in the same words."""

from __future__ import annotations

from urllib.parse import quote

HOME = "/"
WIFI = "/wifi"
REPORT = "/lapor"
EXPLORE = "/wisata"
SERVICES = "/layanan"
SETTINGS = "/pengaturan"
BLANK_SPOT = f"{REPORT}/baru"
MY_REPORTS = f"{REPORT}/saya"
FIND_TICKET = f"{REPORT}/lacak"
SIGNAL_AREAS = f"{REPORT}/desa"
SHARED = f"{REPORT}/dibagikan"
EMERGENCY = "/darurat"
PUBLIC_CLOCK = f"{SERVICES}/jam"
PRIVACY = f"{SETTINGS}/privasi"
SOURCES = f"{SETTINGS}/sumber"
NOT_SENT = "/belum-terkirim"
SAVED = f"{EXPLORE}/tersimpan"
PLAN = f"{EXPLORE}/rencana"
ALL_EVENTS = f"{EXPLORE}/acara"
PRODUCTS = f"{EXPLORE}/produk"
BUSINESSES = f"{EXPLORE}/usaha"
ROUTES = f"{EXPLORE}/rute"
NEWS = "/berita"
CATALOGUE = "/katalog"

PLACES = (HOME, WIFI, REPORT, EXPLORE, SERVICES)
SIDE_BY_SIDE = (WIFI, EXPLORE, SERVICES)


def station(station_id: str) -> str:
    """Return the path of one station."""
    return _below(WIFI, station_id)


def destination(place_id: str) -> str:
    """Return the path of one destination."""
    return _below(EXPLORE, place_id)


def product(product_id: str) -> str:
    """Return the path of one local product."""
    return _below(PRODUCTS, product_id)


def business(business_id: str) -> str:
    """Return the path of one small business."""
    return _below(BUSINESSES, business_id)


def suggested_route(route_id: str) -> str:
    """Return the path of one suggested route."""
    return _below(ROUTES, route_id)


def news_item(notice_id: str) -> str:
    """Return the path of one of the news."""
    return _below(NEWS, notice_id)


def public_service(service_id: str) -> str:
    """Return the path of one service."""
    return _below(SERVICES, service_id)


def request(service_id: str, about: str | None = None) -> str:
    """Return the path that begins a request for a service; ``about``: the id of the service it is about."""
    path = f"{public_service(service_id)}/ajukan"
    return _below(path, about) if about else path


def request_draft(item_id: str) -> str:
    """Return the path of one request of this device while it is being written."""
    return _below(f"{SERVICES}/ajukan", item_id)


def report(item_id: str) -> str:
    """Return the path of one report of this device."""
    return _below(MY_REPORTS, item_id)


def blank_spot(item_id: str) -> str:
    """Return the path of the blank-spot form for one draft."""
    return _below(BLANK_SPOT, item_id)


def place_index(path: str) -> int:
    """Return which of the five places ``path`` belongs to (0 for all others)."""
    for index, root in enumerate(PLACES[1:], start=1):
        if path == root or path.startswith(f"{root}/"):
            return index
    return 0


def up(path: str) -> str:
    """Return where the way back from ``path`` leads when nothing lies below it: its place, then home."""
    root = PLACES[place_index(path)]
    return HOME if path == root else root


def is_lowest(path: str, *, wide: bool) -> bool:
    """Return whether the view of ``path`` lies at the bottom of the stack, home not counted.

    Follows ``route_tree`` in ``views/app.py``: one segment always does; on wide screens a detail shares the
    view of its place.
    """
    if path == HOME:
        return False
    return path.count("/") == 1 or (wide and PLACES[place_index(path)] in SIDE_BY_SIDE)


def _below(path: str, name: str) -> str:
    return f"{path}/{quote(name, safe='')}"
