"""Every filter narrows every listing by what an analyst would expect of the pair."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fisheries_talks import HOSTILE_NAME

from travaux.model import Record
from travaux.views import KINDS, MEANINGS, SURE, Filter, ViewError, listing, matrix, select

MARCH, APRIL_10, APRIL_19, MAY = date(2031, 3, 20), date(2031, 4, 10), date(2031, 4, 19), date(2031, 5, 1)
LANDING = "Both sides agreed to publish their landing figures"
MEETING, SIGNING = "will meet again on 6 May", "plan to sign in Halden in June"
CALLED_OFF, PUT_OFF, SECOND = (
    "The third round, planned for 24 April",
    "put off to 6 May",
    "delegates adopted the monthly table",
)
FIRST = "met in Halden on Tuesday for the first round of talks"
POSTPONED, RADIO = "was put off to 6 May at Velmark's request", "told the radio"
FLEET = "demanded that Norland call its patrol vessels home before any figure was discussed"
OPENING, WIRE, MAIL, STATE = "courier-0304.txt", "wire-0311.txt", "mail-0312.txt", "state-0401.txt"
BULLETIN, HARDENED, LAST = "bulletin-0402.txt", "courier-0418.txt", "wire-0420.txt"
TRACKS, PULL_BACK = "to share satellite tracks", "Velmark holds out for patrol pull-back"
TOLD, WHOLE = "Norland hardened its line on Friday", "the whole package"
SEABED, CEILING, BOARDING = "The seabed survey", "any catch above 18,000 tonnes", "boarding at any hour"
NIGHT, LINGER = (
    "Observers must be allowed on board by night",
    "Patrol vessels may stay in sight of the banks while talks go on",
)
ABOARD, OPPOSED = "observers could be let on board", "opposed by VELMARK"
PATROLS = (
    "Patrol vessels may stay in sight of the banks",
    "Patrols no longer stand in the way",
    "any talks under the guns of another state",
)
COURIER, AGENCY, POST = "Norland Courier", "Strait News Agency", "Velmark Mail"

# The column that names a row of each kind.
NAMES = {"events": "basis", "problems": "code", "articles": "origin", "actors": "actor", "issues": "issue"}
NAMES |= {"parties": "party", "links": "condition", "shifts": "issue", "sources": "speaker"}
NAMES |= {"positions": "basis", "statements": "content", "matrix": "issue"}
NAMES |= {"history": "words", "timeline": "words", "changes": "words", "package": "issue", "compare": "outlet"}

KEPT: list[tuple[str, dict[str, Any], set[str]]] = [
    # An event: who takes part, its words, its type or what is agreed in it, who tells of it, its own day.
    ("events", {"party": "ESTEY"}, {SECOND}),
    ("events", {"issue": "landing"}, {LANDING}),
    ("events", {"act": "sign"}, {SIGNING}),
    ("events", {"act": "accept"}, {LANDING}),
    ("events", {"act": "want"}, set()),
    ("events", {"speaker": "officials"}, {MEETING, SIGNING}),
    ("events", {"speaker": "estey"}, {SECOND}),
    ("events", {"source_kind": "collective"}, {MEETING, SIGNING}),
    ("events", {"since": MAY}, {MEETING, SIGNING, PUT_OFF}),
    ("events", {"until": MARCH}, {FIRST, LANDING}),
    ("events", {"since": date(2031, 4, 1), "until": date(2031, 4, 1)}, {RADIO}),  # undated: its report's day
    ("events", {"act": "postpone", "party": "Norland", "since": APRIL_10}, {POSTPONED}),
    # A problem belongs to the report in which it was met; a file that gave none has nothing to be asked about.
    ("problems", {"party": "Norland"}, {"two-candidates"}),
    ("problems", {"party": "Skerry <img src=x onerror=\"alert(1)\">"}, set()),
    ("problems", {"issue": "catch limit"}, {"two-candidates"}),
    ("problems", {"act": "rule out"}, {"two-candidates"}),
    ("problems", {"act": "demand"}, set()),
    ("problems", {"speaker": "Lind"}, {"two-candidates"}),
    ("problems", {"speaker": "Aker"}, set()),
    ("problems", {"source_kind": "collective"}, {"two-candidates"}),
    ("problems", {"since": APRIL_19}, {"two-candidates"}),
    ("problems", {"until": APRIL_10}, set()),
    # An article is dated by itself alone, and kept for whatever it holds.
    ("articles", {"since": APRIL_10}, {HARDENED, LAST}),
    ("articles", {"party": "ESTEY"}, {BULLETIN}),
    ("articles", {"issue": "seabed survey"}, {WIRE}),
    ("articles", {"act": "threaten"}, set()),
    ("articles", {"act": "demand"}, {OPENING, HARDENED}),
    ("articles", {"act": "demand", "party": "Velmark"}, {OPENING}),
    ("articles", {"speaker": "ministry"}, {WIRE}),
    ("articles", {"source_kind": "unnamed_close"}, {HARDENED}),
    ("articles", {"source_kind": "unnamed_official", "until": MARCH}, {WIRE, MAIL}),
    # An actor: the side, the name, and what is said, held or done by them.
    ("actors", {"party": "Velmark"}, {"Jonas Aker"}),
    ("actors", {"speaker": "ms lind"}, {"Tova Lind"}),
    ("actors", {"issue": "patrol vessels"}, {"Jonas Aker"}),
    ("actors", {"act": "demand"}, {"Jonas Aker", "Tova Lind"}),
    ("actors", {"act": "concede"}, {"Jonas Aker"}),
    ("actors", {"source_kind": "document"}, set()),
    ("actors", {"since": APRIL_10}, {"Tova Lind"}),
    ("actors", {"party": "Velmark", "since": APRIL_10}, set()),
    # An issue: who stands where on it, or raised it.
    ("issues", {"party": "ESTEY"}, {"control room"}),
    ("issues", {"issue": "observers"}, {"observers on board", "satellite tracks"}),
    ("issues", {"act": "concede"}, {"patrol vessels"}),
    ("issues", {"speaker": "Lind"}, {"catch limit", "observers on board"}),
    ("issues", {"source_kind": "document"}, {"seabed survey"}),
    ("issues", {"since": APRIL_19}, {"catch limit"}),
    # A party: itself, and what it says, holds and takes part in.
    ("parties", {"party": "NORLAND"}, {"Norland"}),
    ("parties", {"issue": "control room"}, {"Estey", HOSTILE_NAME}),
    ("parties", {"act": "concede"}, {"Velmark"}),
    ("parties", {"act": "sign"}, {"Norland", "Velmark"}),
    ("parties", {"speaker": "Aker"}, {"Velmark"}),
    ("parties", {"source_kind": "unnamed_official"}, {"Norland"}),
    ("parties", {"until": MARCH}, {"Norland", "Velmark"}),
    # A link: both what waits and what it waits for.
    ("links", {"issue": "two harbours"}, {"if NORLAND opened two harbours", "once satellite tracks arrive"}),
    ("links", {"act": "commit"}, {"once satellite tracks arrive"}),
    ("links", {"source_kind": "named", "party": "Velmark", "since": date(2031, 3, 30)}, {"until all of it is signed"}),
    # A shift: its later end lies in the range, and either end is of the act.
    ("shifts", {"since": MARCH}, {"patrol vessels", "observers on board", "None"}),
    ("shifts", {"since": APRIL_10}, {"observers on board", "None"}),
    ("shifts", {"until": APRIL_10}, {"patrol vessels"}),
    ("shifts", {"act": "offer"}, {"observers on board"}),
    ("shifts", {"act": "demand"}, {"patrol vessels", "observers on board"}),
    ("shifts", {"source_kind": "unnamed_official"}, {"observers on board"}),
    ("shifts", {"party": "Norland", "speaker": "Lind"}, {"observers on board"}),
    # A statement: the positions and events told in it, or its own words.
    ("statements", {"issue": "two harbours"}, {"Norland would open two harbours once satellite tracks arrive"}),
    ("statements", {"act": "meet"}, set()),
    ("statements", {"act": "talk"}, {f"Norland and Velmark {MEETING} and {SIGNING}"}),
    ("statements", {"act": "demand", "party": "Velmark"}, {'"First the grey ships leave, then we count fish,"'}),
    ("sources", {"act": "rule_out"}, {"Tova Lind", "the Velmark foreign ministry"}),
    ("sources", {"issue": "seabed"}, {"the Velmark foreign ministry"}),
    ("positions", {"party": "Velmark", "act": "want", "until": date(2031, 3, 5)}, {FLEET}),
    ("positions", {"act": "agree"}, {"Both sides agreed to publish their landing figures every month"}),
    # A stand: as its positions.
    ("history", {"issue": "catch limit", "party": "NORLAND"}, {CEILING}),
    ("history", {"issue": "observers"}, {BOARDING, NIGHT, ABOARD, OPPOSED, TRACKS}),
    ("history", {"act": "rule out"}, {CEILING, SEABED}),
    ("history", {"speaker": "ministry"}, {SEABED}),
    ("history", {"source_kind": "unnamed_close"}, {"24,000 tonnes"}),
    ("history", {"party": "Norland", "since": APRIL_19}, {CEILING}),  # held since March, and repeated
    ("history", {"party": "Norland", "act": "refuse", "until": MARCH}, {CEILING}),
    # The timeline: a happening as its versions, a shift as its ends.
    ("timeline", {"party": "ESTEY"}, {SECOND}),
    ("timeline", {"act": "sign"}, {SIGNING}),
    ("timeline", {"issue": "patrol vessels"}, {LINGER}),
    ("timeline", {"since": MAY}, {MEETING, SIGNING}),
    ("timeline", {"since": date(2031, 4, 1), "until": date(2031, 4, 1)}, {LINGER, RADIO}),  # undated: its report's day
    ("timeline", {"act": "demand"}, {LINGER, NIGHT}),
    ("timeline", {"source_kind": "collective"}, {MEETING, SIGNING}),
    ("timeline", {"speaker": "Lind"}, {NIGHT}),
    # What is new: on its own day, whichever telling it is that fits the rest.
    ("changes", {"since": APRIL_19}, {f"{SIGNING} [2031-06]", "Fourth round set for June"}),
    ("changes", {"since": MARCH, "issue": "patrol vessels", "until": APRIL_10}, {LINGER, *PATROLS}),
    ("changes", {"since": MARCH, "issue": "traditional grounds"}, {"no shared meaning of the words existed"}),
    ("changes", {"since": date(2031, 1, 1), "speaker": "ministry"}, {SEABED, "is not up for discussion", PULL_BACK}),
    ("changes", {"since": date(2031, 1, 1), "act": "sign"}, {f"{SIGNING} [2031-06]", "Fourth round set for June"}),
    # The package: as issues, and a rule by who gives it.
    ("package", {"issue": "observers"}, {"observers on board", "satellite tracks"}),
    ("package", {"speaker": "the chair"}, {"traditional grounds"}),
    ("package", {"speaker": "Aker", "since": date(2031, 4, 1)}, {"patrol vessels", WHOLE}),
    ("package", {"until": date(2031, 3, 1)}, set()),
    # An outlet: by its reports.
    ("compare", {"speaker": "ministry"}, {AGENCY}),
    ("compare", {"party": "ESTEY"}, {"Halden Bulletin"}),
    ("compare", {"source_kind": "unnamed_official", "until": MARCH}, {AGENCY, POST}),
    ("compare", {"since": APRIL_10}, {COURIER, AGENCY}),
    ("matrix", {"party": "ESTEY"}, {"control room"}),
    ("matrix", {"act": "refuse", "party": "Norland"}, {"catch limit"}),
]  # fmt: skip


def kept(talks: Record, kind: str, filters: dict[str, Any]) -> set[str]:
    found = listing(talks, kind, Filter(**filters))
    at = found.columns.index(NAMES[kind])
    return {str(row[at]).strip() for row in found.rows}


@pytest.mark.parametrize(("kind", "filters", "names"), KEPT)
def test_a_filter_keeps_what_an_analyst_expects(
    talks: Record, kind: str, filters: dict[str, Any], names: set[str]
) -> None:
    assert kept(talks, kind, filters) == names


@pytest.mark.parametrize("kind", KINDS)
def test_every_listing_has_a_meaning_for_every_filter(kind: str) -> None:
    assert all(MEANINGS[kind])
    assert set(MEANINGS) == {*KINDS, "search"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("unknown", [{"party": "Norlnad"}, {"issue": "catch limits"}, {"act": "demnd"}])
def test_an_unknown_name_is_answered_with_the_nearest_in_every_listing(
    talks: Record, kind: str, unknown: dict[str, str]
) -> None:
    with pytest.raises(ViewError, match=r"did you mean (Norland|catch limit|demand)"):
        listing(talks, kind, Filter(since=MARCH, **unknown))  # type: ignore[arg-type]


def test_two_filters_must_fit_one_and_the_same_position(talks: Record) -> None:
    by_velmark = kept(talks, "articles", {"party": "Velmark"})
    with_offers = kept(talks, "articles", {"act": "propose"})
    assert BULLETIN in by_velmark & with_offers
    assert kept(talks, "articles", {"party": "Velmark", "act": "propose"}) == set()


def test_what_is_kept_keeps_its_outlet_and_the_names_of_what_is_not(talks: Record) -> None:
    links = listing(talks, "links", Filter(act="commit"))
    assert links.rows[0][links.columns.index("waits_for")] == "satellite tracks"
    taken = listing(talks, "positions", Filter(speaker="Aker", since=APRIL_10))
    assert taken.rows == ()
    positions = listing(talks, "positions", Filter(issue="seabed"))
    assert positions.rows[0][positions.columns.index("outlet")] == "Strait News Agency"
    assert positions.rows[0][positions.columns.index("speaker")] == "the Velmark foreign ministry"


def test_a_narrowed_matrix_has_only_rows_and_columns_that_hold_something(talks: Record) -> None:
    table = matrix(talks, Filter(act="concede"))
    assert [party.name for party in table.parties] == ["Velmark"]
    assert [row.issue.label for row in table.rows] == ["patrol vessels"]
    assert len(matrix(talks).parties) == 5


def test_without_a_filter_only_unsure_statements_are_left_out(talks: Record) -> None:
    unsure = replace(talks.statements[0], confidence=SURE - 0.01)
    position = replace(talks.positions[0], confidence=0.1)
    record = replace(talks, statements=(unsure, *talks.statements[1:]), positions=(position, *talks.positions[1:]))
    kept = select(record, Filter())
    assert kept == replace(record, statements=talks.statements[1:])
    assert select(record, Filter(min_confidence=0)) == record


def test_a_confidence_that_is_asked_for_goes_for_all_that_has_one(talks: Record) -> None:
    record = replace(
        talks,
        statements=tuple(replace(each, confidence=0.5) for each in talks.statements),
        positions=tuple(replace(each, confidence=at % 2) for at, each in enumerate(talks.positions)),
    )
    assert select(record, Filter(min_confidence=0.5)).statements == record.statements
    assert select(record, Filter(min_confidence=0.6)).statements == ()
    assert select(record, Filter(min_confidence=0.6)).positions == record.positions[1::2]
    assert select(record, Filter(min_confidence=0.6)).parties == record.parties
