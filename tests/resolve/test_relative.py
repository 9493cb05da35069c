"""Where relative places are, once the names they are reckoned from have their places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention, Place, Zone
from geonews.resolve.relative import place_relatives
from geonews.zones import between_km

HAMLET = Place("Zalutky", 51.73, 36.19, "RU", "Kursk Oblast")
KURSK = Place("Kursk", 51.73, 36.19, "RU", "Kursk Oblast", "PPLA", population=440_000)
BELGOROD = Place("Belgorod", 50.61, 36.58, "RU", "Belgorod Oblast", "PPLA", population=340_000)
RUSSIA = Place("Russia", 60, 100, "RU", feature="PCLI", area_km2=17e6)
STRIP = Place("Gaza Strip", 31.4, 34.4, "PS", feature="RGN", bbox=(34.2, 31.2, 34.6, 31.6))
SUVA = Place("Suva", -18.14, 178.44, "FJ", population=77_000)
SOMEWHERE = Place("Borderland", 50, 30, feature="RGN")


def placed(phrase: str, *anchors: Place | None, before: str = "", **fields: object) -> Mention:
    """Return the relative mention of "It fell PHRASE A and B.", placed."""
    text = f"It fell {before}{phrase}"
    start = len(text) - len(phrase)
    named = []
    for number, place in enumerate(anchors):
        text += " and " if number else " "
        name = place.name if place else "Nowhere"
        given: dict[str, object] = {"place": place, "status": "resolved" if place else "unresolved"}
        given |= {"confidence": 0.9} | fields
        named.append(Mention(len(text), len(text) + len(name), name, **given))  # type: ignore[arg-type]
        text += name
    relative = Mention(start, start + len(phrase), phrase, "relative", confidence=0.95)
    found, *rest = place_relatives(Article(f"{text}."), (relative, *named))
    assert rest == named
    assert (found.start, found.end, found.text) == (start, start + len(phrase), phrase)
    return found


def test_a_sector_south_of_a_hamlet() -> None:
    found = placed("30 km south of", HAMLET)
    assert found.place is not None
    assert found.zone is not None
    assert found.zone == Zone(
        51.73, 36.19, 22.95, 35.0, found.zone.uncertainty_km, 157.023, 202.977, anchors=((23, 30),)
    )
    assert (found.place.name, found.place.feature) == ("30 km south of Zalutky", "AREA")
    assert (found.status, found.confidence) == ("resolved", 0.855)
    point = (found.place.lat, found.place.lon)
    assert between_km((51.73, 36.19), point)[0] == pytest.approx(30, abs=1e-3)
    assert found.place.lon == pytest.approx(36.19)
    assert found.place.lat < 51.73
    assert found.zone.uncertainty_km == pytest.approx(13.7, abs=0.3)
    assert found.place.bbox is not None
    west, south, east, north = found.place.bbox
    assert west < 36.19 < east
    assert south < found.place.lat < north < 51.73
    assert found.reason == "Reckoned from Zalutky (Kursk Oblast, RU), give or take 14 km."


def test_a_town_counts_with_its_size() -> None:
    small, large = placed("30 km south of", HAMLET).zone, placed("30 km south of", KURSK).zone
    assert small is not None
    assert large is not None
    assert small.near_km == large.near_km
    assert large.far_km - small.far_km == pytest.approx(5.9 - 0.5, abs=0.1)


def test_a_sixteenth_of_the_compass_is_half_as_wide() -> None:
    for phrase, half in (("30 km south-southwest of", 11.25), ("30 km southwest of", 22.5)):
        zone = placed(phrase, HAMLET).zone
        assert zone is not None
        assert zone.bearing_from is not None
        assert zone.bearing_to is not None
        # and half a degree for the size of the hamlet
        assert (zone.bearing_to - zone.bearing_from) / 2 == pytest.approx(half, abs=0.5)


def test_a_hedge_before_the_phrase_counts() -> None:
    plain, hedged = (
        placed("30 km south of", HAMLET),
        placed("30 km south of", HAMLET, before="some "),
    )
    assert plain.zone is not None
    assert hedged.zone is not None
    assert hedged.zone.uncertainty_km > plain.zone.uncertainty_km


def test_a_ring_where_no_direction_is_said() -> None:
    found = placed("12 miles off", STRIP)
    assert found.zone is not None
    assert found.place is not None
    assert found.zone.is_ring
    assert 0 < found.zone.near_km < 19.3 < found.zone.far_km
    assert (found.place.lat, found.place.lon) == (31.4, 34.4)
    assert found.zone.uncertainty_km == found.zone.far_km
    assert found.status == "uncertain"
    assert found.reason.endswith("Gaza Strip is about 58 km across.")


def test_a_disc_for_a_bound() -> None:
    found = placed("within 50 km of", HAMLET)
    assert found.zone == Zone(51.73, 36.19, 0, 50.5, 50.5, anchors=((24, 31),))


def test_an_ellipse_between_two_towns() -> None:
    way_km, bearing = between_km((51.73, 36.19), (50.61, 36.58))
    found, half = placed("between", KURSK, BELGOROD), placed("halfway between", KURSK, BELGOROD)
    for mention in (found, half):
        assert mention.zone is not None
        assert mention.place is not None
        assert mention.zone.bearing_from == mention.zone.bearing_to == pytest.approx(bearing)
        assert 0 < mention.zone.near_km < mention.zone.far_km < way_km
        middle = (mention.place.lat, mention.place.lon)
        assert between_km((51.73, 36.19), middle)[0] == pytest.approx(way_km / 2, abs=1)
        assert len(mention.zone.anchors) == 2
    assert found.place is not None
    assert found.place.name == "between Kursk and Belgorod"
    assert found.zone is not None
    assert half.zone is not None
    assert half.zone.uncertainty_km < found.zone.uncertainty_km
    assert found.confidence == pytest.approx(0.95 * 0.9 * 0.9, abs=1e-4)


def test_the_name_leaves_out_the_other_unit() -> None:
    for phrase in ("60 kilometers (37 miles) east of", "60 kilometers, or 37 miles, east of"):
        found = placed(phrase, KURSK)
        assert found.place is not None
        assert found.place.name == "60 kilometers east of Kursk"


def test_over_the_antimeridian() -> None:
    found = placed("300 miles east of", SUVA)
    assert found.place is not None
    assert found.place.bbox is not None
    assert -180 < found.place.lon < -176
    found = placed("100 miles off", SUVA)
    assert found.place is not None
    assert found.place.bbox is not None
    assert found.place.bbox[0] > 170
    assert found.place.bbox[2] < -170


@pytest.mark.parametrize(
    ("phrase", "anchors", "reason"),
    [
        ("30 km east of", (None,), "it is reckoned from 'Nowhere', which has no place"),
        ("between", (KURSK, None), "it is reckoned from 'Nowhere', which has no place"),
        ("200 km east of", (RUSSIA,), "'200 km east of Russia' could be anywhere about Russia: "
         "Russia is about 4,700 km across"),
        ("between", (RUSSIA, KURSK), "'between Russia and Kursk' could be anywhere about Russia: "
         "Russia is about 4,700 km across"),
        ("between", (KURSK, HAMLET), "both ends of 'between Kursk and Zalutky' are one place"),
        ("5 km from", (SOMEWHERE,), "'5 km from Borderland' is reckoned from a place of no known "
         "size"),
        ("30 km south of", (), "'30 km south of' is not followed by a name to reckon from"),
        ("nonsense", (KURSK,), "'nonsense' is not followed by a name to reckon from"),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_says_why(
    phrase: str, anchors: tuple[Place | None, ...], reason: str
) -> None:
    found = placed(phrase, *anchors)
    assert (found.place, found.zone, found.status) == (None, None, "unresolved")
    assert found.reason == reason


# How far and in which direction towns lie from cities as it is commonly told, in our own words.
TOLD = """
Bucha UA, about 25 km, northwest, Kyiv UA
Irpin UA, about 20 km, northwest, Kyiv UA
Brovary UA, 20 km, northeast, Kyiv UA
Bila Tserkva UA, 80 km, south, Kyiv UA
Zhytomyr UA, about 140 km, west, Kyiv UA
Chernihiv UA, about 130 km, northeast, Kyiv UA
Izyum UA, about 120 km, southeast, Kharkiv UA
Mariupol UA, about 100 km, south, Donetsk UA
Sudzha RU, about 100 km, southwest, Kursk RU
Fallujah IQ, about 65 km, west, Baghdad IQ
Baqubah IQ, about 60 km, northeast, Baghdad IQ
Najaf IQ, 160 km, south, Baghdad IQ
Uvalde US, about 80 miles, west, San Antonio US
Flint US, about 60 miles, northwest, Detroit US
Galveston US, 50 miles, southeast, Houston US
Dayton US, about 50 miles, north, Cincinnati US
Boulder US, about 25 miles, northwest, Denver US
Aurora US, nine miles, east, Denver US
Oxford GB, about 50 miles, northwest, London GB
Luton GB, 30 miles, north, London GB
Salisbury GB, about 80 miles, southwest, London GB
Magdeburg DE, about 130 km, west, Berlin DE
Versailles FR, about 20 km, southwest, Paris FR
Chartres FR, 80 km, southwest, Paris FR
Soweto ZA, about 20 km, southwest, Johannesburg ZA
Nyeri KE, about 120 km, north, Nairobi KE
Meerut IN, 70 km, northeast, New Delhi IN
Agra IN, about 200 km, southeast, New Delhi IN
Peshawar PK, about 150 km, west, Islamabad PK
Jalalabad AF, about 120 km, east, Kabul AF
Puebla MX, about 110 km, southeast, Mexico City MX
Campinas BR, about 90 km, northwest, São Paulo BR
Geelong AU, about 65 km, southwest, Melbourne AU
Wollongong AU, 80 km, south, Sydney AU
Homs SY, about 140 km, north, Damascus SY
Yokohama JP, about 30 km, south, Tokyo JP
"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def town(gazetteer: Gazetteer, named: str) -> Place:
    name, _, country = named.strip().rpartition(" ")
    found = [candidate.place for candidate in gazetteer.candidates(name)]
    towns = [p for p in found if p.country == country and p.feature.startswith("PPL")]
    return max(towns, key=lambda place: place.population or 0)


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_the_zone_holds_the_town_that_is_meant(line: str, gazetteer: Gazetteer) -> None:
    meant, distance, side, city = line.split(", ")
    hedge, _, phrase = distance.rpartition("about ")
    anchor, place = town(gazetteer, city), town(gazetteer, meant)
    before = "about " if "about" in distance else hedge
    found = placed(f"{phrase} {side} of", anchor, before=before)
    zone = found.zone
    assert zone is not None
    assert found.place is not None
    assert zone.bearing_from is not None
    assert zone.bearing_to is not None
    km, bearing = between_km((anchor.lat, anchor.lon), (place.lat, place.lon))
    assert zone.near_km <= km <= zone.far_km
    assert (bearing - zone.bearing_from) % 360 <= (zone.bearing_to - zone.bearing_from) % 360
    off = between_km((found.place.lat, found.place.lon), (place.lat, place.lon))[0]
    assert off <= zone.uncertainty_km


OBLAST = Place("Kursk Oblast", 51.7, 36, "RU", feature="ADM1", area_km2=29_997)


def test_a_region_called_by_its_towns_name_is_reckoned_from_the_town() -> None:
    text = "It fell 100 km west of Kursk. It fell 100 km west of Kursk region."
    named = [
        Mention(a, a + 5, "Kursk", place=OBLAST, alternatives=(BELGOROD, KURSK), status="resolved")
        for a in (23, 53)
    ]
    phrases = [Mention(a, a + 14, "100 km west of", "relative") for a in (8, 38)]
    found = place_relatives(Article(text), (phrases[0], named[0], phrases[1], named[1]))
    town, region = found[0], found[2]
    assert found[1::2] == tuple(named)
    assert town.zone is not None
    assert region.zone is not None
    assert (town.zone.lat, region.zone.lat) == (51.73, 51.7)
    assert town.status == "resolved"
    assert region.status == "uncertain"


def test_a_city_is_never_too_large() -> None:
    houston = Place("Houston", 29.76, -95.37, "US", "Texas", population=2_300_000)
    for phrase, status in (("within 5 km of", "uncertain"), ("10 km south of", "resolved")):
        found = placed(phrase, houston)
        assert found.status == status
        assert found.zone is not None
        assert found.zone.far_km > 13.5
    dam = Place("Mosul Dam", 36.63, 42.82, "IQ", feature="DAM")
    assert placed("5 miles south of", dam).status == "resolved"


def test_doubt_is_handed_on() -> None:
    found = placed("30 km south of", HAMLET, status="uncertain", confidence=0.4)
    assert (found.status, found.confidence) == ("uncertain", 0.38)
    assert "'Zalutky' is uncertain itself" in found.reason
    far = placed("2,000 km east of", KURSK)
    assert far.status == "uncertain"
    assert "km off" in far.reason


def test_what_the_editor_placed_stays() -> None:
    text = "It fell 30 km south of Kursk."
    own = Mention(8, 22, "30 km south of", "relative", place=HAMLET, status="resolved")
    kursk = Mention(23, 28, "Kursk", place=KURSK, status="resolved", confidence=0.9)
    assert place_relatives(Article(text), (own, kursk)) == (own, kursk)
    other = replace(own, place=None)
    assert place_relatives(Article(text), (other, kursk))[0].place is not None
    assert place_relatives(Article(text), (kursk,)) == (kursk,)
