"""Other figures that authorities give under a country's name.

They count in, or leave out, lands far off, disputed ones, and coastal waters.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["OTHER_TOTALS"]

OTHER_TOTALS: Mapping[str, tuple[tuple[str, float, str], ...]] = MappingProxyType(
    {
        "AR": (("total with the Antarctic and island claims", 3_761_274.0, "INDEC, Argentina"),),
        "CL": (("total with the Antarctic claim", 2_006_096.0, "INE, Chile"),),
        "CY": (("without the north", 5_896.0, "World Factbook, CIA, less 3,355 km2"),),
        "DK": (("with Greenland and the Faroes", 2_210_573.0, "World Factbook, CIA, summed"),),
        "FR": (
            ("metropolitan total", 551_500.0, "World Factbook, CIA"),
            ("total with the overseas regions", 643_801.0, "World Factbook, CIA"),
        ),
        "IL": (
            ("without the Golan and East Jerusalem", 20_770.0, "World Factbook, CIA, older"),
            ("with the Golan and East Jerusalem", 22_072.0, "Central Bureau of Statistics, Israel"),
        ),
        "MA": (
            ("without Western Sahara", 446_550.0, "World Factbook, CIA, older"),
            ("with Western Sahara", 716_550.0, "World Factbook, CIA"),
        ),
        "NO": (("with Svalbard and Jan Mayen", 385_207.0, "Statistics Norway"),),
        "PK": (
            ("without its part of Kashmir", 796_095.0, "World Factbook, CIA"),
            ("with its part of Kashmir", 881_913.0, "World Factbook, CIA, with 85,818 km2"),
        ),
        "RS": (
            ("without Kosovo", 77_474.0, "World Factbook, CIA"),
            ("with Kosovo", 88_361.0, "Statistical Office of Serbia, older"),
        ),
        "US": (("without coastal waters", 9_525_067.0, "US Census Bureau, summed"),),
    }
)
"""By ISO 3166-1: what is counted, square kilometres, source."""
