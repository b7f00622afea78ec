"""Products and businesses at the desk; a registration becomes the card of a business without typing again."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route

from gateway.feed.collections import BUSINESSES, PRODUCTS
from gateway.staff.business_card import card_inputs, wants_card
from gateway.staff.content_adding import GrowingPage
from gateway.staff.content_fields import MEMBERS
from gateway.staff.content_saving import ACTIONS, OWNERS
from gateway.staff.context import desk_of, require
from gateway.staff.page import Page, go, tell
from gateway.tickets import repository


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


class BusinessCards(Page):
    """``/staff/cards``: from a ticket to the form of a new card; not in the menu."""

    path = "/cards"
    action = "ticket.read"
    add_to_menu = False

    @route("/{number}", name="business-card")
    async def from_ticket(self, request: Request) -> Response:
        """Show the form of a new card, filled in from a registration whose owner wants to be listed."""
        number = request.path_params["number"]
        async with desk_of(request).services.database.read() as session:
            found = await repository.find_by_number(session, number)
        if found is None:
            raise HTTPException(404)
        ticket, submission = found
        require(request, self.action, ticket.agency_id)
        if not wants_card(ticket, submission):
            tell(request, "businesses.no_card", "error")
            return go(f"/tickets/{number}")
        require(request, Businesses.action, OWNERS[BUSINESSES])
        return self.render(
            request,
            "content_edit.html",
            place=Businesses,
            members=MEMBERS[BUSINESSES],
            row={},
            shown=card_inputs(submission),
            target=f"{Businesses.path}/new",
            seq=None,
            errors={},
        )
