"""Write docs/commands.md from the commands' own help, so that the page can't tell anything else."""

from __future__ import annotations

from pathlib import Path

import click

from travaux.cli import main

PAGE = Path(__file__).with_name("commands.md")
WIDTH = 100


def page() -> str:
    """The help of every command, in the order in which a user meets them."""
    top = click.Context(main, info_name="travaux", terminal_width=WIDTH, **main.context_settings)
    parts = ["# Commands\n\nMade by `make docs` from what `--help` prints.\n", _block(main.get_help(top))]
    for name, command in main.commands.items():
        context = click.Context(command, info_name=name, parent=top)
        parts.append(f"## travaux {name}\n\n{_block(command.get_help(context))}")
    return "\n".join(parts)


def _block(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"```\n{lines}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
