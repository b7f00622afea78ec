"""GeoReport documents as XML and as JSON, which is the XML without its outermost element."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any, Final

from gateway.publishing import to_json

FORMATS: Final = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
"""Content type by suffix."""

_MEMBERS: Final = {
    "attributes": "attribute",
    "endpoints": "endpoint",
    "errors": "error",
    "formats": "format",
    "notes": "note",
    "service_request_updates": "request_update",
    "service_requests": "request",
    "services": "service",
    "values": "value",
}
"""What one member of a list is called in XML."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(name: str, document: Any, suffix: str) -> bytes:
    """Return ``document`` (JSON values; lists only under the names known here) in that format.

    ``name`` is its outermost element in XML.
    """
    if suffix == "json":
        return to_json(document)
    rendered: bytes = ET.tostring(_element(name, document), encoding="utf-8", xml_declaration=True)
    return rendered


def _element(name: str, value: Any) -> ET.Element:
    element = ET.Element(name)
    match value:
        case dict():
            element.extend(_element(key, member) for key, member in value.items())
        case list():
            member_name = _MEMBERS.get(name, "value")
            element.extend(_element(member_name, member) for member in value)
        case bool():
            element.text = "true" if value else "false"
        case None:
            pass
        case _:
            element.text = _NOT_XML.sub("\ufffd", str(value))
    return element
