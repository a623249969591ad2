"""What a file says of itself before its text: YAML front matter, or lines such as `Outlet: Norland Courier`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from travaux.model import Problem

FIELDS = {
    "title": "title", "headline": "title",
    "outlet": "outlet", "source": "outlet", "publication": "outlet", "publisher": "outlet", "newspaper": "outlet",
    "sitename": "outlet", "site": "outlet", "agency": "outlet",
    "date": "published", "published": "published", "published on": "published", "publication date": "published",
    "posted": "published", "dateline": "published",
    "updated": "updated", "last updated": "updated", "modified": "updated", "last modified": "updated",
    "url": "address", "link": "address", "address": "address", "permalink": "address",
    "kind": "kind", "type": "kind",
    # Known, and nothing of them is kept:
    "author": None, "authors": None, "byline": None, "by": None, "section": None, "id": None, "abstract": None,
    "language": None, "lang": None, "tags": None, "keywords": None, "summary": None, "description": None,
    "subtitle": None, "categories": None, "word count": None, "words": None, "copyright": None,
}  # fmt: skip
# One line is enough of a header when its key can be nothing else; "Source:" or "By:" alone may open a text.
_SURE = {"title", "headline", "outlet", "date", "published", "url", "kind"}

_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z _-]{0,24}?)[ \t]*:(?:[ \t]+(?P<value>[^\r\n]*?))?[ \t]*\r?(?:\n|\Z)")
_BLANK = re.compile(r"[^\S\n]*\n")
_FENCE = re.compile(r"\s*---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
_NULL = {"null", "Null", "NULL", "~"}  # how YAML writes that there is no value
_LONGEST_FRONT = 100_000


@dataclass(frozen=True, slots=True)
class Header:
    """Values as written, by field (title, outlet, published, updated, address, kind), and where the text begins."""

    start: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_header_lines(text: str) -> Header:
    """`Key: value` lines of known keys at the top, up to an empty line or the first other line."""
    place = 0
    while blank := _BLANK.match(text, place):
        place = blank.end()
    values: list[tuple[str, str]] = []
    while match := _LINE.match(text, place):
        key = _key(match["key"])
        if key not in FIELDS:
            break
        values.append((key, match["value"] or ""))
        place = match.end()
    if not values or (len(values) == 1 and values[0][0] not in _SURE):
        return Header()
    return Header(place, _fields(values))


def read_front_matter(text: str) -> Header:
    """YAML between two lines of `---`. What is not YAML is read line by line, with a Problem."""
    fence = _FENCE.match(text)
    if fence is None:
        return read_header_lines(text)
    close = _CLOSE.search(text, fence.end(), fence.end() + _LONGEST_FRONT)
    if close is None:
        lines = read_header_lines(text[fence.end() :])
        if not lines.fields:
            return Header()  # a rule above the text, no front matter
        problem = _bad("it has no closing line of ---")
        return Header(fence.end() + lines.start, lines.fields, (problem,))
    block = text[fence.end() : close.start()]
    try:
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # makes strings, lists and dicts, nothing else
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Header(close.end(), read_header_lines(block).fields, (_bad(_reason(error)),))
    if loaded in (None, ""):
        return Header(close.end())
    if not isinstance(loaded, dict):
        return Header(close.end(), {}, (_bad("it is not a list of `key: value` lines"),))
    values = [(_key(str(key)), value) for key, value in loaded.items()]
    single = [(key, value) for key, value in values if key in FIELDS and isinstance(value, str) and value not in _NULL]
    return Header(close.end(), _fields(single), tuple(_check_single(values)))


def _check_single(values: Iterable[tuple[str, object]]) -> Iterator[Problem]:
    """A list or a table where one value belongs says nothing that can be kept."""
    for key, value in values:
        if FIELDS.get(key) is not None and value and not isinstance(value, str):
            yield Problem("bad-front-matter", f"{key!r} in the front matter is not one value; it was left out.")


def _key(words: str) -> str:
    return re.sub(r"[ _-]+", " ", words.strip().lower())


def _fields(values: list[tuple[str, str]]) -> dict[str, str]:
    """The first value of each field; an empty one is no value."""
    fields: dict[str, str] = {}
    for key, value in values:
        name = FIELDS[key]
        if name is not None and value.strip():
            fields.setdefault(name, value.strip())
    return fields


def _bad(reason: str) -> Problem:
    return Problem("bad-front-matter", f"The front matter could not be read as YAML: {reason}; the text was read.")


def _reason(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem:
        line = f" in its line {error.problem_mark.line + 1}" if error.problem_mark else ""
        return f"{error.problem}{line}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else "it holds characters YAML does not allow"
