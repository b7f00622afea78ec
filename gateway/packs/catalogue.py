"""Which packs there are: ``<name>.json.gz`` with its ``<name>.meta.json`` in one folder."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

_LOG = logging.getLogger("gateway.packs")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class PackMeta(BaseModel):
    """What readers learn of a pack; ``size`` in bytes, ``updated_at`` in ISO 8601."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    name: str
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}\z")]
    size: int
    media_type: str
    licence: str
    attribution: str
    updated_at: str


def pack_file(folder: Path, name: str) -> Path:
    """Return the path of a pack's content."""
    return folder / f"{name}.json.gz"


def find_pack(folder: Path, name: str) -> PackMeta | None:
    """Return a pack that is whole, None when there is none; a half-replaced pair is not served."""
    meta_path = folder / f"{name}.meta.json"
    if not _NAME.fullmatch(name) or not meta_path.is_file():
        return None
    try:
        meta = PackMeta.model_validate_json(meta_path.read_bytes())
    except ValidationError:
        _LOG.warning("pack %s has an unreadable meta file", name)
        return None
    content = pack_file(folder, name)
    if meta.name != name or not content.is_file() or content.stat().st_size != meta.size:
        _LOG.warning("pack %s and its meta file do not belong together", name)
        return None
    return meta


def list_packs(folder: Path) -> list[PackMeta]:
    """Return every whole pack, by name."""
    names = sorted(path.name.removesuffix(".meta.json") for path in folder.glob("*.meta.json"))
    return [meta for name in names if (meta := find_pack(folder, name))]
