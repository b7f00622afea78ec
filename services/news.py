"""News of the province: what is current, by programme and by regency."""

from __future__ import annotations

from collections.abc import Callable

from services.clock import Clock
from services.models import Notice, Programme
from services.source import Age, Source


class NewsRepository:
    """Read-only view of the ``notices`` and ``programmes`` collections."""

    def __init__(self, notices: Source[Notice], programmes: Source[Programme], clock: Clock) -> None:
        self._notices = notices
        self._programmes = programmes
        self._clock = clock

    @property
    def age(self) -> Age:
        """Return how old the news are."""
        return self._notices.age

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` after every change of the news, until the returned function is called."""
        return self._notices.subscribe(callback)

    def programmes(self) -> tuple[Programme, ...]:
        """Return the programmes in the order that the province gave them."""
        return tuple(sorted(self._programmes.rows(), key=lambda one: (one.order, one.id)))

    def programme(self, programme_id: str | None) -> Programme | None:
        """Return one programme, None when it is unknown."""
        return self._programmes.get(programme_id) if programme_id else None

    def get(self, notice_id: str) -> Notice | None:
        """Return one of the news that is published, also when it has expired; None for any other."""
        found = self._notices.get(notice_id)
        return found if found is not None and found.published_at <= self._clock.now() else None

    def has_expired(self, notice: Notice) -> bool:
        """Return whether ``notice`` is over."""
        return not notice.is_current(self._clock.now())

    def current(self, programme_id: str | None = None, regency_id: str | None = None) -> tuple[Notice, ...]:
        """Return the news that are published and not expired, newest first; only those that are asked for."""
        now = self._clock.now()
        found = [
            notice
            for notice in self._notices.rows()
            if notice.is_current(now)
            and programme_id in (None, notice.programme_id)
            and regency_id in (None, notice.regency_id)
        ]
        return tuple(sorted(found, key=lambda one: (one.published_at, one.id), reverse=True))

    def by_programme(
        self, news: tuple[Notice, ...]
    ) -> tuple[tuple[Programme | None, tuple[Notice, ...]], ...]:
        """Return ``news`` in groups: the programmes in their order, then (None) what belongs to none."""
        known = self.programmes()
        ids = {programme.id for programme in known}
        groups = [(one, tuple(row for row in news if row.programme_id == one.id)) for one in known]
        rest = tuple(row for row in news if row.programme_id not in ids)
        return tuple((one, rows) for one, rows in (*groups, (None, rest)) if rows)

    def regencies(self) -> tuple[str, ...]:
        """Return the codes of the regencies that current news are about, in their order."""
        return tuple(sorted({row.regency_id for row in self.current() if row.regency_id}))

    def places(self) -> tuple[Notice, ...]:
        """Return current progress that can be visited: it has a position."""
        return tuple(row for row in self.current() if row.state is not None and row.point is not None)
