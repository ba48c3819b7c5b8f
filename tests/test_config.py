import pytest

from inspector.config import FaultySettings, Settings

SECRET = "s" * 32


def settings(**environment: str) -> Settings:
    return Settings.from_environment({"SECRET_KEY": SECRET, **environment})


def test_a_secret_is_all_that_must_be_set(tmp_path):
    found = settings(DATA_DIR=str(tmp_path))

    assert found.database_url == f"sqlite:///{tmp_path}/inspector.sqlite3"
    assert found.read_database_url == found.database_url
    assert found.evidence_url == f"file://{tmp_path}/evidence"
    assert found.mail_url is None
    assert found.time_zone.key == "Asia/Ho_Chi_Minh"
    assert found.port == 8000
    assert found.secure_cookies


def test_a_secret_of_31_characters_is_too_short_and_one_of_32_is_not():
    with pytest.raises(FaultySettings, match="SECRET_KEY must have at least 32 characters, not 31"):
        settings(SECRET_KEY="s" * 31)
    assert settings(SECRET_KEY="s" * 32).secret_key == "s" * 32


def test_without_a_secret_only_commands_that_sign_nothing_start():
    with pytest.raises(FaultySettings, match="SECRET_KEY must have at least 32 characters, not 0"):
        Settings.from_environment({})
    assert Settings.from_environment({}, with_secret=False).secret_key == ""


def test_a_variable_that_is_empty_counts_as_not_set():
    assert settings(PORT="", TIME_ZONE=" ").port == 8000


def test_figures_are_read_from_the_database_itself_where_there_is_no_replica():
    main = "postgresql://inspector@127.0.0.1/inspector"

    assert settings(DATABASE_URL=main).read_database_url == main
    assert settings(DATABASE_URL=main, READ_DATABASE_URL=main + "2").read_database_url == main + "2"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://127.0.0.1/inspector"),
        ("READ_DATABASE_URL", "postgres://127.0.0.1/inspector"),
        ("EVIDENCE_URL", "/srv/evidence"),
        ("MAIL_URL", "mail.example"),
        ("MAIL_URL", "smtp://"),
        ("TIME_ZONE", "Asia/Hanoi"),
        ("TIME_ZONE", "../etc/passwd"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "eighty"),
        ("SECURE_COOKIES", "yes"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_to_do(name: str, value: str):
    with pytest.raises(FaultySettings, match=f"^{name} must "):
        settings(**{name: value})


@pytest.mark.parametrize("port", ["1", "65535"])
def test_the_first_and_the_last_port_can_be_used(port: str):
    assert settings(PORT=port).port == int(port)


def test_all_problems_are_said_at_once():
    with pytest.raises(FaultySettings) as faulty:
        Settings.from_environment({"PORT": "x", "TIME_ZONE": "x", "DATABASE_URL": "x"})

    named = [problem.split()[0] for problem in faulty.value.problems]
    assert named == ["SECRET_KEY", "DATABASE_URL", "READ_DATABASE_URL", "TIME_ZONE", "PORT"]


def test_neither_secret_nor_passwords_are_printed_with_the_settings():
    shown = repr(settings(DATABASE_URL="postgresql://a:hidden@b/c", MAIL_URL="smtp://a:hidden@b"))

    assert SECRET not in shown
    assert "hidden" not in shown
