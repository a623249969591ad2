"""What each metric asks, in a sentence for who reads docs/measurements.md; by what predict.py reads, then by metric."""

from __future__ import annotations

ASKS: dict[str, dict[str, str]] = {
    "attributions": {
        "words of the content": "Which words are what somebody said?",
        "words of the cue": "Which words tell that it was said (“said”, “according to”)?",
        "words of the source": "Which words name who said it?",
        "match": "Is it found that something was said here, with half of the words in common?",
        "attributed": "… and is it given to the right source?",
        "exact_words": "Is it found with exactly its words?",
        "exact_chars": "Is it found with exactly its characters, commas and quotation marks too?",
        "quoted match": "As *match*, for what stands in quotation marks.",
        "quoted attributed": "As *attributed*, for what stands in quotation marks.",
        "unquoted match": "As *match*, for what is told without quotation marks.",
        "unquoted attributed": "As *attributed*, for what is told without quotation marks.",
    },
    "positions": {
        "holder": "Is it found that this party takes a stand in this sentence?",
        "holder_stance": "… and whether it is for, against or neutral?",
        "holder_act": "… and what exactly it does: demand, offer, reject or another of the acts?",
        "holder_act_coarse": "… and at least whether that is to want, give, refuse or comment?",
        "interactions": "Who supports, opposes, joins or speaks for whom?",
        "interactions_support": "Who supports whom?",
        "interactions_oppose": "Who opposes whom?",
        "interactions_with": "Who acts together with whom?",
        "interactions_on_behalf_of": "Who speaks for whom?",
        "outcomes": "What did the meeting itself do: agree, adopt, defer, bracket, forward or fail to agree?",
        "outcomes_any_status": "Did the meeting do something here, whatever it was?",
        "object_token_f1": "Where the holder is found: how well do the words of what it is about agree?",
    },
    "record": {
        "statements": "Is it found that somebody said this, with half of the words in common?",
        "statements + speaker": "… and is the speaker right?",
        "statements + party": "… and is the party that the speaker belongs to right?",
        "statements + speaker + party": "… and are speaker and party both right?",
        "positions": "Is it found that this party takes a stand in these words?",
        "positions + act": "… and what exactly it does: demand, offer, reject or another of the acts?",
        "positions + coarse act": "… and at least whether that is to want, give, refuse or comment?",
        "positions: condition": "Where a stand hangs on a condition: is that found?",
        "events": "Is a meeting, vote, visit or other event found, and is it of the right type?",
        "events: date": "Where an event has a date: is that right?",
    },
    "history": {
        "witnesses": "Of two passages that tell one statement or event: how many pairs are joined?",
        "look-alikes kept apart": "Of two passages that only look like one: how many pairs are not joined?",
        "shifts": "Where a party's stand moved: are the party and the passages of both ends found?",
        "shifts: later passage": "… and how often is at least the later end?",
        "shifts: direction": "Of the shifts found: is the direction right?",
    },
    "dates": {
        "first table": "Does it mean what a reader takes it for? Before any of it was mended, 83.3 (125 of 150) did.",
        "second table": "The same in later rows, after the kinds that reports use; at first 90.9 (60 of 66).",
    },
}


def ask_of(reads: str, metric: str) -> str:
    """The sentence for a metric; that of "hanoi: events" is that of "events"."""
    return ASKS[reads][metric.removeprefix("hanoi: ")]
