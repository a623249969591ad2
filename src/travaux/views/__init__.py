"""What people see of a record: pure functions over `travaux.model.Record`."""

from travaux.views.board import Board, find_board
from travaux.views.brief import brief
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
from travaux.views.place import Place, find_place
from travaux.views.promises import render_promises
from travaux.views.rendering import FORMATS, render
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
    "as_object",
    "both",
    "brief",
    "codebook",
    "entry",
    "export_csv",
    "export_jsonl",
    "find_board",
    "find_dossier",
    "find_hits",
    "find_people",
    "find_place",
    "find_sheet",
    "is_askable",
    "listing",
    "lit",
    "look",
    "matrix",
    "narrowed",
    "not_found",
    "part_behind",
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
