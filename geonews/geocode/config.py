"""The settings of services: from a TOML file, the environment and the options of a run.

Keys stand in the file or the environment only. No message, ``repr`` or note holds one.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeGuard

from geonews.errors import OptionError
from geonews.options import Options

__all__ = ["Config", "Settings", "read_config", "settings_for"]

_MOST_BYTES = 1_000_000
_TOP = ("cache", "geocoder")
_CACHE_KEYS = ("ttl_days", "negative_ttl_days", "size_mb")
_OURS = ("cache", "language", "pause_s", "timeout_s")
# What may stand in a message or a log; any other argument of a service is taken for a key.
_OPEN = frozenset((*_OURS, "auth_domain", "domain", "referer", "scheme", "user_agent"))
# Arguments of geopy that are no settings of a user.
_NOT_OFFERED = frozenset(("self", "adapter_factory", "ssl_context", "timeout"))
_DOMAIN = re.compile(r"[\w.:\[\]-]+(?:/[\w./-]*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Config:
    """What the file says, and notes for the user; the tables of services are not shown."""

    path: Path | None = None
    services: Mapping[str, Mapping[str, object]] = field(
        default_factory=lambda: MappingProxyType({}), repr=False
    )
    cache: bool = True
    cache_settings: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What one service is set up with.

    ``arguments`` are of geopy's class, keys among them; ``open_arguments`` those that are none.
    None stands for what nobody has chosen.
    """

    arguments: Mapping[str, Any] = field(repr=False)
    language: str | None = None
    timeout_s: float | None = None
    pause_s: float | None = None
    cache: bool | None = None

    @property
    def open_arguments(self) -> dict[str, Any]:
        """The arguments that are no keys."""
        return {name: value for name, value in self.arguments.items() if name in _OPEN}


def read_config(environ: Mapping[str, str]) -> Config:
    """Read the configuration file, where there is one.

    Parameters
    ----------
    environ : mapping
        GEONEWS_CONFIG names the file; by default it is ``geonews/config.toml`` in the folder that
        the system has for configuration.

    Raises
    ------
    OptionError
        The file cannot be read, is no TOML, or holds a key or a type that is unknown.
    """
    if named := environ.get("GEONEWS_CONFIG"):
        path = Path(named).expanduser()
    else:
        from platformdirs import user_config_path

        path = user_config_path("geonews", appauthor=False) / "config.toml"
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        if named:
            raise OptionError(
                f"the configuration {str(path)!r} (GEONEWS_CONFIG) does not exist: make it, or "
                "unset GEONEWS_CONFIG"
            ) from None
        return Config()
    except OSError as error:
        raise OptionError(
            f"the configuration {str(path)!r} cannot be read ({error.strerror}): mend its rights, "
            "or name another file in GEONEWS_CONFIG"
        ) from None
    config = _config(path, content)
    if _others_can_read(mode) and any(_keys(table) for table in config.services.values()):
        note = f"{str(path)!r} holds keys and others can read it: run chmod 600 on it"
        return Config(path, config.services, config.cache, config.cache_settings, (note,))
    return config


def _config(path: Path, content: bytes) -> Config:
    where = f"the configuration {str(path)!r}"
    if len(content) > _MOST_BYTES:
        raise OptionError(f"{where} is over {_MOST_BYTES:,} bytes: it is no configuration")
    try:
        tables = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        # Only the position: the words about it may quote the line, and the line may be a key.
        at = re.search(r"\(at (line \d+, column \d+|end of document)\)", str(error))
        told = f", {at[1]}" if at else ""
        raise OptionError(f"{where} is not TOML{told}: mend it there") from None
    for name in tables:
        if name not in _TOP:
            raise OptionError(f"{where} has {name!r}: it knows {' and '.join(_TOP)} only")
    services = tables.get("geocoder", {})
    if not _is_table_of_tables(services):
        raise OptionError(
            f"{where}: geocoder holds a table a service, such as [geocoder.nominatim]"
        )
    cache = tables.get("cache", True)
    settings = cache if isinstance(cache, dict) else {}
    if not isinstance(cache, (bool, dict)):
        raise OptionError(f"{where}: cache is {_kind(cache)}: give true, false, or a table")
    for name, value in settings.items():
        if name not in _CACHE_KEYS:
            raise OptionError(f"{where}: cache has {name!r}: it knows {', '.join(_CACHE_KEYS)}")
        if not _is_number(value) or not 0 <= value < 1e6:
            raise OptionError(f"{where}: cache.{name} is no number from 0 on: give one")
    return Config(path, services, cache is not False, settings)


def settings_for(
    service: str,
    accepted: Collection[str],
    config: Config,
    environ: Mapping[str, str],
    options: Options = Options(),
) -> Settings:
    """Gather the settings of a service: options win over the environment, that over the file.

    Parameters
    ----------
    service : str
        Geopy's name of it, in lower case.
    accepted : collection of str
        The arguments of its class.
    config : Config
    environ : mapping
        ``GEONEWS_<SERVICE>_<ARGUMENT>``, such as GEONEWS_HERE_APIKEY.
    options : Options
        ``user_agent``, ``timeout_s``, and ``domain`` with ``scheme``.

    Raises
    ------
    OptionError
        An argument the service does not know, or a value of the wrong type.

    Examples
    --------
    >>> settings = settings_for("here", ["apikey"], Config(), {"GEONEWS_HERE_API_KEY": "secret"})
    >>> settings.arguments["apikey"], settings
    ('secret', Settings(language=None, timeout_s=None, pause_s=None, cache=None))
    """
    names = {*accepted, *_OURS} - _NOT_OFFERED
    values: dict[str, Any] = {}
    table = config.services.get(service, {})
    for given, value in table.items():
        where = f"the configuration {str(config.path)!r}, geocoder.{service}.{given}"
        if given.endswith("_env") and given not in names:
            name = _argument(given.removesuffix("_env"), names, where)
            values[name] = _typed(name, _from(environ, value, where), where)
        else:
            name = _argument(given, names, where)
            values[name] = _checked(name, value, where)
    prefix = f"GEONEWS_{service.upper()}_"
    for variable, text in environ.items():
        if variable.startswith(prefix) and text:
            where = f"the environment variable {variable}"
            name = _argument(variable.removeprefix(prefix), names, where)
            values[name] = _typed(name, text, where)
    _split_domain(values, f"the domain of {service}")
    if options.user_agent:
        values["user_agent"] = _checked("user_agent", options.user_agent, "--user-agent")
    if options.domain:
        if "domain" not in names:
            raise OptionError(
                f"{service} has no domain to choose: leave out --domain {options.domain!r}"
            )
        values["domain"] = _checked("domain", options.domain, "--domain")
        values["scheme"] = options.scheme
    ours = {name: values.pop(name, None) for name in _OURS}
    if options.timeout_s is not None:
        ours["timeout_s"] = options.timeout_s
    if "scheme" in values and "scheme" not in accepted:
        del values["scheme"]
    return Settings(arguments=values, **ours)


def _argument(given: str, names: Collection[str], where: str) -> str:
    """Return an argument by its name; underscores do not count, and a key may be called api_key."""
    plain = _plain(given)
    known = {_plain(name): name for name in names}
    if plain == "apikey" and plain not in known:
        plain = "subscriptionkey"
    if plain in known:
        return known[plain]
    raise OptionError(f"{where}: there is no such argument: give one of {', '.join(sorted(names))}")


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _from(environ: Mapping[str, str], variable: object, where: str) -> str:
    if not isinstance(variable, str):
        raise OptionError(f"{where} is {_kind(variable)}: give the name of an environment variable")
    if not environ.get(variable):
        # Somebody may have put the key itself here, so that the name is not repeated.
        raise OptionError(f"{where} names an environment variable that is not set: set it")
    return environ[variable]


def _typed(name: str, text: str, where: str) -> object:
    """Read the text of an environment variable as the argument's type, and check it."""
    value: object = text
    if name in ("timeout_s", "pause_s", "token_lifetime"):
        try:
            value = float(text) if name != "token_lifetime" else int(text)
        except ValueError:
            raise OptionError(f"{where} is no number: give one") from None
    elif name == "cache":
        value = {"true": True, "false": False}.get(text.lower(), text)
    return _checked(name, value, where)


def _checked(name: str, value: object, where: str) -> object:
    if name in ("timeout_s", "pause_s"):
        least = 0.0 if name == "pause_s" else 0.001
        if not _is_number(value) or not least <= value <= 600:
            raise OptionError(f"{where} is no number of seconds up to 600: give one")
        return float(value)
    if name == "cache":
        if not isinstance(value, bool):
            raise OptionError(f"{where} is {_kind(value)}: give true or false")
        return value
    if name == "token_lifetime":
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 10**6:
            raise OptionError(f"{where} is no number of minutes: give one")
        return value
    if not isinstance(value, str):
        raise OptionError(f"{where} is {_kind(value)}: give a text in quotes")
    if not value.strip() or len(value) > 4000 or not value.isprintable():
        raise OptionError(f"{where} is empty, too long or holds a control character: mend it")
    if name == "scheme" and value not in ("http", "https"):
        raise OptionError(f"{where} is {value!r}: give 'https' or 'http'")
    if name == "domain" and not _DOMAIN.fullmatch(value.rpartition("://")[2].rstrip("/")):
        # Not repeated: a name and a password may stand in front of the host.
        raise OptionError(f"{where} is no host: give one such as localhost:8080")
    if name == "user_agent" and not value.isascii():
        raise OptionError(f"{where} is {value!r}: give it in ASCII, as HTTP wants it")
    return value


def _split_domain(values: dict[str, Any], where: str) -> None:
    """Take the scheme off a domain that is written as a URL."""
    scheme, _, host = values.get("domain", "").rpartition("://")
    if scheme:
        values["scheme"] = _checked("scheme", scheme, where)
    if host:
        values["domain"] = host.rstrip("/")


def _keys(table: Mapping[str, object]) -> list[str]:
    return [name for name in table if name not in _OPEN and not name.endswith("_env")]


def _others_can_read(mode: int) -> bool:
    return os.name == "posix" and bool(mode & (stat.S_IRGRP | stat.S_IROTH))


def _is_table_of_tables(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(table, dict) for table in value.values())


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _kind(value: object) -> str:
    kinds = {bool: "a truth value", int: "a number", float: "a number", str: "a text"}
    return kinds.get(type(value), "a list" if isinstance(value, list) else "something else")
