"""The province's open door: Open311 GeoReport v2 in XML and JSON. See docs/open311.md."""
