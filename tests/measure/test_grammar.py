"""The grammar: sentences of our own, and every figure that must be read from them."""

from __future__ import annotations

import pytest

from geonews.measure.units import UNITS
from tests.measure.stories import figures_in

Row = tuple[str, float, str | None, float, float, str | None, str | None]

# Text, value, unit, low, high (in that unit; a share within 0 and 1), hedge, place.
FIGURES: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "Their brigade held 984 square kilometers (380 square miles) of Kursk.",
        (
            ("984 square kilometers", 984, "km2", 983.5, 985, None, "Kursk"),
            ("380 square miles", 380, "mi2", 375, 390, None, "Kursk"),
        ),
    ),
    (
        "The reserve measures 26,000 square kms.",
        (("26,000 square kms", 26_000, "km2", 25_500, 27_000, None, None),),
    ),
    (
        "Boats searched 5,800 square nautical miles of sea.",
        (("5,800 square nautical miles", 5_800, "nmi2", 5_750, 5_900, None, None),),
    ),
    (
        "A 30-square-kilometre (12-square-mile) lake dried up.",
        (
            ("30-square-kilometre", 30, "km2", 25, 40, None, None),
            ("12-square-mile", 12, "mi2", 11.5, 13, None, None),
        ),
    ),
    (
        "Flames took 40,000 hectares (98,842 acres) in one week.",
        (
            ("40,000 hectares", 40_000, "ha", 35_000, 50_000, None, None),
            ("98,842 acres", 98_842, "acre", 98841.5, 98_843, None, None),
        ),
    ),
    (
        "The ranch is half a million acres.",
        (("half a million acres", 500_000, "acre", 450_000, 600_000, None, None),),
    ),
    (
        "The swarm spread across 5 to 7 square km.",
        (("5 to 7 square km", 6, "km2", 4.5, 8, None, None),),
    ),
    (
        "Between 5 and 7 square km went dark.",
        (("5 and 7 square km", 6, "km2", 4.5, 8, None, None),),
    ),
    (
        "They cleared 1,000-1,200 acres.",
        (("1,000-1,200 acres", 1_100, "acre", 500, 1_300, None, None),),
    ),
    (
        "About 1.3 million hectares are under rice.",
        (("1.3 million hectares", 1_300_000, "ha", 1_250_000, 1_400_000, "about", None),),
    ),
    (
        "The firm leased 2.5m acres.",
        (("2.5m acres", 2_500_000, "acre", 2_450_000, 2_600_000, None, None),),
    ),
    (
        "It is 2,600 sq km (1,000 sq miles) in all.",
        (
            ("2,600 sq km", 2_600, "km2", 2_550, 2_700, None, None),
            ("1,000 sq miles", 1_000, "mi2", 500, 2_000, None, None),
        ),
    ),
    (
        "The lot is 5 sq. km wide open.",
        (("5 sq. km", 5, "km2", 4.5, 6, None, None),),
    ),
    (
        "The basin is 1 000 square kilometres.",
        (("1 000 square kilometres", 1_000, "km2", 500, 2_000, None, None),),
    ),
    (
        "The basin is 12 500 km² of marsh.",
        (("12 500 km²", 12_500, "km2", 12_450, 12_600, None, None),),
    ),
    (
        "A 1,200-square-mile area of eastern Ukraine is mined.",
        (("1,200-square-mile", 1_200, "mi2", 1_150, 1_300, None, "Ukraine"),),
    ),
    (
        "The park is 984km² large.",
        (("984km²", 984, "km2", 983.5, 985, None, None),),
    ),
    (
        "Drought hit 100,000 cultivable hectares.",
        (("100,000 cultivable hectares", 100_000, "ha", 50_000, 200_000, None, None),),
    ),
    (
        "The garden is about half an acre.",
        (("half an acre", 0.5, "acre", 0.45, 0.55, "about", None),),
    ),
    (
        "The plot is 3-1/2 acres.",
        (("3-1/2 acres", 3.5, "acre", 3.45, 3.6, None, None),),
    ),
    (
        "The plot is 3½ acres.",
        (("3½ acres", 3.5, "acre", 3.45, 3.6, None, None),),
    ),
    (
        "The state owns two and a half million acres.",
        (("two and a half million acres", 2_500_000, "acre", 2_450_000, 2_600_000, None, None),),
    ),
    (
        "Loggers felled one and a half million ha.",
        (("one and a half million ha", 1_500_000, "ha", 1_450_000, 1_600_000, None, None),),
    ),
    (
        "Two thousand acres of wheat rotted.",
        (("Two thousand acres", 2_000, "acre", 1_500, 3_000, None, None),),
    ),
    (
        "He farms twenty-five acres.",
        (("twenty-five acres", 25, "acre", 24.5, 26, None, None),),
    ),
    (
        "She farms a hundred acres.",
        (("a hundred acres", 100, "acre", 50, 200, None, None),),
    ),
    (
        "The pond is three-quarters of an acre.",
        (("three-quarters of an acre", 0.75, "acre", 0.675, 0.825, None, None),),
    ),
    (
        "They bought a quarter of a million acres.",
        (("a quarter of a million acres", 250_000, "acre", 245_000, 260_000, None, None),),
    ),
    (
        "The fire is now more than an acre.",
        (("an acre", 1, "acre", 1, 1.25, "more than", None),),
    ),
    (
        "The estate spans 1.5 lakh acres.",
        (("1.5 lakh acres", 150_000, "acre", 145_000, 160_000, None, None),),
    ),
    (
        "The estate spans 1,50,000 acres.",
        (("1,50,000 acres", 150_000, "acre", 145_000, 160_000, None, None),),
    ),
    (
        "The co-op runs 12 500-acre farms.",
        (("500-acre", 500, "acre", 450, 600, None, None),),
    ),
    (
        "On May 12 500 acres were lost.",
        (("500 acres", 500, "acre", 450, 600, None, None),),
    ),
    (
        "The blaze grew from 500 to 1,200 acres.",
        (
            ("500", 500, "acre", 450, 600, None, None),
            ("1,200 acres", 1_200, "acre", 1_150, 1_300, None, None),
        ),
    ),
    (
        "Between 1 to 1.3 million acres were sprayed.",
        (("1 to 1.3 million acres", 1_150_000, "acre", 500_000, 1_400_000, None, None),),
    ),
    (
        "Five to 10 acres stay dry.",
        (("Five to 10 acres", 7.5, "acre", 4.5, 20, None, None),),
    ),
    (
        "The dump is the size of 400 football fields.",
        (("400 football fields", 400, "pitch", 262.314, 500, None, None),),
    ),
    (
        "The dump is as big as 12 soccer pitches.",
        (("12 soccer pitches", 12, "pitch", 11.5, 13, None, None),),
    ),
    (
        "The mall is 10 hectares (14 football pitches).",
        (
            ("10 hectares", 10, "ha", 5, 20, None, None),
            ("14 football pitches", 14, "pitch", 13.5, 15, None, None),
        ),
    ),
    (
        "Engineers drained 200+ acres.",
        (("200+ acres", 200, "acre", 200, 250, "+", None),),
    ),
    (
        "A 200-plus-acre wood fell.",
        (("200-plus-acre", 200, "acre", 200, 250, "plus", None),),
    ),
    (
        "A 300-acre-plus fire was out by noon.",
        (("300-acre", 300, "acre", 300, 375, "plus", None),),
    ),
    (
        "The wood is 984 hectares or so.",
        (("984 hectares", 984, "ha", 934.8, 1033.2, "or so", None),),
    ),
    (
        "The wood is 100 hectares or more.",
        (("100 hectares", 100, "ha", 100, 125, "or more", None),),
    ),
    (
        "The family has 5 mu of land.",
        (("5 mu", 5, "mu", 4.5, 6, None, None),),
    ),
    (
        "The temple owns 1,000 rai.",
        (("1,000 rai", 1_000, "rai", 500, 2_000, None, None),),
    ),
    (
        "The village lost 50 dunams.",
        (("50 dunams", 50, "dunam", 45, 60, None, None),),
    ),
    (
        "Each heir had 2 feddans.",
        (("2 feddans", 2, "feddan", 1.5, 3, None, None),),
    ),
    (
        "The flat is 500 m2.",
        (("500 m2", 500, "m2", 450, 600, None, None),),
    ),
    (
        "The shop is 1,500 sq ft.",
        (("1,500 sq ft", 1_500, "ft2", 1_450, 1_600, None, None),),
    ),
    (
        "A 2,500-square-foot house stood there.",
        (("2,500-square-foot", 2_500, "ft2", 2_450, 2_600, None, None),),
    ),
    (
        "The hall is 0.5 ha.",
        (("0.5 ha", 0.5, "ha", 0.45, 0.6, None, None),),
    ),
    (
        "The hall is .5 ha.",
        ((".5 ha", 0.5, "ha", 0.45, 0.6, None, None),),
    ),
    (
        "Rangers added 100 more acres.",
        (("100 more acres", 100, "acre", 50, 200, None, None),),
    ),
    (
        "They sold 2,000 acres, or 800 ha.",
        (
            ("2,000 acres", 2_000, "acre", 1_500, 3_000, None, None),
            ("800 ha", 800, "ha", 750, 900, None, None),
        ),
    ),
    (
        "The bog is 984 square\nkilometers of moss.",
        (("984 square\nkilometers", 984, "km2", 983.5, 985, None, None),),
    ),
    (
        "Up to 700 sq km are closed.",
        (("700 sq km", 700, "km2", 595, 721, "up to", None),),
    ),
    (
        "Nearly 700 sq km are closed.",
        (("700 sq km", 700, "km2", 595, 721, "nearly", None),),
    ),
    (
        "Just over 700 sq km are closed.",
        (("700 sq km", 700, "km2", 700, 833, "just over", None),),
    ),
    (
        "Just under 700 sq km are closed.",
        (("700 sq km", 700, "km2", 553, 700, "just under", None),),
    ),
    (
        "Less than 700 sq km are closed.",
        (("700 sq km", 700, "km2", 560, 700, "less than", None),),
    ),
    (
        "At most 700 sq km are closed.",
        (("700 sq km", 700, "km2", 560, 700, "at most", None),),
    ),
    (
        "Roughly 984 sq km are closed.",
        (("984 sq km", 984, "km2", 934.8, 1033.2, "roughly", None),),
    ),
    (
        "Around 700 sq km are closed.",
        (("700 sq km", 700, "km2", 650, 800, "around", None),),
    ),
    (
        "Some 1,230 sq km are closed.",
        (("1,230 sq km", 1_230, "km2", 1168.5, 1291.5, "some", None),),
    ),
    (
        "At least 700 sq km are closed.",
        (("700 sq km", 700, "km2", 700, 875, "at least", None),),
    ),
    (
        "An estimated 1,230 sq km are closed.",
        (("1,230 sq km", 1_230, "km2", 1168.5, 1291.5, "an estimated", None),),
    ),
    (
        "Locusts spread over 700 sq km.",
        (("700 sq km", 700, "km2", 650, 800, None, None),),
    ),
    (
        "Locusts ate over 700 sq km.",
        (("700 sq km", 700, "km2", 700, 875, "over", None),),
    ),
    (
        "Kursk's remaining 984 sq km are held.",
        (("984 sq km", 984, "km2", 983.5, 985, None, "Kursk"),),
    ),
    (
        "They hold 984 sq km in Kursk.",
        (("984 sq km", 984, "km2", 983.5, 985, None, "Kursk"),),
    ),
    (
        "They hold 500 sq km of Russia's Kursk region.",
        (("500 sq km", 500, "km2", 450, 600, None, "Kursk"),),
    ),
    (
        "About 1,200 square miles of land in western Kursk burned.",
        (("1,200 square miles", 1_200, "mi2", 1_150, 1_300, "about", "Kursk"),),
    ),
    (
        "They crossed 500 sq km of Belgorod and Kursk.",
        (("500 sq km", 500, "km2", 450, 600, None, None),),
    ),
    (
        "A storm hit 500 acres in Austin, Texas.",
        (("500 acres", 500, "acre", 450, 600, None, "Austin"),),
    ),
    (
        "In Kursk, the army seized 984 sq km.",
        (("984 sq km", 984, "km2", 983.5, 985, None, "Kursk"),),
    ),
    (
        "In Washington, officials said the fire burned 984 acres.",
        (("984 acres", 984, "acre", 983.5, 985, None, None),),
    ),
    (
        "Wells line 500 acres north of Austin.",
        (("500 acres", 500, "acre", 450, 600, None, None),),
    ),
    (
        "Vines cover 500 acres in the north of Portugal.",
        (("500 acres", 500, "acre", 450, 600, None, "Portugal"),),
    ),
    (
        "Malta (316 sq km) is small.",
        (("316 sq km", 316, "km2", 315.5, 317, None, "Malta"),),
    ),
    (
        "Malta, which covers 316 square kilometres, is dry.",
        (("316 square kilometres", 316, "km2", 315.5, 317, None, "Malta"),),
    ),
    (
        "Fires have burned 40,000 hectares across Portugal.",
        (("40,000 hectares", 40_000, "ha", 35_000, 50_000, None, "Portugal"),),
    ),
    (
        "They retook 120 square kilometres from Ukraine in Kursk.",
        (("120 square kilometres", 120, "km2", 115, 130, None, "Kursk"),),
    ),
    (
        "The 25,000-square-kilometre Kursk region borders Ukraine.",
        (("25,000-square-kilometre", 25_000, "km2", 24_500, 26_000, None, "Kursk"),),
    ),
    (
        "Engineers mapped 984 sq km of Ukrainian land.",
        (("984 sq km", 984, "km2", 983.5, 985, None, "Ukraine"),),
    ),
    (
        "Kursk is a border region. Shells fell on 100 sq km of the region.",
        (("100 sq km", 100, "km2", 50, 200, None, "Kursk"),),
    ),
    (
        "Ukraine lost 20% of the country.",
        (("20%", 0.2, None, 0.15, 0.3, None, "Ukraine"),),
    ),
    (
        "Moscow says 40% of Ukraine is mined.",
        (("40%", 0.4, None, 0.35, 0.5, None, "Ukraine"),),
    ),
    (
        "A fifth of Ukraine's territory is mined.",
        (("A fifth", 0.2, None, 0.18, 0.22, None, "Ukraine"),),
    ),
    (
        "More than half of Kursk's territory is quiet.",
        (("half", 0.5, None, 0.5, 0.625, "more than", "Kursk"),),
    ),
    (
        "They lost 40 percent of the 984 sq km.",
        (
            ("40 percent", 0.4, None, 0.35, 0.5, None, None),
            ("984 sq km", 984, "km2", 983.5, 985, None, None),
        ),
    ),
    (
        "They lost more than 40% of the 984 sq km of Kursk.",
        (
            ("40%", 0.4, None, 0.4, 0.5, "more than", "Kursk"),
            ("984 sq km", 984, "km2", 983.5, 985, None, "Kursk"),
        ),
    ),
    (
        "They lost 40% of Kursk's 984 square km.",
        (
            ("40%", 0.4, None, 0.35, 0.5, None, "Kursk"),
            ("984 square km", 984, "km2", 983.5, 985, None, "Kursk"),
        ),
    ),
    (
        "Half of the 600 sq km was replanted.",
        (
            ("Half", 0.5, None, 0.45, 0.55, None, None),
            ("600 sq km", 600, "km2", 550, 700, None, None),
        ),
    ),
    (
        "Half the region of Kursk is quiet.",
        (("Half", 0.5, None, 0.45, 0.55, None, "Kursk"),),
    ),
    (
        "A third of Russian territory is frozen.",
        (("A third", 0.333333, None, 0.3, 0.366667, None, "Russia"),),
    ),
    (
        "About 6 per cent of Belgium (1,830 sq km) is heath.",
        (
            ("6 per cent", 0.06, None, 0.055, 0.07, "about", "Belgium"),
            ("1,830 sq km", 1_830, "km2", 1_825, 1_840, None, "Belgium"),
        ),
    ),
    (
        "Between 30% and 40% of Kursk is wood.",
        (("30% and 40%", 0.35, None, 0.25, 0.5, None, "Kursk"),),
    ),
    (
        "Some 30-40% of Kursk is wood.",
        (("30-40%", 0.35, None, 0.25, 0.5, "some", "Kursk"),),
    ),
    (
        "Nearly three quarters of its territory is sand.",
        (("three quarters", 0.75, None, 0.6375, 0.7725, "nearly", None),),
    ),
    (
        "A quarter of the total area of Malta is built up.",
        (("A quarter", 0.25, None, 0.225, 0.275, None, "Malta"),),
    ),
    (
        "Snow lay on two-thirds of the island of Evia.",
        (("two-thirds", 0.666667, None, 0.6, 0.733333, None, "Evia"),),
    ),
    (
        "All 100% of Malta was dark.",
        (("100%", 1, None, 0.95, 1, None, "Malta"),),
    ),
)

# No figure at all.
TRAPS = (
    "He was born in Acre, then moved.",
    "In 1291 Acre fell.",
    "The house on Rest Acres Road burned.",
    "They sold 3 acre-feet of water.",
    "Land costs $900 an acre.",
    "Yields reached 5 tonnes per hectare.",
    "They sprayed 2 kg per 100 hectares.",
    "The fire is 3% contained.",
    "The front is 30 kilometers long.",
    "It cost $984 million.",
    "About 34,000 North Koreans have left.",
    "About 300 died and 2,700 were hurt.",
    "It began in August 2024.",
    "The strip is 10-by-10 square miles.",
    "A 10 by 12 square mile grid is off limits.",
    "Thousands of acres burned.",
    "Several hundred acres burned.",
    "The city built 20 football fields.",
    "It is three football fields long.",
    "The length of 3 football fields was lost.",
    "Density is 300/km2 there.",
    "The list 1,2,3 km2 is odd.",
    "There were 0 acres left.",
    "A change of -5 km2 is odd.",
    "Some 99999999999999999999 km2 is odd.",
    "The sun has 6,000,000,000,000 square km.",
    "About 20% of voters in Kansas stayed home.",
    "Some 20 percent of Kansas voters left.",
    "Half of Ukraine's grain is shipped.",
    "Sales fell by 20% in Kansas.",
    "Some 40% of the country opposed it.",
    "Some 20% of Ukraine is Russian-speaking.",
    "It rose 40 percentage points of Ukraine.",
    "It was 110% of Kursk.",
    "In the first half of the year it rained.",
    "One third of Texas teachers resigned.",
    "The second quarter of the year was dry.",
    "The mother of two has left.",
    "Only one has come.",
    "He owns the 500 Acre Drive house.",
    "Hundred Acre Wood is fiction.",
    "They paid $500 acres of debt.",
    "Call No. 12 acres hall.",
    "M2 grew by 5.",
    "A length of 5 m 2 was cut.",
    "Fifty-fifty acres are odd.",
    "Two three four acres are odd.",
    "The ratio 1/20 acres is odd.",
    "He has 5 MU players.",
    "Watch 3 Rai channels.",
    "Half of the people of Kursk left.",
    "The basin is 1 234,5 square kilometres.",
)

# One unit in km2: the tests' own copy of the definitions.
KM2 = {
    "km2": 1.0,
    "mi2": 1.609344**2,
    "ha": 0.01,
    "acre": 4046.8564224e-6,
    "m2": 1e-6,
    "ft2": 0.3048**2 * 1e-6,
    "nmi2": 1.852**2,
    "dunam": 1e-3,
    "rai": 1.6e-3,
    "mu": 1e-2 / 15,
    "feddan": 4.2e-3,
    "pitch": 7.14e-3,
}


@pytest.mark.parametrize(("text", "rows"), FIGURES, ids=[text[:40] for text, _ in FIGURES])
def test_figures(text: str, rows: tuple[Row, ...]) -> None:
    figures = figures_in(text)
    assert [(f.text, f.unit, f.hedge, f.place.name if f.place else None) for f in figures] == [
        (row[0], row[2], row[5], row[6]) for row in rows
    ]
    for figure, (_, value, unit, low, high, _, _) in zip(figures, rows, strict=True):
        km2 = KM2[unit] if unit else 1.0
        assert figure.value == pytest.approx(value, rel=1e-5)
        assert figure.quantity == ("area" if unit else "share")
        assert figure.high == pytest.approx(high * km2, rel=1e-5)
        if "field" not in figure.text:
            assert figure.low == pytest.approx(low * km2, rel=1e-5)


@pytest.mark.parametrize("text", TRAPS)
def test_traps(text: str) -> None:
    assert figures_in(text) == ()


def test_table_is_large_enough() -> None:
    assert len(FIGURES) + len(TRAPS) >= 130
    assert {row[2] for _, rows in FIGURES for row in rows} == {*KM2, None}


def test_football_fields_reach_from_american_to_association() -> None:
    (figure,) = figures_in("The dump is the size of 400 football fields.")
    assert figure.low == pytest.approx(350 * 360 * 0.3048 * 160 * 0.3048 * 1e-6)
    assert figure.high == pytest.approx(500 * 105 * 68 * 1e-6)


@pytest.mark.parametrize("code", sorted(KM2))
def test_units_are_what_they_are_defined_as(code: str) -> None:
    units = [unit for unit in UNITS if unit.code == code]
    assert units
    assert all(unit.source for unit in units)
    assert units[0].high_km2 == pytest.approx(KM2[code], rel=1e-12)
