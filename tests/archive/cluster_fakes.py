"""An analyst for clusters: does what a story orders, as `Fake` does, and gives a whole report."""

from __future__ import annotations

from geonews.archive.work import Done, json_line
from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention, Place, Report
from geonews.options import Options
from tests.archive.fakes import Fake

LIMA = Place("Lima", -12.05, -77.05, country="PE", feature="PPLC", geonames_id=3936456)


class Cheap(Fake):
    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._info = Gazetteer.open(options.gazetteer).info

    def done(self, article: Article) -> Done:
        super().done(article)
        mention = Mention(0, 4, article.text[:4], place=LIMA, status="resolved")
        report = Report(article, self._info, (mention,), version="0")
        return Done(json_line(report), 1, 1)
