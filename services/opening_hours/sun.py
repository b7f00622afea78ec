"""Sunrise, sunset and civil twilight, good to about two minutes between the tropics.

The usual low-precision solar position (Astronomical Almanac, as in the NOAA solar calculator): plenty for
opening hours, where nobody holds a door to the minute of sunset.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Final

from services.models.geo import Point

BENGKULU: Final = Point(-3.79, 102.26)

_UTC_OFFSET_MIN: Final = 7 * 60
_J2000: Final = date(2000, 1, 1).toordinal()
_HORIZON_DEG: Final = -0.833  # refraction and the radius of the disc
_TWILIGHT_DEG: Final = -6.0
_ALTITUDE_DEG: Final = {
    "sunrise": _HORIZON_DEG,
    "sunset": _HORIZON_DEG,
    "dawn": _TWILIGHT_DEG,
    "dusk": _TWILIGHT_DEG,
}


def sun_minutes(event: str, day: date, where: Point) -> int:
    """Return when ``event`` (dawn, sunrise, sunset, dusk) happens, in minutes after midnight WIB.

    Beyond the polar circles, where it may not happen at all, the nearest possible hour angle is used.
    """
    solar_days = day.toordinal() - _J2000 - where.lon / 360
    anomaly = math.radians((357.5291 + 0.98560028 * solar_days) % 360)
    centre = 1.9148 * math.sin(anomaly) + 0.02 * math.sin(2 * anomaly) + 0.0003 * math.sin(3 * anomaly)
    longitude = math.radians((math.degrees(anomaly) + centre + 180 + 102.9372) % 360)
    # Noon UTC of J2000 is day 0, so the minutes count from 12:00 UTC of ``day`` at Greenwich.
    equation = 0.0053 * math.sin(anomaly) - 0.0069 * math.sin(2 * longitude)
    noon = 720 - where.lon * 4 + equation * 1440 + _UTC_OFFSET_MIN
    half_day = 4 * _hour_angle_deg(_ALTITUDE_DEG[event], longitude, where.lat)
    return round(noon - half_day if event in ("dawn", "sunrise") else noon + half_day)


def _hour_angle_deg(altitude_deg: float, longitude: float, lat: float) -> float:
    declination = math.asin(math.sin(longitude) * math.sin(math.radians(23.4397)))
    latitude = math.radians(lat)
    cosine = (math.sin(math.radians(altitude_deg)) - math.sin(latitude) * math.sin(declination)) / max(
        math.cos(latitude) * math.cos(declination), 1e-9
    )
    return math.degrees(math.acos(min(1.0, max(-1.0, cosine))))
