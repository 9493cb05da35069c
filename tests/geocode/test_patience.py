"""How often a service is asked, and how long we wait for it; no test waits."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import pytest
from geopy.adapters import AdapterHTTPError
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderParseError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

from geonews.geocode.patience import Patient


class Time:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.slept.append(round(seconds, 6))
        self.now += seconds


def http(
    status: int, error: Callable[..., Exception] = GeocoderServiceError, **headers: str
) -> Exception:
    """Return the error geopy raises for an answer of this status."""
    raised = error("words of the service")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    raised.__cause__ = AdapterHTTPError("", status_code=status, headers=named, text="")
    return raised


class Service:
    """Answers what it is told, one thing after the other, the last for ever."""

    def __init__(self, *answers: object, time: Time | None = None) -> None:
        self.answers = list(answers)
        self.asked: list[float] = []
        self.time = time or Time()

    def __call__(self, _question: str, **_named: object) -> object:
        self.asked.append(round(self.time.now - 1000, 6))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def patient(service: Service, pause_s: float = 0.0, **choices: Any) -> Patient:
    time = service.time
    chosen = {"clock": time, "sleep": time.sleep, "chance": lambda: 0.0, **choices}
    return Patient(service, pause_s, **chosen)


def test_questions_start_a_pause_apart() -> None:
    service = Service("there")
    ask = patient(service, 1.5)
    for _ in range(3):
        assert ask("Lima") == "there"
    service.time.now += 10
    ask("Lima")
    assert service.asked == [0, 1.5, 3, 13]


@pytest.mark.parametrize(
    "error",
    [
        http(429, GeocoderRateLimited),
        http(500),
        http(502),
        http(503, GeocoderTimedOut),
        http(504, GeocoderTimedOut),
        GeocoderTimedOut("x"),
        GeocoderUnavailable("x"),
    ],
    ids=lambda error: f"{type(error).__name__} {getattr(error.__cause__, 'status_code', '')}",
)
def test_what_may_pass_is_asked_again_after_ever_longer_waits(error: Exception) -> None:
    service = Service(error, error, "there")
    assert patient(service)("Lima") == "there"
    assert service.asked == [0, 1, 3]
    service = Service(error)
    with pytest.raises(type(error)):
        patient(service)("Lima")
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    "error",
    [
        http(400),
        http(403),
        http(404),
        http(401, GeocoderAuthenticationFailure),
        GeocoderParseError("x"),
        ValueError("x"),
    ],
    ids=lambda error: f"{type(error).__name__} {getattr(error.__cause__, 'status_code', '')}",
)
def test_what_will_not_pass_is_asked_once(error: Exception) -> None:
    service = Service(error)
    with pytest.raises(type(error)):
        patient(service)("Lima")
    assert service.asked == [0]
    assert service.time.slept == []


def test_waits_vary_by_chance() -> None:
    service = Service(http(500), http(500), "there")
    patient(service, chance=lambda: 1.0)("Lima")
    assert service.asked == [0, 0.5, 1.5]


def test_retry_after_in_seconds_is_waited_for() -> None:
    service = Service(http(503, GeocoderTimedOut, retry_after="7"), "there")
    assert patient(service)("Lima") == "there"
    assert service.asked == [0, 7]
    service = Service(GeocoderRateLimited("x", retry_after=9), "there")
    patient(service)("Lima")
    assert service.asked == [0, 9]


def test_retry_after_as_a_date_is_waited_for() -> None:
    import time

    date = formatdate(time.time() + 15, usegmt=True)
    service = Service(http(503, GeocoderTimedOut, retry_after=date), "there")
    patient(service)("Lima")
    assert service.asked[0] == 0
    assert 10 < service.asked[1] <= 15


@pytest.mark.parametrize("header", ["soon", "-5", "0", "Fri, 99 Foo 2001", "", "1e3"])
def test_a_retry_after_that_says_nothing_is_no_wait_for_ever(header: str) -> None:
    service = Service(http(429, GeocoderRateLimited, retry_after=header), "there")
    assert patient(service)("Lima") == "there"
    assert service.asked[1] <= 1


def test_a_longer_wait_than_ours_fails_at_once_until_it_is_over() -> None:
    service = Service(GeocoderRateLimited("x", retry_after=120), "there")
    ask = patient(service)
    for _ in range(2):
        with pytest.raises(GeocoderRateLimited):
            ask("Lima")
    assert (service.asked, service.time.slept) == ([0], [])
    service.time.now += 105
    assert ask("Lima") == "there"
    assert service.asked == [0, 120]


def test_waiting_for_one_question_is_bounded() -> None:
    service = Service(http(503, GeocoderTimedOut, retry_after="8"))
    with pytest.raises(GeocoderTimedOut):
        patient(service, tries=10)("Lima")
    assert service.asked == [0, 8, 16]
    assert sum(service.time.slept) <= 20


def test_a_service_that_hangs_is_not_asked_for_ever() -> None:
    service = Service(GeocoderTimedOut("x"))

    def hanging(question: str) -> object:
        service.time.now += 15
        return service(question)

    time = service.time
    with pytest.raises(GeocoderTimedOut):
        Patient(hanging, clock=time, sleep=time.sleep, chance=lambda: 0.0)("Lima")
    assert service.asked == [15, 31]


def test_the_pause_holds_between_tries_too() -> None:
    service = Service(http(500), http(500), "there")
    patient(service, 5.0)("Lima")
    assert service.asked == [0, 5, 10]
