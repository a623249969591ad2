"""What people see of a record: pure functions over `travaux.model.Record`."""

from travaux.views.brief import brief
from travaux.views.codebook import codebook
from travaux.views.errors import ViewError
from travaux.views.export import export_csv, export_jsonl
from travaux.views.filter import MEANINGS, SURE, Filter, select
from travaux.views.finding import not_found, show, why
from travaux.views.index import Index
from travaux.views.listing import KINDS, ROWS, Listing, listing, some_of
from travaux.views.matrix import Cell, Entry, Matrix, Row, matrix
from travaux.views.promises import render_promises
from travaux.views.rendering import FORMATS, render
from travaux.views.search import Hit, find_hits, search_listing
from travaux.views.wanted import wanted, wanted_in_full

__all__ = [
    "FORMATS",
    "KINDS",
    "MEANINGS",
    "ROWS",
    "SURE",
    "Cell",
    "Entry",
    "Filter",
    "Hit",
    "Index",
    "Listing",
    "Matrix",
    "Row",
    "ViewError",
    "brief",
    "codebook",
    "export_csv",
    "export_jsonl",
    "find_hits",
    "listing",
    "matrix",
    "not_found",
    "render",
    "render_promises",
    "search_listing",
    "select",
    "show",
    "some_of",
    "wanted",
    "wanted_in_full",
    "why",
]
