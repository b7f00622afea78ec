"""What leaves a kiosk leaves it as a code for one's own phone."""

from __future__ import annotations

from tests.views.kiosk_app import PUBLIC, Begin


async def test_sharing_shows_the_code_of_the_public_page(kiosk: Begin) -> None:
    app = await kiosk()
    await app.begin()
    await app.go("/wisata/fort-marlborough")
    await app.click("Bawa di HP")
    assert f"Kode ini membuka halaman: {PUBLIC}/wisata/fort-marlborough" in app.dialog_texts()
    assert app.device.shared == []
    await app.press_in_dialog("Kembali")
    assert app.dialog_texts() == []


async def test_without_a_public_address_the_code_holds_the_words(kiosk: Begin) -> None:
    app = await kiosk(public_url=None)
    await app.begin()
    await app.go("/wisata/fort-marlborough")
    await app.click("Bawa di HP")
    (said,) = [words for words in app.dialog_texts() if words.startswith("Kode ini berisi tulisan")]
    assert "Benteng Marlborough" in said
    assert "http" not in said


async def test_directions_and_calls_become_codes(kiosk: Begin) -> None:
    app = await kiosk()
    await app.begin()
    await app.go("/wisata/fort-marlborough")
    await app.click("Petunjuk arah di HP")
    assert any(words.startswith("Kode ini berisi titik di peta: -3.7") for words in app.dialog_texts())
    app.host.close_code()
    await app.go("/darurat")
    await app.click("110")
    assert "Kode ini berisi nomor telepon: 110" in app.dialog_texts()
    assert app.device.opened == []


async def test_a_code_keeps_the_visit_but_not_for_ever(kiosk: Begin) -> None:
    app = await kiosk()
    await app.begin()
    await app.go("/darurat")
    await app.click("110")
    await app.wait(290)
    assert "Masih di sini?" not in app.dialog_texts()
    await app.wait(75)
    assert "Masih di sini?" in app.dialog_texts()
    await app.wait(10)
    assert app.shows("Sentuh layar untuk mulai")
    assert app.dialog_texts() == []
