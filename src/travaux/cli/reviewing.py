"""The commands by which people say what is right: what waits, rulings, how far they agree."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any, TypeVar

import click

import travaux
from travaux.cli.looking import looking_at
from travaux.cli.speaking import clear_errors
from travaux.model import State
from travaux.views import (
    Listing,
    accuracy_listing,
    agreement_listing,
    change_words,
    queue_listing,
    render,
    rulings_listing,
)

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FORMAT = click.option(
    "--format", "format_", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True
)
_LIMIT = click.option(
    "--limit", metavar="N", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Rows."
)
_OFFSET = click.option("--offset", metavar="N", type=click.IntRange(0), default=0, help="Leave out the first rows.")


def _print(listing: Listing, format_: str) -> None:
    text = render(listing, format_, shutil.get_terminal_size().columns)
    click.echo(text, nl=not text.endswith("\n"))


@click.command()
@click.argument("record")
@click.option(
    "--layer", metavar="LAYER", help="position, statement, event, issue, actor, shift, ... [default: the first three]"
)
@click.option("--party", metavar="NAME", help="What a party holds, says or does.")
@click.option("--issue", metavar="LABEL", help="Positions on an issue.")
@click.option("--article", metavar="ID", help="What was found in one report.")
@click.option("--by", metavar="NAME", help="Leave out what this author ruled on; else what anybody did.")
@click.option("--ruled", is_flag=True, help="What has rulings, to be looked at again.")
@_LIMIT
@_OFFSET
@_FORMAT
def review(record: str, format_: str, **asked: Any) -> None:
    """List the findings that wait for a ruling: those in doubt on which most hangs come first.

    In doubt is what was found with a confidence near 0.5. Much hangs on what several reports tell, on an end of a
    shift, and on a position that is one of few of its party on its issue. Of each layer the five hundred findings most
    in doubt are weighed. A line below tells how many of each layer have a ruling.

    \b
    Examples:
      travaux review talks.travaux
      travaux review talks.travaux --layer position --party Velmark --by "Ann Vo"
    """
    with looking_at(record) as opened:
        _print(queue_listing(opened.queue(**asked)), format_)


@click.command()
@click.argument("record")
@click.argument("finding")
@click.argument("verdict", type=click.Choice("confirm reject correct add merge split rename undo".split()))
@click.argument("said", nargs=-1, metavar="[FIELD=VALUE | OTHER]...")
@click.option("--by", required=True, metavar="NAME", help="Who says so.")
@click.option("--reason", metavar="TEXT", help="Why.")
def rule(record: str, finding: str, verdict: str, said: tuple[str, ...], by: str, reason: str | None) -> None:
    """Say whether a finding is right, or what it should be. Nothing is overwritten: a ruling is appended.

    FINDING is an id or the start of one, as `travaux review` and the listings give it. `correct` takes fields with what
    they should be; a field with nothing behind the sign is not known; words are those of the article or their place in
    it, as 120-153. `add` takes the id of an article, then `statement` or `position`, then fields. `merge` takes the ids
    of what is the same actor, issue or utterance, `split` what is another: terms of an issue, names of an actor,
    statements. `undo` takes the number of a ruling of yours.

    \b
    Examples:
      travaux rule talks.travaux 8c01f2 confirm --by "Ann Vo"
      travaux rule talks.travaux 8c01f2 correct act=offer "issue=catch limit" --by "Ann Vo" --reason "“could accept”"
      travaux rule talks.travaux 11d0aa correct "speaker=Ilse Marr" --by "Ann Vo"
      travaux rule talks.travaux 40be77 add position "basis=would not cut the quota" act=reject --by "Ann Vo"
      travaux rule talks.travaux 93aa01 merge 77c2f0 --by "Ann Vo"
      travaux rule talks.travaux 93aa01 split "observer scheme" "label=observers" --by "Ann Vo"
      travaux rule talks.travaux 93aa01 rename "label=fleet size" --by "Ann Vo"
      travaux rule talks.travaux 12 undo --by "Ann Vo"
    """
    fields = {name.strip(): value for name, sign, value in (each.partition("=") for each in said) if sign}
    others = [each for each in said if "=" not in each]
    with clear_errors(), travaux.open_record(record) as opened:
        match verdict:
            case "undo":
                _take_nothing(said, verdict)
                ruling = opened.undo(finding, by=by, reason=reason)
            case "add":
                if len(others) != 1:
                    raise click.UsageError("name what was missed after `add`: statement or position.")
                ruling = opened.add_finding(others[0], finding, fields, by=by, reason=reason)
            case "merge" | "split":
                ruling = opened.rule(finding, verdict, by=by, reason=reason, correction=fields, others=others)
            case _:
                _take_nothing(others, verdict)
                ruling = opened.rule(finding, verdict, by=by, reason=reason, correction=fields)
        told = f": {'; '.join(map(change_words, ruling.correction))}" if ruling.correction else ""
        click.echo(f"{opened.address}: ruling {ruling.number}, {ruling.layer} {ruling.finding} {ruling.verdict}{told}")


def _take_nothing(said: object, verdict: str) -> None:
    if said:
        raise click.UsageError(f"{verdict} takes no more than that; a field is written as name=value.")


@click.command()
@click.argument("record")
@click.option(
    "--labels", is_flag=True, help="Lines of JSON to train on: articles, places and labels, without the text."
)
@click.option("--finding", metavar="ID", help="Rulings on one finding.")
@click.option("--by", metavar="NAME", help="Rulings of one author.")
@click.option("--layer", metavar="LAYER", help="Rulings on statements, positions, ...")
@click.option("--state", type=click.Choice([str(each) for each in State]), help="What became of them.")
@_FORMAT
def rulings(record: str, labels: bool, format_: str, **asked: str | None) -> None:
    """List what people ruled, in the order in which they did, with what became of it.

    A ruling stands; is overruled by a later one of anybody; is stale, for its finding changed since or is gone; or is
    undone. Disputed is a finding on which two people's last words differ.

    \b
    Examples:
      travaux rulings talks.travaux --state stale
      travaux rulings talks.travaux --labels > labels.jsonl
    """
    with looking_at(record) as opened:
        if labels:
            for line in opened.labels():
                click.echo(line.encode())
        else:
            _print(rulings_listing(opened.rulings(**asked)), format_)


@click.command()
@click.argument("record")
@click.option("--accuracy", is_flag=True, help="How often the machine was right instead, by layer and confidence.")
@_FORMAT
def agreement(record: str, accuracy: bool, format_: str) -> None:
    """Tell how far those agree who ruled on the same findings: Krippendorff's alpha of their verdicts, by layer.

    `same` counts the findings on which all came to the same end, field by field. With --accuracy: of what was checked,
    how much was right as the machine found it, with Wilson's interval at 95 %.

    \b
    Examples:
      travaux agreement talks.travaux
      travaux agreement talks.travaux --accuracy --format csv
    """
    with looking_at(record) as opened:
        found = accuracy_listing(opened.accuracy()) if accuracy else agreement_listing(opened.agreement())
        _print(found, format_)


REVIEWING: tuple[click.Command, ...] = (review, rule, rulings, agreement)
