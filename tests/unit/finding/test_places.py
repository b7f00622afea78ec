"""Finding destinations."""

from __future__ import annotations

from functools import lru_cache

import pytest

from services.models import Place, Point, Region
from services.places import PlaceRepository
from services.regions import RegionRepository
from tests.unit.finding.rows import Rows, content

HERE = Point(-3.7928, 102.2608)


@lru_cache
def seed() -> PlaceRepository:
    return PlaceRepository(content("destinations", Place), RegionRepository(content("regions", Region)))


def names(text: str, **fields: str | int | None) -> list[str]:
    return [hit.place.name.id for hit in seed().find(text, here=HERE, **fields)]  # type: ignore[arg-type]


def test_everything_nearest_first() -> None:
    hits = seed().find(here=HERE)
    known = [hit.distance_m for hit in hits if hit.distance_m is not None]
    assert len(hits) == len(seed().all()) == 108
    assert known == sorted(known)
    assert all(hit.place.point is None for hit in hits[len(known) :])


def test_by_name_without_a_position() -> None:
    found = [hit.place.name.id.casefold() for hit in seed().find() if hit.place.point]
    assert found == sorted(found)
    assert all(hit.bearing_deg is None for hit in seed().find())


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("fort malborough", "Benteng Marlborough"),
        ("benteng marlboro", "Benteng Marlborough"),
        ("pantai panjng", "Pantai Panjang"),
        ("danau tes", "Danau Tes"),
    ],
)
def test_words_in_both_languages(text: str, first: str) -> None:
    assert names(text)[0] == first


def test_category_and_regency() -> None:
    category = seed().categories()[0]
    found = seed().find(category=category, regency_id="17.71")
    assert found
    assert {(hit.place.category, hit.place.regency_id) for hit in found} == {(category, "17.71")}
    assert names("danau", category="nothing") == []


def test_categories_are_those_in_use_most_frequent_first() -> None:
    categories = seed().categories()
    counts = [sum(p.category == name for p in seed().all()) for name in categories]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == 108


def test_near_a_point() -> None:
    near = seed().near(HERE, limit=3, within_m=5_000)
    assert len(near) == 3
    assert all(hit.distance_m is not None and hit.distance_m <= 5_000 for hit in near)
    assert seed().near(Point(-1.9, 100.6), within_m=1_000) == ()


def test_one_place_and_its_age() -> None:
    place = seed().get("fort-marlborough")
    assert place is not None
    assert place.name.en == "Fort Marlborough"
    assert seed().get("nowhere") is None
    assert seed().age.seed_date is not None


def test_changes_are_told() -> None:
    rows: Rows[Place] = Rows(*seed().all()[:2])
    places, told = PlaceRepository(rows, RegionRepository(Rows())), []
    stop = places.subscribe(lambda: told.append(True))
    rows.replace()
    stop()
    rows.replace()
    assert told == [True]
    assert places.find() == ()
