"""Commands that make accounts and give new passwords."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from inspector.cli.database import database, settings
from inspector.services.accounts import NotPossible, Post, add, new_password, reset
from inspector.store.database import transaction
from inspector.workflow.permissions import Role

ASK = click.option("--ask", is_flag=True, help="Ask for the password instead of making one.")


class PostType(click.ParamType[Post]):
    """A role, and where it is held: “principal@01-005-001”, “reviewer@01”, “administrator”."""

    name = "ROLE[@CODE]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Post:
        if isinstance(value, Post):
            return value
        role, _, code = str(value).partition("@")
        if role not in list(Role):
            self.fail(f"“{role}” is no role; the roles are {', '.join(Role)}.", param, ctx)
        return Post(Role(role), code or None)


@click.group()
def accounts() -> None:
    """Make accounts, and give new passwords."""


@accounts.command(name="add")
@click.argument("sign_in_name")
@click.option("--name", required=True, help="The person's name, as pages show it.")
@click.option("--role", "posts", type=PostType(), multiple=True, required=True, help="May be given again.")
@ASK
def add_(sign_in_name: str, name: str, posts: tuple[Post, ...], ask: bool) -> None:
    """Make an account that holds one or more roles, each at the school or unit with a code.

    The password is printed, alone on its line; it is shown this once.
    """
    password = _password(ask)
    now = datetime.now(UTC)
    today = now.astimezone(settings().time_zone).date()
    with _told(), database() as engine, transaction(engine) as session:
        add(session, sign_in_name, name, posts, password, today=today, at=now)
    _say(password, ask)


@accounts.command(name="reset")
@click.argument("sign_in_name")
@ASK
def reset_(sign_in_name: str, ask: bool) -> None:
    """Give an account another password and sign it out everywhere."""
    password = _password(ask)
    with _told(), database() as engine, transaction(engine) as session:
        reset(session, sign_in_name, password, at=datetime.now(UTC))
    _say(password, ask)


def _password(ask: bool) -> str:
    # never as an argument: everybody on the machine could read it there
    if not ask:
        return new_password()
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


def _say(password: str, ask: bool) -> None:
    if not ask:
        click.echo(password)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except NotPossible as problem:
        raise click.ClickException(str(problem)) from None
