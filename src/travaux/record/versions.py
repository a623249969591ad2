"""Versions of one article: a correction, an update, other details. The newest stands, whichever came first."""

from __future__ import annotations

import zlib
from dataclasses import replace

import msgspec

from travaux.model import Article, Problem, Reading
from travaux.model.text import digest

# Bumped whenever the merge gives another record for the same readings.
MERGER = "merge-21"
MOST = 500  # articles that decide; of more, a sample

encode = msgspec.json.Encoder(order="deterministic").encode


def pack(reading: Reading) -> bytes:
    """Readings are many times the text that they are of, repeat themselves, and are looked at only by a merge."""
    return zlib.compress(encode(reading), level=3)


def unpack(body: bytes) -> Reading:
    """A reading as it was packed."""
    return msgspec.json.decode(zlib.decompress(body), type=Reading)


def version_of(article: Article) -> str:
    """What tells two versions of one article apart: all that was taken in, but not where the file lay."""
    return digest("version", encode(replace(article, origin="")).decode())


def newness(article: Article) -> tuple[str, str, str, bytes]:
    """Later dates win; of two versions with one date, the same one wins whichever came first."""
    latest = str(article.updated or article.published or "")
    return latest, str(article.published or ""), article.wording, encode(article)


def gave_way(older: Article, standing: Article) -> Problem:
    """What is reported of a version that does not stand."""
    shown = older.updated or older.published or "no date"
    if older.wording != standing.wording:
        message = f"An older wording of this article ({shown}) gave way to a newer one; it is not counted."
        return Problem("superseded", message, older.origin)
    message = f"The same text came with other details too ({shown}); those with the later date are kept."
    return Problem("other-details", message, older.origin)
