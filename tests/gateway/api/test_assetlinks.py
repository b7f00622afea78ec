"""This host vouches for the Android app, once it knows the key."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI
from pydantic import ValidationError

from gateway.settings import Settings
from tests.gateway.samples import assert_problem
from tests.packaging.settings import flet_settings

PATH = "/.well-known/assetlinks.json"
KEY = ":".join(f"{byte:02X}" for byte in range(32))
OTHER = ":".join(["FF"] * 32)


async def test_without_a_key_the_reason_is_told(client: httpx.AsyncClient) -> None:
    answer = await client.get(PATH)
    assert_problem(answer, 404, "not_found")
    assert "RAFFLESIA_ANDROID_FINGERPRINTS" in answer.text


async def test_the_app_is_named_with_its_keys(
    app: FastAPI, client: httpx.AsyncClient, settings: Settings
) -> None:
    told = Settings(**settings.model_dump() | {"android_fingerprints": f"{KEY.lower()}, {OTHER}"})
    app.state.services = replace(app.state.services, settings=told)
    answer = await client.get(PATH)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json() == [
        {
            "relation": ["delegate_permission/common.handle_all_urls"],
            "target": {
                "namespace": "android_app",
                "package_name": "id.go.bengkuluprov.rafflesia",
                "sha256_cert_fingerprints": [KEY, OTHER],
            },
        }
    ]


def test_the_package_is_the_one_that_is_built() -> None:
    assert Settings.model_fields["android_package"].default == flet_settings()["bundle_id"]


@pytest.mark.parametrize("wrong", ["AB:CD", KEY.replace(":", ""), f"{KEY},x", KEY + ":00"])
def test_what_is_no_fingerprint_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError, match="SHA-256"):
        Settings(android_fingerprints=wrong)
