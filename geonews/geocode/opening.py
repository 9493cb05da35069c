"""From the options of a run to the source they name."""

from __future__ import annotations

import inspect
import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geonews.errors import OptionError
from geonews.gazetteer import Gazetteer
from geonews.geocode.chain import ChainSource
from geonews.geocode.patience import Patient
from geonews.geocode.port import PlaceSource
from geonews.geocode.service import GeopySource
from geonews.options import Options

if TYPE_CHECKING:
    from geonews.geocode.cache import AnswerCache
    from geonews.geocode.config import Config, Settings
    from geonews.geocode.policy import Policy

__all__ = ["open_source"]

_TIMEOUT_S = 10.0
_LANGUAGE = "en"
# Outlines to 100 m, a tenth or less of the bytes: what no map here shows is not asked for.
_POLYGON_THRESHOLD = 0.001


def open_source(
    options: Options,
    gazetteer: Gazetteer,
    *,
    environ: Mapping[str, str] | None = None,
    patience: Any = Patient,
) -> PlaceSource:
    """Return the source the options name: the gazetteer itself, a geopy service, or a chain.

    Parameters
    ----------
    options : Options
    gazetteer : Gazetteer
        What ``embedded`` stands for.
    environ : mapping, optional
        By default the environment of the process: keys, GEONEWS_CONFIG and GEONEWS_CACHE_DIR.
    patience : callable, optional
        As for `GeopySource`.

    Raises
    ------
    OptionError
        No geopy service has that name, it needs what was not given, or the configuration is bad.

    Examples
    --------
    >>> gazetteer = Gazetteer.open()
    >>> open_source(Options(), gazetteer) is gazetteer
    True
    """
    names = [name.strip() for name in options.geocoder.split(",")]
    if names == ["embedded"]:
        return gazetteer
    if len(set(names)) < len(names):
        raise OptionError(f"the geocoders {options.geocoder!r} hold one twice: name each once")
    services = {name: _service(name, options) for name in names if name != "embedded"}
    if options.domain and len(services) > 1:
        raise OptionError(
            f"--domain {options.domain!r} goes with one service, not with {options.geocoder!r}: "
            "set the domain of each in the configuration file"
        )
    from geonews.geocode.config import read_config

    environ = os.environ if environ is None else environ
    config = read_config(environ)
    for name in config.services:
        # A service by a name with a slip would be asked without its settings.
        _service(name, options, f" (in {str(config.path)!r})")
    cache = _cache(config, environ) if options.cache and config.cache else None
    links: list[PlaceSource] = []
    for name in names:
        if name == "embedded":
            links.append(gazetteer)
        else:
            link = _Link(name, services[name], config, environ, options)
            links.append(link.source(gazetteer, cache, patience))
    return links[0] if len(links) == 1 else ChainSource(*links)


def _service(name: str, options: Options, where: str = "") -> type[Any]:
    from geopy.geocoders import SERVICE_TO_GEOCODER

    if name not in SERVICE_TO_GEOCODER:
        known = ", ".join(["embedded", *sorted(SERVICE_TO_GEOCODER)])
        where = where or ("" if name == options.geocoder else f" (in {options.geocoder!r})")
        raise OptionError(f"no geocoder is called {name!r}{where}: give one of {known}")
    service: type[Any] = SERVICE_TO_GEOCODER[name]
    return service


def _cache(config: Config, environ: Mapping[str, str]) -> AnswerCache:
    from geonews.geocode.cache import AnswerCache, cache_folder

    settings: Mapping[str, Any] = config.cache_settings
    return AnswerCache(cache_folder(environ), **settings)


class _Link:
    """One service on its way from a name to a source."""

    def __init__(
        self,
        name: str,
        service: type[Any],
        config: Config,
        environ: Mapping[str, str],
        options: Options,
    ) -> None:
        from geonews.geocode.config import settings_for
        from geonews.geocode.policy import policy_of

        self.name = name
        self.service = service
        self.notes = config.notes
        accepted = inspect.signature(service.__init__).parameters
        self.settings: Settings = settings_for(name, accepted, config, environ, options)
        self.policy: Policy = policy_of(name)
        # Any other host is the user's own, who sets the pace.
        own_host = accepted["domain"].default if "domain" in accepted else None
        domain = self.settings.arguments.get("domain", own_host)
        self.is_public = domain == own_host

    def source(self, gazetteer: Gazetteer, cache: AnswerCache | None, patience: Any) -> GeopySource:
        settings, policy = self.settings, self.policy
        geocoder = self._geocoder()
        asked_with = self._asked_with(geocoder)
        pause_s = settings.pause_s
        if pause_s is None:
            pause_s = policy.pause_s if self.is_public else 0.0
        may_store = policy.may_store if settings.cache is None else settings.cache
        told = {name: v for name, v in settings.open_arguments.items() if name == "domain"}
        return GeopySource(
            geocoder,
            self.name,
            pause_s,
            asked_with=asked_with,
            country_of=lambda name: _country(gazetteer, name),
            cache=cache if may_store else None,
            cached_as=json.dumps([told, asked_with], sort_keys=True),
            notes=self.notes,
            patience=patience,
        )

    def _geocoder(self) -> Any:
        from geopy.exc import ConfigurationError

        import geonews
        from geonews.geocode.adapter import BoundedAdapter, hide_keys_in_logs

        settings = self.settings
        self._check_user_agent()
        hide_keys_in_logs()
        arguments = {
            "user_agent": f"geonews/{geonews.__version__}",
            **settings.arguments,
            "timeout": settings.timeout_s or _TIMEOUT_S,
            "adapter_factory": BoundedAdapter,
        }
        missing = [
            parameter.name
            for parameter in inspect.signature(self.service.__init__).parameters.values()
            if parameter.default is parameter.empty
            and parameter.name not in (*arguments, "self")
            and parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
        ]
        try:
            if missing:
                raise ConfigurationError(f"it needs {' and '.join(missing)}")
            return _with_threshold(self.service)(**arguments)
        except (ConfigurationError, TypeError, ValueError) as error:
            # Geopy's words speak of arguments by name; those with a value of ours are not shown.
            words = " ".join(str(error).split())
            if any(str(value) in words for value in settings.arguments.values()):
                words = "a setting is not as it wants it"
            words = words if len(words) <= 120 else f"{words[:120].rsplit(' ', 1)[0]} ..."
            raise OptionError(
                f"the geocoder {self.name!r} cannot be set up: {words}; give it in the "
                f"configuration, or as GEONEWS_{self.name.upper()}_ and the argument's name"
            ) from None

    def _check_user_agent(self) -> None:
        from geonews.geocode.policy import is_placeholder

        if not (self.policy.names_its_users and self.is_public):
            return
        given = self.settings.arguments.get("user_agent")
        if given is None or is_placeholder(given):
            what = "" if given is None else f", and {given!r} names nobody"
            raise OptionError(
                f"{self.name} asks its users to name themselves{what}: give --user-agent with a "
                "word for you and an address of yours"
            )

    def _asked_with(self, geocoder: Any) -> dict[str, Any]:
        """Return the arguments of ``geocode``: the policy's that it takes, and a language."""
        accepted = inspect.signature(geocoder.geocode).parameters
        asked = {name: v for name, v in self.policy.asked_with if name in accepted}
        for name in ("language", "culture", "lang"):
            if name in accepted:
                asked[name] = self.settings.language or _language(self.name)
        return asked


def _language(service: str) -> str:
    # These take no language without a region.
    return {"tomtom": "en-GB", "azure": "en-GB", "yandex": "en_US"}.get(service, _LANGUAGE)


def _country(gazetteer: Gazetteer, name: str) -> str | None:
    return next((place.country for place in gazetteer.lookup(name) if place.is_country), None)


def _with_threshold(service: type[Any]) -> type[Any]:
    """Return a class that asks a Nominatim for simplified outlines; any other as it is."""
    if not hasattr(service, "_construct_url"):
        return service

    class Simplified(service):  # type: ignore[misc]
        # Geopy documents this method as the one to override for further parameters.
        def _construct_url(self, base_api: str, params: Mapping[str, Any]) -> str:
            url: str = super()._construct_url(
                base_api, {**params, "polygon_threshold": _POLYGON_THRESHOLD}
            )
            return url

    Simplified.__name__ = service.__name__
    return Simplified
