"""The built app at /, its headers, and the packs."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from pathlib import Path

import httpx
import pytest

from gateway.settings import Settings
from gateway.web.policy import origin, page_policy, script_hashes
from tests.gateway.samples import assert_problem

PAGE = b"<html><script>var a = 1;</script><script src='a.js'></script></html>"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(autouse=True)
def site(settings: Settings) -> Path:
    files = {
        "index.html": PAGE,
        "main.dart.mjs": b"export default 1",
        "assets/app.wasm": b"\0asm",
        "assets/fonts/Inter.ttf": b"font",
        "main.0123abcd4567.js": b"hashed",
        "app.tar.gz": b"archive",
        "pyodide/x-0.1-py3-none-any.whl": b"wheel",
        "assets/app.wasm.br": b"brotli",
        "assets/app.wasm.gz": b"gzip",
        "index.html.gz": gzip.compress(PAGE),
        "manifest.json": b"{}",
    }
    for name, content in files.items():
        path = settings.web_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (settings.web_dir.parent / "secret.txt").write_text("secret")
    (settings.web_dir / "link.txt").symlink_to(settings.web_dir.parent / "secret.txt")
    return settings.web_dir


@pytest.mark.parametrize("path", ["/", "/index.html", "/wifi/masjid-jamik", "/lapor/17.71.03.1011", "/wifi/"])
async def test_screens_get_the_page(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path, headers=BROWSER)
    assert (answer.status_code, answer.content) == (200, PAGE)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/main.dart.mjs", "text/javascript; charset=utf-8"),
        ("/assets/app.wasm", "application/wasm"),
        ("/assets/fonts/Inter.ttf", "font/ttf"),
        ("/app.tar.gz", "application/gzip"),
        ("/manifest.json", "application/json"),
    ],
)
async def test_media_types(client: httpx.AsyncClient, path: str, media_type: str) -> None:
    answer = await client.get(path, headers={"Accept-Encoding": "identity"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/missing.js",
        "/assets/none.wasm",
        "/v1/nothing",
        "/v1",
        "/v1/",
        "/assets",
        "/link.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/%00.js",
        "//etc/passwd.x",
    ],
)
async def test_what_is_not_there(client: httpx.AsyncClient, path: str) -> None:
    headers = BROWSER if path.startswith("/v1") or "." in path else {}
    answer = await client.get(path, headers=headers)
    assert_problem(answer, 404, "not_found")
    assert "secret" not in answer.text


async def test_asset_is_not_replaced_by_the_page(client: httpx.AsyncClient) -> None:
    """A script that is missing must fail as a script, not arrive as a page."""
    assert_problem(await client.get("/old.js", headers=BROWSER), 404, "not_found")
    assert_problem(await client.get("/wifi/x", headers={"Accept": "application/json"}), 404, "not_found")


async def test_an_app_below_a_path_answers_for_its_own_screens(client: httpx.AsyncClient, site: Path) -> None:
    below = site / "app"
    below.mkdir()
    (below / "index.html").write_bytes(b"<html>below</html>")
    for path, content in {
        "/app": b"<html>below</html>",
        "/app/": b"<html>below</html>",
        "/app/wifi/masjid-jamik": b"<html>below</html>",
        "/apple": PAGE,
        "/wifi/app": PAGE,
    }.items():
        assert (await client.get(path, headers=BROWSER)).content == content, path
    (site / "index.html").unlink()
    (site / "index.html.gz").unlink()
    assert_problem(await client.get("/wifi", headers=BROWSER), 404, "not_found")


@pytest.mark.parametrize(
    ("path", "target"), [("/share", "/lapor/dibagikan"), ("/app/share", "/app/lapor/dibagikan")]
)
async def test_what_is_shared_without_the_service_worker_leads_to_the_screen(
    client: httpx.AsyncClient, path: str, target: str
) -> None:
    answer = await client.post(path, files={"photo": ("a.jpg", b"x", "image/jpeg")})
    assert answer.status_code == 303
    assert answer.url.join(answer.headers["location"]).path == target
    assert_problem(await client.post("/wifi"), 405, "method_not_allowed")


async def test_conditional_and_head_requests(client: httpx.AsyncClient) -> None:
    first = await client.get("/manifest.json")
    again = await client.get("/manifest.json", headers={"If-None-Match": f'"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    head = await client.head("/manifest.json")
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", "2")
    hashed = await client.get("/main.0123abcd4567.js")
    assert hashed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (await client.get("/app.tar.gz")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "encoding", "content"),
    [
        ("br, gzip", "br", b"brotli"),
        ("gzip;q=0.5", None, b"gzip"),
        ("br;q=0, gzip;q=0", None, b"\0asm"),
        ("identity", None, b"\0asm"),
    ],
)
async def test_precompressed_twin(
    client: httpx.AsyncClient, accepted: str, encoding: str | None, content: bytes
) -> None:
    async with client.stream("GET", "/assets/app.wasm", headers={"Accept-Encoding": accepted}) as answer:
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])
    assert raw == content
    assert answer.headers["content-type"] == "application/wasm"
    assert answer.headers["vary"] == "Accept-Encoding"
    if encoding:
        assert answer.headers["content-encoding"] == encoding


async def test_policy_allows_the_page_and_nobody_else(client: httpx.AsyncClient) -> None:
    digest = base64.b64encode(hashlib.sha256(b"var a = 1;").digest()).decode()
    for encoding in ("identity", "gzip"):
        answer = await client.get("/", headers={**BROWSER, "Accept-Encoding": encoding})
        policy = answer.headers["content-security-policy"]
        assert f"'sha256-{digest}'" in policy
        assert "'unsafe-eval'" not in policy
        assert "connect-src 'self' data: blob:;" in policy
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "DENY"


async def test_api_answers_run_nothing(client: httpx.AsyncClient) -> None:
    policy = (await client.get("/v1/config")).headers["content-security-policy"]
    assert policy == "default-src 'none'; frame-ancestors 'none'"


def test_configured_hosts_are_allowed() -> None:
    settings = Settings(
        tiles_url="https://{s}.tiles.example/{z}/{x}/{y}.png",
        tiles_attribution="© OSM",
        geocoder_url="https://geo.example/search",
    )
    policy = page_policy(settings, [])
    assert "connect-src 'self' data: blob: https://*.tiles.example https://geo.example" in policy
    assert origin("http://host:81/a") == "http://host:81"


def test_scripts_with_a_source_are_not_hashed() -> None:
    assert len(script_hashes(b"<script src=a></script><SCRIPT type=x>1</SCRIPT ><script>2</script>")) == 2


async def test_only_reading(client: httpx.AsyncClient) -> None:
    answer = await client.post("/")
    assert_problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "GET, HEAD"
    assert_problem(await client.post("/v1/config"), 405, "method_not_allowed")
    assert_problem(await client.post("/v1/unknown"), 404, "not_found")


@pytest.fixture
def pack(settings: Settings) -> bytes:
    content = gzip.compress(b'{"format": "rafflesia-villages/1"}' * 50)
    settings.pack_dir.mkdir(parents=True)
    (settings.pack_dir / "villages.json.gz").write_bytes(content)
    meta = {
        "name": "villages",
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "media_type": "application/gzip",
        "licence": "MIT",
        "attribution": "cahyadsn/wilayah",
        "updated_at": "2026-11-21T05:00:00+00:00",
    }
    (settings.pack_dir / "villages.meta.json").write_text(json.dumps(meta))
    return content


async def test_packs(client: httpx.AsyncClient, pack: bytes) -> None:
    listed = (await client.get("/v1/packs")).json()["packs"]
    assert [(item["name"], item["size"]) for item in listed] == [("villages", len(pack))]
    answer = await client.get("/v1/packs/villages")
    assert hashlib.sha256(answer.content).hexdigest() == listed[0]["sha256"]
    assert answer.headers["etag"] == f'"{listed[0]["sha256"]}"'
    assert answer.headers["content-type"] == "application/gzip"
    assert "content-encoding" not in answer.headers
    head = await client.head("/v1/packs/villages")
    assert (head.content, head.headers["content-length"]) == (b"", str(len(pack)))
    again = await client.get("/v1/packs/villages", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_pack_ranges(client: httpx.AsyncClient, pack: bytes) -> None:
    url = "/v1/packs/villages"
    part = await client.get(url, headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.content) == (206, pack[5:10])
    assert part.headers["content-range"] == f"bytes 5-9/{len(pack)}"
    assert (await client.get(url, headers={"Range": "bytes=-4"})).content == pack[-4:]
    assert (await client.get(url, headers={"Range": "bytes=10-"})).content == pack[10:]
    stale = await client.get(url, headers={"Range": "bytes=5-9", "If-Range": '"old"'})
    assert (stale.status_code, stale.content) == (200, pack)
    for nonsense in ("bytes=9-5", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4", "bytes=-"):
        whole = await client.get(url, headers={"Range": nonsense})
        assert (whole.status_code, whole.content) == (200, pack)
    behind = await client.get(url, headers={"Range": f"bytes={len(pack)}-"})
    assert_problem(behind, 416, "range_not_satisfiable")
    assert behind.headers["content-range"] == f"bytes */{len(pack)}"


@pytest.mark.parametrize("name", ["nothing", "..", "Villages", "villages.json.gz", "a" * 60])
async def test_unknown_packs(client: httpx.AsyncClient, pack: bytes, name: str) -> None:
    assert (await client.get(f"/v1/packs/{name}")).status_code == 404


@pytest.mark.parametrize("damage", ["content", "meta", "size"])
async def test_damaged_pack_is_not_served(
    client: httpx.AsyncClient, settings: Settings, pack: bytes, damage: str
) -> None:
    if damage == "content":
        (settings.pack_dir / "villages.json.gz").unlink()
    elif damage == "meta":
        (settings.pack_dir / "villages.meta.json").write_text("{")
    else:
        (settings.pack_dir / "villages.json.gz").write_bytes(pack[:-1])
    assert (await client.get("/v1/packs")).json() == {"packs": []}
    assert_problem(await client.get("/v1/packs/villages"), 404, "unknown_pack")
