"""Rulings: what people say of findings, and findings as they left them. Pure functions over nouns."""

from travaux.review.agreement import accuracies, agreements
from travaux.review.claims import claim
from travaux.review.errors import ReviewError
from travaux.review.fields import ADDED, FIELDS, Field, Takes
from travaux.review.labels import labels
from travaux.review.laying import Cells, lay
from travaux.review.ledger import GROUPING
from travaux.review.overlay import Move, Overlay, overlay
from travaux.review.queue import LAYERS, as_seen, waiting
from travaux.review.ruling import WHY_NOT, addition, ruling_on, undoing

__all__ = [
    "ADDED",
    "FIELDS",
    "GROUPING",
    "LAYERS",
    "WHY_NOT",
    "Cells",
    "Field",
    "Move",
    "Overlay",
    "ReviewError",
    "Takes",
    "accuracies",
    "addition",
    "agreements",
    "as_seen",
    "claim",
    "labels",
    "lay",
    "overlay",
    "ruling_on",
    "undoing",
    "waiting",
]
