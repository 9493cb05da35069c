"""Settings of services: file, environment and options; a key is never told."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from geonews.errors import OptionError
from geonews.geocode.config import Config, read_config, settings_for
from geonews.options import Options

SECRET = "k3y-that-nobody-may-see"  # noqa: S105  made up
HERE = ("self", "apikey", "app_id", "app_code", "scheme", "timeout", "proxies", "user_agent")
NOMINATIM = ("self", "timeout", "proxies", "domain", "scheme", "user_agent", "adapter_factory")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.touch(0o600)
    return path


def read(file: Path, text: str) -> Config:
    file.write_text(text, encoding="utf-8")
    return read_config({"GEONEWS_CONFIG": str(file)})


def told(file: Path, text: str, service: str = "here", accepted: Any = HERE, **env: str) -> str:
    """Return the one line that says what is wrong, which holds no key."""
    with pytest.raises(OptionError) as caught:
        settings_for(service, accepted, read(file, text), env)
    message = str(caught.value)
    assert "\n" not in message
    assert SECRET not in message
    assert len(message) < 500
    return message


def test_the_file_names_the_arguments_of_each_service(file: Path) -> None:
    config = read(
        file,
        f"""
        [geocoder.here]
        apikey = "{SECRET}"
        language = "de"
        timeout_s = 5
        pause_s = 0.5
        cache = false
        [geocoder.nominatim]
        domain = "http://localhost:8080/"
        user_agent = "Bugle, desk@bugle.news"
        """,
    )
    here = settings_for("here", HERE, config, {})
    assert here.arguments == {"apikey": SECRET}
    assert (here.language, here.timeout_s, here.pause_s, here.cache) == ("de", 5, 0.5, False)
    nominatim = settings_for("nominatim", NOMINATIM, config, {})
    assert nominatim.arguments == {
        "domain": "localhost:8080",
        "scheme": "http",
        "user_agent": "Bugle, desk@bugle.news",
    }
    assert (nominatim.timeout_s, nominatim.cache) == (None, None)


def test_options_win_over_the_environment_and_that_over_the_file(file: Path) -> None:
    config = read(file, '[geocoder.nominatim]\nuser_agent = "file"\ndomain = "https://file"')
    environ = {"GEONEWS_NOMINATIM_USER_AGENT": "environment", "GEONEWS_NOMINATIM_TIMEOUT_S": "3"}
    options = Options(user_agent="option", domain="option:1", scheme="http", timeout_s=2.0)

    def user_agent(environ: dict[str, str], options: Options = Options()) -> Any:
        return settings_for("nominatim", NOMINATIM, config, environ, options).arguments[
            "user_agent"
        ]

    assert user_agent({}) == "file"
    assert user_agent(environ) == "environment"
    assert user_agent(environ, options) == "option"
    settings = settings_for("nominatim", NOMINATIM, config, environ, options)
    assert (settings.arguments["domain"], settings.arguments["scheme"]) == ("option:1", "http")
    assert settings.timeout_s == 2
    assert settings_for("nominatim", NOMINATIM, config, environ).timeout_s == 3


@pytest.mark.parametrize(
    "name", ["GEONEWS_HERE_APIKEY", "GEONEWS_HERE_API_KEY", "GEONEWS_HERE_ApiKey"]
)
def test_a_key_may_stand_in_the_environment(name: str) -> None:
    assert settings_for("here", HERE, Config(), {name: SECRET}).arguments == {"apikey": SECRET}


def test_a_key_may_be_named_as_the_service_does_or_plainly() -> None:
    environ = {"GEONEWS_AZURE_API_KEY": SECRET}
    settings = settings_for("azure", ["self", "subscription_key"], Config(), environ)
    assert settings.arguments == {"subscription_key": SECRET}


def test_the_environment_of_another_service_is_not_taken() -> None:
    environ = {"GEONEWS_HEREV7_APIKEY": SECRET, "GEONEWS_HERE_": "", "GEONEWS_HERE_APIKEY": ""}
    assert settings_for("here", HERE, Config(), environ).arguments == {}


def test_the_file_may_name_an_environment_variable(file: Path) -> None:
    config = read(file, '[geocoder.here]\napi_key_env = "HERE_KEY"')
    settings = settings_for("here", HERE, config, {"HERE_KEY": SECRET})
    assert settings.arguments == {"apikey": SECRET}


def test_no_repr_shows_a_key(file: Path) -> None:
    config = read(file, f'[geocoder.here]\napikey = "{SECRET}"')
    settings = settings_for("here", HERE, config, {})
    assert SECRET not in f"{config!r} {settings!r} {config} {settings}"
    assert settings.open_arguments == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'[geocoder.here]\napikey = "{SECRET}', "is not TOML, end of document"),
        (f"[geocoder.here]\napikey = {SECRET}", "is not TOML, line 2, column"),
        (f'{SECRET} = "{SECRET}\x00"', "is not TOML, line 1"),
        (f'[geocoder.here]\napikey = "{SECRET}"\napikey = "{SECRET}"', "is not TOML, end of"),
        ("\udcff", "is not TOML"),
        ("a = " + "[" * 10_000, "is not TOML"),
        ('geocoder = "here"', "geocoder holds a table a service"),
        (f'geocoder.here = "{SECRET}"', "geocoder holds a table a service"),
        ("[geocoders.here]\n", "has 'geocoders': it knows cache and geocoder only"),
        ('cache = "no"', "cache is a text: give true, false, or a table"),
        ("[cache]\nttl = 3", "cache has 'ttl': it knows ttl_days, negative_ttl_days, size_mb"),
        ('[cache]\nttl_days = "3"', "cache.ttl_days is no number"),
        ("[cache]\nttl_days = -1", "cache.ttl_days is no number from 0 on"),
        ("[cache]\nsize_mb = nan", "cache.size_mb is no number"),
        (f'[geocoder.here]\nkey = "{SECRET}"', "geocoder.here.key: there is no such argument"),
        ("[geocoder.here]\ntimeout = 3", "geocoder.here.timeout: there is no such argument"),
        (f'[geocoder.here]\napikey = ["{SECRET}"]', "geocoder.here.apikey is a list"),
        ("[geocoder.here]\napikey = 12345678", "geocoder.here.apikey is a number: give a text"),
        ('[geocoder.here]\napikey = " "', "geocoder.here.apikey is empty"),
        (f'[geocoder.here]\napikey = "{SECRET}\\n"', "geocoder.here.apikey is empty, too long or"),
        ("[geocoder.here]\nlanguage = true", "geocoder.here.language is a truth value"),
        ("[geocoder.here]\ntimeout_s = 0", "geocoder.here.timeout_s is no number of seconds"),
        ('[geocoder.here]\npause_s = "1"', "geocoder.here.pause_s is no number of seconds"),
        ("[geocoder.here]\npause_s = inf", "geocoder.here.pause_s is no number of seconds"),
        ("[geocoder.here]\ncache = 1", "geocoder.here.cache is a number: give true or false"),
        ('[geocoder.here]\nscheme = "ftp"', "geocoder.here.scheme is 'ftp': give 'https'"),
        ('[geocoder.here]\nuser_agent = "Büro"', "geocoder.here.user_agent is 'Büro'"),
        ("[geocoder.here]\napikey_env = 7", "geocoder.here.apikey_env is a number: give the name"),
        # Somebody takes it for the place of the key itself.
        (f'[geocoder.here]\napikey_env = "{SECRET}"', "names an environment variable that is not"),
    ],
    ids=lambda value: value.split("\n")[-1][:40],
)
def test_a_bad_file_is_one_line_without_a_key(file: Path, text: str, words: str) -> None:
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(OptionError) as caught:
        settings_for("here", HERE, read_config({"GEONEWS_CONFIG": str(file)}), {})
    message = str(caught.value)
    assert words in message
    assert str(file) in message
    assert "\n" not in message
    assert SECRET not in message


@pytest.mark.parametrize(
    "domain",
    ["", "a b", "user:pass@host", "https://user@host", "host?key=1", "ftp://host", "-->", "h/\x00"],
)
def test_a_domain_that_is_no_host_is_told(file: Path, domain: str) -> None:
    environ = {"GEONEWS_NOMINATIM_DOMAIN": domain or " "}
    assert "NOMINATIM_DOMAIN" in told(file, "", "nominatim", NOMINATIM, **environ) or domain == (
        "ftp://host"
    )


@pytest.mark.parametrize(
    "domain",
    ["localhost", "localhost:8080", "127.0.0.1:80", "[::1]:8080", "osm.bugle.news/nominatim/v1"],
)
@pytest.mark.parametrize("scheme", ["", "http://", "https://"])
def test_domains(domain: str, scheme: str) -> None:
    environ = {"GEONEWS_NOMINATIM_DOMAIN": f"{scheme}{domain}"}
    arguments = settings_for("nominatim", NOMINATIM, Config(), environ).arguments
    assert arguments["domain"] == domain
    assert arguments.get("scheme", "") == scheme.removesuffix("://")


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"GEONEWS_HERE_KEY": SECRET}, "GEONEWS_HERE_KEY: there is no such argument"),
        ({"GEONEWS_HERE_TIMEOUT_S": SECRET}, "GEONEWS_HERE_TIMEOUT_S is no number: give one"),
        ({"GEONEWS_HERE_CACHE": SECRET}, "GEONEWS_HERE_CACHE is a text: give true or false"),
        ({"GEONEWS_HERE_APIKEY": f"{SECRET}\n"}, "GEONEWS_HERE_APIKEY is empty, too long or"),
    ],
)
def test_a_bad_variable_is_told_by_name(file: Path, environ: dict[str, str], words: str) -> None:
    assert words in told(file, "", **environ)


def test_a_service_without_a_domain_says_so() -> None:
    with pytest.raises(OptionError, match="here has no domain to choose"):
        settings_for("here", HERE, Config(), {}, Options(domain="localhost"))


@pytest.mark.parametrize(
    ("text", "kept"), [("", True), ("cache = false", False), ("[cache]", True)]
)
def test_the_cache_can_be_turned_off(file: Path, text: str, kept: bool) -> None:
    assert read(file, text).cache is kept


def test_settings_of_the_cache(file: Path) -> None:
    config = read(file, "[cache]\nttl_days = 90\nnegative_ttl_days = 0.5")
    assert config.cache_settings == {"ttl_days": 90, "negative_ttl_days": 0.5}


# The file itself -------------------------------------------------------------------------------


def test_there_need_be_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HOME", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    assert read_config({}) == Config()


def test_the_system_says_where_the_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: tmp_path)
    (tmp_path / "config.toml").write_text("cache = false")
    assert read_config({}).cache is False


def test_a_file_that_was_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"no\.toml' \(GEONEWS_CONFIG\) does not exist"):
        read_config({"GEONEWS_CONFIG": str(tmp_path / "no.toml")})


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be read"):
        read_config({"GEONEWS_CONFIG": str(tmp_path)})


def test_a_huge_file_is_refused(file: Path) -> None:
    assert "is over 1,000,000 bytes" in told(file, "#" * 1_000_001)


@pytest.mark.skipif(os.name != "posix", reason="rights of another kind")
@pytest.mark.parametrize(
    ("text", "mode", "noted"),
    [
        ('[geocoder.here]\napikey = "x"', 0o644, True),
        ('[geocoder.here]\napikey = "x"', 0o640, True),
        ('[geocoder.here]\napikey = "x"', 0o600, False),
        ('[geocoder.here]\napikey_env = "X"\nlanguage = "de"', 0o644, False),
        ('[geocoder.nominatim]\nuser_agent = "x"\ndomain = "localhost"', 0o644, False),
    ],
)
def test_keys_that_others_can_read_are_noted(file: Path, text: str, mode: int, noted: bool) -> None:
    file.chmod(mode)
    notes = read(file, text).notes
    assert bool(notes) is noted
    assert all("run chmod 600" in note and str(file) in note for note in notes)
