"""Leaving the app on the person's wish: map directions and calls. Nothing is opened without a tap."""

from __future__ import annotations

from services.models import Point
from views.state import Session


def directions_url(session: Session, point: Point, label: str) -> str:
    """Return the address that opens directions to ``point``.

    Phones get the ``geo:`` scheme (any map app answers it, also without a network). A browser has no such
    scheme, so it opens OpenStreetMap's directions in a new tab.
    """
    if session.page.web and session.visit is None:
        here = session.state.here
        start = f"{here.point.lat:.5f},{here.point.lon:.5f}" if here else ""
        return f"https://www.openstreetmap.org/directions?route={start};{point.lat:.5f},{point.lon:.5f}"
    return f"geo:{point.lat:.6f},{point.lon:.6f}?q={point.lat:.6f},{point.lon:.6f}({label})"


def call_url(number: str) -> str:
    """Return the ``tel:`` address of a number as written for people."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")


def page_link(session: Session, path: str) -> str:
    """Return the public address of ``path``: on the page's own site in a browser, else the gateway's.

    Nothing at a kiosk of which nobody said where phones find the app.
    """
    if session.visit is not None:
        return f"{session.visit.public_url}{path}" if session.visit.public_url else ""
    base = session.services.platform.gateway_url
    if session.page.web and session.page.url:
        base = "/".join(session.page.url.split("/")[:3])
    return f"{base}{path}"
