"""Numbers: what each way of writing one stands for, and what is no number."""

from __future__ import annotations

import re

import pytest

from geonews.numbers import (
    FRACTION,
    NUMBER,
    NUMBER_COMMA,
    has_decimal_comma,
    parse_fraction,
    parse_number,
    span_of,
)

# Text, value, low, high: rule 1, half a last place below and a whole one above; a fraction of one
# is good to a tenth of itself, and so is the part of a mixed one that has no short decimal.
NUMBERS = (
    ("984", 984, 983.5, 985),
    ("1,400", 1400, 1350, 1500),
    ("12,345,678.5", 12345678.5, 12345678.45, 12345678.6),
    ("1,50,000", 150_000, 145_000, 160_000),
    ("1.234.567", 1234567, 1234566.5, 1234568),
    ("1 000", 1000, 500, 2000),
    ("12\u2009500", 12500, 12450, 12600),
    ("12\u202f500", 12500, 12450, 12600),
    ("12\u00a0500", 12500, 12450, 12600),
    ("1'234", 1234, 1233.5, 1235),
    ("1’234", 1234, 1233.5, 1235),
    (".5", 0.5, 0.45, 0.6),
    ("2.35 million", 2_350_000, 2_345_000, 2_360_000),
    ("2.5m", 2_500_000, 2_450_000, 2_600_000),
    ("1.2bn", 1_200_000_000, 1_150_000_000, 1_300_000_000),
    ("1.2 bn", 1_200_000_000, 1_150_000_000, 1_300_000_000),
    ("3 mln", 3_000_000, 2_500_000, 4_000_000),
    ("100k", 100_000, 50_000, 200_000),
    ("1.5 lakh", 150_000, 145_000, 160_000),
    ("2 crore", 20_000_000, 15_000_000, 30_000_000),
    ("3 1/2", 3.5, 3.45, 3.6),
    ("3-1/2", 3.5, 3.45, 3.6),
    ("3½", 3.5, 3.45, 3.6),
    ("3 ½", 3.5, 3.45, 3.6),
    ("1 and 1/2", 1.5, 1.45, 1.6),
    ("2 1/2 million", 2_500_000, 2_450_000, 2_600_000),
    ("3 1/3", 10 / 3, 3.3, 3.36667),
    ("2/3 of an", 2 / 3, 0.6, 0.73333),
    ("0.75 of an", 0.75, 0.745, 0.76),
    ("¾ of a", 0.75, 0.745, 0.76),
    ("twelve", 12, 11.5, 13),
    ("twenty-five", 25, 24.5, 26),
    ("twelve hundred", 1200, 1150, 1300),
    ("a thousand", 1000, 500, 2000),
    ("one hundred and fifty thousand", 150_000, 145_000, 160_000),
    ("one thousand two hundred", 1200, 1150, 1300),
    ("two dozen", 24, 23.5, 25),
    ("half a dozen", 6, 5.5, 7),
    ("half a million", 500_000, 450_000, 600_000),
    ("half-a-million", 500_000, 450_000, 600_000),
    ("a half-million", 500_000, 450_000, 600_000),
    ("a quarter of a million", 250_000, 245_000, 260_000),
    ("three quarters of a million", 750_000, 745_000, 760_000),
    ("two-thirds of a million", 2e6 / 3, 6e5, 733_333.3),
    ("two and a half million", 2_500_000, 2_450_000, 2_600_000),
    ("two-and-a-half", 2.5, 2.45, 2.6),
    ("a million and a half", 1_500_000, 1_450_000, 1_600_000),
    ("two and three-quarters", 2.75, 2.745, 2.76),
    ("one and one-half", 1.5, 1.45, 1.6),
    ("five and two thirds million", 17e6 / 3, 5_600_000, 5_733_333),
    ("one point five million", 1_500_000, 1_450_000, 1_600_000),
    ("zero point two five", 0.25, 0.245, 0.26),
    ("half an", 0.5, 0.45, 0.55),
    ("a third of an", 1 / 3, 0.3, 0.36667),
    ("three-fifths of a", 0.6, 0.54, 0.66),
    ("nine-tenths", 0.9, 0.81, 0.99),
)

COMMA_NUMBERS = (
    ("1,5", 1.5),
    ("1.234,5", 1234.5),
    ("12.500", 12_500),
    ("12 500,25", 12500.25),
    ("1.234.567", 1_234_567),
    ("1.5", 1.5),
    ("3 ½", 3.5),
    ("1,3 Millionen", 1_300_000),
    ("2,5 Mio.", 2_500_000),
    ("2 millions", 2_000_000),
    ("40 тыс.", 40_000),
    ("1,2 млн", 1_200_000),
    ("40 тис.", 40_000),
    ("3 milioni", 3_000_000),
    ("2 mil", 2_000),
    ("1,5 millones", 1_500_000),
    ("2 mld", None),
    ("1,2,3", None),
)

NO_NUMBERS = (
    "fifty-fifty",
    "two three four",
    "five point twenty",
    "two five point one",
    "several",
    "a few hundred",
    "3/2",
    "9/11",
    "1,2,3",
    "",
)


@pytest.mark.parametrize(("text", "value", "low", "high"), NUMBERS)
def test_number(text: str, value: float, low: float, high: float) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.low, number.high) == pytest.approx((value, low, high), rel=1e-5)
    assert parse_number(text.upper()) == number
    assert re.fullmatch(NUMBER, text)


@pytest.mark.parametrize(("text", "value"), COMMA_NUMBERS)
def test_number_with_a_decimal_comma(text: str, value: float | None) -> None:
    number = parse_number(text, decimal_comma=True)
    assert (number.value if number else None) == value
    if value is not None:
        assert re.fullmatch(NUMBER_COMMA, text.lower())


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("half", 1 / 2),
        ("one-half", 1 / 2),
        ("two thirds", 2 / 3),
        ("three quarters", 3 / 4),
        ("four-fifths", 4 / 5),
        ("an eighth", 1 / 8),
        ("two halves", None),
    ],
)
def test_fraction(text: str, value: float | None) -> None:
    fraction = parse_fraction(text)
    assert re.fullmatch(FRACTION, text)
    if value is None:
        assert fraction is None
    else:
        assert fraction is not None
        assert (fraction.low, fraction.high) == pytest.approx((0.9 * value, 1.1 * value))


def test_range_reaches_from_the_low_of_the_first_to_the_high_of_the_last() -> None:
    first, last = parse_number("1,000"), parse_number("1,200")
    assert first is not None
    assert last is not None
    span = span_of(first, last)
    assert (span.value, span.first, span.last) == (1100, 1000, 1200)
    assert (span.low, span.high) == (500, 1300)


@pytest.mark.parametrize(
    ("language", "comma"),
    [
        *(
            (tag, True)
            for tag in ("de", "fr-FR", "es", "ru", "uk", "it", "pt_BR", "PL", "tr", "id")
        ),
        *((tag, False) for tag in ("en", "en-ZA", "es-MX", "de-CH", "zh", "ja", "he", "", None)),
    ],
)
def test_languages_with_a_decimal_comma(language: str | None, comma: bool) -> None:
    assert has_decimal_comma(language) is comma
