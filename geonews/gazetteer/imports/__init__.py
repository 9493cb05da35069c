"""The import of a GeoNames dump: millions of rows into a gazetteer file, in bounded memory."""

from geonews.gazetteer.imports.run import Dump, Outcome, import_dump

__all__ = ["Dump", "Outcome", "import_dump"]
