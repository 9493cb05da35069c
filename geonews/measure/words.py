"""The closed classes of words that the grammar of shares and the binding to places stand on."""

from __future__ import annotations

__all__ = [
    "ADJECTIVES",
    "AFTER_PLACE",
    "DETERMINERS",
    "GENERIC",
    "HEDGED",
    "ISLAND_COUNTRIES",
    "REGION",
    "TERRITORY",
    "small_letters",
]

DETERMINERS = (
    r"(?:the|its|their|his|her|our|this|that|these|those|an?|all|all\sof|all\sthe|some\sof)"
)

ADJECTIVES = (
    r"(?:[a-z]+ern|north|south|east|west|[a-z]+-?(?:east|west)|central|coastal|border|inland|upper"
    r"|lower|greater|rural|urban|occupied|liberated|neighbou?ring|nearby|disputed|entire|whole|total"
    r"|remaining|former|current|sovereign|internationally\srecogni[sz]ed|roughly|nearly|about|own"
    r"|tiny|vast|estimated|original|initial|mainland|much\sof|parts?\sof|most\sof|land|island|small"
    r"|contiguous|continental|so-called|war-torn)"
)

HEDGED = (
    r"(?:more than|less than|fewer than|over|under|about|around|nearly|almost|some|roughly|at least"
    r"|up to|approximately|just(?: over| under)?|only|an estimated|estimated|a mere|close to"
    r"|a total of)"
)
"""The hedges that stand between a place and its figure, as patterns of structure need them."""

TERRITORY = (
    r"(?:territor(?:y|ies)|land\s?mass|land\sarea|land|surface\sarea|surface|total\sarea|area|soil)"
)
"""Nouns that say that a share is one of ground."""

REGION = (
    r"(?:border\s)?(?:regions?|oblasts?|provinces?|states?|count(?:y|ies)|districts?|prefecture"
    r"|governorate|peninsula|islands?|archipelago|enclave|strip|valley|municipality|area|city|territory"
    r"|republic|raion|department|canton|basin|desert)"
)
"""Nouns that stand beside a place's name and belong to it."""

_DEPENDENT = ("PCLD", "PCLF", "PCLS", "PCLIX", "TERR")
GENERIC = {
    "country": ("PCL",),
    "nation": ("PCL",),
    "kingdom": ("PCL",),
    "region": ("ADM1", "RGN", "ADM2", *_DEPENDENT),
    "oblast": ("ADM1",),
    "province": ("ADM1", "ADM2"),
    "state": ("ADM1",),
    "republic": ("ADM1", "PCL"),
    "prefecture": ("ADM1", "ADM2"),
    "governorate": ("ADM1",),
    "voivodeship": ("ADM1",),
    "canton": ("ADM1",),
    "emirate": ("ADM1", "PCL"),
    "department": ("ADM1", "ADM2"),
    "county": ("ADM2", "ADM1"),
    "district": ("ADM2", "ADM3", "ADM1"),
    "parish": ("ADM2", "ADM1"),
    "borough": ("ADM2", "ADM3"),
    "territory": ("ADM1", "RGN", *_DEPENDENT),
    "enclave": ("RGN", "ADM1", *_DEPENDENT),
    "exclave": ("RGN", "ADM1", *_DEPENDENT),
    "strip": ("RGN", "ADM1", *_DEPENDENT),
    "island": ("ISL", "PCL", "ADM1", "ADM2"),
    "atoll": ("ATOL", "ISL", "ADM1"),
    "archipelago": ("ISL", "PCL", "ADM1"),
    "peninsula": ("PEN", "RGN", "ADM1"),
    "continent": ("CONT",),
    "desert": ("DSRT",),
    "basin": ("BSN", "BSND", "RGN"),
    "delta": ("DLTA", "RGN"),
    "valley": ("VAL", "RGN"),
    "lake": ("LK",),
    "sea": ("SEA",),
    "gulf": ("GULF",),
    "bay": ("BAY",),
    "city": ("PPL",),
    "capital": ("PPLC",),
    "town": ("PPL",),
    "village": ("PPL",),
    "municipality": ("ADM2", "ADM3", "PPL"),
    "park": ("PRK",),
    "reserve": ("RES",),
    "forest": ("FRST", "RESF"),
}
"""What "the country" and its like may stand for: prefixes of GeoNames feature codes."""

ISLAND_COUNTRIES = frozenset(
    "AG AU BB BH BS CK CU CV CY DM DO FJ FM GB GD GL HT ID IE IS JM JP KI KM KN KY LC LK MG MH MT "
    "MU MV NR NU NZ PH PR PW SB SC SG ST TL TO TT TV TW VC VU WS".split()
)
"""ISO 3166-1 alpha-2 of the countries that "the island" or "the archipelago" may mean."""

AFTER_PLACE = (
    r"(?:after|although|amid|among|and|are|as|at|be|because|been|before|behind|between|burned|burnt"
    r"|but|by|came|can|could|despite|during|ever|falls?|fell|for|from|had|has|have|if|in|including"
    r"|into|is|last|lay|less|lies|lost|may|might|more|near|not|now|of|on|once|or|over|remain(?:s|ed)?"
    r"|rather|should|since|sits|so|stayed|still|than|that|then|this|though|through|to|today|under"
    r"|underwater|until|was|went|were|when|where|which|while|who|will|with|within|without|would|yet"
    r"|flooded|seized|captured|held|taken|covered|controlled|forested|occupied|damaged|destroyed"
    r"|abandoned|annexed|blanketed|burns?|cleared|conquered|contaminated|deforested|devastated|dried"
    r"|evacuated|flattened|gripped|hit|inundated|levell?ed|liberated|mined|overrun|protected|razed"
    r"|recaptured|reclaimed|retaken|sank|scorched|submerged|swamped|turned|also|about|around|annually"
    r"|already|currently|outright|remains|using|via|without|every|each|every|across|along|by|whose)"
)
"""What may follow a place that a share is of; a noun would be what the share is of instead."""

_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def small_letters(text: str) -> str:
    """Return a text in small letters with the same offsets.

    Examples
    --------
    >>> small_letters("İZMİR Rai")
    'İzmİr rai'
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else text.translate(_SMALL)
