"""A dump of real rows imported into the gazetteer that ships."""

from __future__ import annotations

import pytest

from geonews.gazetteer import Gazetteer, NameKind
from geonews.gazetteer.imports import Dump, import_dump
from tests.gazetteer.imports.world import alternate, line

# As GeoNames has them, but for the columns nothing is read from.
_ROWS = (
    line(690791, "Ukraine", 49.0, 32.0, "A.PCLI", country="UA", admin1="00", people=44_622_516),
    line(538555, "Kurskaya Oblast’", 51.66667, 36.25, "A.ADM1", country="RU", admin1="41",
         people=1_235_091, others="Kursk Oblast,Kurskaja oblast',Курская область"),
    line(538560, "Kursk", 51.73733, 36.18735, "P.PPLA", country="RU", admin1="41",
         people=409_431, others="URS,Koursk,Курск"),
    line(4705086, "Lamar County", 33.66732, -95.57125, "A.ADM2", country="US", admin1="TX",
         admin2="277", people=49_793),
    line(4736286, "Texas", 31.25044, -99.25061, "A.ADM1", country="US", admin1="TX",
         people=22_875_689),
    line(4717560, "Paris", 33.66094, -95.55551, "P.PPLA2", country="US", admin1="TX",
         admin2="277", people=24_782),
    line(630671, "Odessa", 46.48572, 30.74383, "S.RSTN", country="UA", admin1="17"),
    line(3376386, "Potaro-Siparuni Region", 4.82263, -59.27957, "A.ADM1", country="GY",
         admin1="08", others="Potaro-Siparuni"),
    line(9999999, "Kursk", 51.2, 36.9, "H.STM", country="RU", admin1="41"),
)  # fmt: skip
_NAMES = (
    alternate(538560, "en", "Kursk", "p"),
    alternate(538560, "de", "Kursk"),
    alternate(538560, "wkdt", "Q5026"),
    alternate(538560, "en", "Old Kursk Fort", "h"),
)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("shipped")
    (folder / "some.txt").write_text("".join(_ROWS), encoding="utf-8")
    (folder / "names.txt").write_text("".join(_NAMES), encoding="utf-8")
    import_dump(Dump(folder / "some.txt", folder / "names.txt"), folder / "out")
    return Gazetteer.open(folder / "out")


def test_kursk_is_a_region_with_a_shape_a_town_and_a_stream(imported: Gazetteer) -> None:
    region, town, stream = imported.lookup("Kursk")[:3]
    assert [p.geonames_id for p in (region, town, stream)] == [538555, 538560, 9999999]
    assert (region.name, region.population) == ("Kursk Oblast", 1_235_091)
    assert (town.feature, town.admin1, town.wikidata_id) == ("PPLA", "Kursk Oblast", "Q5026")
    assert stream.admin1 == "Kursk Oblast"
    assert imported.shape(region) is not None
    assert imported.shape(town) is imported.shape(stream) is None


def test_a_county_without_an_id_has_found_its_own(imported: Gazetteer) -> None:
    (county,) = [p for p in imported.lookup("Lamar County") if p.admin1 == "Texas"]
    assert (county.geonames_id, county.population) == (4705086, 49_793)
    assert imported.shape(county) is not None
    (paris,) = [p for p in imported.lookup("Paris") if p.admin1 == "Texas"]
    assert imported.admin2_name(paris) == "Lamar County"


def test_a_region_in_dispute_is_joined_as_its_country_draws_it(imported: Gazetteer) -> None:
    (region,) = [p for p in imported.lookup("Potaro-Siparuni") if p.feature == "ADM1"]
    assert (region.geonames_id, region.country) == (3376386, "GY")
    assert imported.header["import"]["unconfirmed"]["count"] == 0


def test_the_rest_of_the_world_is_as_it_was(imported: Gazetteer, gazetteer: Gazetteer) -> None:
    for name in ("Seoul", "Paris, France", "Springfield", "Москва", "Sahara", "Ky."):
        before = [(p.name, p.geonames_id, p.admin1) for p in gazetteer.lookup(name)]
        assert [(p.name, p.geonames_id, p.admin1) for p in imported.lookup(name)] == before
    french = [c.place.country for c in imported.candidates("French") if c.kind > NameKind.NAME]
    assert "FR" in french
    assert imported.lexicon == gazetteer.lexicon
    assert imported.header["import"]["dropped_towns"] == 0
    assert imported.header["import"]["kept_towns"] > 234_000


def test_old_names_are_kept_from_running_text(imported: Gazetteer) -> None:
    (found,) = imported.candidates("Old Kursk Fort")
    assert (found.kind, found.place.geonames_id) == (NameKind.HISTORIC, 538560)
