"""Compiling the gazetteer from its sources; needed only by those who change the data."""

from geonews.gazetteer.build.compile import build

__all__ = ["build"]
