"""Random networks, the picture of a join code, and two readers of what it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from random import Random
from xml.etree import ElementTree

import numpy as np
import zxingcpp

SSID_BYTES, PASSWORD_BYTES = 32, 63
PX = 3
STEP = re.compile(r"([Mmh])(-?[\d.]+)(?: ?(-?[\d.]+))?")
SPECIAL = ';,:"\\'

Pair = tuple[str, str | None]


@lru_cache
def alphabets() -> Mapping[str, str]:
    """Return the kinds of letters that names are made of; "any" is every printable one of Unicode."""
    printable = "".join(letter for letter in map(chr, range(0x110000)) if _is_printable(letter))
    return {
        "ascii": "".join(map(chr, range(0x20, 0x7F))),
        "any": printable,
        "latin": "".join(map(chr, range(0xA1, 0x250))),
        "hex": "0123456789abcdefABCDEF",
        "special": f"{SPECIAL}{SPECIAL}a1 ",
        "quoted": '"\\ x',
        "field": ";:STPHWIF\\",
        "blank": " \u00a0\u3000b",
    }


def _is_printable(letter: str) -> bool:
    return letter == " " or unicodedata.category(letter)[0] not in "CZ"


def pairs(count: int, seed: int) -> Iterator[Pair]:
    """Yield random names and passwords, None for an open network; a tenth of them as long as allowed."""
    chance = Random(seed)
    for _ in range(count):
        ssid = _words(chance, SSID_BYTES)
        yield ssid, _words(chance, PASSWORD_BYTES) if chance.random() < 0.8 else None


def _words(chance: Random, most_bytes: int) -> str:
    kinds = alphabets()
    letters = kinds[chance.choice(list(kinds))]
    room = most_bytes if chance.random() < 0.1 else chance.randint(1, most_bytes)
    words = chance.choice(("", "", "", " ", '"'))
    while len((words + (letter := chance.choice(letters))).encode()) <= room:
        words += letter
    words += chance.choice(("", "", "", " ", '"', "\\", ";")) if len(words.encode()) < room else ""
    return words or "a"


def picture(svg: str) -> np.ndarray:
    """Return the grey pixels of a code's SVG, drawn as a screen does: lines one unit high, on white."""
    root = ElementTree.fromstring(svg)
    size = int(root.attrib["viewBox"].split()[-1])
    modules = np.full((size, size), 255, np.uint8)
    x, y = 0.0, 0.0
    line = next(path for path in root.iter() if "stroke" in path.attrib)
    for kind, first, second in STEP.findall(line.attrib["d"]):
        if kind == "h":
            modules[int(y), int(x) : int(x) + int(first)] = 0
            x += float(first)
        elif kind == "M":
            x, y = float(first), float(second)
        else:
            x, y = x + float(first), y + float(second)
    return np.kron(modules, np.ones((PX, PX), np.uint8))


def scan(pixels: np.ndarray) -> str:
    """Return the text that ZXing finds in a picture; raises ``AssertionError`` unless it is one code."""
    found = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.QRCode)
    assert len(found) == 1
    return str(found[0].text)


def split_fields(text: str) -> dict[str, str]:
    """Read a ``WIFI:`` text as phones do: a backslash takes the next letter literally."""
    parts, current, letters = [], "", iter(text.removeprefix("WIFI:"))
    for letter in letters:
        if letter == "\\":
            current += next(letters)
        elif letter == ";":
            parts.append(current)
            current = ""
        else:
            current += letter
    return dict(part.split(":", 1) for part in parts if part)


def sought_fields(text: str) -> dict[str, str]:
    """Read it as ZXing's own parser does: seek each prefix, end at a ; after an even run of backslashes."""
    found = {}
    for prefix in ("T", "S", "P"):
        start = text.find(f"{prefix}:", len("WIFI:"))
        if start < 0:
            continue
        end = start = start + 2
        while True:
            end = text.index(";", end)
            before = text[start:end]
            if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
                break
            end += 1
        found[prefix] = re.sub(r"\\(.)", r"\1", text[start:end])
    return found
