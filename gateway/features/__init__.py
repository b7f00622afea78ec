"""Open data on the map: OGC API - Features, Part 1: Core, in GeoJSON, and CSV. See docs/open-data.md."""
