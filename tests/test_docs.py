"""The pages under docs/ and the README say what the program does."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from travaux.cli import main

ROOT = Path(__file__).parent.parent


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    spec = importlib.util.spec_from_file_location("commands", ROOT / "docs" / "commands.py")
    assert spec is not None
    assert spec.loader is not None
    commands = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(commands)
    assert commands.PAGE.read_text(encoding="utf-8") == commands.page(), "run `make docs`"


def test_every_command_is_in_the_readme_or_on_the_page_of_commands() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in main.commands if f"## travaux {name}\n" not in page] == []


def test_every_file_that_the_readme_links_to_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#:]+)\)", readme) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_figures_of_the_readme_are_those_that_were_measured() -> None:
    measured = (ROOT / "docs" / "measurements.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.split("<!-- figures -->")[1]
    figures = re.findall(r"\b\d{2,3}\.\d\b(?= \|)", table)
    assert len(figures) >= 8
    assert [figure for figure in figures if figure not in measured] == []
