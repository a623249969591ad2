"""Nouns and views put into the shapes of the API."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from travaux.model import Article, Citation, Issue, Party, Ruled, When
from travaux.views import Board, Dossier, Entry, Sheet, as_object
from travaux.views.dossier import Turn
from travaux.views.people import Voice
from travaux.web.api import shapes

_MOST_STANDS = 50  # of a lane


def cited(citation: Citation | None) -> shapes.Cited | None:
    """Words with their place."""
    if citation is None:
        return None
    return shapes.Cited(article=citation.article, start=citation.start, end=citation.end, words=citation.words)


def party_shape(party: Party) -> shapes.PartyShape:
    """A side."""
    return shapes.PartyShape(
        id=party.id,
        name=party.name,
        aliases=list(party.aliases),
        kind=party.kind,
        coalitions=list(party.coalitions),
        basis=cited(party.basis),
    )


def issue_shape(issue: Issue) -> shapes.IssueShape:
    """A matter."""
    return shapes.IssueShape(
        id=issue.id,
        label=issue.label,
        terms=list(issue.terms),
        parent=issue.parent,
        status=issue.status,
        status_by=issue.status_by,
        status_on=_text(issue.status_on),
        status_basis=cited(issue.status_basis),
        raised_by=issue.raised_by,
    )


def position_shape(entry: Entry) -> shapes.PositionShape:
    """A position as the matrix weighs it."""
    position = entry.position
    basis = cited(position.basis)
    assert basis is not None
    return shapes.PositionShape(
        id=position.id,
        party=position.party,
        issue=position.issue,
        act=position.act,
        group=position.act.group,
        stance=position.stance,
        modality=position.modality,
        object=cited(position.object),
        condition=cited(position.condition),
        basis=basis,
        date=_text(entry.date),
        speaker=entry.speaker,
        source_kind=entry.source_kind,
        reports=entry.reports,
        independent=entry.independent,
        confidence=position.confidence,
    )


def matrix_shape(board: Board) -> shapes.MatrixShape:
    """A part of the matrix."""
    rows = [
        shapes.RowShape(
            issue=issue_shape(row.issue),
            depth=row.depth,
            cells=[
                shapes.CellShape(
                    party=cell.party.id,
                    positions=[position_shape(each) for each in cell.entries[:5]],
                    older=len(cell.entries[5:]) + cell.older,
                )
                for cell in row.cells
            ],
        )
        for row in board.rows
    ]
    return shapes.MatrixShape(
        parties=[party_shape(each) for each in board.parties],
        rows=rows,
        all_parties=board.all_parties,
        all_issues=board.all_issues,
        next_row=board.next_row,
        next_column=board.next_column,
        unplaced=board.unplaced,
    )


def dossier_shape(found: Dossier, limit: int, offset: int) -> shapes.DossierShape:
    """The history of an issue or a side."""
    lanes = [
        shapes.LaneShape(
            id=lane.id,
            name=lane.name,
            positions=lane.positions,
            stands=[
                shapes.StandShape(
                    id=each.id,
                    act=each.act,
                    group=each.act.group,
                    words=each.words,
                    since=_text(each.since),
                    last=_text(each.last),
                    holders=list(each.holders),
                    positions=each.positions,
                    reports=each.reports,
                    independent=each.independent,
                )
                for each in lane.stands[:_MOST_STANDS]
            ],
            all_stands=len(lane.stands),
        )
        for lane in found.lanes
    ]
    end = offset + len(lanes)
    return shapes.DossierShape(
        lanes=lanes,
        total=found.all_lanes,
        next=end if lanes and end < found.all_lanes else None,
        shifts=[_shift(each) for each in found.turns[:200]],
        ties=[
            shapes.TieShape(
                id=each.id,
                position=each.position,
                party=_id(each.party),
                issue=_id(each.issue),
                on=_id(each.on),
                condition=each.condition,
                is_knot=each.is_knot,
            )
            for each in found.ties[:200]
        ],
    )


def _shift(turn: Turn) -> shapes.ShiftShape:
    later = cited(turn.later)
    assert later is not None
    return shapes.ShiftShape(
        id=turn.id,
        direction=turn.direction,
        party=_id(turn.party),
        issue=_id(turn.issue),
        earlier=cited(turn.earlier),
        later=later,
        earlier_on=turn.earlier_on,
        later_on=turn.later_on,
    )


def person_shape(voice: Voice) -> shapes.PersonShape:
    """Somebody who is quoted."""
    role = voice.actor.role if voice.actor else None
    return shapes.PersonShape(name=voice.name, role=role, statements=voice.said, source_kinds=list(voice.kinds))


def ruled_shape(ruled: Ruled) -> shapes.RuledShape:
    """A ruling and what became of it."""
    ruling = ruled.ruling
    return shapes.RuledShape(
        id=ruling.id,
        number=ruling.number,
        state=ruled.state,
        words=ruled.words,
        disputed=ruled.disputed,
        data=as_object("ruling", ruling.id, ruling),
    )


def report_shape(article: Article, counts: Mapping[tuple[str, str], int]) -> shapes.ReportShape:
    """A report without its text."""
    return shapes.ReportShape(
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        published=_text(article.published),
        kind=article.kind,
        origin=article.origin,
        address=article.address,
        found={type_: number for (id_, type_), number in counts.items() if id_ == article.id},
    )


def article_shape(sheet: Sheet) -> shapes.ArticleShape:
    """A report with what was found in it."""
    article = sheet.article
    marks = [
        shapes.MarkShape(
            id=note.id,
            kind=note.kind,
            spans=[(span.start, span.end) for span in sheet.spans[note.id]],
            says=" ".join(filter(None, (note.who, note.what))),
            party=_id(note.party),
            issue=_id(note.issue),
            is_alone=note.is_alone,
        )
        for note in sheet.notes
    ]
    twins = [
        shapes.TwinShape(
            id=twin.article.id,
            title=twin.article.title,
            outlet=twin.article.outlet,
            shared=twin.shared,
            is_copy=twin.is_copy,
        )
        for twin in sheet.twins
    ]
    return shapes.ArticleShape(
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        published=_text(article.published),
        kind=article.kind,
        address=article.address,
        text=article.text,
        marks=marks,
        twins=twins,
    )


def _id(named: tuple[str, str] | None) -> str | None:
    return named[0] if named else None


def _text(value: When | date | None) -> str | None:
    return None if value is None else str(value)
