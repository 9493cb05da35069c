"""Analysts that workers open in tests: quick, and able to go wrong in every way a story can."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import time
from pathlib import Path

from geonews.archive.work import Done
from geonews.errors import GeocoderError, GeonewsError, ModelError, OptionError, StoryError
from geonews.model import Article
from geonews.options import Options


class Fake:
    """Does what a story's text orders: its first word, and the rest is the argument."""

    def __init__(self, options: Options) -> None:
        if options.near == "Nowhere":
            raise OptionError("near is 'Nowhere': no such place")
        if options.near == "Abort":
            os.abort()

    def done(self, article: Article) -> Done:
        order, _, argument = article.text.partition(" ")
        match order:
            case "ABORT":
                os.abort()
            case "ABORT_ONCE":
                if not (mark := Path(argument)).exists():
                    mark.touch()
                    os.abort()
            case "EXIT":
                os._exit(3)
            case "HANG":
                while True:
                    time.sleep(1)
            case "STOP":
                # Its own alarm cannot end it any more.
                os.kill(os.getpid(), signal.SIGSTOP)
            case "KILLED":
                os.kill(os.getpid(), signal.SIGKILL)
            case "MEMORY":
                raise MemoryError
            case "FAULT":
                raise ZeroDivisionError("division by zero")
            case "STORY":
                raise StoryError("the story is\nno story")
            case "FATAL":
                raise ModelError("the model is gone")
            case "SERVICE":
                raise GeocoderError("the service is down")
            case "SLEEP":
                time.sleep(float(argument))
            case "PRINT":
                # A library that writes where answers go.
                print(argument, flush=True)
        digest = hashlib.sha256(article.text.encode()).hexdigest()
        return Done(json.dumps({"id": article.id, "sha256": digest}).encode(), 3, 2)


class Together(Fake):
    """Does stories together too, and says of each how many it was done with."""

    def done_many(self, articles: list[Article]) -> list[Done | GeonewsError]:
        found: list[Done | GeonewsError] = []
        for article in articles:
            match article.text.partition(" ")[0]:
                case "BATCH_FAULT":
                    raise ZeroDivisionError("division by zero")
                case "BATCH_ABORT":
                    os.abort()
                case "BATCH_SHORT":
                    return found
                case "BATCH_HANG":
                    time.sleep(60)
            try:
                done = self.done(article)
            except StoryError as error:
                found.append(error)
            else:
                found.append(Done(done.line, len(articles), done.resolved))
        return found
