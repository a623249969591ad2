import csv
import io
import json
import re

import pytest
from fisheries_talks import build_record

from travaux.model import Record
from travaux.views import Filter, ViewError, brief, export_jsonl, listing, matrix, render, select, show, why


def test_the_newest_position_of_a_cell_stands_first(talks: Record) -> None:
    cell = matrix(talks).cell("Velmark", "patrol vessels")
    assert cell is not None
    days = [str(entry.date) for entry in cell.entries]
    assert len(days) == 3
    assert days == sorted(days, reverse=True)


def test_an_unknown_party_is_answered_with_the_nearest_name(talks: Record) -> None:
    with pytest.raises(ViewError, match="Velmark"):
        select(talks, Filter(party="Velmarc"))


def test_the_export_is_canonical(talks: Record) -> None:
    lines = list(export_jsonl(talks))
    assert lines == list(export_jsonl(build_record()))
    keys = [(each["type"], each["id"]) for each in map(json.loads, lines)]
    assert keys == sorted(keys)


def test_no_cell_of_a_csv_is_a_formula(talks: Record) -> None:
    rows = csv.reader(io.StringIO(render(listing(talks, "positions"), "csv", 80), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_passage_and_its_chain_are_told_by_the_start_of_an_id(talks: Record) -> None:
    position = talks.positions[0]
    assert "⟦" in show(talks, position.id[:12])
    assert "wording" in why(talks, position.id)


def test_hostile_text_neither_runs_nor_turns_a_line_round(talks: Record) -> None:
    page = brief(talks)
    assert page.count("<script") == 1
    assert "<img" not in page
    assert 'href="javascript:' not in page
    assert "\u202e" not in page


def test_every_claim_opens_a_passage_of_the_page(talks: Record) -> None:
    page = brief(talks)
    opened = set(re.findall(r'href="#(p-[0-9a-f-]+)"', page))
    held = re.findall(r'<article class="passage" id="([^"]+)"', page)
    assert opened and opened <= set(held)
    assert len(held) == len(set(held))
