"""Settings, from the environment (prefix ``RAFFLESIA_``); every one is documented in docs/operations.md."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_FINGERPRINT: Final = re.compile(r"[0-9A-F]{2}(:[0-9A-F]{2}){31}")


class Settings(BaseSettings):
    """Everything that an operator may choose. The description of a field is its documentation."""

    model_config = SettingsConfigDict(env_prefix="RAFFLESIA_", env_ignore_empty=True, frozen=True)

    data_dir: Path = Field(
        default=Path("var"), description="Folder of the database, the photos and the packs."
    )
    database_url: str = Field(
        default="",
        description="SQLAlchemy address; empty: SQLite in the data folder. PostgreSQL: postgresql+asyncpg://…",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    web_dir: Path = Field(default=Path("build/web"), description="Folder of the built browser app.")
    packs: Path | None = Field(
        default=None, description="Folder with the source geometry from which packs are built."
    )
    province: str = Field(default="Bengkulu", description="Name of the province, shown in the app.")
    jurisdiction: str = Field(
        default="bengkuluprov.go.id", min_length=1, description="jurisdiction_id of the Open311 endpoint."
    )
    public_url: str = Field(
        default="",
        description="Address of the gateway as others reach it; empty: the one they asked for.",
    )
    tiles_url: str = Field(
        default="", description="Raster tiles shown on top when online ({z}/{x}/{y}); empty: none."
    )
    tiles_attribution: str = Field(
        default="", description="Attribution of the raster tiles; required with them."
    )
    geocoder_url: str = Field(
        default="", description="Address of a Nominatim-compatible geocoder; empty: none."
    )
    contact_name: str = Field(default="", description="Who answers for the service; shown in the app.")
    contact_email: str = Field(default="", description="Their e-mail address.")
    contact_phone: str = Field(default="", description="Their telephone number.")
    contact_url: str = Field(default="", description="Their page.")
    android_package: str = Field(
        default="id.go.bengkuluprov.rafflesia",
        pattern=r"^[a-zA-Z]\w*(\.[a-zA-Z]\w*)+$",
        description="Id of the Android app that opens links of this host.",
    )
    android_fingerprints: str = Field(
        default="",
        description="SHA-256 of the keys it is signed with (AB:CD:…, several with commas); empty: no app.",
    )
    app_min_version: str = Field(
        default="0.1.0", pattern=r"^\d+\.\d+\.\d+$", description="Older apps are asked to update (426)."
    )
    privacy_notice_version: str = Field(
        default="2026-11", description="Version of the privacy notice in force."
    )
    poll_interval_s: int = Field(
        default=900, ge=60, le=86_400, description="How often the app asks for news, in seconds."
    )
    tombstone_days: int = Field(
        default=30, ge=1, le=365, description="How long removals are kept in the change feed."
    )
    orphan_days: int = Field(default=7, ge=1, le=90, description="How long a photo waits for its report.")
    maintenance_interval_s: int = Field(
        default=300,
        ge=10,
        le=86_400,
        description="How often expired checks, removals and photos are tidied, in seconds.",
    )
    oidc_issuer: str = Field(
        default="", description="OpenID Connect issuer of the officers; empty: local accounts only."
    )
    oidc_client_id: str = Field(default="", description="Client id of the desk at that issuer.")
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="Its secret; all three belong together."
    )
    limits_url: str = Field(
        default="",
        description="Store of the limits, shared by several processes, like redis://…; empty: memory.",
    )
    proxy_header: str = Field(
        default="",
        pattern=r"^[A-Za-z0-9-]{0,40}$",
        description="Header in which a trusted proxy appends the sender's address; empty: no proxy.",
    )
    limit_submissions_per_min: int = Field(
        default=120, ge=0, description="Submissions from one address in a minute; 0: no limit."
    )
    limit_uploads_per_min: int = Field(
        default=600, ge=0, description="Uploads (or parts) from one address in a minute; 0: no limit."
    )
    limit_misses_per_min: int = Field(
        default=30, ge=0, description="Unknown ids asked for by one address in a minute; 0: no limit."
    )
    limit_finds_per_min: int = Field(
        default=10, ge=0, description="Searches by number and phone from one address in a minute; 0: none."
    )
    limit_finds_per_number_per_hour: int = Field(
        default=5, ge=0, description="Wrong phones for one number in an hour; 0: no limit."
    )
    limit_heartbeats_per_min: int = Field(
        default=60, ge=0, description="Heartbeats of kiosks from one address in a minute; 0: no limit."
    )
    retention_days: int = Field(
        default=730,
        ge=30,
        le=36_500,
        description="How long after closing a ticket keeps its personal data; see 'retention'.",
    )
    log_level: str = Field(
        default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="Least level logged."
    )

    @field_validator("public_url", "tiles_url", "geocoder_url", "contact_url", "oidc_issuer")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("must start with https:// or http://")
        return value

    @field_validator("android_fingerprints")
    @classmethod
    def _are_fingerprints(cls, value: str) -> str:
        marks = [mark.strip().upper() for mark in value.split(",") if mark.strip()]
        if not all(_FINGERPRINT.fullmatch(mark) for mark in marks):
            raise ValueError("must be SHA-256 fingerprints like AB:CD:… (32 bytes), separated by commas")
        return ",".join(marks)

    @model_validator(mode="after")
    def _tiles_name_their_source(self) -> Settings:
        if self.tiles_url and not self.tiles_attribution:
            raise ValueError("RAFFLESIA_TILES_URL needs RAFFLESIA_TILES_ATTRIBUTION")
        return self

    @model_validator(mode="after")
    def _oidc_is_whole(self) -> Settings:
        given = [bool(self.oidc_issuer), bool(self.oidc_client_id), self.oidc_client_secret is not None]
        if any(given) and not all(given):
            raise ValueError("RAFFLESIA_OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET belong together")
        return self

    @property
    def resolved_database_url(self) -> str:
        """The address of the database in use."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'rafflesia.sqlite3'}"

    @property
    def blob_dir(self) -> Path:
        """Folder of the uploaded photos."""
        return self.data_dir / "blobs"

    @property
    def pack_dir(self) -> Path:
        """Folder of the packs that are served: ``<name>.json.gz`` beside ``<name>.meta.json``."""
        return self.data_dir / "packs"
