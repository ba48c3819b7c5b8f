"""The page of a department's area over all schools of a large city."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sqlalchemy import select

from bench.figure import Figure, side_by_side
from bench.scene import asking, settings_for, signed_in, statements_of
from inspector.factory import create_app
from inspector.store.tables import Account, RoleGrant


def area1147() -> Figure:
    """Return the milliseconds of the area page of the city against its statements alone."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_for(Path(folder))
        environment = {**os.environ, "DATA_DIR": folder, "DATABASE_URL": settings.database_url}
        for command in (["db", "upgrade"], ["demo", "load", "--scale", "full"]):
            subprocess.run(
                [sys.executable, "-m", "inspector", *command],
                env=environment,
                check=True,
                capture_output=True,
            )
        app = create_app(settings)
        engine = app.extensions["inspector"].engine
        with engine.connect() as connection:
            account, unit = connection.execute(
                select(Account.id, RoleGrant.unit_id)
                .join(RoleGrant, RoleGrant.account_id == Account.id)
                .where(Account.sign_in_name == "so")
            ).one()
        ours = asking(app, signed_in(app, engine, account), f"/oversee/units/{unit}")
        sent = [one for one in statements_of(engine, ours) if not one[0].startswith("BEGIN")]

        def twin() -> None:
            with engine.connect() as connection:
                for statement, parameters in sent:
                    connection.exec_driver_sql(statement, parameters).fetchall()

        taken = side_by_side(ours, twin, rounds=15)
        engine.dispose()
    return Figure("area1147", *taken, budget=3.0, unit="ms", plus=20.0)
