"""Commands that read and write lists of schools."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import click
from sqlalchemy.orm import Session

from inspector.cli.database import database, editions, settings
from inspector.criteria.model import FactKind
from inspector.documents.list_files import as_csv, as_workbook
from inspector.documents.lists import NoList, read_lines
from inspector.services.school_lists import exporting
from inspector.services.school_lists.columns import Problem, school_facts
from inspector.services.school_lists.importing import IMPORTED, NotPossible, apply, new_import, undo
from inspector.services.school_lists.planning import Plan, plan
from inspector.services.school_lists.reading import ReadList, read_list
from inspector.store import school_imports, school_lists
from inspector.store.database import reading, transaction
from inspector.text import Lang

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def schools() -> None:
    """Lists of schools: read, undone, written."""


def _today() -> date:
    return datetime.now(settings().time_zone).date()


def _vocabulary() -> Mapping[str, FactKind]:
    return school_facts(editions().catalogue)


@schools.command(name="import")
@click.argument("file", type=FILE)
@click.option("--day", type=DAY, help="From which day a row holds that names none; today without it.")
@click.option("--same-names", is_flag=True, help="Schools of one name and place are meant.")
@click.option("--apply", "applies", is_flag=True, help="Write it; without this it is only shown.")
def import_(file: Path, day: datetime | None, same_names: bool, applies: bool) -> None:
    """Show what a list of schools would change, and with --apply change it, all or nothing.

    FILE is a workbook (.xlsx) or CSV with a row of headings, as `schools export` writes it. Exits with 1
    where something is wrong; every problem is told with its row and column.
    """
    content, vocabulary = file.read_bytes(), _vocabulary()
    since = day.date() if day else _today()
    try:
        lines = read_lines(content)
    except NoList as error:
        raise click.ClickException(error.what.en) from None
    faults = [(one.row, one.column, one.what) for one in lines.faults]
    read = read_list(lines.rows, faults, vocabulary, since)
    with database() as engine:
        if not applies:
            with reading(engine) as session:
                _tell(plan(session, read, vocabulary, same_names=same_names))
            return
        with transaction(engine) as session:
            event = _apply(session, file.name, content, read, vocabulary, since, same_names)
    click.echo(f"Done. To take it back: python -m inspector schools undo {event}")


def _apply(
    session: Session,
    name: str,
    content: bytes,
    read: ReadList,
    vocabulary: Mapping[str, FactKind],
    day: date,
    same_names: bool,
) -> int:
    now = datetime.now(UTC)
    given = new_import(session, name, content, day=day, same_names=same_names, by=None, at=now)
    planned = plan(session, read, vocabulary, same_names=same_names)
    _tell(planned)
    try:
        return apply(session, given, planned, by=None, at=now)
    except NotPossible as error:
        raise click.ClickException(error.what.en) from None


def _tell(planned: Plan) -> None:
    """Say what a list would do. Exits with 1 where it has problems."""
    counts = ", ".join(f"{number} {change.value}" for change, number in planned.counts.items())
    same = planned.schools - len(planned.changes)
    for one in planned.changes:
        if one.before is not None:
            click.echo(f"{one.code} {one.after.name}: {'; '.join(text.en for text in one.words)}")
    if planned.unused:
        click.echo(f"Columns that mean nothing here: {', '.join(planned.unused)}")
    _tell_problems(planned.notes)
    click.echo(f"{planned.schools} schools: {counts}, {max(same, 0)} as they are.")
    if planned.problems:
        _tell_problems(planned.problems)
        raise click.exceptions.Exit(1)


def _tell_problems(problems: Iterable[Problem]) -> None:
    for one in problems:
        column = f", column {one.column.vi}" if one.column else ""
        click.echo(f"Row {one.row}{column}: {one.what.en}", err=True)


@schools.command(name="undo")
@click.argument("event", type=int)
def undo_(event: int) -> None:
    """Take back a list by the number of the event that `import --apply` printed.

    Refused where one of its schools has changed since, or where something belongs to a new one.
    """
    with database() as engine, transaction(engine) as session:
        number = _undo(session, event)
    click.echo(f"Taken back: {number} schools.")


def _undo(session: Session, event: int) -> int:
    import_id: UUID | None = school_lists.import_of_event(session, event, IMPORTED)
    given = school_imports.get(session, import_id, lock=True) if import_id else None
    if given is None:
        raise click.ClickException(f"Event {event} is no import of schools.")
    try:
        return undo(session, given, by=None, at=datetime.now(UTC))
    except NotPossible as error:
        raise click.ClickException(error.what.en) from None


@schools.command(name="export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--day", type=DAY, help="As schools lie and what is known then; today without it.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def export(file: Path, day: datetime | None, lang: str) -> None:
    """Write all schools as a list that `schools import` reads: a workbook, or CSV where FILE ends so."""
    vocabulary = _vocabulary()
    language: Lang = "en" if lang == "en" else "vi"
    since = day.date() if day else _today()
    with database() as engine, reading(engine) as session:
        found = exporting.rows(session, vocabulary, since, language)
        rows: list[list[exporting.Cell]] = [[*exporting.heading(vocabulary, language)], *found]
    if file.suffix.casefold() == ".csv":
        file.write_bytes(b"".join(as_csv(exporting.as_texts(one) for one in rows)))
    else:
        title = "Trường" if language == "vi" else "Schools"
        file.write_bytes(as_workbook(title, rows, exporting.widths(vocabulary)))
    click.echo(f"{len(rows) - 1} schools written to {file}.")
