"""Services, agencies, operators, emergency numbers, notices."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.catalogue import Catalogue, CatalogueSources
from services.models import Agency, EmergencyNumber, Notice, Operator, PublicService
from tests.unit.finding.rows import NOW, Rows, StillClock, content


def catalogue(clock: StillClock | None = None, *notices: Notice) -> Catalogue:
    sources = CatalogueSources(
        services=content("services", PublicService),
        agencies=content("agencies", Agency),
        operators=content("operators", Operator),
        emergency_numbers=content("emergency-numbers", EmergencyNumber),
        notices=Rows(*notices),
    )
    return Catalogue(sources, clock or StillClock())


def notice(notice_id: str, starts_h: float, ends_h: float | None = None) -> Notice:
    text = {"id": notice_id}
    at = NOW + timedelta(hours=starts_h)
    until = (NOW + timedelta(hours=ends_h)).isoformat() if ends_h is not None else None
    row = {"id": notice_id, "title": text, "body": text, "published_at": at.isoformat(), "expires_at": until}
    return Notice.from_wire({**row, "source": "test"})


def test_112_is_shown_in_the_city_only() -> None:
    found = catalogue()
    assert "112" in [n.number for n in found.emergency_numbers("17.71")]
    for regency in ("17.01", "17.09", None):
        numbers = [n.number for n in found.emergency_numbers(regency)]
        assert "112" not in numbers
        assert {"110", "113", "118", "119"} <= set(numbers)


def test_numbers_of_the_regency_come_first() -> None:
    found = catalogue().emergency_numbers("17.71")
    local = [bool(number.regency_ids) for number in found]
    assert local == sorted(local, reverse=True)
    assert local[0]


def test_mobile_operators_only() -> None:
    ids = {operator.id for operator in catalogue().mobile_operators()}
    assert {"telkomsel", "indosat", "xlsmart"} <= ids
    assert all(operator.mobile for operator in catalogue().mobile_operators())


def test_notices_from_publishing_until_expiry_newest_first() -> None:
    rows = [
        notice("old", -48),
        notice("new", -1),
        notice("tomorrow", 24),
        notice("over", -9, -1),
        notice("ends now", -9, 0),
        notice("ends soon", -2, 1),
    ]
    clock = StillClock()
    found = catalogue(clock, *rows)
    assert [n.id for n in found.current_notices()] == ["new", "ends soon", "old"]
    clock.pass_by(days=1)
    assert [n.id for n in found.current_notices()] == ["tomorrow", "new", "old"]


@pytest.mark.parametrize("text", ["balik nama kendaraan", "blik nama kendaran", "title transfer vehicle"])
def test_services_by_words_in_both_languages(text: str) -> None:
    assert "bbn-kb-1" in [service.id for service in catalogue().services(text)]


def test_all_services_by_name() -> None:
    names = [service.name.id.casefold() for service in catalogue().services()]
    assert len(names) == 39
    assert names == sorted(names)
    assert catalogue().services("xyzzy") == ()


def test_agencies() -> None:
    found = catalogue()
    assert len(found.agencies()) == 37
    assert found.agencies("kesehatn")[0].name.startswith("Dinas Kesehatan")


def test_one_of_each() -> None:
    found = catalogue()
    service, agency = found.service("bbn-kb-1"), found.agency("opd-01")
    assert service is not None
    assert agency is not None
    assert (service.id, agency.name) == ("bbn-kb-1", "Sekretariat Daerah")
    assert found.service("none") is None
    assert found.agency("none") is None
