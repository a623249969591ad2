"""One file in, one Article out: bytes, text, header, opening, boilerplate, in this order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from travaux.intake.boilerplate import find_boilerplate
from travaux.intake.characters import Shown, clean_address, clean_characters, clean_field, restore
from travaux.intake.datelines import find_datelines
from travaux.intake.dates import read_address_date, read_date
from travaux.intake.decode import Limits, decode_page, decode_text
from travaux.intake.headers import Header, read_front_matter, read_header_lines
from travaux.intake.lines import find_lines, subtract, trim
from travaux.intake.opening import Credits, read_opening
from travaux.intake.pages import read_page
from travaux.intake.register import read_register
from travaux.intake.sources import AnySource
from travaux.model import Article, ArticleKind, Problem, Span

_PAGES = (".html", ".htm")
_MARKDOWN = (".md", ".markdown")
_OWN_PAGE, _HEAD = '<meta name="generator" content="travaux">', 4000  # and the characters in which it is looked for
_DEFAULT = Limits()
_MOST_GAPS = 10_000  # more hidden characters than a report ever holds; their places are not worth keeping


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in from a file: an article, or none, and why.

    `pieces` are the spans of the decoded file (without byte order mark) that the text is made of, in order, character
    for character but for replaced control characters. There are none where the text was extracted from a page.
    """

    article: Article | None
    problems: tuple[Problem, ...] = ()
    pieces: tuple[Span, ...] = ()

    @property
    def offset(self) -> int | None:
        """Where in the decoded file the text begins, if it stands there in one piece."""
        return self.pieces[0].start if len(self.pieces) == 1 else None

    def place(self, index: int) -> int | None:
        """Where in the decoded file the text's character at `index` stands; None where that cannot be told."""
        for piece in self.pieces:
            if index < piece.end - piece.start:
                return piece.start + index
            index -= piece.end - piece.start
        return None


@dataclass(frozen=True, slots=True)
class _Draft:
    """A file's text on the way to an article: `body` is what stands after the header."""

    text: str
    body: Span
    fields: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    removed: tuple[Span, ...] | None = ()  # what was cut out of the file's text; None where it is a page's


def read_article(source: AnySource, limits: Limits = _DEFAULT) -> Taken:
    """Read one file. Whatever is wrong with it becomes a Problem; nothing in a file makes this raise."""
    data = source.fetch(limits)
    if isinstance(data, Problem):
        return _refused(source, data)
    name = source.name.lower()
    decoded = decode_page(data) if name.endswith(_PAGES) else decode_text(data)
    if isinstance(decoded, Problem):
        return _refused(source, decoded)
    if name.endswith(_PAGES) and _OWN_PAGE in decoded.text[:_HEAD]:
        return _refused(
            source, Problem("own-page", "This is a brief that Travaux wrote, not a report; it was left out.")
        )
    draft = _draft_page(decoded.text) if name.endswith(_PAGES) else _draft_text(decoded.text, name)
    taken = _finish(source, draft)
    problems = (*decoded.problems, *draft.problems, *taken.problems)
    return replace(taken, problems=tuple(replace(problem, origin=source.origin) for problem in problems))


def _refused(source: AnySource, problem: Problem) -> Taken:
    return Taken(None, (replace(problem, origin=source.origin),))


def _draft_page(decoded: str) -> _Draft:
    page = read_page(decoded)
    shown = clean_characters(page.text)
    problems = _check_characters(page.cleaned, shown)
    return _Draft(shown.text, Span(0, len(shown.text)), page.fields, problems, removed=None)


def _draft_text(decoded: str, name: str) -> _Draft:
    shown = clean_characters(decoded)
    header: Header = read_front_matter(shown.text) if name.endswith(_MARKDOWN) else read_header_lines(shown.text)
    body = Span(header.start, len(shown.text))
    problems = (*header.problems, *_check_characters(shown))
    return _Draft(
        shown.text, body, header.fields, problems, removed=shown.removed if len(shown.removed) <= _MOST_GAPS else None
    )


def _check_characters(*shown: Shown) -> tuple[Problem, ...]:
    replaced = sum(each.replaced for each in shown)
    hidden = sum(gap.end - gap.start for each in shown for gap in each.removed)
    if not replaced and not hidden:
        return ()
    message = f"{replaced} control characters were replaced, {hidden} hidden characters were removed."
    return (Problem("control-characters", message),)


def _finish(source: AnySource, draft: _Draft) -> Taken:
    """From header and body to the article: credits off its start, boilerplate out, its kind, its date checked."""
    known, problems = _read_credits(draft.fields)
    text, body = draft.text, trim(draft.text, draft.body)
    kind, kind_problems = _read_kind(draft.fields.get("kind"), text[slice(*body)])
    if kind is not ArticleKind.BULLETIN:
        known, body = _read_heading(source, text, body, known)
        opening = read_opening(text, body, known)
        known = opening.credits
        rest = Span(max((body.start, *(cut.end for cut in opening.cuts))), body.end)
        pieces = subtract(text, body, (*opening.cuts, *find_datelines(text, rest), *find_boilerplate(text, rest)))
    else:
        pieces = (body,) if body.start < body.end else ()
    if not any(map(str.isalnum, text[body.start : body.end])) or not pieces:
        return Taken(None, (*problems, *kind_problems, Problem("empty", "The file holds no text of a report.")))
    address = clean_address(draft.fields.get("address"))
    article = Article(
        source.origin,
        "".join(text[slice(*piece)] for piece in pieces),
        title=clean_field(known.title),
        outlet=clean_field(known.outlet),
        published=known.published or (read_address_date(address) if address else None),
        updated=known.updated,
        address=address,
        kind=kind,
    )
    problems = (
        *problems,
        *kind_problems,
        *_check_address(draft.fields, article),
        *_check_date(article, problems),
    )
    return Taken(article, problems, () if draft.removed is None else restore(pieces, draft.removed))


def _read_credits(fields: Mapping[str, str]) -> tuple[Credits, tuple[Problem, ...]]:
    days = {name: read_date(fields[name]) for name in ("published", "updated") if name in fields}
    problems = tuple(
        Problem("bad-date", f"{clean_field(fields[name])!r} is no date that can be read; write it as 2031-04-22.")
        for name, day in days.items()
        if day is None
    )
    known = Credits(
        clean_field(fields.get("title")), clean_field(fields.get("outlet")), days.get("published"), days.get("updated")
    )
    return known, problems


def _read_kind(given: str | None, text: str) -> tuple[ArticleKind, tuple[Problem, ...]]:
    """The kind that the header names, else the one that the text's register shows."""
    if given is None:
        return read_register(text), ()
    try:
        return ArticleKind(given.strip().lower()), ()
    except ValueError:
        message = f"{clean_field(given)!r} is no kind of report; known are {', '.join(ArticleKind)}."
        return read_register(text), (Problem("bad-kind", message),)


def _read_heading(source: AnySource, text: str, body: Span, known: Credits) -> tuple[Credits, Span]:
    """A markdown file's only first-level heading, at its top, is its title."""
    first = next(find_lines(text, body), None)
    if (
        known.title is not None
        or first is None
        or not source.name.lower().endswith(_MARKDOWN)
        or not text.startswith("# ", first.start)
    ):
        return known, body
    if text.find("\n# ", first.end, body.end) >= 0:
        return known, body
    title = text[first.start + 2 : first.end].strip()
    return replace(known, title=title), trim(text, Span(first.end, body.end))


def _check_address(fields: Mapping[str, str], article: Article) -> tuple[Problem, ...]:
    if "address" not in fields or article.address is not None:
        return ()
    return (
        Problem("bad-address", f"{clean_field(fields['address'])!r} is no web address; the file's name stands in."),
    )


def _check_date(article: Article, found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    if article.published is not None or any(problem.code == "bad-date" for problem in found):
        return ()
    message = 'No day of publication was found; relative dates such as "next week" stay unresolved.'
    return (Problem("no-date", message),)
