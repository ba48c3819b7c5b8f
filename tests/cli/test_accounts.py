import pytest
from sqlalchemy import select

from inspector.services.passwords import is_right
from inspector.store import accounts
from inspector.store.database import reading, transaction
from inspector.store.tables import Event, School, SignInSession
from inspector.workflow.permissions import Role
from tests.store.world import NOW, World

LONG = "mot cau dai"


def of_name(world: World, name: str):
    with reading(world.engine) as session:
        return accounts.by_sign_in_name(session, name)


def test_an_account_holds_its_roles_where_the_codes_say_and_has_the_password_printed(run, world: World):
    school = world.school()
    with reading(world.engine) as session:
        code = session.get_one(School, school).code

    roles = ("--role", f"principal@{code}", "--role", "reviewer@001")
    answer = run("accounts", "add", "Lan.Nguyen", "--name", "Nguyễn Thị Lan", *roles)

    assert (answer.exit_code, answer.stderr) == (0, "")
    account = of_name(world, "lan.nguyen")
    assert (account.name, account.is_sample) == ("Nguyễn Thị Lan", False)
    assert is_right(account.password_hash, answer.stdout.strip())
    with transaction(world.engine) as session:
        accounts.begin_session(session, account.id, "token", NOW, NOW.replace(year=2100))
        held = accounts.signed_in(session, "token", NOW, NOW.date()).held
    assert {(one.role, one.school_id or one.unit_id) for one in held} == {
        (Role.PRINCIPAL, school),
        (Role.REVIEWER, world.units.near),
    }


def test_an_administrator_is_held_by_no_place(run, world: World):
    answer = run("accounts", "add", "an", "--name", "An", "--role", "administrator")

    assert answer.exit_code == 0
    assert of_name(world, "an") is not None


@pytest.mark.parametrize(
    ("role", "says"),
    [
        ("principal", "principal@CODE"),
        ("principal@nowhere", "no school with the code nowhere"),
        ("reviewer@nowhere", "no unit with the code nowhere"),
        ("administrator@001", "held nowhere"),
    ],
)
def test_a_role_that_has_no_such_place_makes_no_account(run, world: World, role: str, says: str):
    answer = run("accounts", "add", "an", "--name", "An", "--role", role)

    assert answer.exit_code == 1
    assert says in answer.stderr
    assert answer.stdout == ""
    assert of_name(world, "an") is None


def test_a_role_that_there_is_not_is_wrong_use(run):
    answer = run("accounts", "add", "an", "--name", "An", "--role", "king@01")

    assert answer.exit_code == 2
    assert "principal, contributor, inspector" in answer.stderr


def test_no_two_accounts_have_one_sign_in_name_in_any_case(run):
    add = ("--name", "An", "--role", "administrator")
    run("accounts", "add", "an", *add)

    answer = run("accounts", "add", "AN", *add)

    assert answer.exit_code == 1
    assert "an already" in answer.stderr


@pytest.mark.parametrize("name", ["", "hai tu"])
def test_a_sign_in_name_is_one_word(run, name: str):
    answer = run("accounts", "add", name, "--name", "An", "--role", "administrator")

    assert answer.exit_code == 1
    assert "one word" in answer.stderr


def test_a_reset_gives_another_password_and_signs_out_everywhere(run, world: World):
    old = run("accounts", "add", "an", "--name", "An", "--role", "administrator").stdout.strip()
    account = of_name(world, "an")
    with transaction(world.engine) as session:
        accounts.begin_session(session, account.id, "token", NOW, NOW.replace(year=2100))

    answer = run("accounts", "reset", "An")

    new = answer.stdout.strip()
    hash_ = of_name(world, "an").password_hash
    assert (is_right(hash_, new), is_right(hash_, old)) == (True, False)
    with reading(world.engine) as session:
        assert session.scalars(select(SignInSession)).all() == []
        assert session.scalars(select(Event.what).order_by(Event.id)).all() == [
            "add_account",
            "reset_password",
        ]


def test_a_password_that_is_typed_is_not_printed_and_must_be_long_enough(run, world: World):
    add = ("accounts", "add", "an", "--name", "An", "--role", "administrator", "--ask")

    short = run(*add, input=f"{LONG[:9]}\n{LONG[:9]}\n")
    enough = run(*add, input=f"{LONG[:10]}\n{LONG[:10]}\n")

    assert short.exit_code == 1
    assert "at least 10" in short.stderr
    assert (enough.exit_code, enough.stdout) == (0, "")
    assert is_right(of_name(world, "an").password_hash, LONG[:10])


def test_only_accounts_that_are_there_and_no_samples_get_new_passwords(run, world: World):
    world.person(None)

    unknown, sample = run("accounts", "reset", "nobody"), run("accounts", "reset", "person1")

    assert (unknown.exit_code, sample.exit_code) == (1, 1)
    assert "no open account nobody" in unknown.stderr
    assert "sample account" in sample.stderr
