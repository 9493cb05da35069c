"""Distances: what lies how far from what, and the lengths that are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geonews.measure import measure
from geonews.model import Article, Figure
from tests.measure.marked import marked, place_of, shown


def distances_in(story: str) -> tuple[Figure, ...]:
    text, mentions = marked(story)
    return tuple(f for f in measure(Article(text), mentions) if f.quantity == "distance")


# Story, place, other, bearing, sense.
BOUND: tuple[tuple[str, str | None, str | None, float | None, str], ...] = (
    ("A drone fell about 500 km south of [Moscow].", None, "Moscow", 180.0, "apart"),
    ("It is 50 km from the border.", None, None, None, "apart"),
    ("The camp is 3 miles from the {Polish} border.", None, "Poland", None, "apart"),
    ("It lies 5 km from [Poland:PCLI]'s border.", None, "Poland", None, "apart"),
    (
        "[Sudzha], 10 km from the border with [Ukraine:PCLI], burned.",
        "Sudzha",
        "Ukraine",
        None,
        "apart",
    ),
    (
        "[Sumy], 30 km from the border with [Russia:PCLI]'s [Kursk:ADM1] region, burned.",
        *("Sumy", "Kursk", None, "apart"),
    ),
    ("The mill is 3 km from the {Ukrainian}-Russian border.", None, None, None, "apart"),
    ("[Seversk], a town 30 km east of [Sloviansk], fell.", "Seversk", "Sloviansk", 90.0, "apart"),
    ("[Malta:PCLI] lies 80 km south of [Sicily:ISL].", "Malta", "Sicily", 180.0, "apart"),
    (
        "[Kherson], which is 100 km north-west of [Yalta], froze.",
        "Kherson",
        "Yalta",
        315.0,
        "apart",
    ),
    ("[Sudzha] (10 km from the border) fell.", "Sudzha", None, None, "apart"),
    (
        "[Milton], [Georgia:ADM1], 30 miles north of [Atlanta], grew.",
        "Milton",
        "Atlanta",
        0.0,
        "apart",
    ),
    (
        "In [Sudzha] in [Russia:PCLI]'s [Kursk:ADM1] region, 10 km from the border, they dug.",
        *("Sudzha", None, None, "apart"),
    ),
    (
        "In [Russia:PCLI]'s [Kursk:ADM1] region, 10 km from the border, they dug.",
        *(None, None, None, "apart"),
    ),
    (
        "The town of [Toretsk], in [Donetsk:ADM1], is 20 km south of [Druzhba].",
        "Toretsk",
        "Druzhba",
        180.0,
        "apart",
    ),
    (
        "[Kharkiv], the second city of {Ukrainian} industry, is 40 km from the border.",
        "Kharkiv",
        None,
        None,
        "apart",
    ),
    (
        "[Avdiivka], a coal town of 30,000 people that lies 15 km north of [Donetsk], fell.",
        *("Avdiivka", "Donetsk", 0.0, "apart"),
    ),
    (
        "[Kiribati:PCLI], 3,000 km south of [Hawaii:ADM1], sinks.",
        "Kiribati",
        "Hawaii",
        180.0,
        "apart",
    ),
    ("The war in [Kursk] is 50 km from [Belgorod].", None, "Belgorod", None, "apart"),
    ("[Donetsk:ADM1] fell to troops 30 km east of [Pokrovsk].", None, "Pokrovsk", 90.0, "apart"),
    ("Drones struck [Kharkiv], about 410 km east of [Kyiv].", "Kharkiv", "Kyiv", 90.0, "apart"),
    (
        "Drones hit [Izmail] on Friday, 190 km west of [Odesa].",
        *("Izmail", "Odesa", 270.0, "apart"),
    ),
    ("Shells hit [Sumy] late on Monday, some 30 km from the border.", "Sumy", None, None, "apart"),
    (
        "In [Izmail], [Ukraine:PCLI], 190 km west of [Odesa], it rained.",
        *("Izmail", "Odesa", 270.0, "apart"),
    ),
    (
        "He left [Izmail], [Odesa Oblast:ADM1], [Ukraine:PCLI], 190 km west of [Odesa].",
        *("Izmail", "Odesa", 270.0, "apart"),
    ),
    (
        "[Izmail] ([Ukraine:PCLI]), 190 km west of [Odesa], froze.",
        "Izmail",
        "Odesa",
        270.0,
        "apart",
    ),
    ("[Izmail] (190 km west of [Odesa]) froze.", "Izmail", "Odesa", 270.0, "apart"),
    ("[Izmail] sits some 190 km from [Odesa].", "Izmail", "Odesa", None, "apart"),
    (
        "Men in [Izmail], [Ukraine:PCLI]'s largest river port, 190 km west of [Odesa], fled.",
        *("Izmail", "Odesa", 270.0, "apart"),
    ),
    (
        "A fire in [Lviv], a city of 1.2 million people 60 km from the border, spread.",
        *("Lviv", None, None, "apart"),
    ),
    ("Shells hit [Sudzha] 10 km north of [Sumy].", "Sudzha", "Sumy", 0.0, "apart"),
    ("Lying some 190 km west of [Odesa], [Izmail] froze.", "Izmail", "Odesa", 270.0, "apart"),
    ("In [Izmail], a drone hit the port, 190 km west of [Odesa].", None, "Odesa", 270.0, "apart"),
    ("In [Izmail], the mayor said, 190 km west of [Odesa] ice lay.", None, "Odesa", 270.0, "apart"),
    ("30 km south of [Kursk] lies [Oboyan].", "Oboyan", "Kursk", 180.0, "apart"),
    ("[Lviv] burned. The mine is 60 km from the city.", None, "Lviv", None, "apart"),
    ("[Kyiv] and [Kharkiv] are about 410 km apart.", "Kyiv", "Kharkiv", None, "apart"),
    ("The 410 km between [Kyiv] and [Kharkiv] are flat.", "Kyiv", "Kharkiv", None, "apart"),
    ("The distance between [Kyiv] and [Kharkiv] is 410 km.", "Kyiv", "Kharkiv", None, "apart"),
    ("The distance from [Kyiv] to [Kharkiv] is 410 km.", "Kyiv", "Kharkiv", None, "apart"),
    ("Some 410 km separate [Kyiv] from [Kharkiv].", "Kyiv", "Kharkiv", None, "apart"),
    ("Troops went 12 km deep into [Kursk:ADM1].", None, "Kursk", None, "deep"),
    ("They held a 12-mile-deep strip inside [Kursk:ADM1].", None, "Kursk", None, "deep"),
    ("A 6-km-deep buffer zone in [Lebanon:PCLI] stays.", None, "Lebanon", None, "deep"),
    ("They advanced 35 km into [Russia:PCLI]'s [Kursk:ADM1] region.", None, "Kursk", None, "deep"),
    ("Drones hit a depot 300 km inside {Russian} territory.", None, "Russia", None, "deep"),
    ("Drones hit [Tver], 300 km inside [Russia:PCLI].", "Tver", "Russia", None, "deep"),
    ("[Kursk:ADM1] burns. They pushed 8 km into the region.", None, "Kursk", None, "deep"),
    ("They pushed 8 km into enemy territory.", None, None, None, "deep"),
)


@pytest.mark.parametrize(
    ("story", "place", "other", "bearing", "sense"), BOUND, ids=[row[0][:60] for row in BOUND]
)
def test_what_lies_where(
    story: str, place: str | None, other: str | None, bearing: float | None, sense: str
) -> None:
    (figure,) = distances_in(story)
    assert (shown(figure.place), shown(figure.other)) == (place, other)
    assert (figure.bearing, figure.sense) == (bearing, sense)
    assert bool(figure.bound_by) == (place is not None)


@pytest.mark.parametrize(
    ("words", "text", "value", "low", "high", "hedge"),
    [
        ("50 km", "50 km", 50, 45, 60, None),
        ("about 412 km", "412 km", 412, 391.4, 432.6, "about"),
        ("more than 1,000 km", "1,000 km", 1000, 1000, 1250, "more than"),
        ("nearly 80 km", "80 km", 80, 68, 82.4, "nearly"),
        ("5 to 7 km", "5 to 7 km", 6, 4.5, 8, None),
        ("two-and-a-half km", "two-and-a-half km", 2.5, 2.45, 2.6, None),
        ("a mile", "a mile", 1, 0.5 * 1.609344, 2 * 1.609344, None),
        ("300 metres", "300 metres", 300, 0.25, 0.4, None),
        ("30 nautical miles", "30 nautical miles", 30, 25 * 1.852, 40 * 1.852, None),
    ],
)
def test_intervals(
    words: str, text: str, value: float, low: float, high: float, hedge: str | None
) -> None:
    (figure,) = distances_in(f"The mill is {words} from [Kursk].")
    assert (figure.text, figure.value, figure.hedge) == (text, value, hedge)
    assert (figure.low, figure.high) == pytest.approx((low, high))


def test_within_is_an_upper_bound() -> None:
    (figure,) = distances_in("[Sudzha] lies within 50 km of [Kursk].")
    assert (figure.low, figure.high, figure.hedge) == (0.0, 60.0, "within")


def test_both_units_of_a_distance_say_the_same() -> None:
    first, second = distances_in("[Malta:PCLI] lies 50 miles (80 km) south of [Sicily:ISL].")
    assert (first.text, second.text) == ("50 miles", "80 km")
    assert (first.place, first.other, first.bearing) == (
        second.place,
        second.other,
        second.bearing,
    )


def test_a_dateline_lies_nowhere() -> None:
    text, mentions = marked("[LVIV] — 50 km south of [Kursk], it rained.")
    dated = (replace(mentions[0], role="dateline"), mentions[1])
    (figure,) = measure(Article(text), dated)
    assert figure.place is None


def test_relative_mentions_are_distances_all_the_same() -> None:
    text, mentions = marked("A drone fell 30 km south of [Kursk].")
    start = text.index("30 km")
    relative = replace(
        mentions[0], start=start, end=start + 14, text="30 km south of", kind="relative"
    )
    (figure,) = measure(Article(text), (relative, *mentions))
    assert (figure.text, shown(figure.other), figure.place) == ("30 km", "Kursk", None)


@pytest.mark.parametrize(
    "story",
    [
        "She won the 50 km race in [Paris].",
        "She ran 42 km from [Marathon] to [Athens].",
        "The missile has a range of 300 km and can reach [Berlin].",
        "A missile with a 300 km range from [Kursk] was shown.",
        "The 300-km border between [Poland:PCLI] and [Ukraine:PCLI] is shut.",
        "The road of 120 km between [Lagos] and [Ibadan] is new.",
        "They drove the 650 km between [Kyiv] and [Kharkiv].",
        "He walked the 12 km between [Irpin] and [Kyiv].",
        "The plant is a 30 km drive from [Kursk].",
        "The quake was 10 km deep in [Peru:PCLI].",
        "The quake struck at a depth of 10 km in [Peru:PCLI].",
        "Winds of 100 km/h from [Lima] came.",
        "Winds of 100 km per hour from [Lima] came.",
        "Planes flew at 10 km above [Lima].",
        "It rained 30 mm north of [Kursk].",
        "He ran 5 km from home.",
        "He is 5 miles into the race.",
        "The pipe would reach five miles into the city.",
        "It is several miles from [Pokrovsk].",
        "The two are 40 miles apart.",
        "The pipeline runs 1,230 km from [Russia:PCLI] to [Germany:PCLI].",
    ],
)
def test_traps(story: str) -> None:
    assert distances_in(story) == ()


@pytest.mark.parametrize("piece", ["5 km from ", "5 km into the ", "5 km between ", "km apart "])
def test_repetition_costs_no_more_than_its_length(piece: str) -> None:
    assert distances_in(piece * 5_000) == ()


def test_a_town_that_was_taken_for_its_province() -> None:
    text, mentions = marked("It stopped in [Isfahan:ADM1], 340 km south of [Tehran].")
    province = replace(mentions[0].place or place_of("", ""), country="IR")
    town = replace(province, feature="PPLA", admin1="Isfahan")
    first = replace(mentions[0], place=province, alternatives=(town,))
    (figure,) = measure(Article(text), (first, *mentions[1:]))
    assert figure.place == town
