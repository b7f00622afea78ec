"""Everything the screens need, opened once per page from one platform."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from services import models
from services.basemap import Basemap
from services.basemap_layers import BasemapPackError
from services.blobs import BlobStore
from services.catalogue import Catalogue, CatalogueSources
from services.clock import Clock, SystemClock
from services.collection import Collection, DataAge
from services.events import EventRepository
from services.files import FileKeeper
from services.finding.finder import Finder, FinderSources
from services.gateway_client import GatewayClient
from services.geocoding import AddressSearch, Geocoder
from services.ids import Ids, SystemIds
from services.itineraries import ItineraryRepository
from services.keeping import Keeper
from services.kept_places import KeptPlaces, TripPlan
from services.news import NewsRepository
from services.open_now import OpenNow
from services.opening_hours import Holiday, Holidays
from services.outbox import Outbox
from services.own_data import OwnData
from services.packs import PackStore
from services.pictures import PictureStore
from services.places import PlaceRepository
from services.platform.base import Platform, ReadOnlyVolume
from services.prefs import Prefs
from services.regions import RegionRepository
from services.reports import ReportService
from services.requests import RequestService
from services.sender import Sender
from services.spots import Spots
from services.stations import StationRepository
from services.statistics import StatisticsStore
from services.statuses import StatusBook
from services.subscribers import Subscribers
from services.sync import Sync
from services.tickets import TicketService
from services.trade import BusinessRepository, ProductRepository
from services.village_polygons import VillagePackError, VillagePolygons

log = logging.getLogger(__name__)

PACKS = ("villages", "basemap")
# The privacy words that this version of the app shows; stored with every submission.
PRIVACY_NOTICE_VERSION = "2026-11"
PARSERS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "regions": models.Region.from_wire,
    "wifi-stations": models.Station.from_wire,
    "destinations": models.Place.from_wire,
    "operators": models.Operator.from_wire,
    "emergency-numbers": models.EmergencyNumber.from_wire,
    "services": models.PublicService.from_wire,
    "agencies": models.Agency.from_wire,
    "programmes": models.Programme.from_wire,
    "notices": models.Notice.from_wire,
    "holidays": Holiday.from_wire,
    "events": models.Event.from_wire,
    "products": models.Product.from_wire,
    "businesses": models.Business.from_wire,
    "routes": models.Itinerary.from_wire,
    "blank-spots": models.BlankSpotArea.from_wire,
}


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is said about one collection: number of rows, age, whom to thank."""

    rows: int
    age: DataAge
    attribution: str


@dataclass(frozen=True, slots=True)
class PackState:
    """One offline pack: ``size`` in bytes (0: not known before the first download)."""

    name: str
    present: bool
    size: int
    attribution: str


async def open_services(
    platform: Platform, *, clock: Clock | None = None, ids: Ids | None = None
) -> AppServices:
    """Take the writer's lock and open the local store; a second process gets a read-only one."""
    if not await platform.lock.acquire():
        platform = replace(platform, volume=ReadOnlyVolume(platform.volume.root))
    services = AppServices(platform, clock or SystemClock(), ids or SystemIds())
    if services.outbox.writable:
        await services.outbox.tidy()
    return services


class AppServices:
    """The services of one page, wired. Reading is immediate and local; only sync waits for a network."""

    def __init__(self, platform: Platform, clock: Clock, ids: Ids) -> None:
        self.platform, self.clock, self.ids = platform, clock, ids
        volume = platform.volume
        self.prefs = Prefs(volume, clock=clock)
        self._open_gateway(platform, clock, ids)
        self._open_content(platform, clock)
        self.reports = ReportService(
            self.outbox, self._blobs, self._collections["blank-spots"], self._statuses, clock, ids, self.files
        )
        self.saved = KeptPlaces(volume, "saved.json", clock)
        self.plan = TripPlan(volume, "plan.json", clock)
        self.own = OwnData(self.reports, self.saved, self.plan)
        self.tickets = TicketService(self.reports, self.outbox, self._statuses, self.gateway, ids)
        self.statistics = StatisticsStore(volume, self.gateway, clock)
        self.requests = RequestService(self.outbox, self.reports.drafts, clock)
        self._subscribers = Subscribers()
        for collection in self._collections.values():
            collection.subscribe(self._subscribers.notify)
        self.keeper = Keeper(
            platform.surroundings, self.outbox, self._subscribers.notify, (self.saved, self.plan)
        )
        platform.surroundings.before_leaving(self.reports.drafts.flush)

    def _open_gateway(self, platform: Platform, clock: Clock, ids: Ids) -> None:
        volume, shelf = platform.volume, platform.shelf or platform.volume
        self._blobs = BlobStore(volume)
        self.files = FileKeeper(self._blobs, platform.scaler)
        self.outbox = Outbox(volume, self._blobs, clock, ids, app_version=platform.app_version)
        self.gateway = GatewayClient(platform.gateway_url, platform.transport, platform.app_version, clock)
        self.pack_store = PackStore(shelf, self.gateway)
        self.pictures = PictureStore(shelf, self.gateway)
        self._statuses = StatusBook(volume)
        self.sync = Sync(self.gateway, self.outbox, self._statuses, shelf)
        self.sender = Sender(
            self.outbox, self.gateway, self._blobs, clock, notice_version=lambda: PRIVACY_NOTICE_VERSION
        )

    def _open_content(self, platform: Platform, clock: Clock) -> None:
        seeds, shelf = platform.assets / "content", platform.shelf or platform.volume
        self._collections: dict[str, Collection[Any]] = {
            name: Collection(name, parse, shelf, seeds / f"{name}.json", clock)
            for name, parse in PARSERS.items()
        }
        rows = self._collections
        self.regions = RegionRepository(rows["regions"])
        self.holidays = Holidays.of(rows["holidays"].rows())
        self.stations = StationRepository(rows["wifi-stations"], self.regions, clock, self.holidays)
        self.places = PlaceRepository(rows["destinations"], self.regions, OpenNow(self.holidays, clock))
        self.events = EventRepository(rows["events"])
        self.products = ProductRepository(rows["products"])
        self.businesses = BusinessRepository(rows["businesses"], clock)
        self.catalogue = Catalogue(
            CatalogueSources(
                rows["services"],
                rows["agencies"],
                rows["operators"],
                rows["emergency-numbers"],
            )
        )
        self.news = NewsRepository(rows["notices"], rows["programmes"], clock)
        self.spots = Spots(self.places, self.businesses, self.stations)
        self.itineraries = ItineraryRepository(rows["routes"], self.places)
        self._open_searches(clock)
        land = json.loads((platform.assets / "basemap" / "land.json").read_text(encoding="utf-8"))
        self.basemap = Basemap.from_assets(land)

    def _open_searches(self, clock: Clock) -> None:
        rows = self._collections
        sources = FinderSources(
            rows["destinations"],
            rows["events"],
            rows["wifi-stations"],
            rows["regions"],
            rows["products"],
            rows["businesses"],
            rows["notices"],
            rows["programmes"],
            rows["routes"],
        )
        self.finder = Finder.over(sources, self.catalogue.sources, self.regions, clock)
        self.addresses = AddressSearch(self.regions, self.places)
        self._geocoder_url: str | None = None

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` after content or a pack changed, until the returned function is called."""
        return self._subscribers.add(callback)

    async def synchronise(self, *, force: bool = False) -> str | None:
        """Send what waits, fetch what is new; return the message id of the first trouble, None for none.

        ``force``: a person asked, so a paused queue is tried at once. Raises ``StorageError``.
        """
        await self.sender.run(force=force)
        report = await self.sync.pull(self._collections.values())
        self._follow_config()
        if self.outbox.pause is not None:
            return self.outbox.pause.message_id
        return report.error

    @property
    def storage_problem(self) -> str | None:
        """Return the message id of why nothing can be kept here, None while everything can."""
        volume = self.platform.volume
        return volume.problem.default_message_id if isinstance(volume, ReadOnlyVolume) else None

    def _follow_config(self) -> None:
        config = self.sync.config
        url = config.geocoder_url if config else None
        if url == self._geocoder_url:
            return
        self._geocoder_url = url
        agent = f"Rafflesia/{self.platform.app_version}"
        self.addresses.use_geocoder(Geocoder(url, self.platform.transport, agent) if url else None)

    async def load_packs(self) -> None:
        """Use the packs on this device; a damaged one is left aside and the app goes on without it."""
        for name, use in (("villages", self._use_villages), ("basemap", self._use_basemap)):
            path = self.pack_store.path(name)
            if path is None:
                continue
            try:
                use(path.read_bytes())
            except (VillagePackError, BasemapPackError) as error:
                log.warning("pack %s cannot be used: %s", name, error)
        await self.basemap.prepare()
        self._subscribers.notify()

    def _use_villages(self, packed: bytes) -> None:
        self.regions.use_polygons(VillagePolygons.from_bytes(packed))

    def _use_basemap(self, packed: bytes) -> None:
        self.basemap = self.basemap.with_pack(packed)

    async def fetch_packs(self) -> None:
        """Bring the offline packs and use them; raises ``GatewayError``, ``SyncError``, ``StorageError``."""
        await self.pack_store.fetch_newer(PACKS)
        await self.load_packs()

    def packs(self) -> tuple[PackState, ...]:
        """Return what is known of each offline pack."""
        here = self.pack_store.installed()
        return tuple(
            PackState(name, True, here[name].size, here[name].attribution)
            if name in here
            else PackState(name, False, 0, "")
            for name in PACKS
        )

    def source_names(self) -> tuple[str, ...]:
        """Return the names of the content collections."""
        return tuple(self._collections)

    def source_of(self, name: str) -> SourceFacts:
        """Return what is said about one collection."""
        collection = self._collections[name]
        return SourceFacts(len(collection.rows()), collection.age, self._attribution(name))

    @cached_property
    def packaged_on(self) -> date:
        """Return the day of the content that came with the app."""
        return date.fromisoformat(str(self._header("destinations")["as_of"]))

    def _attribution(self, name: str) -> str:
        return str(self._header(name).get("attribution") or "")

    def _header(self, name: str) -> dict[str, Any]:
        """Return what a packaged file says of itself, without its rows."""
        path = self.platform.assets / "content" / f"{name}.json"
        if not path.exists():
            return {}
        header, _, _ = path.read_text(encoding="utf-8").partition('"items"')
        said: dict[str, Any] = json.loads(header.rstrip().rstrip(",") + "}")
        return said

    async def close(self) -> None:
        """Let the current sending end, close connections, give the lock back."""
        await self.sender.close()
        await self.gateway.aclose()
        await self.platform.lock.release()
