"""What each service says of a place, in one vocabulary; nothing here is trusted yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from geonews.geocode.told import Told, at, corners, four, items, mapping, named_edges

__all__ = ["told"]


def told(raw: Mapping[str, Any]) -> Told:
    """Read a service's answer for one place by its shape, whatever the service is called."""
    return next((read for has, read in _READERS if has(raw)), _nominatim)(raw)


def _nominatim(raw: Mapping[str, Any]) -> Told:
    address, tags = mapping(raw.get("address")), mapping(raw.get("extratags"))
    names = [n for n in mapping(raw.get("namedetails")).values() if isinstance(n, str)]
    capital = tags.get("capital") in ("yes", "2", 2)
    kinds = ("addresstype", "place_type", "osm_value", "type", "class", "category")
    return Told(
        name=raw.get("name"),
        others=tuple(part for name in names[:300] for part in name.split(";")),
        code=raw.get("feature"),
        words=(*(("capital",) if capital else ()), *(raw.get(key) for key in kinds)),
        rank=raw.get("place_rank"),
        country=address.get("country_code") or raw.get("country_code") or raw.get("country"),
        country_name=address.get("country"),
        admin1=address.get("state") or address.get("province") or raw.get("admin1"),
        edges=four(raw.get("boundingbox"), "snwe") or four(raw.get("bbox")),
        population=tags.get("population") or raw.get("population"),
        area_km2=raw.get("area_km2"),
        geonames_id=raw.get("geonames_id"),
        wikidata_id=tags.get("wikidata") or raw.get("wikidata_id"),
        geometry=raw.get("geojson"),
        importance=raw.get("importance"),
        weight=raw.get("weight"),
        source=raw.get("source"),
    )


def _geonames(raw: Mapping[str, Any]) -> Told:
    others = [mapping(name).get("name") for name in items(raw.get("alternateNames"))]
    return Told(
        name=raw.get("name") or raw.get("toponymName"),
        others=(raw.get("toponymName"), raw.get("asciiName"), *others),
        code=raw.get("fcode"),
        words=(raw.get("fcodeName"), raw.get("fclName")),
        country=raw.get("countryCode"),
        country_name=raw.get("countryName"),
        admin1=raw.get("adminName1"),
        edges=named_edges(raw.get("bbox"), "west", "south", "east", "north"),
        population=raw.get("population"),
        geonames_id=raw.get("geonameId"),
    )


def _feature(raw: Mapping[str, Any]) -> Told:
    """Read a GeoJSON feature of Photon, Pelias, geocode.earth or the French address base."""
    about = mapping(raw.get("properties"))
    ids = mapping(at(about, "addendum", "concordances"))
    from_geonames = about.get("source") == "geonames"
    return Told(
        name=about.get("name"),
        words=(about.get("layer"), about.get("osm_value"), about.get("type")),
        country=about.get("countrycode") or about.get("country_code") or about.get("country_a"),
        country_name=about.get("country"),
        admin1=about.get("state") or about.get("region"),
        edges=four(raw.get("bbox")) or four(about.get("extent"), "wnes"),
        population=about.get("population"),
        geonames_id=about.get("source_id") if from_geonames else ids.get("gn:id"),
        wikidata_id=ids.get("wd:id"),
        geometry=raw.get("geometry"),
        importance=about.get("importance"),
    )


def _arcgis(raw: Mapping[str, Any]) -> Told:
    about = mapping(raw.get("attributes"))
    return Told(
        name=about.get("PlaceName") or raw.get("address"),
        words=(about.get("Type"), about.get("Addr_type")),
        country=about.get("Country"),
        country_name=about.get("CntryName"),
        admin1=about.get("Region"),
        edges=named_edges(raw.get("extent"), "xmin", "ymin", "xmax", "ymax"),
    )


def _here(raw: Mapping[str, Any]) -> Told:
    place = mapping(raw.get("Location"))
    address = mapping(place.get("Address"))
    more = {
        pair["key"]: pair.get("value")
        for pair in map(mapping, items(address.get("AdditionalData")))
        if isinstance(pair.get("key"), str)
    }
    level = raw.get("MatchLevel")
    keys = {"state": "State", "county": "County", "city": "City", "district": "District"}
    own = more.get("CountryName") if level == "country" else address.get(keys.get(str(level), ""))
    view = mapping(place.get("MapView"))
    high, low = mapping(view.get("TopLeft")), mapping(view.get("BottomRight"))
    edges = (high.get("Longitude"), low.get("Latitude"), low.get("Longitude"), high.get("Latitude"))
    return Told(
        name=own or address.get("Label"),
        words=(level,),
        country=address.get("Country"),
        country_name=more.get("CountryName"),
        admin1=more.get("StateName") or address.get("State"),
        edges=edges if view else None,
    )


def _herev7(raw: Mapping[str, Any]) -> Told:
    address = mapping(raw.get("address"))
    kinds = ("administrativeAreaType", "localityType", "resultType")
    return Told(
        name=raw.get("title"),
        words=tuple(raw.get(key) for key in kinds),
        country=address.get("countryCode"),
        country_name=address.get("countryName"),
        admin1=address.get("state"),
        edges=named_edges(raw.get("mapView"), "west", "south", "east", "north"),
    )


def _bing(raw: Mapping[str, Any]) -> Told:
    address = mapping(raw.get("address"))
    return Told(
        name=raw.get("name"),
        words=(raw.get("entityType"),),
        country=address.get("countryRegionIso2"),
        country_name=address.get("countryRegion"),
        admin1=address.get("adminDistrict"),
        edges=four(raw.get("bbox"), "swne"),
    )


def _google(raw: Mapping[str, Any]) -> Told:
    types = items(raw.get("types"))
    parts = [mapping(part) for part in items(raw.get("address_components"))]

    def part(kind: object) -> Mapping[str, Any]:
        return next((p for p in parts if kind in items(p.get("types"))), {})

    own = next((p for p in (part(kind) for kind in types if kind != "political") if p), {})
    box = mapping(at(raw, "geometry", "bounds") or at(raw, "geometry", "viewport"))
    return Told(
        name=own.get("long_name") or raw.get("formatted_address"),
        others=(own.get("short_name"),),
        words=tuple(types),
        country=part("country").get("short_name"),
        country_name=part("country").get("long_name"),
        admin1=part("administrative_area_level_1").get("long_name"),
        edges=corners(box.get("southwest"), box.get("northeast")),
    )


def _mapbox(raw: Mapping[str, Any]) -> Told:
    """Read a Carmen GeoJSON feature of Mapbox or MapTiler."""
    about = mapping(raw.get("properties"))
    within = {str(part.get("id")): part for part in map(mapping, items(raw.get("context")))}

    def holder(kind: str) -> Mapping[str, Any]:
        return next((part for id_, part in within.items() if id_.startswith(f"{kind}.")), {})

    nation = holder("country")
    codes = (nation.get("short_code"), nation.get("country_code"), about.get("country_code"))
    own = about.get("short_code") if "country" in items(raw.get("place_type")) else None
    return Told(
        name=raw.get("text"),
        words=(*items(about.get("place_designation")), *items(raw.get("place_type"))),
        country=next((code for code in (own, *codes) if code), None),
        country_name=nation.get("text"),
        admin1=holder("region").get("text"),
        edges=four(raw.get("bbox")),
        wikidata_id=about.get("wikidata"),
        importance=None,
    )


def _opencage(raw: Mapping[str, Any]) -> Told:
    parts = mapping(raw.get("components"))
    kind = parts.get("_type")
    box = mapping(raw.get("bounds"))
    return Told(
        name=(parts.get(kind) if isinstance(kind, str) else None) or raw.get("formatted"),
        words=(kind, parts.get("_category")),
        country=parts.get("country_code") or parts.get("ISO_3166-1_alpha-2"),
        country_name=parts.get("country"),
        admin1=parts.get("state"),
        edges=corners(box.get("southwest"), box.get("northeast")),
        wikidata_id=at(raw, "annotations", "wikidata"),
    )


def _tomtom(raw: Mapping[str, Any]) -> Told:
    """Read a result of TomTom, or of Azure Maps, which is made of it."""
    address = mapping(raw.get("address"))
    box = mapping(raw.get("boundingBox") or raw.get("viewport"))
    high, low = mapping(box.get("topLeftPoint")), mapping(box.get("btmRightPoint"))
    edges = (high.get("lon"), low.get("lat"), low.get("lon"), high.get("lat"))
    return Told(
        name=address.get("freeformAddress"),
        words=(raw.get("entityType"), raw.get("type")),
        country=address.get("countryCode") or address.get("countryCodeISO3"),
        country_name=address.get("country"),
        admin1=address.get("countrySubdivisionName") or address.get("countrySubdivision"),
        edges=edges if box else None,
    )


def _yandex(raw: Mapping[str, Any]) -> Told:
    about = mapping(at(raw, "metaDataProperty", "GeocoderMetaData"))
    parts = [mapping(part) for part in items(at(about, "Address", "Components"))]
    provinces = [part.get("name") for part in parts if part.get("kind") == "province"]
    box = mapping(at(raw, "boundedBy", "Envelope"))
    corners = " ".join(str(box.get(key))[:80] for key in ("lowerCorner", "upperCorner"))
    return Told(
        name=raw.get("name"),
        words=(about.get("kind"),),
        country=at(about, "Address", "country_code"),
        # The first is the federal district, the last the region.
        admin1=provinces[-1] if provinces else None,
        edges=four(corners.split()) if box else None,
    )


def _mapquest(raw: Mapping[str, Any]) -> Told:
    quality = raw.get("geocodeQuality")
    own = {"COUNTRY": "adminArea1", "STATE": "adminArea3", "COUNTY": "adminArea4"}
    return Told(
        name=raw.get(own.get(str(quality), "adminArea5")),
        words=(quality,),
        country=raw.get("adminArea1"),
        admin1=raw.get("adminArea3"),
    )


_Reader = Callable[[Mapping[str, Any]], Told]
_READERS: tuple[tuple[Callable[[Mapping[str, Any]], bool], _Reader], ...] = (
    (lambda raw: isinstance(raw.get("place_type"), list), _mapbox),
    (lambda raw: isinstance(raw.get("properties"), Mapping), _feature),
    (lambda raw: isinstance(raw.get("attributes"), Mapping), _arcgis),
    (lambda raw: isinstance(raw.get("Location"), Mapping), _here),
    (lambda raw: "resultType" in raw, _herev7),
    (lambda raw: isinstance(raw.get("components"), Mapping), _opencage),
    (lambda raw: isinstance(raw.get("address_components"), list), _google),
    (lambda raw: "freeformAddress" in mapping(raw.get("address")), _tomtom),
    (lambda raw: "entityType" in raw, _bing),
    (lambda raw: "metaDataProperty" in raw, _yandex),
    (lambda raw: "geocodeQuality" in raw, _mapquest),
    (lambda raw: "geonameId" in raw or "toponymName" in raw, _geonames),
)
