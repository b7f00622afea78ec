"""Public WiFi: find, filter, judge. Reads only what is on this device."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from services.clock import Clock
from services.geo import bearing_deg, distance_m
from services.models import Lifecycle, Point, Station, StationKind, WifiCheck
from services.opening_hours import NO_HOLIDAYS, Holidays, OpeningHoursError, OpenKind, parse
from services.ranking import by_distance
from services.regions import RegionRepository
from services.search import TextIndex
from services.source import Age, Derived, Source
from services.spatial_index import SpatialIndex
from services.station_status import StationVerdict, verdict

KIND_WORDS: Mapping[StationKind, str] = MappingProxyType(
    {
        StationKind.TOURISM: "wisata pariwisata tourism tourist",
        StationKind.EDUCATION: "pendidikan sekolah kampus universitas education school campus university",
        StationKind.HEALTH: "kesehatan rumah sakit puskesmas klinik health hospital clinic",
        StationKind.PUBLIC_FACILITY: "fasilitas umum tempat umum kantor public facility office",
        StationKind.REMOTE_VILLAGE: "desa terpencil pelosok remote village",
    }
)


# What every station is; people type it in front of the place.
STATION_WORDS = "wifi wi fi hotspot internet"


@dataclass(frozen=True, slots=True)
class StationFilter:
    """What a person wants to see; no ``kinds`` means every kind."""

    kinds: frozenset[StationKind] = frozenset()
    working_now: bool = False
    open_now: bool = False
    text: str = ""
    regency_id: str | None = None


@dataclass(frozen=True, slots=True)
class StationHit:
    """A found station. Distance in metres and bearing in degrees are None when either position is unknown."""

    station: Station
    distance_m: float | None
    bearing_deg: float | None
    verdict: StationVerdict


_Placed = tuple[tuple[Station, ...], SpatialIndex]


class StationRepository:
    """Read-only view of the ``wifi-stations`` collection; retired stations are hidden everywhere."""

    def __init__(
        self,
        stations: Source[Station],
        regions: RegionRepository,
        clock: Clock,
        holidays: Holidays = NO_HOLIDAYS,
    ) -> None:
        """Read from ``stations``; ``holidays`` is what opening hours mean by ``PH``."""
        self._stations = stations
        self._regions = regions
        self._clock = clock
        self._holidays = holidays
        self._text: Derived[Station, TextIndex] = Derived(
            stations, lambda rows: TextIndex((row.id, self._texts(row)) for row in rows)
        )
        self._placed: Derived[Station, _Placed] = Derived(stations, _placed)

    @property
    def age(self) -> Age:
        """Return how old the rows are."""
        return self._stations.age

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` after every change of the rows, until the returned function is called."""
        return self._stations.subscribe(callback)

    def all(self) -> tuple[Station, ...]:
        """Return every station that is not retired."""
        return tuple(s for s in self._stations.rows() if s.lifecycle is not Lifecycle.RETIRED)

    def get(self, station_id: str) -> Station | None:
        """Return one station, None when it is unknown or retired."""
        station = self._stations.get(station_id)
        return None if station is None or station.lifecycle is Lifecycle.RETIRED else station

    def hit(
        self, station_id: str, here: Point | None = None, own_checks: Iterable[WifiCheck] = ()
    ) -> StationHit | None:
        """Return one station as it would appear in a list, None when it is unknown or retired."""
        station = self.get(station_id)
        if station is None:
            return None
        metres = distance_m(here, station.point) if here and station.point else None
        return self._hits([(station, metres)], here, tuple(own_checks))[0]

    def find(
        self,
        wanted: StationFilter,
        here: Point | None = None,
        limit: int | None = None,
        own_checks: Iterable[WifiCheck] = (),
    ) -> tuple[StationHit, ...]:
        """Return what fits ``wanted``: nearest first when ``here`` is known, else by name.

        Stations without a position come last. ``own_checks``: checks queued on this device.
        """
        rows = [s for s in self._fitting_text(wanted.text) if self._fits(s, wanted)]
        ranked = by_distance(rows, here, lambda s: s.point, lambda s: s.name)
        # Judging costs more than ranking: only what may be shown is judged.
        hits = self._hits(ranked if wanted.working_now else ranked[:limit], here, tuple(own_checks))
        return tuple(hit for hit in hits if hit.verdict.works or not wanted.working_now)[:limit]

    def nearest(
        self, here: Point, limit: int, own_checks: Iterable[WifiCheck] = ()
    ) -> tuple[StationHit, ...]:
        """Return the ``limit`` stations nearest to ``here``, in the order of the geodesic.

        A look into an index, fast for any number of stations; those without a position are left out.
        """
        stations, index = self._placed.get()
        found = [(stations[n.index], n.distance_m) for n in index.nearest(here, limit)]
        return tuple(self._hits(found, here, tuple(own_checks)))

    def is_open(self, station: Station) -> bool | None:
        """Say whether ``station`` is open now; None when that is not known."""
        if not station.opening_hours:
            return None
        try:
            kind = parse(station.opening_hours, self._holidays).state(self._clock.now()).kind
        except OpeningHoursError:
            # The importer refuses such a row; a cache written by hand may still hold one.
            return None
        return None if kind is OpenKind.UNKNOWN else kind is OpenKind.OPEN

    def _fits(self, station: Station, wanted: StationFilter) -> bool:
        if wanted.kinds and station.kind not in wanted.kinds:
            return False
        if wanted.regency_id and station.regency_id != wanted.regency_id:
            return False
        return not wanted.open_now or self.is_open(station) is True

    def _fitting_text(self, text: str) -> tuple[Station, ...]:
        if not text.strip():
            return self.all()
        found = (self.get(hit.id) for hit in self._text.get().search(text))
        return tuple(station for station in found if station)

    def _hits(
        self,
        ranked: Iterable[tuple[Station, float | None]],
        here: Point | None,
        own_checks: tuple[WifiCheck, ...],
    ) -> list[StationHit]:
        now = self._clock.now()
        return [
            StationHit(
                station,
                metres,
                bearing_deg(here, station.point) if here and station.point else None,
                verdict(station, now, own_checks),
            )
            for station, metres in ranked
        ]

    def _texts(self, station: Station) -> list[str]:
        path = self._regions.path(station.village_id) if station.village_id else None
        regency = self._regions.get(station.regency_id)
        places = [region.name for region in path] if path else [regency.name if regency else ""]
        return [
            station.name,
            station.address or "",
            " ".join(places),
            " ".join([KIND_WORDS[station.kind], STATION_WORDS, station.operator or "", station.ssid or ""]),
        ]


def _placed(rows: tuple[Station, ...]) -> _Placed:
    """Return the stations that are shown and have a position, with the index of their positions."""
    placed = [(row, row.point) for row in rows if row.point and row.lifecycle is not Lifecycle.RETIRED]
    return tuple(row for row, _ in placed), SpatialIndex([point for _, point in placed])
