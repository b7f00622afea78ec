"""Parts of the map: camera, basemap layers, place names, pins, buttons."""
