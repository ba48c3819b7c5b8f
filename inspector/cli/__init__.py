"""The commands of `python -m inspector`. A group is imported only when it is called."""

import sys
from importlib import import_module

import click

from inspector.config import FaultySettings

# Module and object carry the name of the group; the text stands here so that --help imports none of them.
GROUPS = {
    "accounts": "People who may sign in.",
    "backup": "Write everything that the installation owns into one file.",
    "criteria": "Criteria sets: check, score, route, diff, export, import.",
    "db": "The database: bring it up to date, compare it with the tables.",
    "demo": "Invented schools to try everything with.",
    "restore": "Put a backup into an empty place.",
    "schools": "Lists of schools: read them, take one back, write one.",
    "scores": "Stored scores: recount them, hold them against a recount.",
    "units": "The tree of units: read lists of them.",
    "work": "Do the jobs that pages leave to be done, until stopped.",
}


class Groups(click.Group):
    """The groups by name, loaded when asked for: checking criteria needs no web server and no database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in GROUPS:
            return None
        command = getattr(import_module(f"inspector.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(GROUPS.items()))


@click.group(cls=Groups, name="inspector", context_settings={"help_option_names": ["-h", "--help"]})
def inspector() -> None:
    """Inspector's commands. Exit 0: done, 1: problems found, 2: wrong use or settings."""


def main() -> None:
    """Run one command of the command line and end the process with its exit code."""
    try:
        inspector(prog_name="python -m inspector")
    except FaultySettings as error:
        click.echo(error, err=True)
        sys.exit(2)
