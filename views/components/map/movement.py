"""Following the camera: few redraws of the ground, and back home when it leaves the province."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import flet as ft
import flet_map as fm

from services.models import Point
from views.components.map import camera as cam
from views.components.map.pins import at

log = logging.getLogger(__name__)
QUIET_S = 0.15
MOVE_MS = 160


@dataclass(eq=False)
class Follower:
    """Knows where the map looks. One per mounted map; ``redraw`` is called with a part that must be drawn.

    Camera events arrive with every frame of a gesture: each only notes where the camera is. One task
    looks at that every 0.15 s while events keep coming, and once more when they stop. ``touched``: a
    person moved the map, so it no longer moves by itself.
    """

    camera: cam.Camera
    part: cam.Part = field(init=False)
    first: cam.Camera = field(init=False)
    control: fm.Map | None = None
    redraw: Callable[[cam.Part], None] | None = None
    _task: asyncio.Task[None] | None = None
    _moved: bool = False
    touched: bool = False

    def __post_init__(self) -> None:
        self.part = cam.Part.around(self.camera)
        self.first = self.camera

    def on_position_change(self, event: fm.MapPositionChangeEvent) -> None:
        """Note where the camera is."""
        center, zoom = event.camera.center, event.camera.zoom
        self.camera = replace(self.camera, center=Point(center.latitude, center.longitude), zoom=zoom)
        self.touched = self.touched or event.has_gesture
        self._wake()

    def on_size_change(self, event: ft.LayoutSizeChangeEvent[fm.Map]) -> None:
        """Note how large the map is."""
        self.camera = replace(self.camera, width_px=event.width, height_px=event.height)
        self._wake()

    def stop(self) -> None:
        """End the task, when the map is taken down."""
        if self._task is not None:
            self._task.cancel()

    async def move(
        self, point: Point, zoom: float | None = None, lift_px: tuple[float, float] = (0, 0)
    ) -> None:
        """Bring ``point`` to the middle, shifted by ``lift_px`` (right, down) on the screen."""
        if self.control is None:
            return
        level = self.camera.zoom if zoom is None else zoom
        await self.control.move_to(
            destination=at(cam.lifted(point, level, *lift_px)),
            zoom=level,
            animation_duration=MOVE_MS,
            cancel_ongoing_animations=True,
        )

    async def zoom(self, steps: float, lift_px: tuple[float, float] = (0, 0)) -> None:
        """Go ``steps`` levels closer, inside the limits; the point at ``lift_px`` stays where it is."""
        right, down = lift_px
        kept = cam.lifted(self.camera.center, self.camera.zoom, -right, -down)
        await self.move(kept, self.camera.zoomed(steps).zoom, lift_px)

    def _wake(self) -> None:
        self._moved = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._settle())

    async def _settle(self) -> None:
        try:
            while self._moved:
                self._moved = False
                await asyncio.sleep(QUIET_S)
                self._redraw_if_needed()
            home = cam.strayed(self.camera.center)
            if home is not None:
                await self.move(home)
        except Exception:
            # A map that is taken down while it moves answers no more; the next one starts anew.
            log.info("the map stopped following its camera", exc_info=True)

    def _redraw_if_needed(self) -> None:
        if self.part.serves(self.camera):
            return
        self.part = cam.Part.around(self.camera)
        if self.redraw is not None:
            self.redraw(self.part)
