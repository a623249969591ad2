"""Which statements are one utterance, and how many independent reports carry it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.model import (
    Act,
    Article,
    Manner,
    Position,
    Rule,
    SourceKind,
    Span,
    Stance,
    Statement,
    When,
    Witnesses,
)
from travaux.record.copies import find_copies
from travaux.record.origins import Origins, find_outlets
from travaux.record.witnesses import find_witnesses

MONDAY, TUESDAY, WEDNESDAY, FRIDAY = (date(2031, 4, day) for day in (21, 22, 23, 25))

NAMED, OFFICIAL, OUTLET = SourceKind.NAMED, SourceKind.UNNAMED_OFFICIAL, SourceKind.OUTLET
TOLD, QUOTED = Manner.INDIRECT, Manner.DIRECT


class Coverage:
    """Reports of one statement each, and unlike ones that make the words of any negotiation common."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.statements: list[Statement] = []
        for day, words in enumerate(OTHER_MATTERS, start=1):
            self.say(words, "Petra Hask", party="kestria", published=date(2031, 1, day))

    def say(
        self,
        words: str,
        speaker: str | None = "Oskar Vell",
        *,
        party: str | None = "velmark",
        kind: SourceKind = NAMED,
        published: date | None = TUESDAY,
        said: date | None = None,
        outlet: str | None = None,
        within: str | None = None,
        lead: str = "",
    ) -> Statement:
        text = f"{lead}{words} That was all on day {len(self.articles)}."
        name = f"report-{len(self.articles)}.txt"
        article = Article(name, text, outlet=outlet or name, published=published)
        at = text.index(words)
        manner = QUOTED if words[0] in '“"' else TOLD
        statement = Statement(
            None,
            article.cite(Span(0, len(lead.rstrip()))) if lead else None,
            (article.cite(Span(at, at + len(words))),),
            manner,
            speaker,
            kind,
            When.day(said) if said else None,
            within,
            party=party,
        )
        self.articles.append(article)
        self.statements.append(statement)
        return statement

    def witnesses(self, positions: Sequence[Position] = (), rules: Sequence[Rule] = ()) -> tuple[Witnesses, ...]:
        outlets = find_outlets(self.articles, self.statements)
        origins = Origins(self.articles, find_copies(self.articles), self.statements, outlets)
        published = {article.id: article.published for article in self.articles}
        return find_witnesses(self.statements, published, origins, positions, rules)

    def groups(self, positions: Sequence[Position] = (), rules: Sequence[Rule] = ()) -> list[set[str]]:
        return [set(each.statements) for each in self.witnesses(positions, rules)]


OTHER_MATTERS = (
    "the herring season would open when the ice was gone",
    "her ministry had never seen the letter",
    "the hotel was too small for three delegations",
    "the ferry would sail again after Easter",
    "nobody had asked the skippers",
    "the cannery in the north would close its doors",
    "a lighthouse was no frontier",
    "the interpreter had fallen ill",
)

# Two tellings of one utterance.
SAME = {
    "reworded": (
        "“Nothing will be signed until everything’s signed, and Norland knows it,”",
        "“Nothing is signed until everything is signed, and Norland knows it,”",
    ),
    "split": (
        "“The cutters will stay in Hallam harbour. We owe the skippers that much.”",
        "“We owe the skippers that much.”",
    ),
    "shortened": (
        "“No Norlandic inspector will board a trawler in the strait while our crew sits behind bars in Ferrin,”",
        "no Norlandic inspector would board a trawler in the strait",
    ),
    "a few words quoted": (
        "“This is piracy with a rubber stamp, and the court in Ferrin knows it,”",
        "the ruling “piracy with a rubber stamp”",
    ),
    "quoted against paraphrased": (
        "“We will lift the landing ban once the logbooks are open,”",
        "Velmark would lift its landing ban once the logbooks were open",
    ),
}


@pytest.mark.parametrize("words", list(SAME.values()), ids=list(SAME))
def test_one_utterance_in_other_words_is_one(words: tuple[str, str]) -> None:
    coverage = Coverage()
    pair = {coverage.say(each).id for each in words}
    assert coverage.groups() == [pair]


def test_another_description_of_the_speaker_is_no_other_speaker() -> None:
    coverage = Coverage()
    words = "“Logbooks first, landings after, and the fund last of all,”"
    told = [
        coverage.say(words, "Oskar Vell"),
        coverage.say(words, "a senior Velmarkian official", kind=OFFICIAL),
        coverage.say(words, "Velmark", kind=SourceKind.COLLECTIVE),
        coverage.say(words, "Osker Vell"),
    ]
    assert coverage.groups() == [{each.id for each in told}]


def test_a_lead_that_is_told_again_below_is_one() -> None:
    coverage = Coverage()
    lead, below = "the cutters were “floating courthouses”", "“Those cutters are floating courthouses,”"
    article = Article("report.txt", f"An envoy said {lead}. {below} Vell said.", published=TUESDAY)
    for words, speaker, kind in ((lead, "an envoy", OFFICIAL), (below, "Oskar Vell", NAMED)):
        at = article.text.index(words)
        content = (article.cite(Span(at, at + len(words))),)
        manner = Manner.MIXED if words is lead else QUOTED
        coverage.statements.append(Statement(None, None, content, manner, speaker, kind, party="velmark"))
    coverage.articles.append(article)
    assert coverage.groups() == [{each.id for each in coverage.statements[-2:]}]


LOOK_ALIKES = {
    "another speaker": ({"speaker": "Ilse Marr"}, {"speaker": "Oskar Vell"}),
    "another party": ({"party": "norland"}, {"party": "velmark"}),
    "an official of another party": (
        {"speaker": "an official", "kind": OFFICIAL, "party": "norland"},
        {"speaker": "an official", "kind": OFFICIAL},
    ),
    "another day": ({"said": MONDAY, "published": MONDAY}, {"said": FRIDAY, "published": FRIDAY}),
    "another week": ({"published": MONDAY}, {"published": date(2031, 5, 12)}),
    "said of another month": ({"said": MONDAY}, {"said": date(2031, 3, 10)}),
}


@pytest.mark.parametrize("told", list(LOOK_ALIKES.values()), ids=list(LOOK_ALIKES))
def test_look_alikes_stay_apart(told: tuple[dict[str, object], dict[str, object]]) -> None:
    coverage = Coverage()
    for fields in told:
        coverage.say("“The landing ban will go once the logbooks are open,”", **fields)  # type: ignore[arg-type]
    assert coverage.groups() == []


APART = {
    "other numbers": ("Velmark would take 41 percent of the mackerel", "Velmark would take 38 percent of the mackerel"),
    "a formula": ("“Nothing is agreed until everything is agreed,”", "all was agreed when he left the room at noon"),
    "one matter": ("the landing ban was a disgrace", "the landing ban would be lifted by Easter"),
}


@pytest.mark.parametrize("words", list(APART.values()), ids=list(APART))
def test_other_words_of_one_speaker_stay_apart(words: tuple[str, str]) -> None:
    coverage = Coverage()
    for each in words:
        coverage.say(each)
    assert coverage.groups() == []


def test_a_number_is_rounded() -> None:
    coverage = Coverage()
    told = [coverage.say(f"Velmark would land {n} tonnes of mackerel in Hallam") for n in ("about 34,000", "35,200")]
    assert coverage.groups() == [{each.id for each in told}]


def test_a_chain_of_look_alikes_is_no_group() -> None:
    coverage = Coverage()
    coverage.say("“Open the logbooks, lift the landing ban, free the Marigold,”")
    coverage.say("“Free the Marigold, pay the skippers, burn the nets of the poachers,”")
    coverage.say("“Burn the nets of the poachers, close the cannery, sink the wrecks,”")
    coverage.say("“Close the cannery, sink the wrecks, mark the channel with buoys,”")
    assert all(len(group) == 2 for group in coverage.groups())


def test_two_who_give_the_rule_of_the_package_within_a_day_are_one_if_nobody_is_named() -> None:
    words = ("no line is closed until the last one is", "“Until the whole sheet is settled, none of it is,”")
    for speakers, joined in (
        (("an official", "one official"), 1),
        (("an official", "Oskar Vell"), 0),
        (("Oskar Vell", "Oskar Vell"), 1),
    ):
        coverage = Coverage()
        told = [
            coverage.say(each, who, kind=NAMED if who == "Oskar Vell" else OFFICIAL)
            for each, who in zip(words, speakers, strict=True)
        ]
        rules = [Rule(None, "velmark", None, each.content[0]) for each in told]
        assert len(coverage.groups(rules=rules)) == joined
        assert coverage.groups() == []


def test_fewer_words_will_do_where_both_were_read_as_one_refusal() -> None:
    coverage = Coverage()
    told = [
        coverage.say("There will be no foreign boot on a Velmarkian deck, neither on request nor by surprise"),
        coverage.say(
            "foreign inspectors would not search the hold or the deck of any Velmarkian trawler in the strait"
        ),
    ]
    refused = [
        Position("Oskar Vell", Act.RULE_OUT, Stance.AGAINST, None, None, each.content[0], voice=each.id)
        for each in told
    ]
    assert coverage.groups() == []
    assert coverage.groups(positions=refused) == [{each.id for each in told}]


def test_the_words_of_one_side_are_one_with_what_another_says_that_it_said() -> None:
    coverage = Coverage()
    told = coverage.say("Velmark would lift its landing ban on mackerel once the logbooks were open", "Velmark")
    relayed = coverage.say(
        "Velmark had said that it would lift its landing ban on mackerel once the logbooks were open",
        "Ana Vik",
        party="norland",
    )
    assert coverage.groups() == []
    coverage.say("it would lift its landing ban", "Velmark", within=relayed.id)
    assert {told.id, relayed.id} in [group & {told.id, relayed.id} for group in coverage.groups()]


def test_two_statements_are_one_or_not_whatever_else_is_told() -> None:
    words = ("the landing ban will go once the logbooks are open", "the landing ban would go with the logbooks open")
    groups = []
    for more in (0, 40):
        coverage = Coverage()
        pair = [coverage.say(each).id for each in words]
        for number in range(more):  # in other weeks
            coverage.say(f"the landing ban will go with logbook {number}", published=date(2030, 1, 1))
        groups.append([group for group in coverage.groups() if group & set(pair)])
    assert groups == [[set(pair)]] * 2


# -- how many reports are independent

INDEPENDENT = {
    "two outlets": (({"outlet": "Norland Courier"}, {"outlet": "Strait Wire"}), 2),
    "one outlet twice": (({"outlet": "Strait Wire"}, {"outlet": "The Strait Wire"}), 1),
    "two relays of one outlet": (
        (
            {"outlet": "Norland Courier", "speaker": "the Strait News Agency", "kind": OUTLET},
            {"outlet": "Corrin Lantern", "speaker": "Strait News Agency", "kind": OUTLET},
        ),
        1,
    ),
    "an outlet and its relay": (
        ({"outlet": "Strait Wire"}, {"outlet": "Corrin Lantern", "speaker": "Strait Wire", "kind": OUTLET}),
        1,
    ),
    "told one outlet": (
        ({"outlet": "Strait Wire"}, {"outlet": "Corrin Lantern", "lead": "Vell told the Strait Wire: "}),
        1,
    ),
}


@pytest.mark.parametrize(("reports", "independent"), list(INDEPENDENT.values()), ids=list(INDEPENDENT))
def test_relays_and_second_reports_are_no_independent_witness(
    reports: Sequence[dict[str, object]], independent: int
) -> None:
    coverage = Coverage()
    for fields in reports:
        coverage.say("“The landing ban will go once the logbooks are open,”", **fields)  # type: ignore[arg-type]
    (found,) = coverage.witnesses()
    assert (len(found.articles), found.independent) == (2, independent)


def test_what_an_outlet_relays_counts_once_where_the_words_themselves_stand_beside_it() -> None:
    coverage = Coverage()
    words = "“The landing ban will go once the logbooks are open,”"
    outer = coverage.say(f"Vell said {words}", "Strait Wire", kind=OUTLET, party=None)
    article = coverage.articles[-1]
    at = article.text.index(words)
    inner = Statement(
        None, None, (article.cite(Span(at, at + len(words))),), QUOTED, "Oskar Vell", NAMED, None, outer.id
    )
    coverage.statements.append(inner)
    other = coverage.say(words)
    assert coverage.groups() == [{inner.id, other.id}]


# -- copies

STORY = (
    "Velmark's envoy left the island before noon on Tuesday without a word to the reporters on the quay. His boat had"
    " waited since dawn with its engine running. Two officials who had seen the draft said that it still had brackets"
    " round the landing ban and round the fund. The chair said that she would write to both sides within the week."
)


def test_two_briefs_that_quote_one_sentence_are_no_copies() -> None:
    words = "“The landing ban will go once the logbooks are open and not a day before,” Vell said"
    briefs = [Article("wire.txt", f"{words} in Hallam."), Article("paper.txt", f"Corrin. {words} on the quay.")]
    assert find_copies(briefs) == ()


def test_a_truncated_reprint_is_a_copy_and_a_short_report_with_one_sentence_in_common_is_none() -> None:
    whole = Article("wire.txt", STORY)
    cut = Article("paper.txt", STORY[: len(STORY) // 2])
    own = Article(
        "own.txt",
        "The chair said that she would write to both sides within the week. Nobody in Corrin believed it; prices"
        " of herring fell again on the news from the island, as it has on every day of this long and cold spring.",
    )
    (group,) = find_copies([whole, cut, own])
    assert set(group.articles) == {whole.id, cut.id}


# -- what holds of any coverage

_WORDS = ["the landing ban", "will go", "the logbooks", "are open", "Norland", "free the Marigold", "41 percent"]
_statements = st.tuples(
    st.lists(st.sampled_from(_WORDS), min_size=2, max_size=6).map(" ".join),
    st.sampled_from([("Oskar Vell", NAMED), ("Ilse Marr", NAMED), ("an official", OFFICIAL), (None, None)]),
    st.sampled_from(["velmark", "norland", None]),
    st.sampled_from([MONDAY, TUESDAY, FRIDAY, None]),
    st.sampled_from([MONDAY, WEDNESDAY, FRIDAY, None]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_statements, min_size=2, max_size=9), st.randoms(use_true_random=False))
def test_groups_depend_on_no_order_and_contradict_nothing(rows: list[tuple], random) -> None:  # type: ignore[type-arg, no-untyped-def]
    coverage = Coverage()
    for words, (speaker, kind), party, published, said in rows:
        coverage.say(words, speaker, kind=kind, party=party, published=published, said=said)
    found = coverage.witnesses()
    known = {each.id: each for each in coverage.statements}
    coverage.statements = list(known.values())
    random.shuffle(coverage.statements)
    random.shuffle(coverage.articles)
    assert coverage.witnesses() == found

    ids = [id_ for group in found for id_ in group.statements]
    assert len(ids) == len(set(ids))
    for group in found:
        for a, b in combinations([known[id_] for id_ in group.statements], 2):
            assert a.party == b.party or None in (a.party, b.party)
            assert a.source_kind is not NAMED or b.source_kind is not NAMED or a.speaker == b.speaker
            if a.said_on and b.said_on:
                assert abs((a.said_on.first - b.said_on.first).days) <= 1
