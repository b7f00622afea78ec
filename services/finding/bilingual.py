"""Kinds of things in Indonesian and English, and old spellings: what one language says, the other finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

# Words of the same meaning; the first ones are what names are written with.
MEANINGS: tuple[frozenset[str], ...] = tuple(
    frozenset(row.split(", "))
    for row in (
        "pantai, beach, pesisir, coast, seaside",
        "air terjun, curug, waterfall, falls, waterfalls",
        "danau, lake, telaga",
        "pulau, island, isle",
        "benteng, fort, fortress, castle",
        "bukit, hill",
        "gunung, mount, mountain, volcano",
        "air panas, hot spring, hot springs, pemandian air panas",
        "masjid, mosque",
        "makam, tomb, grave, kuburan",
        "rumah, house, home",
        "monumen, tugu, monument, memorial",
        "pasar, market",
        "mall, mal, shopping center, shopping centre",
        "taman, park, garden",
        "kebun teh, tea estate, tea plantation, tea garden",
        "desa wisata, tourism village",
        "dermaga, pelabuhan, pier, harbour, harbor, port, ferry",
        "bandara, airport, bandar udara",
        "rumah sakit, hospital",
        "universitas, university, kampus, campus",
        "kantor gubernur, governor office",
        "stadion, stadium",
        "gedung, building, hall",
        "terminal, bus station",
        "gerbang tol, toll gate",
        "polresta, police",
        "gajah, elephant",
        "lobang, lubang, tunnel, cave",
        "festival, acara, event",
        "karnaval, carnival",
        "hari jadi, ulang tahun, hut, anniversary",
        "pajak, tax",
        "kendaraan, vehicle",
        "kota, city, town",
        "kabupaten, regency",
        "kecamatan, district",
        "desa, village",
        "provinsi, province",
        "bung karno, soekarno, sukarno",
        "bengkulu, bencoolen, bengkoelen",
        "satu, 1, one",
        "dua, 2, two",
        "sembilan, 9, nine",
    )
)
CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "agritourism": "kebun perkebunan teh agrowisata tea plantation estate",
        "beach": "pantai pesisir beach coast seaside",
        "conservation": "konservasi cagar alam hutan flora nature reserve forest",
        "culinary": "kuliner makan makanan rumah makan restoran restaurant food seafood",
        "culture": "budaya kebudayaan culture",
        "harbour": "pelabuhan dermaga harbour harbor pier port ferry",
        "history": "sejarah bersejarah history historic heritage",
        "hot_spring": "air panas pemandian hot spring springs",
        "island": "pulau island",
        "lake": "danau telaga lake",
        "mountain": "bukit gunung hill mountain mount hiking mendaki",
        "museum": "museum sejarah history",
        "park": "taman park garden",
        "recreation": "rekreasi hiburan recreation",
        "religious": "masjid religi ibadah mosque religious",
        "shopping": "belanja pasar shopping market",
        "tourism_village": "desa wisata tourism village",
        "waterfall": "air terjun curug waterfall falls",
    }
)
TRADE: Mapping[str, str] = MappingProxyType(
    {
        "craft": "kerajinan kriya craft handicraft",
        "drink": "minuman kopi teh sirup drink coffee tea syrup",
        "farming": "pertanian perkebunan tani kebun farming farm",
        "fashion": "pakaian baju batik tenun clothes fashion",
        "fishery": "perikanan ikan nelayan fishery fish",
        "food": "makanan kuliner masakan kue food cuisine snack",
        "music": "alat musik music instrument",
        "other": "",
        "produce": "hasil bumi buah sayur pertanian farm produce fruit vegetables",
        "services": "jasa layanan services",
        "shop": "toko warung kedai dagang shop store trade",
        "textile": "kain batik tenun cloth textile weaving fabric",
    }
)
DESTINATION_WORDS = "wisata tempat objek tujuan destinasi destination attraction tourism place"
PRODUCT_WORDS = "produk lokal oleh-oleh product souvenir"
BUSINESS_WORDS = "umkm usaha penjual toko business shop seller"
EVENT_WORDS = "acara kegiatan festival event"
PROGRAMME_WORDS = "program prioritas pembangunan programme program priority"
ITINERARY_WORDS = "rute perjalanan jalur route itinerary trip"
NOTICE_WORDS = "berita kabar pengumuman news notice"
# Before 1972; people, streets and ships still write their names so.
_OLD_LETTERS = (("dj", "j"), ("tj", "c"), ("sj", "sy"), ("oe", "u"))
_OTHER_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        phrase: frozenset(
            word for meaning in MEANINGS if phrase in meaning for word in " ".join(meaning).split()
        )
        for phrase in {phrase for meaning in MEANINGS for phrase in meaning}
    }
)
"""For each word or phrase of :data:`MEANINGS` the words that mean the same, its own among them."""
_MOST_WORDS = max(len(phrase.split()) for phrase in _OTHER_WORDS)
_DOUBLED = re.compile(r"([a-z])\1+")


def plain(word: str) -> str:
    """Return ``word`` without old spelling and doubled letters ("soekarno" → "sukarno", "mall" → "mal")."""
    for old, new in _OLD_LETTERS:
        word = word.replace(old, new)
    return _DOUBLED.sub(r"\1", word)


def proper(name: str) -> str:
    """Return the folded ``name`` without its kind: "linau" for "pantai linau" and "linau beach"."""
    words = name.split()
    kept, longest = name, 0
    for size in range(1, min(_MOST_WORDS + 1, len(words))):
        for kind, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            phrase = " ".join(kind)
            if len(phrase) > longest and phrase in _OTHER_WORDS:
                kept, longest = " ".join(rest), len(phrase)
    return kept


def other_words(names: Iterable[str]) -> set[str]:
    """Return the words that mean the same as a part of the folded ``names``, in either language."""
    found: set[str] = set()
    for words in map(str.split, names):
        for size in range(1, _MOST_WORDS + 1):
            for start in range(len(words) - size + 1):
                found |= _OTHER_WORDS.get(" ".join(words[start : start + size]), frozenset())
    return found
