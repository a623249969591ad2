from __future__ import annotations

from collections.abc import Callable

import pytest

from travaux.intake import Taken
from travaux.intake.boilerplate import is_boilerplate

Take = Callable[..., Taken]
ONE, TWO = "Norland rejected the quota, Ana Vik said.", "Velmark will wait until May, its envoy replied."


@pytest.mark.parametrize(
    "line",
    [
        "Story Continued Below",
        "ADVERTISEMENT",
        "Advertisement Continue reading the main story",
        "Slideshow (3 Images)",
        "Enlarge this image toggle caption Jo Kerr/NWS Jo Kerr/NWS",
        "JUST WATCHED Quota talks Replay More Videos ... MUST WATCH Quota talks 02:10",
        "Read more:",
        "More:Velmark names a new envoy",
        "SEE ALSO: Velmark names a new envoy",
        "Velmark names a new envoy Read more",
        "( PHOTOS: Ten quotes on the quota)",
        "Sign up for Daily Newsletters Manage Newsletters",
        "Get the news delivered to your inbox. By signing up, you agree to our Privacy Policy",
        "Follow @courier Follow @annrell",
        "Updated at 5:28 p.m. ET",
        "This article is more than 2 years old",
        "FILE - Ana Vik arrives in Harbour",
        "Ana Vik arrives in Harbour on April 21, 2031. (AP Photo/Jo Kerr)",
        "___",
        "AD",
    ],
)
def test_what_is_certainly_no_part_of_a_report_leaves_its_middle(take: Take, line: str) -> None:
    taken = take(f"{ONE}\n\n{line}\n\n{TWO}")
    assert taken.article is not None
    assert taken.article.text == f"{ONE}\n\n{TWO}"
    assert taken.offset is None
    assert taken.place(taken.article.text.index("Velmark")) == len(f"{ONE}\n\n{line}\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2031 Norland Courier",
        "© 2031 Norland Wire. All rights reserved.",
        "(Reporting by Ana Rell; Editing by Jo Kerr)",
        "Additional reporting by Jo Kerr in Port Velm",
        "Jo Kerr in Port Velm contributed to this report.",
        "-- From Courier reporter Ana Rell.",
        "Contact the author at rell@courier.example",
        "Follow Ana Rell on Twitter: @annrell",
        "Contributing: Jo Kerr",
        "Rell reported from Harbour. Contributing: Jo Kerr",
        "— With assistance by Jo Kerr",
        "Read or Share this story: https://courier.example/q",
        "(Corrects spelling in paragraph 3.)",
        "This is a developing story; check back for updates.",
        "-- This story was updated at 9:40 p.m.",
        "This post has been updated with the words of a second minister.",
        "Ana Rell’s latest book is “The Quota and the Sea”.",
        "Ana Rell is a columnist for the Velm Herald.",
    ],
)
def test_credits_at_the_end_are_cut(take: Take, line: str) -> None:
    taken = take(f"{ONE}\n\n{TWO}\n\n{line}\n\nADVERTISEMENT\n")
    assert taken.article is not None
    assert taken.article.text == f"{ONE}\n\n{TWO}"
    assert taken.offset == 0


@pytest.mark.parametrize(
    "line",
    [
        "More ministers will come, Vik said.",
        "Related talks on herring failed.",
        "“Read my lips,” Vik said.",
        "Advertisements for the quota were rejected.",
        "Follow the money, Vik told the delegates.",
        "Photos of the treaty were shown to delegates (all of them).",
        "Velmark shares the view that (unlike Norland) it can wait.",
        "Watch what they do, Vik said: nothing.",
        "Contributing states will pay.",
        "Vik signed up for the talks.",
        "The report was published in March, Vik said.",
        "Reach a deal by 10 May, Vik urged.",
        "Norland | Velmark | Holm",
        "Catch limits",
        "This story has two sides, Vik said.",
        "Vik is a minister for fisheries.",
        "The quota (as Vik put it) = 12 tonnes.",
    ],
)
def test_prose_and_headings_are_kept(take: Take, line: str) -> None:
    assert not is_boilerplate(line)
    taken = take(f"{ONE}\n\n{line}\n\n{TWO}\n\n{line}")
    assert taken.article is not None
    assert taken.article.text == f"{ONE}\n\n{line}\n\n{TWO}\n\n{line}"


def test_reporters_in_brackets_leave_the_last_sentence(take: Take) -> None:
    taken = take(f"{ONE}\n\n{TWO} (Reporting by Ana Rell; Editing by Jo Kerr)")
    assert taken.article is not None
    assert taken.article.text == f"{ONE}\n\n{TWO}"


def test_links_that_ran_into_a_name_leave_it(take: Take) -> None:
    links = "Ana Maria VikVelmark names envoy Quota talks stall in Harbour MORE"
    taken = take(
        f"Minister Ana Vik {links} (North) said no. President Jo Kerr Jo KerrHolm waits for Norland MORE’s aide agreed."
    )
    assert taken.article is not None
    assert taken.article.text == "Minister Ana Vik (North) said no. President Jo Kerr’s aide agreed."


def test_a_text_of_boilerplate_alone_keeps_its_only_line(take: Take) -> None:
    assert [problem.code for problem in take("ADVERTISEMENT\n\nADVERTISEMENT").problems] == ["empty"]


@pytest.mark.parametrize(
    "line",
    [
        "Ana Vik arrives in Harbour. (Photo: Jo Kerr, Norland Wire)",
        "Ana Vik in Harbour. (Photo: Jo Kerr, NWS) Story Highlights Norland says no",
        'poster="https://courier.example/vik.jpg" width="300"',
    ],
)
def test_captions_and_remains_of_markup_leave_the_text(take: Take, line: str) -> None:
    taken = take(f"{ONE}\n\n{line}\n\n{TWO}")
    assert taken.article is not None
    assert taken.article.text == f"{ONE}\n\n{TWO}"
