"""Services, agencies, operators, emergency numbers."""

from __future__ import annotations

import pytest

from services.catalogue import Catalogue, CatalogueSources
from services.models import Agency, EmergencyNumber, Operator, PublicService
from tests.unit.finding.rows import content


def catalogue() -> Catalogue:
    sources = CatalogueSources(
        services=content("services", PublicService),
        agencies=content("agencies", Agency),
        operators=content("operators", Operator),
        emergency_numbers=content("emergency-numbers", EmergencyNumber),
    )
    return Catalogue(sources)


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
