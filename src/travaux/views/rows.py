"""What the rows of several listings have in common: names for ids, words for citations, a text for a time."""

from __future__ import annotations

from typing import TypeAlias

from travaux.model import Article, Citation
from travaux.views.index import Index

Value: TypeAlias = str | int | float | None
Line: TypeAlias = tuple[Value, ...]


def party_name(index: Index, id_: str | None) -> str | None:
    """The name of a party, None where the record has none of this id."""
    party = index.parties.get(id_) if id_ else None
    return party.name if party else None


def issue_label(index: Index, id_: str | None) -> str | None:
    """The label of an issue, None where the record has none of this id."""
    issue = index.issues.get(id_) if id_ else None
    return issue.label if issue else None


def outlet_name(article: Article | None) -> str | None:
    """The outlet of an article, or the file that it came from."""
    return (article.outlet or article.origin) if article else None


def words_of(citation: Citation | None) -> str | None:
    """The words of a citation, where there is one."""
    return citation.words if citation else None


def text_of(value: object) -> str | None:
    """A value as its text, None where it is not known."""
    return None if value is None else str(value)
