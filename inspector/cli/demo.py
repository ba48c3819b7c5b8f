"""The command that fills a database with invented schools."""

from datetime import datetime
from typing import Any

import click
from sqlalchemy.orm import Session

from inspector.cli.database import database, editions, settings
from inspector.services.samples.load import SEED, AlreadyLoaded, NameTaken, RealSchools, load
from inspector.services.samples.people import ACCOUNTS, PASSWORD
from inspector.services.samples.schools import Scale
from inspector.store import samples
from inspector.store.database import reading, transaction


class ScaleType(click.ParamType[Any]):
    """A number of schools, or “full”."""

    name = "N|full"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Scale:
        if value == "full":
            return "full"
        if not (str(value).isdigit() and int(value) > 0):
            self.fail("give a number of schools from 1, or full.", param, ctx)
        return int(value)


@click.group()
def demo() -> None:
    """Fill a database with invented schools, to try everything with."""


@demo.command(name="load")
@click.option("--scale", type=ScaleType(), help="Schools of each district: a number, or full (1,147 in all).")
@click.option("--seed", type=int, default=SEED, show_default=True, help="Another number, other schools.")
@click.option("--if-empty", is_flag=True, help="Do nothing where there are schools already.")
def load_(scale: Scale, seed: int, if_empty: bool) -> None:
    """Load invented schools, their years of assessments, and an account for each role.

    Without --scale: all schools of three districts and two of each other, 165 in all. Nothing is
    loaded beside a school that is not marked as a sample.
    """
    with database() as engine:
        with reading(engine) as session:
            there = samples.holds_school(session)
        if not (there and if_empty):
            with transaction(engine) as session:
                _load(session, scale, seed)
        with reading(engine) as session:
            if samples.has_sample_account(session, ACCOUNTS[0].sign_in_name):
                _say_accounts()


def _load(session: Session, scale: Scale, seed: int) -> None:
    zone = settings().time_zone
    try:
        loaded = load(
            session,
            editions().catalogue,
            today=datetime.now(zone).date(),
            zone=zone,
            scale=scale,
            seed=seed,
        )
    except RealSchools:
        raise click.ClickException(
            "There are schools that are not marked as samples. Load the sample into a database of its own."
        ) from None
    except AlreadyLoaded:
        raise click.ClickException(
            "The sample is loaded already. For a new one, begin with an empty database."
        ) from None
    except NameTaken as taken:
        raise click.ClickException(
            f"An account has the sign-in name {taken.name}. Load the sample into a database of its own."
        ) from None
    click.echo(
        f"{loaded.schools} invented schools, {loaded.assessments} assessments, {loaded.visits} visits."
    )


def _say_accounts() -> None:
    width = max(len(one.what.vi) for one in ACCOUNTS)
    click.echo(f"\nTài khoản mẫu, mật khẩu {PASSWORD} / Sample accounts, password {PASSWORD}")
    click.echo("(chỉ đăng nhập được trên chính máy này / they work on this machine only)\n")
    for one in ACCOUNTS:
        click.echo(f"  {one.sign_in_name:<12} {one.what.vi:<{width}}   {one.what.en}")
