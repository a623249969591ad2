"""What people see of a record: pure functions over `travaux.model.Record`."""

from travaux.views.asked import find_issue, find_party
from travaux.views.board import Board, find_board
from travaux.views.brief import brief
from travaux.views.card import Card, find_card, find_words, title_of
from travaux.views.codebook import codebook
from travaux.views.dossier import Dossier, find_dossier
from travaux.views.errors import ViewError
from travaux.views.export import as_object, export_csv, export_jsonl
from travaux.views.filter import MEANINGS, SURE, Filter, narrowed, select
from travaux.views.finding import not_found, show, why
from travaux.views.index import Index
from travaux.views.listing import KINDS, ROWS, Listing, listing, some_of
from travaux.views.looked import Looked, look
from travaux.views.matrix import Cell, Entry, Matrix, Row, entry, matrix
from travaux.views.people import People, find_people
from travaux.views.place import Place, find_cell, find_place, place_of_old
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
from travaux.views.search import Hit, Hits, both, find_hits, is_askable, lit, part_behind, search_listing
from travaux.views.sheet import Sheet, find_sheet
from travaux.views.wanted import wanted, wanted_in_full

__all__ = [
    "FORMATS",
    "KINDS",
    "MEANINGS",
    "ROWS",
    "SURE",
    "Board",
    "Card",
    "Cell",
    "Dossier",
    "Entry",
    "Filter",
    "Hit",
    "Hits",
    "Index",
    "Listing",
    "Looked",
    "Matrix",
    "People",
    "Place",
    "Row",
    "Sheet",
    "ViewError",
    "accuracy_listing",
    "agreement_listing",
    "as_object",
    "both",
    "brief",
    "change_words",
    "codebook",
    "entry",
    "export_csv",
    "export_jsonl",
    "find_board",
    "find_card",
    "find_cell",
    "find_dossier",
    "find_hits",
    "find_issue",
    "find_party",
    "find_people",
    "find_place",
    "find_sheet",
    "find_words",
    "is_askable",
    "json_line",
    "listing",
    "lit",
    "look",
    "matrix",
    "narrowed",
    "not_found",
    "part_behind",
    "place_of_old",
    "queue_listing",
    "render",
    "render_promises",
    "rulings_listing",
    "search_listing",
    "select",
    "show",
    "some_of",
    "title_of",
    "wanted",
    "wanted_in_full",
    "why",
    "words_of_finding",
]
