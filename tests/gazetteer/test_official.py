"""Polygons against official areas: forty places, each with a tolerance and its reason."""

from __future__ import annotations

import pytest

from geonews.gazetteer import Gazetteer, area_km2
from geonews.model import Place

# Against official totals, Natural Earth 1:10m differs by 1.4 % in the median of 219 countries and
# by 0.6-0.75 % in that of Ukrainian and Russian regions; border detail alone costs 0.04-0.34 %
# above 10,000 km2.
LARGE = (0.01, "border detail at 1:10m, above 100,000 km2")
MIDDLE = (0.02, "border detail at 1:10m, 10,000 to 100,000 km2")
SMALL = (0.05, "border detail at 1:10m, under 10,000 km2")

PLACES: dict[str, tuple[str, float, str]] = {
    "Kursk Oblast": ("total", 0.01, "the figure this gazetteer is held to"),
    "Russia": ("total", *LARGE),
    "Canada": ("total", *LARGE),
    "Brazil": ("total", *LARGE),
    "Australia": ("total", *LARGE),
    "Kazakhstan": ("total", *LARGE),
    "Mexico": ("total", *LARGE),
    "South Africa": ("total", *LARGE),
    "Turkey": ("total", *LARGE),
    "Kenya": ("total", *LARGE),
    "France": ("total", *LARGE),
    "Spain": ("total", *LARGE),
    "Sweden": ("total", *LARGE),
    "Germany": ("total", *LARGE),
    "Iraq": ("total", *LARGE),
    "Poland": ("total", *LARGE),
    "Italy": ("total", *LARGE),
    "United Kingdom": ("total", *LARGE),
    "Greece": ("total", *LARGE),
    "Iceland": ("total", *LARGE),
    "Hungary": ("total", *MIDDLE),
    "Portugal": ("total", *MIDDLE),
    "Ireland": ("total", *MIDDLE),
    "Switzerland": ("total", *MIDDLE),
    "Belgium": ("total", *MIDDLE),
    "Luxembourg": ("total", *SMALL),
    "Malta": ("total", *SMALL),
    "Japan": ("total", 0.02, "islands too small for 1:10m"),
    "Finland": ("total", 0.02, "coastal water and skerries that the total counts"),
    "China": ("land", 0.02, "the total counts land that is disputed"),
    "United States": ("land", 0.05, "the total counts coastal water, the polygon half the lakes"),
    "Ukraine": ("land", 0.02, "the polygon of neutral view is without Crimea"),
    "Norway": ("total", 0.02, "fjords and skerries"),
    "Kharkiv Oblast": ("total", *MIDDLE),
    "Donetsk Oblast": ("total", *MIDDLE),
    "Bryansk Oblast": ("total", *MIDDLE),
    "Belgorod Oblast": ("total", 0.03, "the worst inland region of eighteen, +2.3 %"),
    "Kherson Oblast": ("total", 0.09, "the total counts bays of the Black and Azov seas"),
    "Kaliningrad Oblast": ("total", 0.12, "the total counts the lagoons"),
    "Colorado": ("total", *LARGE),
    "Wyoming": ("total", *LARGE),
    "Texas": ("land", 0.02, "the total counts bays of the Gulf"),
    "California": ("land", 0.02, "the total counts coastal water"),
    "Hawaii": ("land", 0.05, "41 % of the total is water"),
    "Louisiana": ("land", 0.07, "marsh and bays: the worst of the states by land"),
    "Rhode Island": ("land", 0.06, "a third of the total is Narragansett Bay and the sea"),
    "Michigan": ("total", *LARGE),
    "Ontario": ("total", *LARGE),
    "Alberta": ("total", *LARGE),
    "Nova Scotia": ("total", *MIDDLE),
    "Queensland": ("total", *LARGE),
    "Tasmania": ("total", *MIDDLE),
    "Rajasthan": ("total", *LARGE),
    "Uttar Pradesh": ("total", *LARGE),
    "Acre state": ("total", 0.07, "the source draws an older border with Amazonas"),
}


def _place(gazetteer: Gazetteer, name: str) -> Place:
    return next(p for p in gazetteer.lookup(name) if p.is_country or p.feature == "ADM1")


@pytest.mark.parametrize("name", PLACES)
def test_a_polygon_agrees_with_the_official_area(gazetteer: Gazetteer, name: str) -> None:
    definition, tolerance, reason = PLACES[name]
    place = _place(gazetteer, name)
    official = gazetteer.official_area(place)
    shape = gazetteer.shape(place)
    assert official is not None
    assert shape is not None
    stated = official.total_km2 if definition == "total" else official.land_km2
    assert stated is not None
    assert area_km2(shape) == pytest.approx(stated, rel=tolerance), reason


def test_official_land_and_source(gazetteer: Gazetteer) -> None:
    official = gazetteer.official_area(_place(gazetteer, "Michigan"))
    assert official is not None
    assert (official.total_km2, official.land_km2) == (250_487, 146_435)
    assert official.source == "US Census Bureau, State Area Measurements, 2010"


def test_a_country_that_our_table_lacks_has_the_total_of_geonames(gazetteer: Gazetteer) -> None:
    official = gazetteer.official_area(_place(gazetteer, "Martinique"))
    assert official is not None
    assert official.land_km2 is None
    assert official.source.startswith("GeoNames")


def test_a_place_that_no_authority_measures_has_none(gazetteer: Gazetteer) -> None:
    donbas = next(p for p in gazetteer.lookup("Donbas") if p.feature == "RGN")
    assert gazetteer.official_area(donbas) is None
