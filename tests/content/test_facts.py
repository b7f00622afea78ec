"""Content agrees with the facts it was written from, and its sentences are its own."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any

import pytest

from tests.content.files import facts, rows

LANGUAGES = ("id", "en")
TOO_ALIKE = 0.75


def _by_id(collection: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows(collection)}


def _numbers(text: str) -> set[str]:
    """Return the numbers of ``text`` without their separators: "1.940" and "1,940" are one number."""
    return {re.sub(r"[.,]", "", found.rstrip(".,")) for found in re.findall(r"\d[\d.,]*", text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_destination_has_its_own_sentence(language: str) -> None:
    sentences = [row["summary"][language] for row in rows("destinations")]
    assert len(set(sentences)) == len(sentences)
    assert all(len(text) >= 30 and text.endswith(".") and text[0].isupper() for text in sentences)
    assert all(len(text) <= 220 for text in sentences)


def test_the_two_languages_differ() -> None:
    assert all(row["summary"]["id"] != row["summary"]["en"] for row in rows("destinations"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_written_anew(language: str) -> None:
    content = _by_id("destinations")
    for fact in facts("destinations.json"):
        original = fact[f"fact_{language}"].strip(". ").lower()
        sentence = content[fact["id"]]["summary"][language].lower()
        assert original not in sentence, fact["id"]
        assert SequenceMatcher(None, original, sentence).ratio() < TOO_ALIKE, (fact["id"], sentence)


def test_sentences_add_no_number() -> None:
    content = _by_id("destinations")
    for fact in facts("destinations.json"):
        known = _numbers(f"{fact['fact_id']} {fact['fact_en']} {fact['precision']}")
        for language in LANGUAGES:
            added = _numbers(content[fact["id"]]["summary"][language]) - known
            assert not added, (fact["id"], language, added)


def test_every_number_of_a_fact_is_kept() -> None:
    # A year or a height that a sentence left out would be lost to readers. Small numbers are said in
    # words, and the numbers of decrees are left to the source.
    in_words = {"pantai-panjang", "curug-sembilan", "air-terjun-geluguran", "suban-air-panas"}
    in_words |= {"pantai-pasar-bawah", "air-terjun-koomang", "air-tenam"}
    in_words |= {"danau-tes", "danau-dendam-tak-sudah"}
    content = _by_id("destinations")
    for fact in facts("destinations.json"):
        if fact["id"] not in in_words:
            lost = _numbers(fact["fact_id"]) - _numbers(content[fact["id"]]["summary"]["id"])
            assert not lost, (fact["id"], lost)


@pytest.mark.parametrize(
    ("collection", "name"), [("destinations", "destinations.json"), ("wifi-stations", "wifi_candidates.json")]
)
def test_positions_are_those_of_the_facts(collection: str, name: str) -> None:
    content = _by_id(collection)
    originals = facts(name)
    assert {fact["id"] for fact in originals} == set(content)
    for fact in originals:
        row = content[fact["id"]]
        assert (row["lat"], row["lon"]) == (fact["lat"], fact["lon"]), fact["id"]
        assert row["regency_code"] == fact["regency_code"], fact["id"]
        assert row["village_code"] in {None, fact.get("village_code")}, fact["id"]
        if "precision_m" in fact:
            assert row["precision_m"] == fact["precision_m"], fact["id"]


def test_doubt_is_never_dropped() -> None:
    content = _by_id("destinations")
    for fact in facts("destinations.json"):
        doubtful = fact["location_basis_level"] == "memory" or fact["fact_source"] == "memory"
        assert content[fact["id"]]["verified"] == ("memory" if doubtful else "source"), fact["id"]
        assert ("conflict" in content[fact["id"]]) == bool(fact.get("conflict")), fact["id"]
        if fact.get("safety"):
            assert content[fact["id"]]["safety"], fact["id"]
    stations = _by_id("wifi-stations")
    for fact in facts("wifi_candidates.json"):
        assert stations[fact["id"]]["verified"] == fact["name_verified"], fact["id"]


def test_addresses_of_sources_are_kept() -> None:
    content = _by_id("destinations")
    for fact in facts("destinations.json"):
        if fact["fact_source"].startswith("http"):
            path = fact["fact_source"].partition("://")[2].partition("/")[2]
            assert path in content[fact["id"]]["summary_source"], fact["id"]


@pytest.mark.parametrize("name", ["regencies.json", "districts.csv", "villages.csv"])
def test_regions_are_those_of_the_facts(name: str) -> None:
    content = _by_id("regions")
    for fact in facts(name):
        row = content[fact["code"]]
        assert row["name"] == fact["name"]
        assert row["lat"] == float(fact["centroid_lat"])
        assert row["lon"] == float(fact["centroid_lon"])
        if "bounding_radius_m" in fact:
            assert row["radius_m"] == int(fact["bounding_radius_m"])
        if "population_2024s2" in fact:
            assert (row["population"], row["area_km2"]) == (fact["population_2024s2"], fact["area_km2"])


def test_service_doubts_are_kept() -> None:
    content = _by_id("services")
    for fact in facts("services.json"):
        row = content["darurat-112" if fact["id"] == "112" else fact["id"]]
        assert row["verified"] == fact["verified"], fact["id"]
        assert [need["id"] for need in row["requirements"]] == fact.get("requirements", [])
        if fact.get("note"):
            assert row["note"]["en"] != fact["note"], fact["id"]
