"""The closed classes of words that the grammar of shares and the binding to places stand on."""

from __future__ import annotations

__all__ = [
    "ADJECTIVES",
    "AFTER_PLACE",
    "DETERMINERS",
    "GENERIC",
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
    r"|tiny|vast|estimated|original|initial|mainland|much\sof|parts?\sof|most\sof|land|island|small)"
)

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

GENERIC = {
    "country": ("PCL",),
    "nation": ("PCL",),
    "region": ("ADM1", "RGN", "ADM2"),
    "oblast": ("ADM1",),
    "province": ("ADM1",),
    "state": ("ADM1",),
    "prefecture": ("ADM1",),
    "governorate": ("ADM1",),
    "county": ("ADM2",),
    "district": ("ADM2", "ADM3"),
    "territory": ("ADM1", "TERR", "PCL", "RGN"),
    "enclave": ("RGN", "PCL", "TERR", "ADM1"),
    "island": ("ISL", "PCL", "ADM1"),
    "archipelago": ("ISL", "PCL", "ADM1"),
    "peninsula": ("PEN", "RGN", "ADM1"),
    "continent": ("CONT",),
    "city": ("PPL",),
    "town": ("PPL",),
    "municipality": ("ADM2", "ADM3", "PPL"),
    "park": ("PRK",),
    "reserve": ("RES",),
}
"""What "the country" and its like may stand for: prefixes of GeoNames feature codes."""

AFTER_PLACE = (
    r"(?:after|although|amid|among|and|are|as|at|be|because|been|before|behind|between|burned|burnt"
    r"|but|by|came|can|could|despite|during|ever|falls?|fell|for|from|had|has|have|if|in|including"
    r"|into|is|last|lay|less|lies|lost|may|might|more|near|not|now|of|on|once|or|over|remain(?:s|ed)?"
    r"|rather|should|since|sits|so|stayed|still|than|that|then|this|though|through|to|today|under"
    r"|underwater|until|was|went|were|when|where|which|while|who|will|with|within|without|would|yet"
    r"|flooded|seized|captured|held|taken|covered|controlled|forested|occupied|damaged|destroyed)"
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
