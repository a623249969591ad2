"""What people see of a record: pure functions over `travaux.model.Record`."""

from travaux.views.asked import find_issue, find_party
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
from travaux.views.rendering import FORMATS, json_line, render
from travaux.views.reviewed import (
    accuracy_listing,
    agreement_listing,
    change_words,
    queue_listing,
    rulings_listing,
    words_of_finding,
)
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
    "accuracy_listing",
    "agreement_listing",
    "brief",
    "change_words",
    "codebook",
    "export_csv",
    "export_jsonl",
    "find_hits",
    "find_issue",
    "find_party",
    "json_line",
    "listing",
    "matrix",
    "not_found",
    "queue_listing",
    "render",
    "render_promises",
    "rulings_listing",
    "search_listing",
    "select",
    "show",
    "some_of",
    "wanted",
    "wanted_in_full",
    "why",
    "words_of_finding",
]
