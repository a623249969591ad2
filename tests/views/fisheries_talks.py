"""An invented record, made by hand: Norland and Velmark talk about cod, with two smaller states at the table."""

# ruff: noqa: E501 - the record is a table, one finding a line

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime

from travaux.model import (
    Act,
    Actor,
    ActorKind,
    Article,
    ArticleKind,
    Citation,
    Copies,
    Direction,
    Event,
    EventStatus,
    EventType,
    Happening,
    Interaction,
    InteractionKind,
    Issue,
    IssueStatus,
    Knot,
    Link,
    Manner,
    Modality,
    Outcome,
    OutcomeStatus,
    Party,
    Position,
    Problem,
    Provenance,
    Record,
    Rule,
    Ruling,
    Shift,
    SourceKind,
    Stance,
    Stand,
    Statement,
    Verdict,
    When,
    Witnesses,
    digest,
)

HOSTILE_TITLE = "</title><script>alert('title')</script> Ferry \u202eenola stopped"
HOSTILE_NAME = 'Skerry <img src=x onerror="alert(1)">'

TEXTS = {
    "courier-0304": (
        ("Norland Courier", date(2031, 3, 4), "Talks on the cod banks open in Halden", "https://courier.example/0304"),
        """Delegations from Norland and Velmark met in Halden on Tuesday for the first round of talks on the cod banks.

Fisheries minister Tova Lind said that Norland would accept no catch above 18,000 tonnes. "The stock is all that we have," Ms Lind told reporters.

Velmark's chief negotiator, Jonas Aker, demanded that Norland call its patrol vessels home before any figure was discussed. "First the grey ships leave, then we count fish," Mr Aker said.

Both sides agreed to publish their landing figures every month.""",
    ),
    "wire-0311": (
        ("Strait News Agency", date(2031, 3, 11), "Velmark holds out for patrol pull-back", "https://sna.example/a/11"),
        """Velmark will sign nothing on catches until the patrol vessels have left the banks, its negotiator Jonas Aker said on Tuesday.

A Norland official, who was not authorised to speak in public, said that observers could be let on board only if Velmark shared its satellite tracks.

The seabed survey is not up for discussion, the Velmark foreign ministry said in a statement.""",
    ),
    "mail-0312": (
        ("Velmark Mail", date(2031, 3, 12), "Aker: no paper while ships are on the banks", None),
        """Velmark will sign nothing on catches until the patrol vessels have left the banks, its negotiator Jonas Aker said on Tuesday.

A Norland official, who was not authorised to speak in public, said that observers could be let on board only if Velmark shared its satellite tracks.""",
    ),
    "state-0401": (
        ("Velmark State Radio", date(2031, 4, 1), "Patrols no longer stand in the way", "https://radio.example/0401"),
        """Patrol vessels may stay in sight of the banks while talks go on, Velmark's negotiator Jonas Aker told the radio. "We can talk with them on the horizon," he said.

Skerry backed a joint control room on the island. Opposition deputies in Velmark rejected any talks under the guns of another state.

Nothing counts until all of it is signed, Mr Aker added.""",
    ),
    "bulletin-0402": (
        ("Halden Bulletin", date(2031, 4, 2), "Second round: summary", "https://bulletin.example/2"),
        """On observers, NORLAND proposed boarding at any hour, opposed by VELMARK. ESTEY, supported by SKERRY, called for a joint control room.

On landing figures, delegates adopted the monthly table. On traditional grounds, the chair noted that no shared meaning of the words existed, and the paragraph remained in brackets.

VELMARK offered to share satellite tracks if NORLAND opened two harbours.""",
    ),
    "courier-0418": (
        ("Norland Courier", date(2031, 4, 18), HOSTILE_TITLE, "javascript:alert('address')"),
        """Norland hardened its line on Friday. Observers must be allowed on board by night, Ms Lind said. <script>alert("text")</script> ]]> --> The third round, planned for 24 April, was put off to 6 May at Velmark's request.

A person close to the Velmark delegation said that 24,000 tonnes could be enough. Ms Lind doubted that a paper would be ready by then. \u202egnorw si enil siht\u202c

Norland would open two harbours once satellite tracks arrive, a senior official said.""",
    ),
    "wire-0420": (
        ("Strait News Agency", date(2031, 4, 20), "Fourth round set for June", "http://sna.example/a/20"),
        """Norland and Velmark will meet again on 6 May and plan to sign in Halden in June, officials said.

"The stock is all that we have," Norland's minister Tova Lind has said, and on Sunday she ruled out any catch above 18,000 tonnes.""",
    ),
}


def build_record() -> Record:
    """The whole record, every tuple sorted by id as the model asks."""
    book = _Book()
    return book.record()


class _Book:
    def __init__(self) -> None:
        self.articles = {
            key: Article(f"{key}.txt", text, title, outlet, published, None, address, _kind(outlet))
            for key, ((outlet, published, title, address), text) in TEXTS.items()
        }

    def cite(self, key: str, words: str) -> Citation:
        article = self.articles[key]
        start = article.text.index(words)
        return Citation(article.id, start, start + len(words), words)

    def maybe(self, key: str, words: str | None) -> Citation | None:
        return self.cite(key, words) if words else None

    def says(
        self,
        key: str,
        speaker: str | None,
        words: str,
        kind: SourceKind | None,
        party: str | None = None,
        terms: str | None = None,
        said_on: When | None = None,
        manner: Manner = Manner.INDIRECT,
    ) -> Statement:
        content = (self.cite(key, words),)
        return Statement(
            None, None, content, manner, speaker, kind, said_on, None, self.maybe(key, terms), 0.9, party and _p(party)
        )

    def holds(
        self,
        key: str,
        party: str | None,
        issue: str | None,
        act: Act,
        stance: Stance,
        basis: str,
        object_: str | None = None,
        condition: str | None = None,
        voice: Statement | None = None,
        holder: str | None = None,
        modality: Modality = Modality.MADE,
        as_of: When | None = None,
    ) -> Position:
        return Position(
            holder or party,
            act,
            stance,
            self.maybe(key, object_),
            self.maybe(key, condition),
            self.cite(key, basis),
            modality,
            as_of,
            voice.id if voice else None,
            0.8,
            party and _p(party),
            issue and _i(issue),
        )

    def record(self) -> Record:
        n, v, s, e = "Norland", "Velmark", HOSTILE_NAME, "Estey"
        says, holds = self.says, self.holds
        named, official = SourceKind.NAMED, SourceKind.UNNAMED_OFFICIAL
        lind_stock = says(
            "courier-0304", "Tova Lind", '"The stock is all that we have,"', named, n, None, _day(3, 4), Manner.DIRECT
        )
        lind_catch = says("courier-0304", "Tova Lind", "Norland would accept no catch above 18,000 tonnes", named, n)
        aker_first = says(
            "courier-0304",
            "Jonas Aker",
            '"First the grey ships leave, then we count fish,"',
            named,
            v,
            None,
            None,
            Manner.DIRECT,
        )
        aker_wire = says(
            "wire-0311",
            "Jonas Aker",
            "Velmark will sign nothing on catches until the patrol vessels have left the banks",
            named,
            v,
        )
        aker_mail = says(
            "mail-0312",
            "Jonas Aker",
            "Velmark will sign nothing on catches until the patrol vessels have left the banks",
            named,
            v,
        )
        official_wire = says(
            "wire-0311",
            "a Norland official",
            "observers could be let on board only if Velmark shared its satellite tracks",
            official,
            n,
            "who was not authorised to speak in public",
        )
        official_mail = says(
            "mail-0312",
            "a Norland official",
            "observers could be let on board only if Velmark shared its satellite tracks",
            official,
            n,
            "who was not authorised to speak in public",
        )
        ministry = says(
            "wire-0311",
            "the Velmark foreign ministry",
            "The seabed survey is not up for discussion",
            SourceKind.DOCUMENT,
            v,
        )
        aker_radio = says(
            "state-0401", "Jonas Aker", '"We can talk with them on the horizon,"', named, v, None, None, Manner.DIRECT
        )
        aker_rule = says("state-0401", "Jonas Aker", "Nothing counts until all of it is signed", named, v)
        lind_night = says("courier-0418", "Tova Lind", "Observers must be allowed on board by night", named, n)
        close = says(
            "courier-0418",
            "a person close to the Velmark delegation",
            "24,000 tonnes could be enough",
            SourceKind.UNNAMED_CLOSE,
            v,
        )
        senior = says(
            "courier-0418",
            "a senior official",
            "Norland would open two harbours once satellite tracks arrive",
            official,
            n,
        )
        officials = says(
            "wire-0420",
            "officials",
            "Norland and Velmark will meet again on 6 May and plan to sign in Halden in June",
            SourceKind.COLLECTIVE,
        )
        lind_again = says(
            "wire-0420", "Tova Lind", '"The stock is all that we have,"', named, n, None, None, Manner.DIRECT
        )
        statements = [lind_stock, lind_catch, aker_first, aker_wire, aker_mail, official_wire, official_mail, ministry]
        statements += [aker_radio, aker_rule, lind_night, close, senior, officials, lind_again]

        fore, against, neutral = Stance.FOR, Stance.AGAINST, Stance.NEUTRAL
        patrol_first = holds(
            "courier-0304",
            v,
            "patrol vessels",
            Act.DEMAND,
            fore,
            "demanded that Norland call its patrol vessels home before any figure was discussed",
            "Norland call its patrol vessels home",
            "before any figure was discussed",
            aker_first,
            "Jonas Aker",
        )
        patrol_later = holds(
            "state-0401",
            v,
            "patrol vessels",
            Act.CONCEDE,
            neutral,
            "Patrol vessels may stay in sight of the banks while talks go on",
            "Patrol vessels may stay in sight of the banks",
            None,
            aker_radio,
            "Jonas Aker",
        )
        night = holds(
            "courier-0418",
            n,
            "observers on board",
            Act.DEMAND,
            fore,
            "Observers must be allowed on board by night",
            None,
            None,
            lind_night,
            "Tova Lind",
        )
        may = holds(
            "wire-0311",
            n,
            "observers on board",
            Act.OFFER,
            fore,
            "observers could be let on board only if Velmark shared its satellite tracks",
            "observers could be let on board",
            "only if Velmark shared its satellite tracks",
            official_wire,
            "a Norland official",
            Modality.POSSIBLE,
        )
        sign = holds(
            "wire-0311",
            v,
            "catch limit",
            Act.CONDITION,
            against,
            "Velmark will sign nothing on catches until the patrol vessels have left the banks",
            "nothing on catches",
            "until the patrol vessels have left the banks",
            aker_wire,
            "Jonas Aker",
        )
        tracks = holds(
            "bulletin-0402",
            v,
            "satellite tracks",
            Act.OFFER,
            fore,
            "VELMARK offered to share satellite tracks if NORLAND opened two harbours",
            "to share satellite tracks",
            "if NORLAND opened two harbours",
        )
        harbours = holds(
            "courier-0418",
            n,
            "two harbours",
            Act.COMMIT,
            fore,
            "Norland would open two harbours once satellite tracks arrive",
            "open two harbours",
            "once satellite tracks arrive",
            senior,
            "a senior official",
            Modality.INTENDED,
        )
        rule = holds(
            "state-0401",
            v,
            None,
            Act.CONDITION,
            neutral,
            "Nothing counts until all of it is signed",
            None,
            "until all of it is signed",
            aker_rule,
            "Jonas Aker",
        )
        positions = [
            patrol_first,
            patrol_later,
            night,
            may,
            sign,
            tracks,
            harbours,
            rule,
            holds(
                "courier-0304",
                n,
                "catch limit",
                Act.RULE_OUT,
                against,
                "Norland would accept no catch above 18,000 tonnes",
                "catch above 18,000 tonnes",
                None,
                lind_catch,
                "Tova Lind",
            ),
            holds(
                "wire-0420",
                n,
                "catch limit",
                Act.RULE_OUT,
                against,
                "she ruled out any catch above 18,000 tonnes",
                "any catch above 18,000 tonnes",
                None,
                None,
                "Tova Lind",
            ),
            holds(
                "courier-0418",
                v,
                "catch limit",
                Act.ACCEPT,
                fore,
                "24,000 tonnes could be enough",
                "24,000 tonnes",
                None,
                close,
                "a person close to the Velmark delegation",
                Modality.POSSIBLE,
            ),
            holds(
                "mail-0312",
                v,
                "catch limit",
                Act.CONDITION,
                against,
                "Velmark will sign nothing on catches until the patrol vessels have left the banks",
                "nothing on catches",
                "until the patrol vessels have left the banks",
                aker_mail,
                "Jonas Aker",
            ),
            holds(
                "wire-0311",
                v,
                "seabed survey",
                Act.RULE_OUT,
                against,
                "The seabed survey is not up for discussion",
                "The seabed survey",
                None,
                ministry,
            ),
            holds(
                "bulletin-0402",
                n,
                "observers on board",
                Act.PROPOSE,
                fore,
                "NORLAND proposed boarding at any hour",
                "boarding at any hour",
            ),
            holds("bulletin-0402", v, "observers on board", Act.OPPOSE, against, "opposed by VELMARK"),
            holds(
                "bulletin-0402",
                e,
                "control room",
                Act.CALL_FOR,
                fore,
                "ESTEY, supported by SKERRY, called for a joint control room",
                "a joint control room",
            ),
            holds("bulletin-0402", s, "control room", Act.SUPPORT, fore, "supported by SKERRY"),
            holds(
                "state-0401",
                s,
                "control room",
                Act.SUPPORT,
                fore,
                "Skerry backed a joint control room on the island",
                "a joint control room on the island",
            ),
            holds(
                "state-0401",
                v,
                "patrol vessels",
                Act.REJECT,
                against,
                "Opposition deputies in Velmark rejected any talks under the guns of another state",
                "any talks under the guns of another state",
                None,
                None,
                "Opposition deputies in Velmark",
            ),
            holds(
                "courier-0418",
                n,
                None,
                Act.DOUBT,
                against,
                "Ms Lind doubted that a paper would be ready by then",
                "a paper would be ready by then",
                None,
                None,
                "Tova Lind",
            ),
            holds(
                "courier-0304",
                n,
                "landing figures",
                Act.ACCEPT,
                fore,
                "Both sides agreed to publish their landing figures every month",
                "to publish their landing figures every month",
            ),
            holds(
                "courier-0304",
                v,
                "landing figures",
                Act.ACCEPT,
                fore,
                "Both sides agreed to publish their landing figures every month",
                "to publish their landing figures every month",
                None,
                None,
                "Both sides",
            ),
        ]

        held, planned, off = EventStatus.HELD, EventStatus.PLANNED, EventStatus.CALLED_OFF
        both = (n, v)
        events = [
            Event(
                EventType.TALK,
                held,
                both,
                "Halden",
                _day(3, 4),
                self.cite("courier-0304", "met in Halden on Tuesday for the first round of talks"),
            ),
            Event(
                EventType.AGREE,
                held,
                both,
                None,
                _day(3, 4),
                self.cite("courier-0304", "Both sides agreed to publish their landing figures"),
            ),
            Event(
                EventType.TALK,
                held,
                (n, v, e, s),
                None,
                _day(4, 2),
                self.cite("bulletin-0402", "delegates adopted the monthly table"),
            ),
            Event(
                EventType.TALK,
                off,
                both,
                None,
                _day(4, 24),
                self.cite("courier-0418", "The third round, planned for 24 April"),
            ),
            Event(
                EventType.POSTPONE,
                held,
                both,
                None,
                _day(4, 18),
                self.cite("courier-0418", "was put off to 6 May at Velmark's request"),
            ),
            Event(EventType.TALK, planned, both, None, _day(5, 6), self.cite("wire-0420", "will meet again on 6 May")),
            Event(EventType.TALK, planned, both, None, _day(5, 6), self.cite("courier-0418", "put off to 6 May")),
            Event(
                EventType.SIGN,
                planned,
                both,
                "Halden",
                When.month(2031, 6),
                self.cite("wire-0420", "plan to sign in Halden in June"),
            ),
            Event(EventType.ANNOUNCE, held, (v,), None, None, self.cite("state-0401", "told the radio")),
        ]
        happenings = [
            _happening(told)
            for told in (
                [events[0]],  # the first round
                [events[1]],  # the landing figures
                [events[2]],  # the second round
                [events[3]],  # the third, which was not held on its day
                [events[4]],  # but put off
                events[5:7],  # to a day that two reports give
                [events[7]],  # the signing
                [events[8]],  # and an interview without a day
            )
        ]
        links = [
            Link(
                may.id,
                _p(n),
                _i("observers on board"),
                _i("satellite tracks"),
                self.cite("wire-0311", "only if Velmark shared its satellite tracks"),
                may.basis,
                None,
            ),
            Link(
                tracks.id,
                _p(v),
                _i("satellite tracks"),
                _i("two harbours"),
                self.cite("bulletin-0402", "if NORLAND opened two harbours"),
                tracks.basis,
                None,
            ),
            Link(
                harbours.id,
                _p(n),
                _i("two harbours"),
                _i("satellite tracks"),
                self.cite("courier-0418", "once satellite tracks arrive"),
                harbours.basis,
                None,
            ),
            Link(
                sign.id,
                _p(v),
                _i("catch limit"),
                _i("patrol vessels"),
                self.cite("wire-0311", "until the patrol vessels have left the banks"),
                sign.basis,
                _day(3, 11),
            ),
            Link(rule.id, _p(v), None, None, self.cite("state-0401", "until all of it is signed"), rule.basis, None),
        ]
        return Record(
            title="Cod banks talks",
            articles=_sorted(self.articles.values()),
            statements=_sorted(statements),
            positions=_sorted(positions),
            events=_sorted(events),
            interactions=_sorted(
                [
                    Interaction(
                        InteractionKind.SUPPORT, s, e, self.cite("bulletin-0402", "ESTEY, supported by SKERRY")
                    ),
                    Interaction(InteractionKind.OPPOSE, v, n, self.cite("bulletin-0402", "opposed by VELMARK")),
                ]
            ),
            outcomes=_sorted(
                [
                    Outcome(
                        OutcomeStatus.ADOPTED,
                        self.cite("bulletin-0402", "the monthly table"),
                        self.cite("bulletin-0402", "delegates adopted the monthly table"),
                    ),
                ]
            ),
            actors=_sorted(
                [
                    Actor(
                        "Tova Lind",
                        ActorKind.PERSON,
                        ("Tova Lind", "Ms Lind", "Lind"),
                        "fisheries minister",
                        _p(n),
                        self.cite("courier-0304", "Tova Lind"),
                    ),
                    Actor(
                        "Jonas Aker",
                        ActorKind.PERSON,
                        ("Jonas Aker", "Mr Aker", "Aker"),
                        "chief negotiator",
                        _p(v),
                        self.cite("courier-0304", "Jonas Aker"),
                    ),
                ]
            ),
            parties=_sorted(
                [
                    Party(
                        n, (n, "NORLAND", "the Norlanders"), ActorKind.STATE, (), self.cite("courier-0304", "Norland")
                    ),
                    Party(v, (v, "VELMARK"), ActorKind.STATE, (), self.cite("courier-0304", "Velmark")),
                    Party(s, (s, "SKERRY"), ActorKind.STATE, (_p("Island Group"),), None),
                    Party(e, (e, "ESTEY"), ActorKind.STATE, (_p("Island Group"),), None),
                    Party("Island Group", ("Island Group",), ActorKind.GROUP, (), None),
                ]
            ),
            issues=_sorted(
                [
                    Issue("catch limit", ("catch", "tonnes"), None, IssueStatus.OPEN, None, n, None),
                    Issue("patrol vessels", ("patrol", "grey ships"), None, IssueStatus.OPEN, None, v, None),
                    Issue("observers on board", ("observers", "boarding"), None, IssueStatus.OPEN, None, None, None),
                    Issue(
                        "satellite tracks", ("tracks",), _i("observers on board"), IssueStatus.OPEN, None, None, None
                    ),
                    Issue("two harbours", ("harbours",), None, IssueStatus.OPEN, None, None, None),
                    Issue("control room", ("control room",), None, IssueStatus.OPEN, None, e, None),
                    Issue(
                        "landing figures",
                        ("landing",),
                        None,
                        IssueStatus.AGREED,
                        self.cite("bulletin-0402", "delegates adopted the monthly table"),
                        None,
                        None,
                        status_on=_day(4, 2),
                    ),
                    Issue(
                        "seabed survey",
                        ("seabed",),
                        None,
                        IssueStatus.OFF_THE_TABLE,
                        self.cite("wire-0311", "is not up for discussion"),
                        None,
                        None,
                        "the Velmark foreign ministry",
                        _day(3, 11),
                    ),
                    Issue(
                        "traditional grounds",
                        ("traditional",),
                        None,
                        IssueStatus.CONTESTED,
                        self.cite("bulletin-0402", "no shared meaning of the words existed"),
                        None,
                        None,
                        "the chair",
                        _day(4, 2),
                    ),
                ]
            ),
            links=_sorted(links),
            witnesses=_sorted(
                [
                    self.witnesses(lind_stock, lind_again, independent=2),
                    self.witnesses(aker_wire, aker_mail, independent=1),
                    self.witnesses(official_wire, official_mail, independent=1),
                ]
            ),
            copies=(Copies(tuple(sorted(self.articles[key].id for key in ("wire-0311", "mail-0312")))),),
            shifts=_sorted(
                [
                    _shift(_i("patrol vessels"), patrol_first, patrol_later, Direction.SOFTENED),
                    _shift(_i("observers on board"), may, night, Direction.HARDENED),
                    self.told(
                        n, "courier-0418", "Norland hardened its line on Friday", Direction.HARDENED, _day(4, 18)
                    ),
                ]
            ),
            happenings=_sorted(happenings),
            stands=_sorted(self.stands(positions)),
            knots=(Knot((_i("satellite tracks"), _i("two harbours")), (links[1].id, links[2].id)),),
            rules=(Rule("Jonas Aker", _p(v), _day(4, 1), rule.basis),),
            problems=_sorted(
                [
                    Problem("empty", "The file holds no words.", "empty.txt"),
                    Problem("no-date", "No day of publication was found.", "<b onclick=alert(2)>note</b>.txt"),
                    Problem(
                        "two-candidates",
                        "“the minister” may be either of two people.",
                        "wire-0420.txt",
                        self.cite("wire-0420", "minister"),
                    ),
                ]
            ),
            rulings=(
                Ruling(
                    may.id,
                    digest("seen"),
                    Verdict.CONFIRMED,
                    (),
                    "I. Berg",
                    "read twice",
                    datetime(2031, 5, 1, 9, tzinfo=UTC),
                ),
            ),
            provenance=tuple(
                Provenance(article.id, article.wording, "stages-1+tiny_parser-3.8+parsing-0.9")
                for article in _sorted(self.articles.values())
            ),
        )

    def told(self, party: str, key: str, words: str, direction: Direction, day: When) -> Shift:
        """A shift that a report tells in so many words, without the positions at its ends."""
        whole = self.cite(key, words)
        return Shift(_p(party), None, direction, whole, whole, None, day, (), whole)

    def stands(self, positions: Iterable[Position]) -> list[Stand]:
        """Positions of one party, issue, act and stance, in the order of their days."""
        published = {article.id: article.published for article in self.articles.values()}
        groups: defaultdict[tuple[str, str, Act, Stance], list[tuple[When, str, Position]]] = defaultdict(list)
        for each in positions:
            if each.party and each.issue:
                day = published[each.article]
                assert day
                when = each.as_of or When.day(day)
                groups[each.party, each.issue, each.act, each.stance].append((when, each.id, each))
        found = []
        for key, dated in groups.items():
            dated.sort(key=lambda each: each[:2])
            holders = dict.fromkeys(each.holder for _, _, each in dated if each.holder)
            ids = tuple(id_ for _, id_, _ in dated)
            found.append(Stand(*key, ids, tuple(holders), dated[0][0], dated[-1][0]))
        return found

    def witnesses(self, *statements: Statement, independent: int) -> Witnesses:
        return Witnesses(
            tuple(sorted(each.id for each in statements)),
            tuple(sorted(each.article for each in statements)),
            independent,
        )


def _happening(events: list[Event]) -> Happening:
    first = events[0]
    return Happening(
        tuple(sorted(each.id for each in events)),
        tuple(sorted({each.article for each in events})),
        len({each.article for each in events}),
        first.type,
        first.status,
        first.participants,
        first.place,
        first.date,
        (),
    )


def _kind(outlet: str) -> ArticleKind:
    return ArticleKind.BULLETIN if "Bulletin" in outlet else ArticleKind.NEWS


def _shift(issue: str, earlier: Position, later: Position, direction: Direction) -> Shift:
    assert earlier.party
    days, ends = (earlier.as_of, later.as_of), (earlier.id, later.id)
    return Shift(earlier.party, issue, direction, earlier.basis, later.basis, *days, ends)


def _p(name: str) -> str:
    return digest("party", name)


def _i(label: str) -> str:
    return digest("issue", label)


def _day(month: int, day: int) -> When:
    return When.day(date(2031, month, day))


def _sorted(findings):  # type: ignore[no-untyped-def]
    return tuple(sorted(findings, key=lambda finding: finding.id))
