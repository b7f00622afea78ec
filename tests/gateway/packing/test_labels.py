"""Place names: sources, ranks, no name twice in one place."""

from __future__ import annotations

from gateway.packing.labels import RANK, build_labels
from gateway.packing.mapdata import PlaceNode
from tests.gateway.importing import world

SCALE = 100_000


def labels(*places: PlaceNode) -> list[dict[str, object]]:
    return build_labels(world.regions(), places, SCALE)


def named(text: str, *places: PlaceNode) -> list[dict[str, object]]:
    return [label for label in labels(*places) if label["text"] == text]


def test_sea_capitals_and_islands_are_there_without_any_file() -> None:
    found = {(label["text"], label["kind"]) for label in build_labels([], [], SCALE)}
    assert {
        ("Samudra Hindia", "sea"),
        ("Bengkulu", "city"),
        ("Curup", "town"),
        ("Pulau Enggano", "island"),
    } <= found
    assert sum(kind in ("city", "town") for _, kind in found) == 10


def test_districts_and_villages_come_from_the_regions_content() -> None:
    (label,) = named("village 17.01.01.2001")
    assert label == {
        "text": "village 17.01.01.2001",
        "x": 10_205_000,
        "y": -305_000,
        "kind": "village",
        "rank": RANK["village"],
    }
    assert {label["kind"] for label in labels()} == {"city", "town", "sea", "island", "district", "village"}


def test_regencies_and_the_province_have_no_label() -> None:
    assert named("regency 17.01") == named("province 17") == []


def test_named_points_fill_what_is_missing() -> None:
    assert len(named("Ketahun", PlaceNode("Ketahun", -3.4, 101.8, "town"))) == 1


def test_one_place_has_one_label_of_the_higher_rank() -> None:
    (curup,) = named("Curup", PlaceNode("CURUP", -3.47, 102.52, "village"))
    assert curup["kind"] == "town"
    assert labels(PlaceNode("CURUP", -3.47, 102.52, "village")) == labels()


def test_namesakes_far_apart_keep_their_labels() -> None:
    assert len(named("Curup", PlaceNode("Curup", -4.5, 103.0, "village"))) == 2


def test_important_names_come_first() -> None:
    ranks = [label["rank"] for label in labels()]
    assert ranks == sorted(ranks, key=str)
    assert set(ranks) <= set(range(10))
