from sqlalchemy import Engine, func, select

from inspector.services.samples.people import ACCOUNTS, PASSWORD
from inspector.store import schools
from inspector.store.database import reading, transaction
from inspector.store.tables import School


def number_of_schools(engine: Engine) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count(School.id))) or 0


def test_loading_tells_the_accounts_in_both_languages_and_is_done_once(run, engine: Engine):
    first = run("demo", "load", "--scale", "1")
    again = run("demo", "load", "--scale", "1")
    if_empty = run("demo", "load", "--if-empty")

    assert (first.exit_code, again.exit_code, if_empty.exit_code) == (0, 1, 0)
    assert number_of_schools(engine) == 30
    assert "30 invented schools" in first.stdout
    assert "loaded already" in again.stderr
    assert PASSWORD not in again.output
    for told in (first.stdout, if_empty.stdout):
        assert PASSWORD in told
        for one in ACCOUNTS:
            (line,) = [line for line in told.splitlines() if line.split()[:1] == [one.sign_in_name]]
            assert one.what.vi in line
            assert one.what.en in line


def test_beside_real_schools_nothing_is_loaded_and_no_account_is_told(run, engine: Engine):
    with transaction(engine) as session:
        session.add(schools.new_school("1", "Trường MN Thật"))

    refused, if_empty = run("demo", "load"), run("demo", "load", "--if-empty")

    assert (refused.exit_code, if_empty.exit_code) == (1, 0)
    assert "not marked as samples" in refused.stderr
    assert PASSWORD not in refused.output + if_empty.output
    assert number_of_schools(engine) == 1


def test_a_scale_is_a_number_from_one_or_full(run):
    for wrong in ("0", "-1", "half"):
        answer = run("demo", "load", "--scale", wrong)
        assert answer.exit_code == 2
        assert "number of schools from 1, or full" in answer.stderr
