"""The calendar file, byte for byte, read back by a reader written from the rules of RFC 5545."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.calendar_file import CalendarWords, calendar_file, calendar_name
from services.clock import WIB
from services.models import Edition, Event
from tests.fakes.clock import START
from tests.unit.finding.rows import CONTENT

ROWS = json.loads((Path(CONTENT) / "events.json").read_text("utf-8"))["items"]
EVENTS = {row["id"]: Event.from_wire(row) for row in ROWS}
TABUT = EVENTS["festival-tabut"]
NEXT = next(edition for edition in TABUT.editions if edition.first.year == 2027)
BEGINS = ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]
WORDS = CalendarWords("Festival Tabut", "Sepuluh hari; upacara, \\ dan doa.\nSumber: –")


def unfolded(content: bytes) -> list[str]:
    """Return the content lines: CRLF ends each, a line that begins with a space goes on."""
    assert content.endswith(b"\r\n")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no character is cut in two
    return content.replace(b"\r\n ", b"").decode("utf-8").removesuffix("\r\n").split("\r\n")


def unescaped(words: str) -> str:
    """Return what TEXT stands for; a bare comma or semicolon is wrong."""
    plain, signs = [], iter(words)
    for sign in signs:
        assert sign not in ",;"
        plain.append({"n": "\n", "N": "\n"}.get(after := next(signs), after) if sign == "\\" else sign)
    return "".join(plain)


def properties(content: bytes) -> dict[str, str]:
    """Return the properties by name with their parameters; none stands twice."""
    pairs = [line.partition(":")[::2] for line in unfolded(content)]
    found = {name: value for name, value in pairs if name not in {"BEGIN", "END"}}
    assert len(found) == len([name for name, _ in pairs if name not in {"BEGIN", "END"}])
    return found


def test_the_whole_file() -> None:
    words = CalendarWords("Festival Tabut", "Sepuluh hari")
    assert calendar_file(replace(TABUT, place="Karbala"), NEXT, words, START) == (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Provinsi Bengkulu//Rafflesia//ID\r\n"
        b"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-TIMEZONE:Asia/Jakarta\r\n"
        b"BEGIN:VEVENT\r\nUID:festival-tabut-2027-1@rafflesia.bengkuluprov.go.id\r\n"
        b"DTSTAMP:20261121T030000Z\r\nDTSTART;VALUE=DATE:20270606\r\nDTEND;VALUE=DATE:20270616\r\n"
        b"SUMMARY:Festival Tabut\r\nLOCATION:Karbala\r\nDESCRIPTION:Sepuluh hari\r\n"
        b"STATUS:TENTATIVE\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def test_words_come_back_as_they_were() -> None:
    found = properties(calendar_file(TABUT, NEXT, WORDS, START))
    assert unescaped(found["DESCRIPTION"]) == WORDS.description
    assert unescaped(found["LOCATION"]) == TABUT.place
    assert "," in TABUT.place


@pytest.mark.parametrize("sign", ["a", "é", "–", "🌺", ";", "\n"])
@pytest.mark.parametrize("before", range(4))
def test_long_words_are_folded_between_characters(sign: str, before: int) -> None:
    words = CalendarWords("Festival", "x" * before + sign * 400)
    content = calendar_file(TABUT, NEXT, words, START)
    assert unescaped(properties(content)["DESCRIPTION"]) == words.description
    longest = max(len(line) for line in content.split(b"\r\n"))
    assert 75 - len(sign.encode()) < longest <= 75


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=60))
def test_any_words_make_a_good_file(description: str, title: str) -> None:
    content = calendar_file(TABUT, NEXT, CalendarWords(title, description), START)
    found = properties(content)
    lines = description.replace("\r\n", "\n").replace("\r", "\n")
    wanted = "".join(sign for sign in lines if sign in "\t\n" or (sign >= " " and sign != "\x7f"))
    assert unescaped(found["DESCRIPTION"]) == wanted
    assert [line for line in unfolded(content) if line.startswith("BEGIN:")] == BEGINS


@pytest.mark.parametrize("name", [event.id for event in EVENTS.values() if event.dates_known])
def test_every_known_edition_makes_a_file_with_days_of_its_own(name: str) -> None:
    event, seen = EVENTS[name], set()
    for edition in event.editions:
        found = properties(calendar_file(event, edition, WORDS, START))
        assert found["DTSTART;VALUE=DATE"] == edition.first.strftime("%Y%m%d")
        end = edition.last + timedelta(days=1)
        assert found["DTEND;VALUE=DATE"] == end.strftime("%Y%m%d")
        assert found["STATUS"] == ("TENTATIVE" if edition.estimated else "CONFIRMED")
        seen.add(found["UID"])
    assert len(seen) == len(event.editions)


def test_the_id_stays_when_the_days_shift_and_differs_within_a_year() -> None:
    def uid(event: Event, edition: Edition) -> str:
        return properties(calendar_file(event, edition, WORDS, START))["UID"]

    shifted = Edition(NEXT.first + timedelta(days=1), NEXT.last + timedelta(days=1), estimated=False)
    assert uid(replace(TABUT, editions=(shifted,)), shifted) == uid(TABUT, NEXT)
    january = Edition(date(2040, 1, 2), date(2040, 1, 11), estimated=True)
    december = Edition(date(2040, 12, 20), date(2040, 12, 29), estimated=True)
    twice = replace(TABUT, editions=(january, december))
    assert uid(twice, january) != uid(twice, december)


def test_the_stamp_is_in_utc() -> None:
    moment = datetime(2027, 1, 1, 2, 30, tzinfo=WIB)
    assert properties(calendar_file(TABUT, NEXT, WORDS, moment))["DTSTAMP"] == "20261231T193000Z"


def test_the_name_of_the_file() -> None:
    assert calendar_name(TABUT, NEXT) == "festival-tabut-2027.ics"
