"""Building the packs (village polygons, basemap) that phones download once and keep."""
