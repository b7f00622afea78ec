"""The PIN of a kiosk: its hash, what is too easy, and the waiting after wrong ones."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from services.clock import Clock
from services.errors import StorageError
from services.kiosk.pin import (
    FIRST_WAIT_S,
    LONGEST_WAIT_S,
    BadPinHash,
    PinGate,
    PinHash,
    derive,
    is_acceptable,
    wait_after,
)
from services.platform.base import ReadOnlyVolume, Volume
from services.platform.native import NativeVolume
from services.prefs import JSONDocument
from tests.fakes.clock import FakeClock

SALT = b"0123456789abcdef"
RIGHT, WRONG = "271828", "314159"
KNOWN = PinHash.of(RIGHT, SALT, rounds=7)
WRITTEN = "pbkdf2_sha256$20000$MDEyMzQ1Njc4OWFiY2RlZg$"


def gate(volume: Volume, clock: Clock) -> PinGate:
    return PinGate(JSONDocument(volume, "kiosk-state.json"), clock)


@pytest.mark.parametrize(("pin", "rounds"), [("271828", 1), ("000000", 2), ("123456789012", 1000)])
def test_it_is_the_pbkdf2_that_everybody_else_means(pin: str, rounds: int) -> None:
    assert derive(pin, SALT, rounds) == hashlib.pbkdf2_hmac("sha256", pin.encode(), SALT, rounds)


def test_a_hash_as_the_gateway_writes_it_is_read() -> None:
    digest = hashlib.pbkdf2_hmac("sha256", RIGHT.encode(), SALT, 20_000)
    known = PinHash.from_text(PinHash(20_000, SALT, digest).to_text())
    assert known.to_text().startswith(WRITTEN)
    assert known.matches(RIGHT)
    assert not known.matches(WRONG)
    assert not known.matches("")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "271828",
        KNOWN.to_text().replace("pbkdf2_sha256", "md5"),
        KNOWN.to_text().replace("$7$", "$0$"),
        KNOWN.to_text().replace("$7$", "$900000000$"),
        KNOWN.to_text().replace("$7$", "$seven$"),
        KNOWN.to_text()[:-4],
        KNOWN.to_text() + "$",
        KNOWN.to_text().replace("$MDEy", "$!!!!"),
    ],
)
def test_what_is_no_hash_is_refused(text: str) -> None:
    with pytest.raises(BadPinHash):
        PinHash.from_text(text)


@pytest.mark.parametrize(
    "pin",
    [
        "",
        "12345",
        "1234567890123",
        "12345a",
        "111111",
        "123456",
        "654321",
        "890123",
        "210987",
        "１２３４５７",
    ],
)
def test_pins_that_are_easy_to_guess_are_refused(pin: str) -> None:
    assert not is_acceptable(pin)
    with pytest.raises(ValueError, match="digits"):
        PinHash.of(pin, SALT)


@pytest.mark.parametrize("pin", ["271828", "112233", "100000", "135790", "123457"])
def test_other_pins_are_taken(pin: str) -> None:
    assert is_acceptable(pin)


async def test_wrong_pins_wait_longer_and_longer(tmp_path: Path) -> None:
    clock = FakeClock()
    door = gate(NativeVolume(tmp_path), clock)
    waits = []
    for _ in range(6):
        assert not await door.try_pin(WRONG, KNOWN)
        waits.append(door.wait_s)
        clock.advance(door.wait_s)
    assert waits == [0, 0, 30, 60, 120, 240]
    assert wait_after(40) == LONGEST_WAIT_S


async def test_while_one_has_to_wait_even_the_right_one_is_wrong(tmp_path: Path) -> None:
    clock = FakeClock()
    door = gate(NativeVolume(tmp_path), clock)
    for _ in range(3):
        await door.try_pin(WRONG, KNOWN)
    assert not await door.try_pin(RIGHT, KNOWN)
    clock.advance(FIRST_WAIT_S)
    assert await door.try_pin(RIGHT, KNOWN)
    assert door.wait_s == 0


async def test_starting_again_saves_no_waiting_whatever_the_wall_clock_says(tmp_path: Path) -> None:
    first = FakeClock()
    door = gate(NativeVolume(tmp_path), first)
    for _ in range(4):
        first.advance(door.wait_s)
        await door.try_pin(WRONG, KNOWN)
    later = FakeClock()
    again = gate(NativeVolume(tmp_path), later)
    assert again.wait_s == 60
    assert not await again.try_pin(RIGHT, KNOWN)


async def test_a_try_counts_before_it_is_looked_at(tmp_path: Path) -> None:
    class Cut(NativeVolume):
        async def commit(self, write):  # type: ignore[no-untyped-def]
            await super().commit(write)
            raise KeyboardInterrupt  # the process is ended with the answer on its way

    door = gate(Cut(tmp_path), FakeClock())
    with pytest.raises(KeyboardInterrupt):
        await door.try_pin(WRONG, KNOWN)
    assert JSONDocument(NativeVolume(tmp_path), "kiosk-state.json").get("pin_failures") == 1


async def test_the_right_one_forgets_the_wrong_ones(tmp_path: Path) -> None:
    volume = NativeVolume(tmp_path)
    door = gate(volume, FakeClock())
    await door.try_pin(WRONG, KNOWN)
    assert await door.try_pin(RIGHT, KNOWN)
    assert JSONDocument(volume, "kiosk-state.json").get("pin_failures") == 0


async def test_a_full_disk_locks_nobody_in(tmp_path: Path) -> None:
    door = gate(ReadOnlyVolume(tmp_path, problem=StorageError), FakeClock())
    for _ in range(3):
        assert not await door.try_pin(WRONG, KNOWN)
    assert door.wait_s == 30
