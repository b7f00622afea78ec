"""GeoReport v2 below ``/open311/v2``: discovery, services, requests, updates, tokens."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from gateway import csvfile
from gateway.ids import is_number
from gateway.limits import Rule
from gateway.open311.body import posted
from gateway.open311.catalogue import describe_form, describe_service, find_service, find_services
from gateway.open311.discovery import describe_discovery
from gateway.open311.errors import Fault, Refused, not_found
from gateway.open311.filing import file_request
from gateway.open311.finding import MOST_ROWS, find_page_of_updates, read_query, read_window
from gateway.open311.reading import Parameters
from gateway.open311.rendering import FORMATS, render
from gateway.open311.requests import describe_request, find_names
from gateway.open311.table import MOST_CSV_ROWS, as_csv
from gateway.publishing import publish
from gateway.staff.keys import find_key
from gateway.staff.tables import ApiKey
from gateway.state import services
from gateway.tickets.public import TicketQuery, find_public

router = APIRouter(prefix="/open311/v2")

_LONGEST_KEY = 200


@router.get("/discovery.{suffix}")
async def get_discovery(request: Request, suffix: str) -> Response:
    """Answer where and how this endpoint is reached."""
    _begin(request, suffix)
    settings = services(request).settings
    base = settings.public_url or str(request.base_url)
    return _answer(request, "discovery", describe_discovery(settings, base), suffix)


@router.get("/services.{suffix}")
async def get_services(request: Request, suffix: str) -> Response:
    """Answer the services on offer."""
    _begin(request, suffix)
    async with services(request).database.read() as session:
        found = await find_services(session)
    return _answer(request, "services", [describe_service(row, form) for row, form in found], suffix)


@router.get("/services/{service_code}.{suffix}")
async def get_service_definition(request: Request, service_code: str, suffix: str) -> Response:
    """Answer what one service asks for."""
    _begin(request, suffix)
    async with services(request).database.read() as session:
        row, form = await find_service(session, service_code)
    return _answer(request, "service_definition", describe_form(row["id"], form), suffix)


@router.post("/requests.{suffix}")
async def post_request(request: Request, suffix: str) -> Response:
    """File a request; its number is known at once."""
    async with posted(request) as body:
        parameters = Parameters([*body.pairs, *request.query_params.multi_items()])
        _check_door(request, parameters, suffix)
        key = await _admit(request, parameters)
        number = await file_request(services(request), parameters, body, key)
    document = [{"service_request_id": number, "service_notice": None, "account_id": None}]
    content = render("service_requests", document, suffix)
    return Response(content, headers={"Cache-Control": "no-store"}, media_type=FORMATS[suffix])


@router.get("/requests.csv")
async def get_requests_csv(request: Request) -> Response:
    """Answer requests as one file, up to 50,000 rows at once."""
    parameters = _begin(request, "json")
    query = read_query(parameters, services(request).clock.now(), most=MOST_CSV_ROWS)
    parameters.require_none()
    async with services(request).database.read() as session:
        tickets = await find_public(session, query)
        names = await find_names(session, tickets)
    content = as_csv(describe_request(ticket, names) for ticket in tickets)
    return publish(request, content, csvfile.MEDIA_TYPE, filename="requests.csv")


@router.get("/requests.{suffix}")
async def get_requests(request: Request, suffix: str) -> Response:
    """Answer requests, newest first, a page at a time."""
    parameters = _begin(request, suffix)
    query = read_query(parameters, services(request).clock.now())
    return await _answer_requests(request, parameters, query, suffix)


@router.get("/requests/{service_request_id}.{suffix}")
async def get_request(request: Request, service_request_id: str, suffix: str) -> Response:
    """Answer one request, as an array of one."""
    parameters = _begin(request, suffix)
    query = TicketQuery(numbers=[_number(service_request_id)], limit=1)
    return await _answer_requests(request, parameters, query, suffix, is_one=True)


@router.get("/servicerequestupdates.{suffix}")
async def get_updates(request: Request, suffix: str) -> Response:
    """Answer what happened to requests, oldest first, a page at a time."""
    parameters = _begin(request, suffix)
    window = read_window(parameters, services(request).clock.now())
    size = parameters.count("page_size", MOST_ROWS, 1, MOST_ROWS)
    page = parameters.count("page", 1, 1, 1_000_000)
    parameters.require_none()
    async with services(request).database.read() as session:
        document = await find_page_of_updates(session, window, (page - 1) * size, size)
    return _answer(request, "service_request_updates", document, suffix)


@router.get("/tokens/{token}.{suffix}")
async def get_token(request: Request, token: str, suffix: str) -> Response:
    """Answer the number that a token stands for: here every number is its own token."""
    _begin(request, suffix)
    async with services(request).database.read() as session:
        found = await find_public(session, TicketQuery(numbers=[_number(token)], limit=1))
    if not found:
        raise not_found("token: There is no such token.")
    document = [{"service_request_id": found[0].number, "token": found[0].number}]
    return _answer(request, "service_requests", document, suffix)


async def _admit(request: Request, parameters: Parameters) -> ApiKey:
    """Return the partner's key, within its limit; raises 403 and 429. Wrong keys are counted by address."""
    limits = services(request).limits
    address = limits.address(request)
    await limits.require(Rule.MISSES, address)
    async with services(request).database.read() as session:
        key = await find_key(session, parameters.text("api_key", _LONGEST_KEY) or "")
    if key is None:
        await limits.add(Rule.MISSES, address)
        raise Refused(Fault(403, "api_key: Missing or not valid."))
    await limits.count(Rule.SUBMISSIONS, f"api key {key.id}")
    return key


def _begin(request: Request, suffix: str) -> Parameters:
    """Return the query's parameters once format and jurisdiction are right; raises the 404."""
    parameters = Parameters(request.query_params.multi_items())
    _check_door(request, parameters, suffix)
    return parameters


def _check_door(request: Request, parameters: Parameters, suffix: str) -> None:
    if suffix not in FORMATS:
        raise not_found("There is XML and JSON only: end the address with .xml or .json.")
    jurisdiction = parameters.text("jurisdiction_id")
    if jurisdiction is not None and jurisdiction != services(request).settings.jurisdiction:
        raise not_found("jurisdiction_id: There is no such jurisdiction.")


async def _answer_requests(
    request: Request, parameters: Parameters, query: TicketQuery, suffix: str, *, is_one: bool = False
) -> Response:
    extended = parameters.flag("extensions")
    parameters.require_none()
    async with services(request).database.read() as session:
        tickets = await find_public(session, query)
        names = await find_names(session, tickets)
    if is_one and not tickets:
        raise Refused(Fault(404, "service_request_id: There is no such request."))
    document = [describe_request(ticket, names, extended=extended) for ticket in tickets]
    return _answer(request, "service_requests", document, suffix)


def _number(text: str) -> str:
    """Return what may be a number; no database is asked for anything else."""
    return text if is_number(text) else "-"


def _answer(request: Request, name: str, document: Any, suffix: str) -> Response:
    return publish(request, render(name, document, suffix), FORMATS[suffix])
