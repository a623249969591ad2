"""What invented coverage is made of: words that can stand for one another, and sentences with places for them.

All of it was written for this bench. Words of one table have one length, so that one can take the place of another
in a text and in a reading of it without moving anything else.
"""

from __future__ import annotations

from itertools import product


def _names(first: str, second: str) -> tuple[str, ...]:
    return tuple(a + b for a, b in product(first.split(), second.split()))


# Who holds an office changes every few months, whoever else is quoted is one of many.
TABLES: dict[str, tuple[str, ...]] = {
    "first": tuple("Edda Ruta Piet Sena Tove Orla Bram Jory Lise Anse Mika Runa Dirk Elna Kaja Olav".split()),
    "chief": tuple("Valen Torme Halsk Ostby Brekk Marro Lindt Skarn Vesko Ronde Druse Falke Gerum Holte Jarro".split()),
    "given": tuple("Alric Berta Corin Delia Eskil Freda Gunda Hanne Ivarr Joris Katla Loren Magda Nadia Petra".split()),
    "family": _names(
        "Bal Cor Dan Fen Gor Hol Jas Kar Lam Mor Nol Pel Ras Sol Tam Vin Wes Yor Zel", "den ler mar vik sen rup gas wyn"
    ),
    "town": _names("Ash Bru Cal Dun Elm Fal Gre Hur Ild Kir Lod Mel Ost Pry Rud", "ton ley wic mer dal nes fos gat"),
    "vessel": _names(
        "Mira Sela Tora Alba Doro Fina Gala Juna Kora Lora Nera Pava Rona Suna Tila Ulma Wina Yara Zora Bela Cana Dala",
        "belle dorne lindo stina verra maris ponte",
    ),
    # Words of everyday news, which many reports have; what is rare are names, as elsewhere.
    "matter": tuple("carbon energy health market border worker forest income school weapon export travel".split()),
    "burden": tuple("charge permit scheme reform survey credit".split()),
    "number": tuple("eleven twelve twenty thirty eighty ninety".split()),
    "object": tuple(
        "street signal parent summer letter prison server mobile season tunnel device rocket ticket church dinner doctor"
        " driver volume window bridge screen theory animal basket camera museum engine farmer pocket mirror planet garden"
        " winter flower fabric coffee orange carpet candle cheese butter closet guitar jacket poetry supper".split()
    ),
    "thing": tuple(
        "project manager product package history storage student teacher college bedroom parking drawing journal soldier"
        " weather picture factory airport highway patient machine vehicle cabinet tobacco concert battery kitchen village"
        " chicken library mineral alcohol blanket hallway balcony trailer chimney cottage freight painter railway".split()
    ),
    "manner": tuple(
        "little strong formal secret double lovely narrow normal pretty simple modern famous proper sudden honest broken"
        " severe steady random silent golden bright gentle wooden".split()
    ),
}
TABLES = {
    table: tuple(dict.fromkeys(word for word in words if len(word) == len(words[0]))) for table, words in TABLES.items()
}

# Words of the sentences below that become others each time that a story is told again, of the same length and ending:
# those by which nobody's act is known.
DETAILS = tuple(
    "alone asleep aside before begin behind belongs beside between burn captain closed crew crosses crowns"
    " dockers doors drivers early every everything expects families forward front guarantee harbor hall"
    " hands hole host hotel hour inspection inspectors instead interview joint joke lawyer leads leaked leaves lift"
    " live meant miles nobody nothing once opens paid parliaments people pier played principle "
    " radio ratified reminded removed reporters rose round seen seizure sells share shook show smaller sold soup"
    " spared step teaches touched trawler twice waiting wall wide withdraws".split()
)
ENDINGS = ("ing", "ers", "ies", "ed", "es", "s")

SIDES = (("Norland", "Norlandic", "Brask"), ("Velmark", "Velmarkian", "Corrin"))
OFFICES = ("Foreign Minister", "Trade Minister", "chief negotiator")
OUTLETS = tuple(
    f"{place} {kind}"
    for kind in ("Courier", "Lantern", "Gazette", "Herald", "Post")
    for place in ("Brask", "Corrin", "Melis", "Strait", "Ferrin", "Coastal", "Island", "Northern")
)

# {A} and {B} are the two sides, {Aj} what is of the first, {Ac} its capital, {a} and {b} those who speak for them,
# {as} and {bs} their surnames, {m} who brings them together; {i} {j} {k} what is at stake; {p} {q} people of no office,
# {ps} {qs} their surnames; {t} {tt} towns, {v} a boat, {n} a number, {o} {h} {hh} things, {g} {gg} what they are like;
# {day} a weekday. Of what stands in brackets one is taken. What is told of one day has little in common with what is told
# of another: were it otherwise, a statement would look like hundreds of others, as none does in real coverage.
LEDES = """
{A} will [lift|suspend|ease] its {i} [only once|only if|as soon as] {B} opens the {j} to inspection, {a} said on {day}, as the two sides met again in {t}.
{B} [rejected|turned down|welcomed] a proposal by {A} to [halve|extend|abolish] the {i} on {day}, leaving the talks in {t} without a way forward.
{A} and {B} agreed on {day} to keep talking about the {i}, but {a} warned that the {j} must be settled first.
{A} backed off its demand that {B} give up the {i}, officials said on {day}, and offered a smaller {j} instead.
Talks between {A} and {B} broke off in {t} on {day} after {bs} called the {i} a wall with {n} doors and no key.
{A} is ready to discuss the {i} if {B} drops the {j}, a senior {Aj} official said on {day}.
""".strip().splitlines()

# Told in several reports of one day: what was said before everybody.
SHARED = """
"We will not trade the {o} of {t} for a {h}, and we will not trade the {i} for a {gg} {hh}," {a} told reporters in {tt}.
{b} said that {B} would [sign|lift|freeze|cut] the {j} [the day|as soon as|only if] {A} [withdraws|ends|lowers] the {i}, "not an hour before the {o} of {t} is a {g} {h}".
"Whoever wants the {i} must first show us the {h} behind the {o}," said {p}, who leads the dockers of {t}.
{a} [said|suggested] that {A} could [accept|live with|swallow|sign] a {k} of {n} percent [provided that|if|once] the {j} [leaves|spares|skips] the {o} [and|or] the {h} of {t} alone.
{B} [demands|insists|asks] that {A} release the trawler {v}, {bs} said, calling its seizure "a {g} joke about a {h}".
"There is no {i} without a {j}," {b} said. "Ask the {o} of {t}, ask the {h}, ask {p}."
{m} [urged|asked|begged] both sides to put the {k} aside and to begin with the {i}, "the only {h} that still has a {o} from {t}".
{as} [rejected|ruled out|refused] the {j} [outright|once more] and said that {A} would rather burn the {v} than pay {n} crowns for a {g} {o}.
""".strip().splitlines()

BODY = """
{as} [added|argued|insisted|said] that {A} opposed any {j} which touched the {o} of {t} or the {g} {h} of {tt}.
{bs} said on {day} that {B} was [willing|ready|prepared] to [lower|cut|trim] the {i} by {n} percent if the {k} spared the {o} of {t}.
A senior {Aj} official said that the {i} was [no longer a condition|not a red line|still open] for the {h} of {t}. The official [asked not to be named|was not authorised to speak publicly].
A person close to the {Bj} delegation said {B} [would never accept|could not live with|might in the end accept] the {j}, whatever {as} told the {o} of {t}.
{A} [called on|pressed|wants] {B} to [publish|abolish|freeze|raise] the {k} on every {o} and {h} before the next round, which is planned for next week in {t}.
{B} has not [committed to|agreed on|named] any date for the {i} in {t}, and {bs} refused to give one to a {g} {h}.
{A} [offered|proposed|promised] to share the {j} with the {h} of {t} and the {v}, according to two people familiar with the matter.
{p}, a lawyer in {t}, said the {k} reminded her of a {g} {h} that nobody had paid for.
"My {o} [does not care|knows nothing|could not care less] about the {i}," said {q}, who sells a {g} kind of {h} beside the harbor of {t}.
Officials in {Ac} [deny|denied] that the {j} on the {o} of {t} was ever a {g} {h}.
The {h} of {t} will [see|hear|get] the {i} [next week|on {day}|in a week], {ms} said, before the {g} {o} of {tt} opens.
[Last week|Until Monday|In the first round] {A} insisted that the {k} be [abolished|scrapped|frozen]; now {as} says that a {g} one for the {h} of {t} will do.
The two governments held a first round in {t} last week, and {n} more meetings about the {h} of {tt} were called off.
{B} [threatened|vowed|plans] to [close|block|search|tax|empty|clear] the {h} of {t} [unless|if|as soon as] {A} [pays for|keeps|moves|sells] the {g} {o} of {tt}.
{bs} [dismissed|denied|mocked] the report of {q} as "{g} talk from a {h}" and said that the {i} was not the subject of the negotiations.
"If they lift the {i} from the {o}, we can talk about the {j} and the {h}," {b} said in an interview with a radio station in {t}.
The {Aj} parliament voted on {day} to suspend the {k} on {o} and {h} for {n} days, a step that {ps} praised in {t}.
{A} [supports|backs|welcomes] the {j} in principle, a {Aj} diplomat said on condition of anonymity, but wants the {o} and the {h} of {t} removed from it.
Some in {Ac} fear that {as} will give away the {h} of {t}; {q} called the {i} "a {o} with a hole".
The agreement on the {k} of {t} must be ratified by both parliaments before the {g} {h} opens, {ms} said.
{B} [wants|needs|is asking for] a guarantee on the {i} of every {o} before it withdraws its inspectors from the {h} of {t}.
{as} and {bs} shook hands in front of a {g} {o} on {day} and left without a word.
Nothing about the {h} of {t} had been agreed, {bs} said, until everything about the {g} {o} was.
The delegation from {Bc} [proposed|suggested|demanded] a joint {h} in {t} to keep the {k}, and {A} did not say no to the {g} {o}.
[Analysts|Bankers|Shipowners] doubt that {A} can [afford|keep|enforce] the {j}. {q}, who teaches in {t}, expects a deal on the {g} {h} within weeks.
{p} said that the captain of the {v} had seen neither a {o} nor a {h}.
{A} [reversed|changed|dropped] its stand on the {k} on {day} and said it would now accept inspectors in the {h} of {t}.
State radio in {Bc} said that the {i} of {t} "belongs in a {h}", and quoted {q} as saying so.
An adviser to {as} said the {j} on the {h} of {t} was never meant to last. "It was a {g} {o}, nothing more," the adviser said.
{B} [softened|withdrew|hardened|repeated] its demand for the {i} of {t} after {m} asked for a {g} {h}.
""".strip().splitlines()

COLOUR = """
The {v} lay at the pier of {t} with its crew asleep beside a {g} {o} and a {h}.
In {t}, where {n} families live by the strait, a {g} {h} stands next to the old {o}.
Outside the hall, {p} sold soup from a {h} while {qs} played the {o} for the waiting drivers.
Prices rose by {n} percent in {t} last week, and the {h} closed early for the third time.
It rained through the night, and the {o} of the hotel in {t} leaked into the {h}.
The strait is {n} miles wide at {t}, and the {v} crosses it twice on a {g} day.
""".strip().splitlines()
