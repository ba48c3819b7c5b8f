"""Settings from the environment, checked at start. docs/deploy.md explains each to who installs Inspector."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

T = TypeVar("T")

PROJECT = Path(__file__).resolve().parents[1]
SECRET_LENGTH = 32  # characters, at least
ROLES = (
    "principal",
    "contributor",
    "inspector",
    "reviewer",
    "leader",
    "criteria_editor",
    "administrator",
)


class FaultySettings(ValueError):
    """Everything that is wrong with the settings: one problem a line, each with what to do."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What differs from one installation to the next."""

    secret_key: str = field(repr=False)  # signs tokens; empty only for commands that sign nothing
    data_dir: Path  # absolute; database and evidence lie here unless their addresses say otherwise
    database_url: str = field(repr=False)  # sqlite:///… or postgresql://…
    read_database_url: str = field(repr=False)  # for figures; the same as database_url without a replica
    evidence_url: str  # file:///…
    mail_url: str | None = field(repr=False)  # smtp://… or smtps://…; None: no messages are sent
    time_zone: ZoneInfo  # a day is a day here
    port: int  # on 127.0.0.1; 1 to 65535
    secure_cookies: bool  # False only where pages are served without HTTPS
    second_factor_roles: frozenset[str] = frozenset()  # who must sign in by two steps

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], *, with_secret: bool = True) -> "Settings":
        """Read the settings, e.g. from `os.environ`. A variable that is empty counts as not set.

        `with_secret=False` is for commands that sign nothing: SECRET_KEY may then be missing.
        Raises FaultySettings, which names every problem at once.
        """
        read = _Reader(environment)
        data_dir = read.checked("DATA_DIR", str(PROJECT / "instance"), lambda path: Path(path).resolve())
        database_url = read.text("DATABASE_URL", f"sqlite:///{data_dir}/inspector.sqlite3")
        settings = cls(
            secret_key=read.checked("SECRET_KEY", "", _secret if with_secret else str),
            data_dir=data_dir,
            database_url=read.checked("DATABASE_URL", database_url, _database),
            read_database_url=read.checked("READ_DATABASE_URL", database_url, _database),
            evidence_url=read.checked("EVIDENCE_URL", (data_dir / "evidence").as_uri(), _evidence),
            mail_url=read.checked("MAIL_URL", "", _mail),
            time_zone=read.checked("TIME_ZONE", "Asia/Ho_Chi_Minh", _time_zone),
            port=read.checked("PORT", "8000", _port),
            secure_cookies=read.checked("SECURE_COOKIES", "1", _yes_or_no),
            second_factor_roles=read.checked("SECOND_FACTOR_ROLES", "", _roles),
        )
        if read.problems:
            raise FaultySettings(tuple(read.problems))
        return settings


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.problems: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self.environment.get(name, "").strip() or default

    def checked(self, name: str, default: str, parse: Callable[[str], T]) -> T:
        try:
            return parse(self.text(name, default))
        except ValueError as error:
            self.problems.append(f"{name} {error}")
            return cast(T, None)  # never seen: faulty settings are raised before anybody gets them


def _secret(value: str) -> str:
    if len(value) < SECRET_LENGTH:
        raise ValueError(
            f"must have at least {SECRET_LENGTH} characters, not {len(value)}. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return value


def _database(url: str) -> str:
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError(
            "must start with sqlite:/// or postgresql://, as in postgresql://inspector@127.0.0.1/inspector."
        )
    return url


def _evidence(url: str) -> str:
    if not url.startswith("file:///"):
        raise ValueError("must be a folder, as in file:///srv/inspector/evidence.")
    return url


def _mail(url: str) -> str | None:
    if not url:
        return None
    address = urlsplit(url)
    if address.scheme not in {"smtp", "smtps"} or not address.hostname:
        raise ValueError("must name a mail server, as in smtps://user:password@mail.example:465.")
    return url


def _time_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise ValueError(
            f"must be a place of the time zone list, as in Asia/Ho_Chi_Minh, not “{name}”."
        ) from None


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise ValueError(f"must be a number from 1 to 65535, not “{value}”.")
    return int(value)


def _yes_or_no(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError(f"must be 1 (pages come by HTTPS) or 0, not “{value}”.")
    return value == "1"


def _roles(value: str) -> frozenset[str]:
    named = frozenset(one.strip() for one in value.split(",") if one.strip())
    unknown = sorted(named - set(ROLES))
    if unknown:
        raise ValueError(
            f"must be roles with commas between them, of {', '.join(ROLES)}; not “{', '.join(unknown)}”."
        )
    return named
