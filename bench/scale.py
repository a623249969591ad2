"""docs/scale.md, written from what `make bench-speed` measured: what other sizes would take."""

from __future__ import annotations

from pathlib import Path

from figures import Figures, shown

SCALE = Path(__file__).resolve().parent.parent / "docs" / "scale.md"
MILLION = 1_000_000
A_DAY = 500_000  # articles; see _PAGE
_HOUR = 3600.0
_CORES = 16
_MEMORY = 64  # GB of the machine that is thought of
_ENOUGH = 5000  # articles of the largest record, for what is reckoned from it to say anything
_CAUTION = """

**The largest record that was measured has {size:,} articles, which is too few: what follows shows how it is reckoned,
and is no forecast.**"""
_STEADY = 1.5  # what costs no more than so many times as much in the largest record as in the smallest does not grow
_SPEED = "reading: whole reading, words/s"
_PAGE = """# What other sizes take

Written by `make bench-speed` from the figures in [measurements.md](measurements.md), which are of
{machine}.
Nothing on this page is measured at the size that it speaks of: a figure is multiplied, and where one grows with the
record, that is said.{caution}

## A million articles

Of {words:.0f} words each, as the articles of the bench are.

| | from | makes |
|---|---|---:|
| reading | {speed} words/s of one core (*reading: whole reading, words/s*) | {reading} core-hours |
| merging | {merge} ms an article (*at {size:,} articles*) | {merging} core-hours |
| the record | {bytes} bytes an article (*at {size:,} articles*) | {record} GB |
| memory, were all merged at once (a large one grows) | {memory} MB (*at {size:,} articles*) | {merge_memory} GB |

Reading is a pure function of one article and is shared out over as many cores as there are: with {cores} of them it
is {reading_hours} hours, and two workers read {workers} times what one does. The merge of all at once is one process,
and is reckoned here as if it grew with the number of articles alone.

{growth}

## A day of the world's news in English

Assumed are {day:,} articles. A commercial collector of news gives up to 1.5 million articles a day, in all
languages, from 60,000 sites
([NewsCatcher, product FAQ](https://newscatcherapi.com/docs/v2/documentation/faq/product-faq)); that a third of them is
in English is our guess, and most of them are on no negotiation at all.

| | makes |
|---|---:|
| words | {day_words} million |
| reading | {day_reading} core-hours: {day_cores} cores that do nothing else |
| record | {day_record} GB |
| one at a time, at the {adding} s that adding one takes (*at {size:,} articles*) | {day_adding} hours |

## What gives out first

{bottleneck}
"""


def render_scale(figures: Figures) -> str:
    """The page, from figures of the largest record that was measured."""
    size = figures.sizes()[-1]
    at = f"at {size:,} articles"
    words = figures["build: words built"] / figures["build: articles built"]
    speed = figures[_SPEED]
    merge = figures[f"{at}: merge of an article among all, ms"]
    memory = figures[f"{at}: merge, peak memory, MB"]
    bytes_ = figures[f"{at}: record, bytes an article"]
    adding = figures[f"{at}: merge of one, s"] + figures[f"{at}: put, s"]
    reading = MILLION * words / speed / _HOUR
    day_reading = A_DAY * words / speed / _HOUR
    return _PAGE.format(
        machine=figures.machine,
        caution=_CAUTION.format(size=size) if size < _ENOUGH else "",
        words=words,
        size=size,
        speed=shown(speed),
        reading=shown(reading),
        merge=shown(merge),
        merging=shown(MILLION * merge / 1000 / _HOUR),
        bytes=shown(bytes_),
        record=shown(MILLION * bytes_ / 1e9),
        memory=shown(memory),
        merge_memory=shown(memory_for(figures, MILLION)),
        cores=_CORES,
        reading_hours=shown(reading / _CORES),
        workers=shown(figures["build: two workers / one"]),
        growth=_growth(figures),
        day=A_DAY,
        day_words=shown(A_DAY * words / 1e6),
        day_reading=shown(day_reading),
        day_cores=shown(day_reading / 24),
        day_record=shown(A_DAY * bytes_ / 1e9),
        adding=shown(adding),
        day_adding=shown(A_DAY * adding / _HOUR),
        bottleneck=_bottleneck(figures, size),
    )


def memory_for(figures: Figures, size: int) -> float:
    """GB that a merge of so many articles takes: what it took for the most, and for each more as much as before."""
    sizes = figures.sizes()
    before, last = sizes[0] if len(sizes) > 1 else 0, sizes[-1]
    took = {each: figures[f"at {each:,} articles: merge, peak memory, MB"] for each in sizes} | {0: 0.0}
    return (took[last] + (size - last) * max(0.0, (took[last] - took[before]) / (last - before))) / 1000


def _growth(figures: Figures) -> str:
    """How the cost of an article changes from the smallest record to the largest."""
    first, *_, last = sizes = figures.sizes()
    if len(sizes) == 1:
        return f"Only records of {first:,} articles were measured."
    merge, adding = (
        figures[f"at {last:,} articles: {name}"] / figures[f"at {first:,} articles: {name}"]
        for name in ("merge of an article among all, ms", "merge of one, s")
    )
    return (
        f"From {first:,} to {last:,} articles an article's part of it became {shown(merge)} times as dear, and adding"
        f" one {shown(adding)} times."
    )


def _bottleneck(figures: Figures, size: int) -> str:
    """What stands in the way first of memory, the one writer and reading."""
    at = f"at {size:,} articles"
    memory = figures[f"{at}: merge, peak memory, MB"] / 1000
    more = (memory_for(figures, 2 * size) - memory) / size
    fits = size + (_MEMORY - memory) / more if more > 0 else float("inf")
    adding = figures[f"{at}: merge of one, s"] + figures[f"{at}: put, s"]
    reading = figures["build: words built"] / figures["build: articles built"] / figures[_SPEED]
    smallest = f"at {figures.sizes()[0]:,} articles"
    grew = figures[f"{at}: merge of one, s"] / figures[f"{smallest}: merge of one, s"]
    slower = size * reading / adding if grew > _STEADY else None
    of_memory = (
        f"**Memory, where everything is merged at once.** The merge takes {shown(memory)} GB for {size:,} articles"
        + (
            f", and a machine of {_MEMORY} GB is full at about {fits:,.0f}."
            if more > 0
            else ", and no more for larger."
        )
    )
    if slower is not None:
        of_adding = (
            f"**Adding one by one.** At {size:,} articles it takes {shown(adding)} s, where reading an article takes"
            f" {shown(reading)} s of one core. It grows with the record: if it goes on so, the one writer is slower"
            f" than one core that reads from about {slower:,.0f} articles on."
        )
    else:
        of_adding = (
            f"**The one writer, where articles are added one by one.** At {size:,} articles adding takes"
            f" {shown(adding)} s, and hardly more than in a small record; reading an article takes {shown(reading)} s"
            f" of one core. So the writer keeps up with {shown(reading / adding)} cores that read, and with"
            f" {86_400 / adding:,.0f} articles a day."
        )
    first, second = (of_adding, of_memory) if slower is not None and slower < fits else (of_memory, of_adding)
    return f"{first}\n\n{second}\n\nReading comes last: it needs nothing but more cores, and nothing is read twice."
