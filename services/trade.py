"""Local products and small businesses: what there is, who sells it, and whose card has grown old."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from services.clock import WIB, Clock
from services.geo import bearing_deg
from services.models import Business, Indication, Point, Product
from services.ranking import by_distance
from services.source import Age, Source

OLD_AFTER = timedelta(days=365)
_ORDER = tuple(Indication)


@dataclass(frozen=True, slots=True)
class BusinessHit:
    """A found business. Distance in metres and bearing in degrees are None when either position is unknown.

    ``is_old``: nobody has confirmed its card for a year.
    """

    business: Business
    distance_m: float | None
    bearing_deg: float | None
    is_old: bool


class ProductRepository:
    """Read-only view of the ``products`` collection."""

    def __init__(self, products: Source[Product]) -> None:
        self._products = products

    @property
    def age(self) -> Age:
        """Return how old the rows are."""
        return self._products.age

    def get(self, product_id: str) -> Product | None:
        """Return one product, None when it is unknown."""
        return self._products.get(product_id)

    def all(self, category: str | None = None) -> tuple[Product, ...]:
        """Return the products, registered geographical indications first, then by name.

        ``category``: only those of one.
        """
        rows = (row for row in self._products.rows() if category in (None, row.category))
        return tuple(sorted(rows, key=_standing))

    def categories(self) -> tuple[str, ...]:
        """Return the categories in use, the most frequent first."""
        names = [product.category for product in self._products.rows()]
        return tuple(sorted(set(names), key=lambda name: (-names.count(name), name)))


class BusinessRepository:
    """Read-only view of the ``businesses`` collection."""

    def __init__(self, businesses: Source[Business], clock: Clock) -> None:
        self._businesses = businesses
        self._clock = clock

    @property
    def age(self) -> Age:
        """Return how old the rows are."""
        return self._businesses.age

    def get(self, business_id: str) -> Business | None:
        """Return one business, None when it is unknown."""
        return self._businesses.get(business_id)

    def hit(self, business_id: str, here: Point | None = None) -> BusinessHit | None:
        """Return one business as it would appear in a list, None when it is unknown."""
        business = self.get(business_id)
        return None if business is None else self._hits((business,), here)[0]

    def all(self, here: Point | None = None, category: str | None = None) -> tuple[BusinessHit, ...]:
        """Return the businesses, nearest to ``here`` first (else by name); old cards after all others.

        ``category``: only those of one.
        """
        return self._hits((row for row in self._businesses.rows() if category in (None, row.category)), here)

    def selling(self, product_id: str, here: Point | None = None) -> tuple[BusinessHit, ...]:
        """Return the businesses that sell a product, in the order of :meth:`all`."""
        return self._hits((row for row in self._businesses.rows() if product_id in row.product_ids), here)

    def categories(self) -> tuple[str, ...]:
        """Return the categories in use, the most frequent first."""
        names = [business.category for business in self._businesses.rows()]
        return tuple(sorted(set(names), key=lambda name: (-names.count(name), name)))

    def is_old(self, business: Business) -> bool:
        """Return whether nobody has confirmed the card of ``business`` for a year."""
        return self._clock.now().astimezone(WIB).date() - business.confirmed_on > OLD_AFTER

    def _hits(self, rows: Iterable[Business], here: Point | None) -> tuple[BusinessHit, ...]:
        hits = [
            BusinessHit(
                business,
                metres,
                bearing_deg(here, business.point) if here and business.point else None,
                self.is_old(business),
            )
            for business, metres in by_distance(rows, here, lambda row: row.point, lambda row: row.name)
        ]
        return tuple(sorted(hits, key=lambda hit: hit.is_old))


def _standing(product: Product) -> tuple[int, str]:
    place = len(_ORDER) if product.indication is None else _ORDER.index(product.indication)
    return (place, product.name.id.casefold())
