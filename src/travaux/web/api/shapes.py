"""What the API answers: one shape for each thing that pages show. Days are as in 2031-04-01, 2031-04 or 2031."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, Field

from travaux.model import (
    Act,
    ActGroup,
    ActorKind,
    ArticleKind,
    Direction,
    IssueStatus,
    Modality,
    SourceKind,
    Stance,
    State,
)

_Item = TypeVar("_Item")
Text = Annotated[str, BeforeValidator(lambda value: whole(value))]
ID = "16 hex digits that name the claim, not the run"


def whole(value: Any) -> Any:
    """A value without lone surrogates, which no answer can carry."""
    match value:
        case str():
            return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case dict():
            return {whole(key): whole(held) for key, held in value.items()}
        case list() | tuple():
            return [whole(each) for each in value]
    return value


class Shape(BaseModel):
    """An answer."""

    model_config = {"frozen": True}


class Page(Shape, Generic[_Item]):
    """Some of `total` items; `next` is the offset of those that follow, null on the last page."""

    items: list[_Item]
    total: int
    next: int | None


class Fault(Shape):
    """What is wrong, in plain words."""

    detail: Text


class Cited(Shape):
    """Words of a report and their place in its text, in code points."""

    article: Text
    start: int
    end: int
    words: Text


class RecordShape(Shape):
    """The record as a whole; `is_behind` says that a build is writing, and this is what was there before."""

    title: Text
    first_day: Text | None
    last_day: Text | None
    numbers: dict[Text, int] = Field(description="how many there are of each type of finding")
    is_behind: bool


class PartyShape(Shape):
    """A side; `coalitions` are ids of parties."""

    id: Text = Field(description=ID)
    name: Text
    aliases: list[Text]
    kind: ActorKind | None
    coalitions: list[Text]
    basis: Cited | None


class IssueShape(Shape):
    """A matter under negotiation; `parent` is the id of the issue that it is a part of."""

    id: Text = Field(description=ID)
    label: Text
    terms: list[Text]
    parent: Text | None
    status: IssueStatus
    status_by: Text | None
    status_on: Text | None
    status_basis: Cited | None
    raised_by: Text | None


class PositionShape(Shape):
    """What a party does about something; `speaker` and `source_kind` are null in the reporter's voice."""

    id: Text = Field(description=ID)
    party: Text | None
    issue: Text | None
    act: Act
    group: ActGroup
    stance: Stance
    modality: Modality
    object: Cited | None
    condition: Cited | None
    basis: Cited
    date: Text | None
    speaker: Text | None
    source_kind: SourceKind | None
    reports: int
    independent: int
    confidence: float


class CellShape(Shape):
    """What one party said on one issue: the newest positions first, `older` more besides."""

    party: Text
    positions: list[PositionShape]
    older: int


class RowShape(Shape):
    """An issue; `depth` is 0, or 1 and more below a parent. Cells are in the order of the matrix's parties."""

    issue: IssueShape
    depth: int
    cells: list[CellShape]


class MatrixShape(Shape):
    """Some rows and columns of who stands where; `next_row` and `next_column` are where others begin."""

    parties: list[PartyShape]
    rows: list[RowShape]
    all_parties: int
    all_issues: int
    next_row: int | None
    next_column: int | None
    unplaced: int


class StandShape(Shape):
    """What is held over a time, however often it was told."""

    id: Text = Field(description=ID)
    act: Act
    group: ActGroup
    words: Text | None
    since: Text | None
    last: Text | None
    holders: list[Text]
    positions: int
    reports: int
    independent: int


class LaneShape(Shape):
    """One side on an issue, or one issue of a side; some of its stands, the newest first."""

    id: Text = Field(description=ID)
    name: Text
    positions: int
    stands: list[StandShape]
    all_stands: int


class ShiftShape(Shape):
    """A stand that moved; `earlier` is null where one clause tells both ends."""

    id: Text = Field(description=ID)
    direction: Direction
    party: Text | None
    issue: Text | None
    earlier: Cited | None
    later: Cited
    earlier_on: Text
    later_on: Text


class TieShape(Shape):
    """`issue` waits for `on`; either is null where the record does not know which issue that is."""

    id: Text = Field(description=ID)
    position: Text
    party: Text | None
    issue: Text | None
    on: Text | None
    condition: Text
    is_knot: bool


class DossierShape(Shape):
    """All of an issue by parties, or of a party by issues; `next` is the lane with which the next page begins."""

    lanes: list[LaneShape]
    total: int
    next: int | None
    shifts: list[ShiftShape]
    ties: list[TieShape]


class PersonShape(Shape):
    """Somebody who is quoted for a party."""

    name: Text
    role: Text | None
    statements: int
    source_kinds: list[SourceKind | None]


class ReportShape(Shape):
    """A report without its text; `found` counts findings by type."""

    id: Text = Field(description=ID)
    title: Text | None
    outlet: Text | None
    published: Text | None
    kind: ArticleKind
    origin: Text
    address: Text | None
    found: dict[Text, int]


class MarkShape(Shape):
    """A finding in a report, and where its words stand; a statement may have several runs of words."""

    id: Text = Field(description=ID)
    kind: Text
    spans: list[tuple[int, int]]
    says: Text
    party: Text | None
    issue: Text | None
    is_alone: bool = Field(description="no other report is known to carry the statement")


class TwinShape(Shape):
    """Another report that is a copy of this one, or carries utterances of it."""

    id: Text = Field(description=ID)
    title: Text | None
    outlet: Text | None
    shared: int
    is_copy: bool


class ArticleShape(Shape):
    """A report with its text and what was found in it."""

    id: Text = Field(description=ID)
    title: Text | None
    outlet: Text | None
    published: Text | None
    kind: ArticleKind
    address: Text | None
    text: Text
    marks: list[MarkShape]
    twins: list[TwinShape]


class FindingShape(Shape):
    """Any finding as exports have it, and the address of the page on which it is seen."""

    id: Text = Field(description=ID)
    type: Text
    data: Annotated[dict[str, Any], BeforeValidator(whole)]
    page: Text | None


class HitShape(Shape):
    """A sentence that has all words, where it stands, and the ids of what was found in it."""

    article: Text
    start: int
    end: int
    words: Text
    date: Text | None
    speaker: Text | None
    party: Text | None
    issue: Text | None
    act: Text | None
    outlet: Text | None
    findings: list[Text]


class Hits(Shape):
    """Some sentences, the shortest first, of those `looked` at; `next` is what `after` must be for those that follow.

    With a filter there may be none yet among these and some further on.
    """

    items: list[HitShape]
    next: Text | None
    looked: int


class TableShape(Shape):
    """Some rows of a listing, as the command of the same name gives it."""

    columns: list[Text]
    rows: list[list[Text | int | float | None]]
    total: int
    next: int | None


class QueuedShape(Shape):
    """A finding that waits for a ruling: `data` as exports have it, `seen` what a ruling must give back."""

    id: Text = Field(description=ID)
    layer: Text
    data: Annotated[dict[str, Any], BeforeValidator(whole)]
    seen: Text
    weight: float
    reports: int
    ruled: list[Text]
    verdict: Text | None


class ProgressShape(Shape):
    """How many findings of a layer are in the queue, and on how many of them somebody ruled."""

    layer: Text
    findings: int
    ruled: int


class QueueShape(Shape):
    """Some of what waits, and how far each layer has come; `next` is the offset of those that follow."""

    items: list[QueuedShape]
    next: int | None
    progress: list[ProgressShape]


class RuledShape(Shape):
    """A ruling and what became of it; `data` as exports have it, `words` are its finding's, null where that is gone."""

    id: Text = Field(description=ID)
    number: int
    state: State
    words: Text | None
    disputed: bool
    data: Annotated[dict[str, Any], BeforeValidator(whole)]


class AccuracyShape(Shape):
    """Of the findings of a layer that somebody checked how many were right; `low` and `high` by Wilson, at 95 %."""

    layer: Text
    band: Text | None
    checked: int
    right: int
    low: float
    high: float


class AgreementShape(Shape):
    """How far those agree who ruled on the same findings; `alpha` is null where it cannot be told."""

    layer: Text
    coders: int
    findings: int
    alpha: float | None
    same: int
