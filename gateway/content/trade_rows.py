"""The shape of local products and of the businesses that sell them."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from gateway.content.row_parts import (
    BothLanguages,
    Identifier,
    IsoDay,
    Metres,
    Positioned,
    RegencyCode,
    Row,
    Text,
    Verified,
    VillageCode,
)
from gateway.forms.checks import is_phone

PRODUCT_CATEGORIES = Literal["craft", "drink", "food", "music", "produce", "textile"]
BUSINESS_CATEGORIES = Literal[
    "craft", "farming", "fashion", "fishery", "food", "other", "services", "shop"
]  # fmt: skip
INDICATIONS = Literal["registered", "in_process", "potential"]

CONTACTS: Final = ("phone", "whatsapp", "shop_url")
_MONTH: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_HOST: Final = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def _month(text: str) -> str:
    if not _MONTH.fullmatch(text):
        raise ValueError("a month is written like 2025-05")
    return text


def _phone(text: str) -> str:
    if not is_phone(text):
        raise ValueError("a telephone number has 8 to 15 digits")
    return text


def _shop(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "https" or not _HOST.fullmatch(parts.netloc.lower()) or re.search(r"\s", text):
        raise ValueError("a shop link begins with https:// and a host name")
    return text


IsoMonth = Annotated[str, AfterValidator(_month)]
Phone = Annotated[str, AfterValidator(_phone)]
ShopLink = Annotated[str, Field(max_length=300), AfterValidator(_shop)]


class ProductRow(Row):
    """``products``. ``gi``: geographical indication as the source said in the month ``gi_as_of``."""

    name: BothLanguages
    category: PRODUCT_CATEGORIES
    regency_code: RegencyCode | None = None
    gi: INDICATIONS | None = None
    gi_as_of: IsoMonth | None = None
    summary: BothLanguages
    caution: BothLanguages | None = None
    keywords: list[Text] = Field(default_factory=list)
    verified: Verified

    def owed(self) -> list[tuple[str, str]]:
        """Return (field, reason) when a status comes without its month."""
        if self.gi is not None and self.gi_as_of is None:
            return [("gi_as_of", "a status needs the month in which the source said so")]
        return []


class BusinessRow(Positioned):
    """``businesses``. Contacts are there only where the owner agreed to their publication."""

    name: Annotated[str, Field(min_length=1, max_length=120, pattern=r"\S")]
    category: BUSINESS_CATEGORIES
    summary: BothLanguages
    products: list[Identifier] = Field(default_factory=list, max_length=20)
    phone: Phone | None = None
    whatsapp: Phone | None = None
    shop_url: ShopLink | None = None
    contact_consent: bool = False
    precision_m: Metres | None = None
    regency_code: RegencyCode
    village_code: VillageCode | None = None
    address: Text | None = None
    opening_hours: Text | None = None
    confirmed_on: IsoDay
    keywords: list[Text] = Field(default_factory=list)
    verified: Verified

    def owed(self) -> list[tuple[str, str]]:
        """Return (field, reason) when a contact comes without the owner's consent."""
        given = any(getattr(self, name) is not None for name in CONTACTS)
        if given and not self.contact_consent:
            return [("contact_consent", "contacts need the owner's consent to their publication")]
        return []
