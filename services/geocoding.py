"""Finding a place by its address: on this device by default, by Nominatim where the operator allows it.

The Nominatim address comes from ``/v1/config`` and there is none by default. geopy makes the requests
and reads the answers; they travel over our own transport, so that the browser and tests work alike.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
from geopy import exc
from geopy.adapters import AdapterHTTPError, BaseAsyncAdapter
from geopy.geocoders import Nominatim

from services.errors import (
    BadAnswer,
    Busy,
    CaptivePortal,
    GatewayError,
    Interrupted,
    Refused,
    SignInNeeded,
    Unreachable,
)
from services.geo import PROVINCE
from services.models import Point
from services.places import PlaceRepository
from services.regions import RegionRepository

TIMEOUT_S = 8.0


class _NotJson(exc.GeocoderServiceError):  # type: ignore[misc]  # geopy has no types
    """A page where JSON was agreed: somebody else answered."""


class HttpxAdapter(BaseAsyncAdapter):  # type: ignore[misc]  # geopy has no types
    """geopy's requests over an ``httpx.AsyncClient``, which stays its owner's to close."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        super().__init__(proxies=None, ssl_context=None)
        self._client = client

    async def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:  # noqa: ASYNC109 - geopy's signature
        """Return the decoded answer; raises geopy's exceptions."""
        text = await self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except ValueError as error:
            raise _NotJson(text[:40]) from error

    async def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:  # noqa: ASYNC109 - the same
        """Return the answer's text; raises geopy's exceptions."""
        try:
            answer = await self._client.get(url, timeout=timeout, headers=dict(headers))
        except httpx.TimeoutException as error:
            raise exc.GeocoderTimedOut(str(error)) from error
        except httpx.HTTPError as error:
            raise exc.GeocoderUnavailable(str(error)) from error
        if answer.is_redirect or answer.status_code == httpx.codes.NETWORK_AUTHENTICATION_REQUIRED:
            raise _NotJson(f"status {answer.status_code}")
        if answer.status_code != httpx.codes.OK:
            raise AdapterHTTPError(
                f"status {answer.status_code}",
                status_code=answer.status_code,
                headers=dict(answer.headers),
                text=answer.text,
            )
        return answer.text


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Something with a position: ``region_id`` and ``place_id`` say what it is on this device, if it is."""

    label: str
    point: Point
    region_id: str | None = None
    place_id: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Results, best first; ``error`` is the message id of why the online part is missing, if it is."""

    places: tuple[FoundPlace, ...]
    error: str | None = None


class Geocoder:
    """Nominatim at the operator's address, kept to the province."""

    def __init__(self, url: str, transport: httpx.AsyncBaseTransport | None, user_agent: str) -> None:
        """Use the server at ``url`` (scheme, host, maybe a path); ``user_agent`` names app and version."""
        parts = urlsplit(url)
        # trust_env would look for proxies of a machine; the transport alone decides how to travel.
        self._client = httpx.AsyncClient(transport=transport, trust_env=False)
        self._nominatim = Nominatim(
            user_agent=user_agent,
            scheme=parts.scheme or "https",
            domain=f"{parts.netloc}{parts.path}",
            timeout=TIMEOUT_S,
            adapter_factory=lambda proxies, ssl_context: HttpxAdapter(self._client),
        )

    async def aclose(self) -> None:
        """Close the connections (and the transport that was given)."""
        await self._client.aclose()

    async def search(self, text: str, limit: int = 5) -> tuple[FoundPlace, ...]:
        """Return addresses inside the province; raises ``GatewayError``."""
        corners = [(PROVINCE.north, PROVINCE.west), (PROVINCE.south, PROVINCE.east)]
        try:
            rows = await self._nominatim.geocode(
                text, exactly_one=False, limit=limit, viewbox=corners, bounded=True, country_codes="id"
            )
        except exc.GeopyError as error:
            raise _mapped(error) from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # geopy reads the rows without checking them first.
            raise BadAnswer(str(error)) from error
        found = (FoundPlace(str(row.address), Point(row.latitude, row.longitude)) for row in rows or ())
        return tuple(place for place in found if PROVINCE.contains(place.point))


class AddressSearch:
    """Villages and places of this device first, the geocoder after them when there is one."""

    def __init__(
        self, regions: RegionRepository, places: PlaceRepository, geocoder: Geocoder | None = None
    ) -> None:
        self._regions = regions
        self._places = places
        self._geocoder = geocoder

    def use_geocoder(self, geocoder: Geocoder | None) -> None:
        """Ask ``geocoder`` from now on (None: nobody)."""
        self._geocoder = geocoder

    def find_local(self, text: str, limit: int = 8) -> tuple[FoundPlace, ...]:
        """Return regions and places that fit ``text``; needs no network."""
        regions = [
            FoundPlace(self._region_label(region.id), region.centroid, region_id=region.id)
            for region in self._regions.search(text, limit)
            if region.centroid
        ]
        places = [
            FoundPlace(hit.place.name.id, hit.place.point, place_id=hit.place.id)
            for hit in (self._places.find(text, limit=limit) if text.strip() else ())
            if hit.place.point
        ]
        half = limit // 2
        kept = regions[: max(half, limit - len(places))]
        return (*kept, *places[: limit - len(kept)])

    async def find(self, text: str, limit: int = 8) -> Found:
        """Return local results and, where a geocoder is set, addresses; never fails."""
        local = self.find_local(text, limit)
        if self._geocoder is None or not text.strip():
            return Found(local)
        try:
            return Found(local + await self._geocoder.search(text, limit))
        except GatewayError as error:
            return Found(local, error.message_id)

    def _region_label(self, code: str) -> str:
        names = []
        region = self._regions.get(code)
        while region is not None and region.parent_id:
            names.append(region.name)
            region = self._regions.get(region.parent_id)
        return ", ".join(names)


def _mapped(error: exc.GeopyError) -> GatewayError:
    """Return our error for one of geopy's, the narrow ones first."""
    if isinstance(error, _NotJson):
        return CaptivePortal(str(error))
    if isinstance(error, exc.GeocoderTimedOut):
        return Interrupted(str(error))
    if isinstance(error, exc.GeocoderRateLimited):
        return Busy(str(error), error.retry_after)
    if isinstance(error, exc.GeocoderAuthenticationFailure | exc.GeocoderInsufficientPrivileges):
        return SignInNeeded(str(error))
    if isinstance(error, exc.GeocoderUnavailable):
        return Unreachable(str(error))
    if isinstance(error, exc.GeocoderQueryError | exc.ConfigurationError):
        return Refused(str(error))
    return Busy(str(error)) if isinstance(error, exc.GeocoderServiceError) else BadAnswer(str(error))
