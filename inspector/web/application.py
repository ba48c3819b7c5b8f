"""What every request needs of the application that it came to."""

from dataclasses import dataclass
from typing import cast

from flask import current_app
from sqlalchemy import Engine

from inspector.config import Settings
from inspector.services.editions import Editions


@dataclass(frozen=True, slots=True)
class Application:
    """Made once by the factory, kept in Flask's extensions."""

    settings: Settings
    engine: Engine
    editions: Editions


def application() -> Application:
    """Return the application of the request at hand."""
    return cast(Application, current_app.extensions["inspector"])
