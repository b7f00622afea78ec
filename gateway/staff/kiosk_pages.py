"""Kiosks: who was heard of when, and everything that people say of them."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route

from gateway.kiosks import service
from gateway.kiosks.pin import hash_pin, pin_fault
from gateway.kiosks.schemas import settings_file
from gateway.kiosks.service import Description, KioskRefused
from gateway.kiosks.tables import Kiosk
from gateway.staff.context import desk_of, officer_of_request, require
from gateway.staff.kiosk_facts import facts_of, worst_first
from gateway.staff.page import Page, go, names_of, tell
from gateway.staff.rights import Officer, may
from gateway.staff.tables import EVERY_AGENCY
from gateway.staff.words import language_of

_TEXTS: Final = ("title_id", "title_en", "place_id", "language")


class Kiosks(Page):
    """``/staff/kiosks``: kiosks belong to no agency, so only administrators of all see them."""

    menu_label = "kiosks"
    path = "/kiosks"
    action = "kiosk.edit"

    def is_accessible(self, request: Request) -> bool:
        """Tell whether the officer administers every agency."""
        return may(officer_of_request(request), self.action, EVERY_AGENCY)

    @route("")
    async def index(self, request: Request) -> Response:
        """List the kiosks, the silent ones first."""
        self._require(request)
        services, language = desk_of(request).services, language_of(request)
        async with services.database.read() as session:
            kiosks = await service.list_kiosks(session)
            places = await names_of(session, service.PLACES)
        now = services.clock.now()
        rows = sorted((facts_of(kiosk, now, language) for kiosk in kiosks), key=worst_first)
        silent = sum(row.state == "silent" for row in rows)
        return self.render(request, "kiosks.html", rows=rows, places=places, silent=silent)

    @route("/new", name="kiosk-new")
    async def new(self, request: Request) -> Response:
        """Show the empty form."""
        self._require(request)
        return await self._form(request, None, {"language": service.LANGUAGES[0]})

    @route("/new", methods=["POST"], name="kiosk-add")
    async def add(self, request: Request) -> Response:
        """Add a kiosk and show its settings file once, or what is wrong by field."""
        officer, form = self._require(request), await request.form()
        services, name, draft = desk_of(request).services, _text(form, "name"), _draft(form)
        try:
            async with services.database.write() as session:
                now, description = services.clock.now(), _description(draft)
                faults = _pin_faults(form)
                if faults:
                    raise KioskRefused({**await service.faults_of_new(session, name, description), **faults})
                hashed = await asyncio.to_thread(hash_pin, _text(form, "pin"))
                kiosk, key = await service.add_kiosk(session, name, description, hashed, now, officer.id)
        except KioskRefused as refused:
            return await self._form(request, None, {**draft, "name": name}, refused.faults)
        return self._secret(request, kiosk, key, "kiosk.added")

    @route("/edit/{row_id}", name="kiosk-edit")
    async def edit(self, request: Request) -> Response:
        """Show a kiosk and what can be changed."""
        self._require(request)
        async with desk_of(request).services.database.read() as session:
            kiosk = await _kiosk(session, request)
        return await self._form(request, kiosk, _drawn(kiosk))

    @route("/edit/{row_id}", methods=["POST"], name="kiosk-save")
    async def save(self, request: Request) -> Response:
        """Describe a kiosk anew."""
        officer, form, services = self._require(request), await request.form(), desk_of(request).services
        draft = _draft(form)
        async with services.database.write() as session:
            kiosk, now = await _kiosk(session, request), services.clock.now()
            try:
                await service.change_kiosk(session, kiosk, _description(draft), now, officer.id)
            except KioskRefused as refused:
                return await self._form(request, kiosk, draft, refused.faults)
        tell(request, "kiosk.saved")
        return go(self.path)

    @route("/pin/{row_id}", methods=["POST"], name="kiosk-pin")
    async def pin(self, request: Request) -> Response:
        """Replace the PIN."""
        officer, form, services = self._require(request), await request.form(), desk_of(request).services
        faults = _pin_faults(form)
        hashed = "" if faults else await asyncio.to_thread(hash_pin, _text(form, "pin"))
        async with services.database.write() as session:
            kiosk = await _kiosk(session, request)
            if faults:
                return await self._form(request, kiosk, _drawn(kiosk), faults)
            await service.set_pin(session, kiosk, hashed, services.clock.now(), officer.id)
        tell(request, "kiosk.pin_changed")
        return go(f"{self.path}/edit/{quote(kiosk.name)}")

    @route("/key/{row_id}", methods=["POST"], name="kiosk-key")
    async def key(self, request: Request) -> Response:
        """Replace the key and show the new settings file once."""
        officer, services = self._require(request), desk_of(request).services
        async with services.database.write() as session:
            kiosk = await _kiosk(session, request)
            key = await service.renew_key(session, kiosk, services.clock.now(), officer.id)
        return self._secret(request, kiosk, key, "kiosk.key_made")

    @route("/remove/{row_id}", methods=["POST"], name="kiosk-remove")
    async def remove(self, request: Request) -> Response:
        """Forget a kiosk, once the officer has ticked that it is meant."""
        officer, form, services = self._require(request), await request.form(), desk_of(request).services
        async with services.database.write() as session:
            kiosk = await _kiosk(session, request)
            if form.get("sure") != "1":
                tell(request, "kiosk.not_removed", "error")
                return go(f"{self.path}/edit/{quote(kiosk.name)}")
            await service.remove_kiosk(session, kiosk, services.clock.now(), officer.id)
        tell(request, "kiosk.removed")
        return go(self.path)

    def _require(self, request: Request) -> Officer:
        return require(request, self.action, EVERY_AGENCY)

    def _secret(self, request: Request, kiosk: Kiosk, key: str, done: str) -> Response:
        text = settings_file(kiosk, key, desk_of(request).services.settings.public_url)
        address = "data:application/json;base64," + base64.b64encode(text.encode()).decode()
        return self.render(request, "kiosk_file.html", kiosk=kiosk, text=text, address=address, done=done)

    async def _form(
        self,
        request: Request,
        kiosk: Kiosk | None,
        draft: Mapping[str, Any],
        errors: Mapping[str, str] | None = None,
    ) -> Response:
        services = desk_of(request).services
        async with services.database.read() as session:
            places = await names_of(session, service.PLACES)
        facts = facts_of(kiosk, services.clock.now(), language_of(request)) if kiosk else None
        wrong = {name: f"kiosk.{code}" for name, code in (errors or {}).items()}
        context = {"kiosk": kiosk, "facts": facts, "draft": draft, "errors": wrong, "places": places}
        return self.render(request, "kiosk_edit.html", 422 if wrong else 200, **context)


async def _kiosk(session: AsyncSession, request: Request) -> Kiosk:
    name = request.path_params["row_id"]
    kiosk = await session.get(Kiosk, name) if service.is_name(name) else None
    if kiosk is None:
        raise HTTPException(404)
    return kiosk


def _text(form: FormData, name: str) -> str:
    return str(form.get(name) or "").strip()


def _draft(form: FormData) -> dict[str, Any]:
    return {**{name: _text(form, name) for name in _TEXTS}, "controls_low": form.get("controls_low") == "1"}


def _drawn(kiosk: Kiosk) -> dict[str, Any]:
    return {name: getattr(kiosk, name) for name in (*_TEXTS, "controls_low")}


def _description(draft: Mapping[str, Any]) -> Description:
    return Description(**{**draft, "place_id": draft["place_id"] or None})


def _pin_faults(form: FormData) -> dict[str, str]:
    """Return what is wrong with a PIN and its repetition, by control."""
    pin = _text(form, "pin")
    if fault := pin_fault(pin):
        return {"pin": fault}
    return {} if _text(form, "pin_again") == pin else {"pin_again": "pin_differs"}
