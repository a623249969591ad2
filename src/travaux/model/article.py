"""What was published."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from travaux.model.text import Citation, Span, digest
from travaux.model.vocabulary import ArticleKind


@dataclass(frozen=True, slots=True)
class Article:
    """One report as taken in; its text never changes afterwards.

    `origin` is the file as the user named it, relative to the folder given; `address` is the URL where one is known.
    """

    origin: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    updated: date | None = None
    address: str | None = None
    kind: ArticleKind = ArticleKind.NEWS

    @property
    def id(self) -> str:
        """From the address, so that a correction under the same address replaces what it corrects.

        Without an address nothing tells a correction from another report: then the words and the outlet are the
        article, whatever the file is called and in whichever batch it comes.
        """
        if self.address is not None:
            return digest("article", self.address)
        return digest("article", self.outlet, self.wording)

    @property
    def wording(self) -> str:
        """From the text alone, so that a reprint is recognised."""
        return digest("wording", self.text)

    def cite(self, span: Span) -> Citation:
        if not 0 <= span.start < span.end <= len(self.text):
            raise ValueError(f"no words at {span} in a text of {len(self.text)} characters")
        return Citation(self.id, span.start, span.end, self.text[span.start : span.end])


@dataclass(frozen=True, slots=True)
class Heading(Article):
    """A report without its text, which is empty: for whoever needs to know only when and where it came out."""

    known_id: str = ""
    known_wording: str = ""

    @classmethod
    def of(cls, article: Article) -> Heading:
        """The heading of a whole report."""
        details = {field.name: getattr(article, field.name) for field in fields(Article) if field.name != "text"}
        return cls(text="", known_id=article.id, known_wording=article.wording, **details)

    @property
    def id(self) -> str:
        return self.known_id

    @property
    def wording(self) -> str:
        return self.known_wording
