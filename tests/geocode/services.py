"""One place as each service answers it in its own JSON, in our own words and figures.

The shapes are those of each service's documentation; the values are ours.
"""

from __future__ import annotations

from typing import Any

LAT, LON = -12.05, -77.04
WEST, SOUTH, EAST, NORTH = -77.2, -12.5, -76.6, -11.7


def geojson_feature(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [LON, LAT]}
    return {"type": "Feature", "geometry": point, "properties": properties, **more}


LIMA: dict[str, dict[str, Any]] = {
    "nominatim": {
        "lat": str(LAT), "lon": str(LON), "name": "Lima", "display_name": "Lima, Lima Region, Peru",
        "category": "boundary", "type": "administrative", "addresstype": "city", "place_rank": 16,
        "importance": 0.7, "boundingbox": [str(SOUTH), str(NORTH), str(WEST), str(EAST)],
        "address": {"state": "Lima Region", "country": "Peru", "country_code": "pe"},
        "extratags": {"wikidata": "Q2868", "population": "8852000"},
        "namedetails": {"name": "Lima", "alt_name": "Ciudad de los Reyes;La Gris"},
    },
    "photon": geojson_feature(
        {
            "name": "Lima", "country": "Peru", "countrycode": "PE", "state": "Lima Region",
            "osm_key": "place", "osm_value": "city", "type": "city",
            "extent": [WEST, NORTH, EAST, SOUTH],
        }
    ),
    "pelias": geojson_feature(
        {
            "name": "Lima", "label": "Lima, Peru", "layer": "locality", "country": "Peru",
            "country_a": "PER", "region": "Lima Region", "source": "geonames",
            "source_id": "3936456", "population": 8852000,
        },
        bbox=[WEST, SOUTH, EAST, NORTH],
    ),
    "geonames": {
        "geonameId": 3936456, "name": "Lima", "toponymName": "Lima", "countryCode": "PE",
        "countryName": "Peru", "adminName1": "Lima Region", "fcode": "PPL", "fcl": "P",
        "population": 8852000, "lat": str(LAT), "lng": str(LON),
        "bbox": {"west": WEST, "south": SOUTH, "east": EAST, "north": NORTH, "accuracyLevel": 1},
    },
    "arcgis": {
        "address": "Lima, Lima Region, PER", "score": 100, "location": {"x": LON, "y": LAT},
        "attributes": {
            "PlaceName": "Lima", "Type": "City", "Addr_type": "Locality", "Country": "PER",
            "CntryName": "Peru", "Region": "Lima Region",
        },
        "extent": {"xmin": WEST, "ymin": SOUTH, "xmax": EAST, "ymax": NORTH},
    },
    "here": {
        "Relevance": 1, "MatchLevel": "city",
        "Location": {
            "LocationType": "area", "DisplayPosition": {"Latitude": LAT, "Longitude": LON},
            "MapView": {
                "TopLeft": {"Latitude": NORTH, "Longitude": WEST},
                "BottomRight": {"Latitude": SOUTH, "Longitude": EAST},
            },
            "Address": {
                "Label": "Lima, Peru", "City": "Lima", "State": "Lima Region", "Country": "PER",
                "AdditionalData": [{"key": "CountryName", "value": "Peru"}],
            },
        },
    },
    "herev7": {
        "title": "Lima, Peru", "resultType": "locality", "localityType": "city",
        "address": {"label": "Lima, Peru", "countryCode": "PER", "countryName": "Peru",
                    "state": "Lima Region"},
        "position": {"lat": LAT, "lng": LON},
        "mapView": {"west": WEST, "south": SOUTH, "east": EAST, "north": NORTH},
    },
    "bing": {
        "name": "Lima, Peru", "entityType": "PopulatedPlace", "confidence": "High",
        "point": {"type": "Point", "coordinates": [LAT, LON]}, "bbox": [SOUTH, WEST, NORTH, EAST],
        "address": {"adminDistrict": "Lima Region", "countryRegion": "Peru", "locality": "Lima",
                    "countryRegionIso2": "PE"},
    },
    "googlev3": {
        "formatted_address": "Lima, Peru", "types": ["locality", "political"],
        "address_components": [
            {"long_name": "Lima", "short_name": "Lima", "types": ["locality", "political"]},
            {"long_name": "Lima Region", "short_name": "LIM",
             "types": ["administrative_area_level_1", "political"]},
            {"long_name": "Peru", "short_name": "PE", "types": ["country", "political"]},
        ],
        "geometry": {
            "location": {"lat": LAT, "lng": LON},
            "bounds": {"southwest": {"lat": SOUTH, "lng": WEST},
                       "northeast": {"lat": NORTH, "lng": EAST}},
        },
    },
    "mapbox": {
        **geojson_feature({"wikidata": "Q2868"}), "id": "place.1", "text": "Lima",
        "place_type": ["place"], "place_name": "Lima, Lima Region, Peru", "relevance": 1,
        "center": [LON, LAT], "bbox": [WEST, SOUTH, EAST, NORTH],
        "context": [{"id": "region.2", "text": "Lima Region", "short_code": "PE-LIM"},
                    {"id": "country.3", "text": "Peru", "short_code": "pe"}],
    },
    "maptiler": {
        **geojson_feature({"country_code": "pe", "place_designation": "city"}),
        "id": "municipality.1", "text": "Lima", "place_type": ["municipality"],
        "place_name": "Lima, Peru", "center": [LON, LAT], "bbox": [WEST, SOUTH, EAST, NORTH],
        "context": [{"id": "region.2", "text": "Lima Region"},
                    {"id": "country.3", "text": "Peru", "country_code": "pe"}],
    },
    "opencage": {
        "formatted": "Lima, Peru", "confidence": 3, "geometry": {"lat": LAT, "lng": LON},
        "components": {"_type": "city", "_category": "place", "city": "Lima", "country": "Peru",
                       "country_code": "pe", "state": "Lima Region"},
        "bounds": {"southwest": {"lat": SOUTH, "lng": WEST},
                   "northeast": {"lat": NORTH, "lng": EAST}},
    },
    "tomtom": {
        "type": "Geography", "entityType": "Municipality", "score": 9,
        "position": {"lat": LAT, "lon": LON},
        "address": {"freeformAddress": "Lima", "municipality": "Lima", "countryCode": "PE",
                    "countryCodeISO3": "PER", "country": "Peru",
                    "countrySubdivision": "Lima Region"},
        "boundingBox": {"topLeftPoint": {"lat": NORTH, "lon": WEST},
                        "btmRightPoint": {"lat": SOUTH, "lon": EAST}},
    },
    "yandex": {
        "name": "Lima", "description": "Peru", "Point": {"pos": f"{LON} {LAT}"},
        "metaDataProperty": {"GeocoderMetaData": {
            "kind": "locality",
            "Address": {"country_code": "PE",
                        "Components": [{"kind": "country", "name": "Peru"},
                                       {"kind": "province", "name": "Lima Region"},
                                       {"kind": "locality", "name": "Lima"}]},
        }},
        "boundedBy": {"Envelope": {"lowerCorner": f"{WEST} {SOUTH}",
                                   "upperCorner": f"{EAST} {NORTH}"}},
    },
    "mapquest": {
        "adminArea5": "Lima", "adminArea3": "Lima Region", "adminArea1": "PE",
        "geocodeQuality": "CITY", "latLng": {"lat": LAT, "lng": LON},
    },
}  # fmt: skip


def wrapped(service: str, *places: dict[str, Any]) -> Any:
    """Return the whole answer of a service that holds some places."""
    match service:
        case "nominatim":
            return list(places)
        case "photon" | "pelias" | "mapbox" | "maptiler":
            return {"type": "FeatureCollection", "features": list(places)}
        case "geonames":
            return {"totalResultsCount": len(places), "geonames": list(places)}
        case "arcgis":
            return {"candidates": list(places)}
        case "here":
            view = [{"_type": "SearchResultsViewType", "Result": list(places)}] if places else []
            return {"Response": {"View": view}}
        case "herev7":
            return {"items": list(places)}
        case "bing":
            return {"statusCode": 200, "resourceSets": [{"resources": list(places)}]}
        case "googlev3":
            return {"status": "OK" if places else "ZERO_RESULTS", "results": list(places)}
        case "opencage":
            return {"status": {"code": 200, "message": "OK"}, "results": list(places)}
        case "tomtom":
            return {"summary": {}, "results": list(places)}
        case "yandex":
            members = [{"GeoObject": place} for place in places]
            return {"response": {"GeoObjectCollection": {"featureMember": members}}}
        case _:
            return {"results": [{"locations": list(places)}]}
