"""Proofs and documents of a ticket at the desk."""

from __future__ import annotations

import io
import re

from fastapi import FastAPI
from pypdf import PdfWriter

from tests.gateway.samples import image
from tests.gateway.staff.desk import (
    DeskBrowser,
)
from tests.gateway.staff.ticket_desk import load
from tests.gateway.staff.tickets import add_ticket


async def test_files_belong_to_their_ticket(app: FastAPI, desk: DeskBrowser) -> None:
    number, other = await add_ticket(app), await add_ticket(app)
    proof = {"files": ("bukti.png", image("PNG"), "image/png")}
    form = {"seq": (await load(app, number))[1].seq, "text": "Selesai"}
    await desk.post(f"/tickets/{number}/resolve", form, files=proof)
    path = re.findall(
        rf"/staff(/tickets/{number}/files/[0-9a-f]{{64}})\?small", (await desk.get(f"/tickets/{number}")).text
    )[0]
    for address in (path, path + "?small=1"):
        answer = await desk.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("image/")
        assert "sandbox" in answer.headers["content-security-policy"]
    assert (await desk.get(path.replace(number, other))).status_code == 404
    assert (await desk.get(f"/tickets/{number}/files/{'0' * 64}")).status_code == 404


async def test_proof_that_is_none_is_refused(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(app)
    form = {"seq": (await load(app, number))[1].seq, "text": "Selesai", "action": "resolve"}
    proof = {"files": ("bukti.jpg", b"<svg onload='x'/>", "image/jpeg")}
    answer = await desk.post(f"/tickets/{number}/resolve", form, files=proof)
    assert answer.status_code == 415
    assert "tidak bisa dipakai" in answer.text


async def test_documents_are_only_to_keep(app: FastAPI, desk: DeskBrowser) -> None:
    number, target = await add_ticket(app), io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(target)
    proof = {"files": ("surat.pdf", target.getvalue(), "application/pdf")}
    form = {"seq": (await load(app, number))[1].seq, "text": "Selesai"}
    assert (await desk.post(f"/tickets/{number}/resolve", form, files=proof)).status_code == 303
    text = (await desk.get(f"/tickets/{number}")).text
    path = re.findall(rf'/staff(/tickets/{number}/files/[0-9a-f]{{64}})" download', text)[0]
    answer = await desk.get(path)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment")
