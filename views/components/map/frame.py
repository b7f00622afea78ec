"""What every map has: the ground, the dot where I am, limits, thanks, one sentence for screen readers.

The ground (land, roads, names) is the expensive part. Its layers are made once per part of the province
and zoom level and stay the same objects between renders, which Flet passes over without looking inside.
"""

from __future__ import annotations

from typing import Any

import flet as ft
import flet_map as fm

from services.basemap import BasemapView
from services.models import Fix
from views.components.map import camera as cam
from views.components.map import chrome, ground, names
from views.components.map import pins as marks
from views.components.map.pin_layers import here_layers
from views.state import Session


def use_ground(session: Session, part: cam.Part) -> list[fm.MapLayer]:
    """Return the layers of the ground for ``part``. A hook."""
    basemap, state = session.services.basemap, session.state
    view = basemap.view(part.level, part.bounds)
    tiles = _tiles(session)

    def build() -> list[fm.MapLayer]:
        key = f"{'.'.join(map(str, view.key))}-{session.state.dark}-{session.state.high_contrast}"
        return _ground(session, view, tiles, key)

    look = [state.dark, state.high_contrast, state.text_scale, tiles]
    return ft.use_memo(build, [id(basemap), view.key, *look])


def _ground(session: Session, view: BasemapView, tiles: str | None, key: str) -> list[fm.MapLayer]:
    layers = ground.layers(view, session.colors.map, key)
    if tiles is not None:
        return [*layers, fm.TileLayer(key=f"tiles-{tiles}", url_template=tiles)]
    return [*layers, names.layer(session, view.labels, key)]


def use_here(session: Session, here: Fix | None) -> list[fm.MapLayer]:
    """Return the layers that show where I am. A hook."""
    return ft.use_memo(lambda: here_layers(session, here), [here, session.colors])


def fixed(session: Session, look: cam.Camera) -> dict[str, Any]:
    """Return the arguments that every map gets: where it begins, and its limits."""
    return {
        "expand": True,
        "initial_center": marks.at(look.center),
        "initial_zoom": look.zoom,
        "min_zoom": cam.MIN_ZOOM,
        "max_zoom": cam.MAX_ZOOM,
        "bgcolor": session.colors.map.sea,
    }


def still_map(
    session: Session, label: str, key: str, layers: list[fm.MapLayer], look: cam.Camera
) -> ft.Control:
    """Return a picture of the map as high as ``look``: nothing in it moves or can be tapped."""
    still = fm.InteractionConfiguration(flags=fm.InteractionFlag.NONE)
    control = fm.Map(key=key, layers=layers, interaction_configuration=still, **fixed(session, look))
    return ft.Stack(
        height=look.height_px,
        controls=[
            ft.Container(expand=True, ignore_interactions=True, content=silent(label, control)),
            chrome.attribution(session, thanks(session), 4),
        ],
    )


def silent(label: str, control: fm.Map) -> ft.Control:
    """Let a screen reader hear one sentence instead of a hundred markers: the list twin has them all."""
    return ft.Semantics(label=label, image=True, container=True, exclude_semantics=True, content=control)


def _tiles(session: Session) -> str | None:
    """Return the operator's raster tiles while the network answers; None by default."""
    config = session.services.sync.config
    return config.tiles_url if config and session.state.sync_problem is None else None


def thanks(session: Session) -> list[str]:
    """Return whom the map thanks."""
    config = session.services.sync.config
    tiles = [config.tiles_attribution] if config and _tiles(session) else []
    return [session.services.basemap.attribution, *tiles]
