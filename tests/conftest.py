"""What holds for every test: nothing is timed, so a busy machine makes no test red."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
