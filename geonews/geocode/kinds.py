"""Kinds of place and codes of countries, as services write them, in the terms of a gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["SPOT", "alpha2_of", "feature_of"]

SPOT = "SPOT"
"""What is none of the kinds below: a building, a shop, a stop."""

# GeoNames feature codes, each with the words that services have for it, in lower case without
# spaces and underscores. OpenStreetMap's are of Nominatim, Photon, OpenCage and their like.
_WORDS = {
    "CONT": "continent",
    "PCLI": "country countryregion empire sovereign",
    "PCLD": "dependency dependentcountry",
    "RGN": "macroregion majorlandform geographicalregion",
    "ADM1": "state region province admindivision1 administrativearealevel1 countrysubdivision "
    "stateorprovince adm1 federaldistrict admin1 prefecture oblast emirate governorate",
    "ADM2": "county district macrocounty statedistrict admindivision2 administrativearealevel2 "
    "countrysecondarysubdivision subregion area department jointmunicipality admin2",
    "ADM3": "localadmin admindivision3 administrativearealevel3 countrytertiarysubdivision",
    "PPL": "city town village hamlet municipality locality place populatedplace postaltown "
    "isolateddwelling settlement metroarea",
    "PPLC": "capital nationalcapital",
    "PPLX": "suburb borough quarter neighbourhood neighborhood citydistrict citysubdivision "
    "municipalitysubdivision sublocality sublocalitylevel1 subdistrict citycenter zone",
    "SEA": "sea marinearea continentalmarine",
    "OCN": "ocean",
    "GULF": "gulf",
    "BAY": "bay",
    "STRT": "strait channel",
    "STM": "river stream waterfeature",
    "CNL": "canal",
    "LK": "water lake bodyofwater reservoir lagoon hydro",
    "ISL": "island islet",
    "ISLS": "archipelago islandgroup",
    "PEN": "peninsula",
    "CAPE": "cape headland",
    "MTS": "mountainrange ridge range",
    "MT": "peak mountain hill volcano",
    "VAL": "valley basin",
    "DSRT": "desert",
    "PLAT": "plateau",
    "PLN": "plain",
    "FRST": "forest wood vegetation",
    "PRK": "park nationalpark",
    "RESN": "naturereserve protectedarea",
    "AIRP": "airport aerodrome aeroway",
    "MILB": "military militarybase",
    "ADMD": "administrative administrativearea political boundary",
}
_FEATURES = {word: code for code, words in _WORDS.items() for word in words.split()}
_CODE = re.compile("[A-Z][A-Z0-9]{1,5}")
# Where Nominatim does not say more than "administrative", its rank of a place does.
_RANKS = ((4, "PCLI"), (9, "ADM1"), (12, "ADM2"), (16, "PPL"), (20, "PPLX"))

# ISO 3166-1: alpha-3 and alpha-2 of each country and territory, and of Kosovo.
_ALPHA3 = """
    ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU
    AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ
    BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI
    CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE
    DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK
    FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR
    GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN
    IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH
    KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV
    MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN
    MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI
    NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL
    PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG
    SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI
    SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT
    TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG
    VIRVI VNMVN VUTVU WLFWF WSMWS XKXXK YEMYE ZAFZA ZMBZM ZWEZW
"""
_ALPHA2 = {pair[:3]: pair[3:] for pair in _ALPHA3.split()}
_CODES = frozenset(_ALPHA2.values())


def feature_of(code: str, words: Iterable[str], rank: int | None = None) -> str:
    """Return a GeoNames feature code.

    Parameters
    ----------
    code : str
        What a service gives as such a code, or "".
    words : iterable of str
        What it calls the place, the most telling first.
    rank : int, optional
        Nominatim's ``place_rank``, for an administrative area of no further kind.

    Examples
    --------
    >>> feature_of("", ["Neighborhood"]), feature_of("PPLC", []), feature_of("", ["cafe"])
    ('PPLX', 'PPLC', 'SPOT')
    >>> feature_of("", ["administrative"], rank=8)
    'ADM1'
    """
    if _CODE.fullmatch(code):
        return code
    plain = (re.sub(r"[\s_-]", "", word).lower() for word in words)
    found = [_FEATURES[word] for word in plain if word in _FEATURES]
    telling = next((feature for feature in found if feature != "ADMD"), None)
    if telling or not found:
        return telling or SPOT
    return next((feature for most, feature in _RANKS if rank is not None and rank <= most), "ADMD")


def alpha2_of(code: str) -> str | None:
    """Return a country's ISO 3166-1 alpha-2 code from that or its alpha-3 code; else None.

    Examples
    --------
    >>> alpha2_of("pe"), alpha2_of("PER"), alpha2_of("Peru"), alpha2_of("ZZ")
    ('PE', 'PE', None, None)
    """
    upper = code.upper()
    return upper if upper in _CODES else _ALPHA2.get(upper)
