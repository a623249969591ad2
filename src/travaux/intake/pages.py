"""A web page as text and header: the wall round trafilatura and lxml."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from html import unescape
from typing import Any

from lxml import etree, html

from travaux.intake.characters import Shown, clean_characters, resolve_references
from travaux.intake.dates import read_date
from travaux.intake.opening import same_title
from travaux.intake.stamps import read_stamp

# trafilatura logs every page that it finds wanting; what matters of that becomes a Problem here.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

# Where pages say when they were published and changed, the surest first.
_PUBLISHED = (
    "article:published_time", "datepublished", "article.published", "og:article:published_time", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish-date", "publication_date", "citation_publication_date", "article_date_original", "originalpublicationdate",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified",
    "article.updated",
)  # fmt: skip
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_TITLE = ("og:title", "headline", "dc.title", "twitter:title", "sailthru.title")
_ADDRESS = ("og:url", "twitter:url", "parsely-link")
_UNSEEN = (
    "script", "style", "noscript", "template", "iframe", "svg", "nav", "footer", "aside", "form", "button", "head",
)  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tr",
    "blockquote", "pre", "br", "hr", "figure", "figcaption", "header", "body", "td", "th", "dd", "dt", "address",
}  # fmt: skip
_MOST_TAGS = 100_000  # beyond any report's page; trafilatura would take minutes
_NEAR_TOP, _NEAR_TITLE = 60, 8  # blocks
_SPACES = re.compile(r"\s+")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCRIPT = re.compile(r"<(script|style|head)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENTITIES = re.compile(
    r"(<!DOCTYPE[^<>\[]*)\[[^\]]*\]", re.IGNORECASE
)  # no page needs its own, and bombs are built of them


@dataclass(frozen=True, slots=True)
class Page:
    """The report of a page, its paragraphs apart by empty lines, and its metadata by field as in a Header.

    `cleaned` is what a visitor to the page would have been shown, without what a text must not hold.
    """

    text: str
    fields: dict[str, str]
    cleaned: Shown = field(default_factory=lambda: Shown(""))


def read_page(source: str) -> Page:
    """The page's main text and metadata; a page that trafilatura finds nothing in is read by lxml alone.

    Control and hidden characters leave before: trafilatura drops them without a word, and half of a terminal's order.
    """
    source = resolve_references(source)
    shown = clean_characters(source)
    page = _read(shown.text)
    if not shown.replaced and not shown.removed:
        return page
    return replace(page, cleaned=clean_characters(_TAG.sub(" ", _UNREAD.sub(" ", source))))


def _read(source: str) -> Page:
    source = _ENTITIES.sub(r"\1", _DECLARATION.sub("", _NOT_XML.sub(" ", source)), count=1)
    tree = _parse(source)
    if tree is None:
        return Page("", {})
    fields = _fields(tree)
    found = _trafilatura(source) if source.count("<") <= _MOST_TAGS else {}
    text = found.get("text") or ""
    for name, key in (("title", "title"), ("outlet", "sitename")):
        if found.get(key):
            fields.setdefault(name, str(found[key]))
    blocks = list(_find_blocks(tree)) or list(_find_stripped(source))
    for name, day in _read_stamps(blocks, fields.get("title")).items():
        fields.setdefault(name, day.isoformat())
    _cut_outlet(fields)
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    return Page("\n\n".join(paragraphs or blocks), fields)


def _parse(source: str) -> Any | None:
    """lxml's tree, which mends broken markup; None for a page of nothing."""
    try:
        return html.document_fromstring(source)
    except (etree.LxmlError, ValueError):
        return None


def _trafilatura(source: str) -> dict[str, Any]:
    """What trafilatura finds, of which text, title and sitename are used."""
    import trafilatura  # half a second that only web pages cost

    try:
        found = trafilatura.bare_extraction(
            source,
            with_metadata=True,
            include_comments=False,
            include_tables=False,  # those of figures are no prose, and those of old layouts come out as bars
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2999-12-31"},
        )
    except Exception:  # it reads pages of any make, and what it may raise on them is not known; lxml reads on
        return {}
    if found is None:
        return {}
    return found if isinstance(found, dict) else dict(found.as_dict())


def _fields(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and element.get("content"):
            metas.setdefault(name.strip().lower(), element.get("content").strip())
    linked = {key: value for block in _find_linked_data(tree) for key, value in block.items()}
    canonical = next((each.get("href") for each in tree.iter("link") if each.get("rel") == "canonical"), None)
    publisher = linked.get("publisher")
    candidates: dict[str, list[Any]] = {
        "title": [linked.get("headline"), *map(metas.get, _TITLE), _text_of(tree, "h1"), _text_of(tree, "title")],
        "outlet": [publisher.get("name") if isinstance(publisher, dict) else publisher, *map(metas.get, _OUTLET)],
        "published": [linked.get("datePublished"), *map(metas.get, _PUBLISHED), *_find_times(tree)],
        "updated": [linked.get("dateModified"), *map(metas.get, _UPDATED)],
        "address": [canonical, *map(metas.get, _ADDRESS)],
    }
    words = {
        name: [each for each in values if isinstance(each, str) and each.strip()] for name, values in candidates.items()
    }
    for name in ("published", "updated"):
        words[name].sort(key=lambda value: read_date(value) is None)  # a value that is a day before one that is none
    return {name: values[0] for name, values in words.items() if values}


def _cut_outlet(fields: dict[str, str]) -> None:
    """Titles often end with the outlet: "Quota talks resume | Norland Courier"."""
    title, outlet = fields.get("title"), fields.get("outlet")
    if title and outlet:
        fields["title"] = re.sub(rf"\s+[|–—-]\s+{re.escape(outlet)}\s*$", "", title) or title


def _read_stamps(blocks: list[str], title: str | None) -> dict[str, date]:
    """Days of publication and change as the page shows them: right below the title, or in so many words near the top.

    trafilatura's own search for dates is not used: it takes days that the report only talks about.
    """
    below = next((number for number, block in enumerate(blocks, 1) if same_title(block, title)), None)
    days: dict[str, date] = {}
    for number, block in enumerate(blocks[:_NEAR_TOP]):
        stamp = read_stamp(block)
        if stamp is None or not (stamp.worded or (below is not None and below <= number < below + _NEAR_TITLE)):
            continue
        for name, day in (("published", stamp.published), ("updated", stamp.updated)):
            if day is not None:
                days.setdefault(name, day)
    return days


def _find_linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Descriptions of an article in JSON-LD, at the top or in a graph."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        top = data if isinstance(data, list) else [data]
        graphs = [each.get("@graph") for each in top if isinstance(each, dict)]
        for block in [*top, *(item for graph in graphs if isinstance(graph, list) for item in graph)]:
            if isinstance(block, dict) and ("datePublished" in block or "headline" in block):
                yield block


def _find_times(tree: Any) -> Iterator[str]:
    """The day of the page's `<time>` marks: the one that is named as publication's, or that all of them agree on."""
    marks = [(element, element.get("datetime") or element.text_content()) for element in tree.iter("time")]
    for element, words in marks:
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            yield words
    if len({day for _, words in marks if (day := read_date(words)) is not None}) == 1:
        yield from (words for _, words in marks if read_date(words) is not None)


def _text_of(tree: Any, tag: str) -> str | None:
    element = next(tree.iter(tag), None)
    return None if element is None else _SPACES.sub(" ", element.text_content()).strip()


def _find_stripped(source: str) -> Iterator[str]:
    """The lines of a page without its tags: for pages nested deeper than the parser follows."""
    for line in unescape(_TAG.sub("\n", _SCRIPT.sub(" ", source))).splitlines():
        if line.strip():
            yield line.strip()


def _find_blocks(tree: Any) -> Iterator[str]:
    """The text of each block of a page, menus and scripts left out."""
    etree.strip_elements(tree, *_UNSEEN, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    words: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if isinstance(element.tag, str) and element.tag in _BLOCKS:
            if block := _SPACES.sub(" ", "".join(words)).strip():
                yield block
            words = []
        words.append((element.text if event == "start" else element.tail) or "")
    if block := _SPACES.sub(" ", "".join(words)).strip():
        yield block
