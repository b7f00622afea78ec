"""Handing a visitor over to a business: WhatsApp, telephone, shop. Nothing is bought or counted here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import flet as ft

from services.contacts import whatsapp_url
from services.models import Business
from views import theme
from views.components.basics import card, column, heading, primary_button, quiet_button, support
from views.components.boundary import safe_component
from views.components.rows import fact_row
from views.components.states import problem
from views.handoff import call_url
from views.state import use_command, use_session


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a business: what it is (a part of message ids), as written, and what it opens."""

    kind: str
    icon: ft.IconData
    written: str
    address: str


def contacts_of(business: Business) -> list[Contact]:
    """Return the contacts of ``business``, the quickest first."""
    found: list[Contact] = []
    if business.whatsapp:
        chat = whatsapp_url(business.whatsapp)
        found.append(Contact("whatsapp", ft.Icons.CHAT_ROUNDED, business.whatsapp, chat))
    if business.phone:
        found.append(Contact("phone", ft.Icons.CALL_ROUNDED, business.phone, call_url(business.phone)))
    if business.shop_url:
        found.append(Contact("shop", ft.Icons.SHOPPING_BAG_ROUNDED, business.shop_url, business.shop_url))
    return found


@safe_component
def ContactCard(business: Business) -> ft.Control:
    """The contacts that the owner gave for publication, each with a button; the first is the main one."""
    session = use_session()
    text, contacts = session.text, contacts_of(business)

    async def leave(address: str) -> None:
        await session.device.open_url(address)

    leaving = use_command(leave)
    lines: list[ft.Control] = [heading(session, text("business.contact"))]
    buttons: list[ft.Control] = []
    for contact in contacts:
        lines.append(fact_row(session, contact.icon, text(f"business.{contact.kind}"), contact.written))
        draw = quiet_button if buttons else primary_button
        words, go = text(f"business.{contact.kind}.open"), partial(leaving.run, contact.address)
        buttons.append(draw(session, words, go, icon=contact.icon))
    if buttons:
        lines.append(ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons))
    lines.append(support(session, text("business.outside" if buttons else "business.no_contact")))
    if leaving.error:
        lines.append(problem(session, leaving.error))
    return card(session, column(lines, theme.GAP_M))
