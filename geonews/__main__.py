"""``python -m geonews`` is the command line."""

from geonews.cli import main

main()
