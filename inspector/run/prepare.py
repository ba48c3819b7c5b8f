"""Bring the database up to date and load the sample data once, in one process."""

import sys

import click

from inspector.cli import inspector

STEPS = (["db", "upgrade"], ["demo", "load", "--if-empty"])


def main() -> int:
    """Return 0 when all went well, else the exit code of the command that did not."""
    try:
        for step in STEPS:
            code = inspector(step, prog_name="python -m inspector", standalone_mode=False)
            if isinstance(code, int) and code:
                return code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
