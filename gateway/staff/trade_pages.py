"""Products and businesses at the desk; a registration becomes the card of a business without typing again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from gateway.feed.collections import BUSINESSES, PRODUCTS
from gateway.staff.business_card import card_inputs, wants_card
from gateway.staff.content_adding import GrowingPage
from gateway.staff.content_form import show_form
from gateway.staff.content_saving import ACTIONS, OWNERS
from gateway.staff.context import require
from gateway.staff.page import Page, go, tell
from gateway.submissions.tables import Submission
from gateway.tickets.tables import Ticket


class Products(GrowingPage):
    """``/staff/products``."""

    menu_label = PRODUCTS
    path = "/products"
    collection = PRODUCTS
    action = ACTIONS[PRODUCTS]


class Businesses(GrowingPage):
    """``/staff/businesses``."""

    menu_label = BUSINESSES
    path = "/businesses"
    collection = BUSINESSES
    action = ACTIONS[BUSINESSES]


async def card_form(page: Page, request: Request, ticket: Ticket, submission: Submission) -> Response:
    """Return the form of a new card, filled in from a registration whose owner wants to be listed."""
    if not wants_card(ticket, submission):
        tell(request, "businesses.no_card", "error")
        return go(f"/tickets/{submission.number}")
    require(request, Businesses.action, OWNERS[BUSINESSES])
    return await show_form(page, Businesses, request, {}, card_inputs(submission), seq=None)
