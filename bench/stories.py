"""Invented coverage of any size: a negotiation that drifts over months, told by a wire, its reprints and its rivals.

A few hundred articles are written from the sentences in `invented.py` and really read. All others are these again with
other words of the same length, on another day, in text and reading alike: a record of fifty thousand articles is there
in minutes, and what it cites stands where it says. Smaller coverage is the beginning of larger one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count, islice

from invented import BODY, COLOUR, DETAILS, ENDINGS, LEDES, OFFICES, OUTLETS, SHARED, SIDES, TABLES
from travaux.model import Article

SEED = "strait"
START = date(2031, 1, 6)  # a Monday
STORIES_A_DAY = 14
REPORTS = 5  # of one story: the wire's, a reprint, two that tell it in words of their own, one of something else
A_DAY = STORIES_A_DAY * REPORTS
TERM = 120  # days that somebody holds an office
MONTH = 30  # days after which another matter comes up
_MATTERS = 40  # of which the later ones come up as time goes by
_WORDS = (300, 700)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_CHOICE = re.compile(r"\[([^\]]+)\]")
_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Report:
    """One article of a story, and how many days after the story it came out."""

    article: Article
    later: int


@dataclass(frozen=True, slots=True)
class Story:
    """What is told of one day, by several outlets: the words of each table that it uses, in the order of their use.

    `holders` are the offices that its first words of `first` and `chief` hold; `stakes` what it is about: words of
    `matter` and `burden`, in pairs.
    """

    reports: tuple[Report, ...]
    used: dict[str, tuple[str, ...]]
    holders: tuple[str, ...]

    @property
    def weekday(self) -> int:
        """Of the day that it is told of: words like "on Tuesday" keep their sense only seven days on."""
        return (self.reports[0].article.published or START).weekday()


class _Pen:
    """Fills the places of sentences, and keeps what it took."""

    def __init__(self, rng: random.Random, on: date) -> None:
        self._rng = rng
        self._left = {table: rng.sample(words, len(words)) for table, words in TABLES.items()}
        self.used: dict[str, list[str]] = {table: [] for table in TABLES}
        sides = rng.sample(SIDES, 2)
        self.holders = (sides[0][0], sides[1][0], "Kestria")
        (a, aj, ac), (b, bj, bc) = sides
        named = [f"{self.take('first')} {self.take('chief')}" for _ in self.holders]
        stakes = [f"{self.take('matter')} {self.take('burden')}" for _ in "ijk"]
        offices = rng.choices(OFFICES, k=2)
        self._told = {
            "A": a,
            "Aj": aj,
            "Ac": ac,
            "B": b,
            "Bj": bj,
            "Bc": bc,
            "day": _DAYS[on.weekday()],
            "a": f"{a}'s {offices[0]} {named[0]}",
            "b": f"{b}'s {offices[1]} {named[1]}",
            "m": f"the Kestrian envoy {named[2]}",
            **{key: name.split()[1] for key, name in zip(("as", "bs", "ms"), named, strict=True)},
            **dict(zip("ijk", stakes, strict=True)),
            "p": f"{self.take('given')} {self.take('family')}",
        }

    def take(self, table: str) -> str:
        """A word that the story has not used, as long as there is one."""
        word = self._left[table].pop() if self._left[table] else self._rng.choice(TABLES[table])
        self.used[table].append(word)
        return word

    def write(self, template: str) -> str:
        """A sentence of the story."""
        sentence = _CHOICE.sub(lambda match: self._rng.choice(match[1].split("|")), template)
        person = f"{self.take('given')} {self.take('family')}" if "{q" in sentence else ""
        tables = {"n": "number", "o": "object", "h": "thing", "g": "manner", "t": "town", "v": "vessel"}
        tables |= {"hh": "thing", "gg": "manner", "tt": "town"}
        fresh = {key: self.take(table) for key, table in tables.items() if f"{{{key}}}" in sentence}
        surnames = {"ps": self._told["p"].split()[1], "q": person, "qs": person.split()[-1] if person else ""}
        written = sentence.format(**self._told, **fresh, **surnames)
        return written[0].upper() + written[1:]


def find_stories(number: int, seed: str = SEED) -> list[Story]:
    """Stories to be read, the same ones every time; of each weekday as many."""
    return [_story(random.Random(f"{seed} story {each}"), each) for each in range(number)]


def _story(rng: random.Random, number: int) -> Story:
    on = START + timedelta(days=number % 7)
    pen = _Pen(rng, on)
    shared = [pen.write(each) for each in rng.sample(SHARED, 5)]
    wire = _paragraphs(rng, pen, shared)
    texts = [
        (wire, 0),
        (_cut(rng, wire), 0),
        (_paragraphs(rng, pen, rng.sample(shared, 3)), 0),
        (_paragraphs(rng, pen, rng.sample(shared, 2)), 1),
        (_paragraphs(rng, pen, [pen.write(each) for each in rng.sample(SHARED, 2)]), 0),
    ]
    reports = []
    for place, (paragraphs, later) in enumerate(texts):
        title = " ".join(paragraphs[0].split()[:9]).rstrip(",.")
        name = f"story{number}-{place}"
        published = on + timedelta(days=later)
        article = Article(name, "\n\n".join(paragraphs), title, OUTLETS[place], published, address=f"https://{name}/")
        reports.append(Report(article, later))
    return Story(tuple(reports), {table: tuple(dict.fromkeys(words)) for table, words in pen.used.items()}, pen.holders)


def _paragraphs(rng: random.Random, pen: _Pen, shared: Sequence[str]) -> list[str]:
    """A lede, then what was said before everybody among what this report alone has."""
    aim = rng.randint(_WORDS[0] + 30, _WORDS[1] - 60)
    own = rng.sample(BODY, len(BODY))
    colour = rng.sample(COLOUR, len(COLOUR))
    paragraphs = [pen.write(rng.choice(LEDES))]
    told = list(shared)
    length = len(paragraphs[0].split())
    while told or length < aim:
        size = rng.randint(1, 3)
        sentences = [told.pop(0)] if told and rng.random() < 0.6 else []
        while own and len(sentences) < size:
            sentences.append(pen.write(own.pop() if rng.random() < 0.8 or not colour else colour.pop()))
        if not sentences and not told:
            break
        paragraphs.append(" ".join(sentences or [told.pop(0)]))
        length += len(paragraphs[-1].split())
    return paragraphs


def _cut(rng: random.Random, paragraphs: list[str]) -> list[str]:
    """A reprint: as it was, or without what did not fit on the page."""
    kept = len(paragraphs) - rng.randint(0, 3)
    while sum(len(each.split()) for each in paragraphs[:kept]) < _WORDS[0]:
        kept += 1
    return paragraphs[:kept]


@dataclass(frozen=True, slots=True)
class Retelling:
    """A report in other words on another day: which one of which story, what stands for what, and the article."""

    story: int
    report: int
    words: dict[str, str]
    days: timedelta
    article: Article


def retell(stories: Sequence[Story], size: int, seed: str = SEED) -> Iterator[Retelling]:
    """So many articles, day after day; more are these and then others."""
    return islice(_days(stories, seed), size)


def _days(stories: Sequence[Story], seed: str) -> Iterator[Retelling]:
    by_weekday = [[at for at, story in enumerate(stories) if story.weekday == weekday] for weekday in range(7)]
    number = count()
    for day in count():
        on = START + timedelta(days=day)
        rng = random.Random(f"{seed} day {day}")
        for at in rng.choices(by_weekday[on.weekday()], k=STORIES_A_DAY):
            words = _other_words(rng, stories[at], on)
            outlets = rng.sample(OUTLETS, REPORTS)
            for place, report in enumerate(stories[at].reports):
                published = on + timedelta(days=report.later)
                yield Retelling(
                    at,
                    place,
                    words,
                    published - (report.article.published or START),
                    _retold(report.article, words, f"{next(number):06}", outlets[place], published),
                )


def _retold(article: Article, words: dict[str, str], name: str, outlet: str, published: date) -> Article:
    address = f"https://{outlet.lower().replace(' ', '-')}.example/{published:%Y/%m/%d}/{name}"
    return replace(
        article,
        origin=f"{name}.txt",
        text=put(article.text, words),
        title=put(article.title or "", words),
        outlet=outlet,
        published=published,
        address=address,
    )


def put(text: str, words: dict[str, str]) -> str:
    """A text with other words, each as long as the one that it stands for."""
    return _WORD.sub(lambda match: words.get(match[0], match[0]), text)


def _other_words(rng: random.Random, story: Story, on: date) -> dict[str, str]:
    """What each word of a story becomes: another office holder, matter, person, place or thing."""
    found = {word: _made_up(rng, word) for word in DETAILS}
    for table, used in story.used.items():
        found.update(zip(used, rng.sample(TABLES[table], len(used)), strict=True))
    for place, holder in enumerate(story.holders):
        chosen = random.Random(f"{holder} {on.toordinal() // TERM}")
        for table in ("first", "chief"):
            found[story.used[table][place]] = chosen.choice(TABLES[table])
    for place, matter in enumerate(_draw_matters(rng, on)):
        for table, word in zip(("matter", "burden"), matter, strict=True):
            found[story.used[table][place]] = word
    return found | {word.lower(): other.lower() for word, other in found.items()}


def _made_up(rng: random.Random, word: str) -> str:
    """A word that there is not, as long as another and with its ending."""
    ending = next((each for each in ENDINGS if word.endswith(each) and len(word) > len(each) + 1), "")
    letters = "".join(rng.choice("bdfgklmnprstvz" if at % 2 == 0 else "aeiou") for at in range(len(word) - len(ending)))
    return letters + ending


def _draw_matters(rng: random.Random, on: date) -> list[tuple[str, str]]:
    """Three matters: some are always talked about, others come up and are forgotten."""
    matters = random.Random(SEED).sample([(m, b) for m in TABLES["matter"] for b in TABLES["burden"]], _MATTERS)
    month = (on - START).days // MONTH
    current = [*matters[:6], *(matters[6 + (month + each) % (_MATTERS - 6)] for each in range(6))]
    drawn: list[tuple[str, str]] = []
    while len(drawn) < 3:
        (matter,) = rng.choices(current, [1 / (rank % 6 + 1) for rank in range(len(current))])
        if matter not in drawn:
            drawn.append(matter)
    return drawn
