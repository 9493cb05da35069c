"""How wide a text runs, without a font at hand: never less than a browser will draw it."""

from __future__ import annotations

import unicodedata

__all__ = ["balanced", "shortened", "text_width"]

# Advance widths in em, the wider of DejaVu Sans Bold and Liberation Sans Bold (Arial's metrics),
# as Chromium measures them: the faces of the stack that readers have are no wider.
_WIDTHS = (
    (0.36, " 'ijlıіј"),
    (0.4, "’‘,./:;I\\|·łΙιІ"),
    (0.48, "!()-[]ftľŧſ"),
    (0.56, '“”–"*J`rŀЈг'),
    (0.61, "?_cszεζξзстэєѕ"),
    (0.69, "FLTaekovxyðøĸĿŁŦΓΞΣΤγδθλνοςτυχГТавекнопухчьяџ"),
    (0.73, "$0123456789EPSYZbdghnpqu{}ßþđŋΕΖΡΥαβηκρЅЕЗРбилрђћ"),
    (0.78, "ABCKRVXÞΑΒΔΚΛΧμσφϏЄАБВСУХЬЭЯцъ"),
    (0.88, "&DGHNOQUÐØĐħŊΗΘΝΟΠΦΩπψЏИКЛНОПЧдм"),
    (0.93, "#+<=>^w~ΨωЂЋДЦы"),
    (1.05, "…—%MmæĦŉΜМФЪЫжфюљњ"),
    (1.18, "@WÆŒœЉЊЮшщ"),
    (1.35, "ЖШЩ"),
)
_TABLE: dict[str, float] = {char: width for width, chars in _WIDTHS for char in chars}
# The regular weights of both faces are narrower.
_REGULAR = 0.95


def text_width(text: str, size: float, *, bold: bool = False, spacing: float = 0.0) -> float:
    """Return the width of a text at a size, in the same units; ``spacing`` is in em.

    Examples
    --------
    >>> round(text_width("Kursk", 10, bold=True)), round(text_width("北京", 10))
    (34, 20)
    """
    total = sum(map(_advance, text))
    return size * (total * (1 if bold else _REGULAR) + spacing * len(text))


def _advance(char: str) -> float:
    known = _TABLE.get(char)
    if known is not None:
        return known
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        # Divided by the factor of the regular weight: an ideograph is a square in both.
        return 1.3 if category == "So" else 1 / _REGULAR
    base = unicodedata.decomposition(char).split(" ")[0]
    if base and not base.startswith("<"):
        return _TABLE.get(chr(int(base, 16)), 0.8)
    if category == "Lu":
        return 0.9
    # Letters of Indic scripts and of Ethiopic run wide, those of Arabic and Hebrew narrow.
    return 0.95 if "\u0900" <= char <= "\u1fff" else 0.74


def balanced(text: str, most: int) -> tuple[str, ...]:
    """Return a text on one line, or on two of about the same length where it is longer.

    Examples
    --------
    >>> balanced("Kursk Oblast", 18), balanced("Svalbard and Jan Mayen", 18)
    (('Kursk Oblast',), ('Svalbard and', 'Jan Mayen'))
    """
    if len(text) <= most or " " not in text:
        return (text,)
    spaces = [i for i, char in enumerate(text) if char == " "]
    at = min(spaces, key=lambda i: (max(i, len(text) - i - 1), -i))
    return (text[:at], text[at + 1 :])


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, with an ellipsis where it is cut.

    Examples
    --------
    >>> shortened("Kursk Oblast", 7)
    'Kursk…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
