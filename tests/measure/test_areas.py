"""Area figures: every spelling of every unit, every shape of number, and every trap."""

from __future__ import annotations

import pytest

from geonews.measure.areas import find_areas, is_rate
from geonews.measure.units import UNITS, unit_of
from geonews.model import Figure
from geonews.units import UNIT_KM2

SPELLINGS = {
    "km2": "square kilometres, square kilometers, square kilometer, square-kilometre, sq km, "
    "sq. km, sq.km, sqkm, sq-km, sq kms, square kms, square km, sq. kilometers, sq klm, km2, kms2, "
    "km², km^2, kilometres squared, km squared, km sq, ㎢",
    "mi2": "square miles, square mile, square-mile, sq mi, sq. mi, sq.mi, sqmi, sq miles, "
    "sq. miles, square mi, mi2, mi², miles squared, mile², square statute miles",
    "ha": "hectares, hectare, ha, hectars",
    "acre": "acres, acre",
    "m2": "square metres, square meters, sq m, sq. m, sq.m, sqm, sq metres, sq mtrs, m2, m², m^2, "
    "metres squared, ㎡",
    "ft2": "square feet, square foot, square-foot, sq ft, sq. ft, sq.ft, sqft, ft2, ft², "
    "feet squared",
    "nmi2": "square nautical miles, square nautical mile, sq nautical miles, sq nmi, sq. nm, "
    "nautical square miles, square sea miles, nmi2",
    "dunam": "dunams, dunam, dunums, donums, dönüm",
    "rai": "rai",
    "mu": "mu, mou",
    "feddan": "feddans, feddan, fedans",
    "pitch": "football pitches, soccer pitches, soccer fields, football fields, "
    "American football fields",
}
ELSEWHERE = {
    "km2": "Quadratkilometer, qkm, kilomètres carrés, kilómetros cuadrados, chilometri quadrati, "
    "quilômetros quadrados, квадратных километров, кв. км, квадратних кілометрів, км²",
    "ha": "Hektar, hectares, hectáreas, ettari, гектаров, гектарів, га",
    "m2": "Quadratmeter, mètres carrés, metros cuadrados, metri quadrati, кв. м, м²",
}


def areas_in(text: str, decimal_comma: bool = False) -> list[Figure]:
    """Return the area figures of a text."""
    return list(find_areas(text, text.lower(), decimal_comma))


@pytest.mark.parametrize(
    ("code", "spelling"),
    [(code, each) for code, spellings in SPELLINGS.items() for each in spellings.split(", ")],
)
def test_spellings(code: str, spelling: str) -> None:
    (figure,) = areas_in(f"It is the size of 12 {spelling} in all.")
    assert (figure.text, figure.value, figure.unit) == (f"12 {spelling}", 12, code)
    assert figure.high == pytest.approx(13 * UNIT_KM2[code])
    (point,) = areas_in(f"It is the size of 12 {spelling}. Rain fell.")
    assert (point.value, point.unit) == (12, code)


@pytest.mark.parametrize(
    ("code", "spelling"),
    [(code, each) for code, spellings in ELSEWHERE.items() for each in spellings.split(", ")],
)
def test_spellings_of_other_languages(code: str, spelling: str) -> None:
    (figure,) = areas_in(f"Es sind 1.234,5 {spelling}.", decimal_comma=True)
    assert (figure.text, figure.value, figure.unit) == (f"1.234,5 {spelling}", 1234.5, code)


def test_every_unit_has_spellings_and_a_size() -> None:
    assert {unit.code for unit in UNITS} == set(SPELLINGS) == set(UNIT_KM2)
    with pytest.raises(KeyError):
        unit_of("furlongs")


# Text, and what must be read from it: text, value, unit, hedge.
FIGURES: tuple[tuple[str, tuple[tuple[str, float, str, str | None], ...]], ...] = (
    ("It covers an acre and a half.", (("an acre and a half", 1.5, "acre", None),)),
    ("They own two acres and a half.", (("two acres and a half", 2.5, "acre", None),)),
    (
        "It covers a square mile and a half of bog.",
        (("a square mile and a half", 1.5, "mi2", None),),
    ),
    ("A 1/2 acre lot.", (("1/2 acre", 0.5, "acre", None),)),
    ("A quarter-acre lot.", (("A quarter-acre", 0.25, "acre", None),)),
    ("A two-and-a-half-acre lot.", (("two-and-a-half-acre", 2.5, "acre", None),)),
    ("It is one-tenth of an acre.", (("one-tenth of an acre", 0.1, "acre", None),)),
    ("It is three-fifths of a hectare.", (("three-fifths of a hectare", 0.6, "ha", None),)),
    ("It is 2/3 of an acre.", (("2/3 of an acre", 0.666667, "acre", None),)),
    ("Five- to 10-acre lots.", (("Five- to 10-acre", 7.5, "acre", None),)),
    ("Some 5-to-7-acre lots.", (("5-to-7-acre", 6, "acre", "some"),)),
    ("It was 500 acres to 700 acres.", (("500 acres to 700 acres", 600, "acre", None),)),
    (
        "Between 500 acres and 700 acres.",
        (("500 acres and 700 acres", 600, "acre", None),),
    ),
    ("A 10 sq km-15 sq km zone.", (("10 sq km-15 sq km", 12.5, "km2", None),)),
    ("Engine 12 - 500 acres burned.", (("500 acres", 500, "acre", None),)),
    ("It burned 12 – 15 acres.", (("12 – 15 acres", 13.5, "acre", None),)),
    ("Between 2019 and 3 million acres.", (("3 million acres", 3_000_000, "acre", None),)),
    ("Between 2010 and 2050 acres.", (("2010 and 2050 acres", 2_030, "acre", None),)),
    ("Lots of 1-100 acres.", (("1-100 acres", 50.5, "acre", None),)),
    ("Lots ranging from 5 to 7 acres.", (("5 to 7 acres", 6, "acre", None),)),
    ("It grew from 500 to 700 acres.", (("700 acres", 700, "acre", None),)),
    ("It shrank by 12,800 to 78,000 km2.", (("78,000 km2", 78_000, "km2", None),)),
    ("It shrinks by 5 to 7 acres.", (("5 to 7 acres", 6, "acre", None),)),
    (
        "It is 20 acres to 30 hectares.",
        (("20 acres", 20, "acre", None), ("30 hectares", 30, "ha", None)),
    ),
    (
        "The 500 acres and 700 acres.",
        (("500 acres", 500, "acre", None), ("700 acres", 700, "acre", None)),
    ),
    ("It took 500-odd acres.", (("500-odd acres", 500, "acre", "odd"),)),
    ("It took 500 or so acres.", (("500 or so acres", 500, "acre", "or so"),)),
    ("It took 500 or more acres.", (("500 or more acres", 500, "acre", "or more"),)),
    ("It took 500 acres or less.", (("500 acres", 500, "acre", "or less"),)),
    ("It is about a 500-acre wood.", (("500-acre", 500, "acre", "about"),)),
    ("They run the hundred-acre farm.", (("hundred-acre", 100, "acre", None),)),
    (
        "It hit 100,000 fire-damaged hectares.",
        (("100,000 fire-damaged hectares", 100_000, "ha", None),),
    ),
    (
        "It has 40 mostly forested acres.",
        (("40 mostly forested acres", 40, "acre", None),),
    ),
    ("A 4,500- square- foot hall.", (("4,500- square- foot", 4_500, "ft2", None),)),
    ("Square footage: About 3,000.", (("Square footage: About 3,000", 3_000, "ft2", "About"),)),
    ("Acres burned: 1,200\nHomes lost: 3", (("Acres burned: 1,200", 1_200, "acre", None),)),
    ("It was 500 acres burned: 20.", (("500 acres", 500, "acre", None),)),
    ("The 500 Acre fire is out.", (("500 Acre", 500, "acre", None),)),
    ("A 40-Acre Park Opens.", (("40-Acre", 40, "acre", None),)),
    ("They have 12 Ha of land.", (("12 Ha", 12, "ha", None),)),
    ("It is as large as a football field.", (("a football field", 1, "pitch", None),)),
    ("A football-field-sized hole.", (("A football-field", 1, "pitch", None),)),
    (
        "It is half the size of a football pitch.",
        (("half the size of a football pitch", 0.5, "pitch", None),),
    ),
    (
        "It is three times as large as a football field.",
        (("three times as large as a football field", 3, "pitch", None),),
    ),
    ("No bigger than 3 football pitches.", (("3 football pitches", 3, "pitch", "no bigger than"),)),
    ("It is 5.2m sq ft in all.", (("5.2m sq ft", 5_200_000, "ft2", None),)),
    ("It is 0.75 of an acre.", (("0.75 of an acre", 0.75, "acre", None),)),
    ("They bought an acre of land.", (("an acre", 1, "acre", None),)),
    ("It is a square-mile area.", (("a square-mile", 1, "mi2", None),)),
    ("They advance 30 km2 a day.", (("30 km2", 30, "km2", None),)),
    (
        "In 2,000 sq km/772 sq miles of land.",
        (("2,000 sq km", 2_000, "km2", None), ("772 sq miles", 772, "mi2", None)),
    ),
)

TRAPS = (
    "Hundred Acre Wood is fiction.",
    "It took part of an acre.",
    "In 1291 Acre fell.",
    "They signed two MoU.",
    "Two rai singers came.",
    "They met 5 Ha Noi residents.",
    "He lives at 200 Acres Drive.",
    "They were promised 40 acres and a mule.",
    "One in five hectares burned.",
    "In 2008 burned acres rose.",
    "A few hundred hectares burned.",
    "A couple of acres burned.",
    "Tens of thousands of acres burned.",
    "Yields are 12 ha-1 now.",
    "It is 2.5x10^6 ha.",
    "On 9/11 acres of glass fell.",
    "It was two million, three hundred thousand acres.",
    "It holds 26 million acre feet of water.",
    "Rent is $900 for an acre.",
    "People per square mile: 300.",
    "It is 12,50 hectares.",
    "It is 3,5000 acres.",
    "Square footage: none.",
    "It has 12 square blocks.",
)


@pytest.mark.parametrize(("text", "rows"), FIGURES)
def test_figures(text: str, rows: tuple[tuple[str, float, str, str | None], ...]) -> None:
    figures = areas_in(text)
    assert [(f.text, f.unit) for f in figures] == [(row[0], row[2]) for row in rows]
    for figure, row in zip(figures, rows, strict=True):
        assert figure.value == pytest.approx(row[1], rel=1e-5)
        assert figure.hedge == (row[3].lower() if row[3] else None)
        assert text[figure.start : figure.end] == figure.text
        assert figure.low <= figure.high


@pytest.mark.parametrize("text", TRAPS)
def test_traps(text: str) -> None:
    assert areas_in(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Das Feuer erfasste 2,5 km².", 2.5),
        ("Es waren 1,3 Millionen Hektar.", 1_300_000),
        ("Es waren 2,5 Mio. ha.", 2_500_000),
        ("Le feu a parcouru 2 millions d'hectares.", 2_000_000),
        ("Le feu a parcouru 1 234,5 hectares.", 1234.5),
        ("Sono 3 milioni di ettari.", 3_000_000),
        ("Quemó 2,5 millones de hectáreas.", 2_500_000),
        ("Выгорело 40 тыс. га леса.", 40_000),
        ("Вигоріло 1,2 млн гектарів.", 1_200_000),
        ("Es sind 12.500 km².", 12_500),
    ],
)
def test_other_languages(text: str, value: float) -> None:
    (figure,) = areas_in(text, decimal_comma=True)
    assert figure.value == value
    assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("5 ha a day", True),
        ("5 ha (12 acres) per week", True),
        ("5 ha of forest every single minute", True),
        ("5 ha annually", True),
        ("5 ha a day after it began", False),
        ("5 ha a year ago", False),
        ("5 ha in a day", False),
    ],
)
def test_rates(text: str, rate: bool) -> None:
    assert is_rate(text, len("5 ha")) is rate
