"""From what a person asks for to a ruling: names looked up, words found in the article, limits kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any

from travaux.model import Article, Change, Citation, Record, Ruling, Span, Verdict
from travaux.review.claims import claim
from travaux.review.errors import ReviewError
from travaux.review.fields import ADDED, Field, Takes, cited_by, corrected, field_of, made

MOST = {"reason": 2_000, "by": 100, "value": 1_000}  # characters
MOST_OTHERS = 200
GROUPED = ("actor", "issue", "witnesses")
WHY_NOT = {
    Verdict.MERGED: "what is merged must be there, be of the same kind, and not be one already.",
    Verdict.SPLIT: "what is split off must be a part of it: terms of an issue, names of an actor, statements.",
    Verdict.RENAMED: "an issue goes by that label already: merge the two.",
}
_PLACE = re.compile(r"(\d{1,9})\s*[-–:]\s*(\d{1,9})")
_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def ruling_on(
    record: Record,
    layer: str,
    finding: Any,
    verdict: str,
    *,
    by: str,
    reason: str | None = None,
    correction: Mapping[str, str | None] | None = None,
    others: Sequence[str] = (),
    at: datetime | None = None,
) -> Ruling:
    """A ruling on a finding as it is in `record`, which holds what is named, with the text of the article behind it.

    Raises ReviewError for what cannot be kept.
    """
    asked = _verdict(verdict)
    if asked in (Verdict.ADDED, Verdict.UNDONE):
        raise ReviewError(f"{asked} is not said of a finding: use `add_finding` or `undo`.")
    if bool(correction) != (asked in (Verdict.CORRECTED, Verdict.RENAMED)) and asked is not Verdict.SPLIT:
        raise ReviewError(
            "a correction needs at least one field=value." if not correction else f"{asked} takes no field=value."
        )
    ruling = _signed(finding.id, claim(finding), asked, by, reason, at)
    changes = tuple(_change(record, layer, finding, *each) for each in (correction or {}).items())
    if asked is Verdict.CORRECTED:
        changes = _with_party(record, layer, changes)
        if claim(corrected(layer, finding, changes)) == ruling.seen:
            raise ReviewError("the finding says so already.")
    kept = tuple(_text("value", each) for each in others)
    if len(kept) > MOST_OTHERS:
        raise ReviewError(f"at most {MOST_OTHERS} can be named at once.")
    if asked in (Verdict.MERGED, Verdict.SPLIT) and (layer not in GROUPED or not kept):
        raise ReviewError(
            f"{'name what is merged or split off' if layer in GROUPED else f'a {layer} cannot be {asked}'}:"
            f" {', '.join(GROUPED)} can be, each with at least one other."
        )
    if asked is Verdict.RENAMED and layer != "issue":
        raise ReviewError(f"a {layer} cannot be renamed; an issue can.")
    wording = _wording(record, changes)
    return replace(ruling, correction=changes, layer=layer, others=kept, wording=wording)


def addition(
    record: Record,
    layer: str,
    article: Article,
    fields: Mapping[str, str | None],
    *,
    by: str,
    reason: str | None = None,
    at: datetime | None = None,
) -> Ruling:
    """A ruling that adds a statement or a position that was missed in an article. Raises ReviewError."""
    if layer not in ADDED:
        raise ReviewError(f"a {layer[:40]} cannot be added: there is {', '.join(ADDED)}.")
    there = replace(record, articles=(article,))
    changes = tuple(_change(there, layer, None, name, value) for name, value in fields.items())
    changes = _with_party(record, layer, changes)
    finding = made(layer, changes)
    ruling = _signed(finding.id, "", Verdict.ADDED, by, reason, at)
    return replace(ruling, correction=changes, layer=layer, wording=article.wording)


def undoing(rulings: Sequence[Ruling], which: int | str, *, by: str, reason: str | None, at: datetime | None) -> Ruling:
    """A ruling that takes back an earlier one of the same author, by its number or the start of its id."""
    asked = str(which).strip().lower()
    found = [each for each in rulings if asked and (str(each.number) == asked or each.id == asked)]
    found = found or [each for each in rulings if len(asked) > 3 and each.id.startswith(asked)]
    if len(found) != 1:
        raise ReviewError(f"{'no ruling is' if not found else 'several rulings are'} {asked[:40]!r}.")
    (held,) = found
    if held.by != _text("by", by):
        raise ReviewError(f"ruling {held.number} is by {held.by}: only its author takes it back.")
    return replace(_signed(held.finding, held.seen, Verdict.UNDONE, by, reason, at), layer=held.layer, undoes=held.id)


def _verdict(verdict: str) -> Verdict:
    short = {"confirm": "confirmed", "reject": "rejected", "correct": "corrected", "merge": "merged"}
    short |= {"rename": "renamed"}
    plain = str(verdict).strip().casefold()
    try:
        return Verdict(short.get(plain, plain))
    except ValueError:
        raise ReviewError(f"no verdict {str(verdict)[:40]!r}: there is {', '.join(Verdict)}.") from None


def _signed(finding: str, seen: str, verdict: Verdict, by: str, reason: str | None, at: datetime | None) -> Ruling:
    moment = at or datetime.now(UTC)
    if moment.tzinfo is None:
        raise ReviewError("the time of a ruling needs a zone.")
    why = _text("reason", reason) if reason and reason.strip() else None
    return Ruling(finding, seen, verdict, (), _text("by", by), why, moment.astimezone(UTC))


def _text(what: str, text: str) -> str:
    found = text.strip()
    if not found and what == "by":
        raise ReviewError("a ruling needs the name of its author.")
    if len(found) > MOST[what]:
        raise ReviewError(f"{what} has {len(found):,} characters; at most {MOST[what]:,} are kept.")
    if _UNKEPT.search(found) or (what == "by" and "\n" in found):
        raise ReviewError(f"{what} holds control characters, which are not kept.")
    return found


def _change(record: Record, layer: str, finding: Any, name: str, value: str | None) -> Change:
    if layer == "issue" and name == "label":  # of a rename or a split
        return Change("label", _new_label(value))
    field = field_of(layer, name)
    words = _text("value", value) if value is not None and value.strip() else None
    if words is None:
        if not field.optional:
            raise ReviewError(f"{name} must be told: {field.says}.")
        return Change(name)
    if field.takes in (Takes.WORDS, Takes.RUNS):
        return Change(name, None, _cited(record, finding, field, name, words))
    if field.takes is Takes.PARTY:
        words = _known("party", words, {each.name: (each.name, *each.aliases) for each in record.parties})
    if field.takes is Takes.ISSUE:
        words = _known("issue", words, {each.label: (each.label, *each.terms) for each in record.issues})
    return Change(name, words)


def _new_label(value: str | None) -> str:
    label = _text("value", value or "")
    if not label or len(label) > 120 or "\n" in label:
        raise ReviewError("the label of an issue is one line of at most 120 characters.")
    return label


def _known(what: str, name: str, names: Mapping[str, Sequence[str]]) -> str:
    """The name by which a party or an issue is kept, of any that it goes by."""
    folded = name.casefold()
    own = [each for each in names if each.casefold() == folded]
    found = own or [each for each, others in names.items() if folded in map(str.casefold, others)]
    if found:
        return found[0]
    near = get_close_matches(name, list(names), n=3, cutoff=0.5) or sorted(names)[:8]
    raise ReviewError(f"no {what} named {name[:60]!r}: there is {', '.join(each[:60] for each in near) or 'none'}.")


def _cited(record: Record, finding: Any, field: Field, name: str, words: str) -> tuple[Citation, ...]:
    where = finding.article if finding is not None else record.articles[0].id
    article = next((each for each in record.articles if each.id == where), None)
    if article is None:
        raise ReviewError(f"the article of the finding is not at hand, so {name} cannot be cited.")
    runs = [each.strip() for each in words.split(";")] if field.takes is Takes.RUNS else [words]
    within = getattr(finding, "basis", None)
    return tuple(_find(article, each, within) for each in runs if each)


def _find(article: Article, words: str, within: Citation | None) -> Citation:
    place = _PLACE.fullmatch(words)
    if place:
        start, end = int(place[1]), int(place[2])
        if not 0 <= start < end <= len(article.text):
            raise ReviewError(f"no words at {start}-{end}: the article has {len(article.text):,} characters.")
        return article.cite(Span(start, end))
    if within is not None and article.text.count(words, within.start, within.end) == 1:
        at = article.text.index(words, within.start, within.end)
    elif article.text.count(words) == 1:
        at = article.text.index(words)
    else:
        many = article.text.count(words)
        raise ReviewError(
            f"{words[:60]!r} stands {'nowhere' if not many else f'{many} times'} in the article:"
            " give its place in characters, as 120-153."
        )
    return article.cite(Span(at, at + len(words)))


def _with_party(record: Record, layer: str, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Who says or holds something does so for his side, unless another is named."""
    told = {each.field: each for each in changes}
    who = told.get({"statement": "speaker", "position": "holder"}.get(layer, ""))
    if who is None or who.value is None or "party" in told:
        return changes
    name = who.value.casefold()
    parties = {each.id: each for each in record.parties}
    sides = {each.id for each in record.parties if name in map(str.casefold, (each.name, *each.aliases))}
    sides = sides or {
        each.speaks_for
        for each in record.actors
        if name in map(str.casefold, (each.name, *each.aliases)) and each.speaks_for
    }
    known = [parties[each].name for each in sides if each in parties]
    return (*changes, Change("party", known[0] if len(known) == 1 else None))


def _wording(record: Record, changes: tuple[Change, ...]) -> str | None:
    """The wording of the article that changes cite."""
    articles = {each.article for each in cited_by(changes)}
    return next((each.wording for each in record.articles if each.id in articles), None)
