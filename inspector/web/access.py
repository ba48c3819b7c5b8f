"""The one door: a view is handed a record only when the person may have it.

What the table of permissions does not grant answers 404, not 403: that a record exists is not for
everyone. Every view carries `access`, the rule by which it lets people in; a test holds all addresses
against it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from flask import abort, request
from flask.typing import ResponseReturnValue

from inspector.store import assessments, clusters, drafts, people, school_imports, schools, units, visits
from inspector.store.accounts import Person
from inspector.web.application import application
from inspector.web.asking import READING, db, person, today
from inspector.workflow.permissions import OF_INSTALLATION, OF_SCHOOL, OF_UNIT, Permission, Role

P = ParamSpec("P")
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
NotGranted = Callable[[], ResponseReturnValue]


class SignInFirst(Exception):
    """Nobody is signed in, and the page is only for people who are."""


class SecondFactorFirst(Exception):
    """A role of the person asks for two steps of signing in, and the second is not set up yet."""


def _whoever() -> Person:
    who = person()
    if who is None:
        raise SignInFirst
    if must_set_up_second_factor(who):
        raise SecondFactorFirst
    return who


def must_set_up_second_factor(who: Person) -> bool:
    """Say whether the installation asks for two steps in one of a person's roles, and there is only one."""
    asked = application().settings.second_factor_roles
    return not who.has_second_factor and any(one.role in asked for one in who.held)


def _marked(view: Callable[..., ResponseReturnValue], rule: object, original: Callable[..., Any]) -> Any:
    wrapped = wraps(original)(view)
    wrapped.access = rule  # type: ignore[attr-defined]  # read by the tests of all addresses
    return wrapped


def everyone(view: View) -> View:
    """Let everybody in, signed in or not."""
    view.access = "everyone"  # type: ignore[attr-defined]
    return view


def somebody(view: View) -> View:
    """Let anybody in who is signed in. The view must show only what is the person's own."""

    def allowed(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        _whoever()
        return view(*args, **kwargs)

    return cast(View, _marked(allowed, "somebody", view))


def somebody_on_the_way_in(view: View) -> View:
    """Let anybody in who is signed in, also who must set up a second factor before all else."""

    def allowed(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        if person() is None:
            raise SignInFirst
        return view(*args, **kwargs)

    return cast(View, _marked(allowed, "somebody", view))


def for_role(*roles: Role) -> Callable[[View], View]:
    """Let people in who hold one of the roles anywhere today; lists in the view keep to their reach."""

    def decorate(view: View) -> View:
        def allowed(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            if not _whoever().has(*roles):
                abort(404)
            return view(*args, **kwargs)

        return cast(View, _marked(allowed, roles, view))

    return decorate


def for_assessment(
    permission: Permission, *, not_granted: NotGranted | None = None
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Hand the view the assessment that its address names as `assessment_id`.

    In requests that write, the assessment is locked until they end. `not_granted` may answer in the
    place of the 404 page, itself with 404.
    """

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        def allowed(assessment_id: UUID, *args: Any, **kwargs: Any) -> ResponseReturnValue:
            who = _whoever()
            lock = request.method not in READING
            found = assessments.granted(db(), assessment_id, who.id, permission, today(), lock=lock)
            if found is None:
                return not_granted() if not_granted else abort(404)
            return view(found, *args, **kwargs)

        return cast(Callable[..., ResponseReturnValue], _marked(allowed, permission, view))

    return decorate


def for_visit(
    permission: Permission,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Hand the view the visit that its address names as `visit_id`, locked in requests that write."""

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        def allowed(visit_id: UUID, *args: Any, **kwargs: Any) -> ResponseReturnValue:
            who = _whoever()
            lock = request.method not in READING
            found = visits.granted(db(), visit_id, who.id, permission, today(), lock=lock)
            if found is None:
                abort(404)
            return view(found, *args, **kwargs)

        return cast(Callable[..., ResponseReturnValue], _marked(allowed, permission, view))

    return decorate


def for_ratings_of_visit(
    permission: Permission,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Hand a view that writes the visit that its address names as `visit_id`, and the assessment that holds
    its ratings; both are locked until the request ends."""

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        def allowed(visit_id: UUID, *args: Any, **kwargs: Any) -> ResponseReturnValue:
            found = visits.granted_with_ratings(db(), visit_id, _whoever().id, permission, today())
            if found is None:
                abort(404)
            return view(*found, *args, **kwargs)

        return cast(Callable[..., ResponseReturnValue], _marked(allowed, permission, view))

    return decorate


def for_finding(
    permission: Permission,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Hand the view the finding that its address names as `finding_id`, and its visit."""

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        def allowed(finding_id: UUID, *args: Any, **kwargs: Any) -> ResponseReturnValue:
            who = _whoever()
            lock = request.method not in READING
            found = visits.finding_granted(db(), finding_id, who.id, permission, today(), lock=lock)
            if found is None:
                abort(404)
            return view(*found, *args, **kwargs)

        return cast(Callable[..., ResponseReturnValue], _marked(allowed, permission, view))

    return decorate


def for_school(
    permission: Permission,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Hand the view the school that its address names as `school_id`."""

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        def allowed(school_id: UUID, *args: Any, **kwargs: Any) -> ResponseReturnValue:
            who = _whoever()
            found = schools.granted(db(), school_id, who.id, OF_SCHOOL[permission], today())
            if found is None:
                abort(404)
            return view(found, *args, **kwargs)

        return cast(Callable[..., ResponseReturnValue], _marked(allowed, permission, view))

    return decorate


def for_unit(
    permission: Permission,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Hand the view the unit that its address names as `unit_id`; it shows only schools in reach today."""

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        def allowed(unit_id: UUID, *args: Any, **kwargs: Any) -> ResponseReturnValue:
            who = _whoever()
            found = units.granted(db(), unit_id, who.id, OF_UNIT[permission], today())
            if found is None:
                abort(404)
            return view(found, *args, **kwargs)

        return cast(Callable[..., ResponseReturnValue], _marked(allowed, permission, view))

    return decorate


def for_account(
    permission: Permission,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Hand the view the account that its address names as `account_id`, locked in requests that write."""

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        def allowed(account_id: UUID, *args: Any, **kwargs: Any) -> ResponseReturnValue:
            who = _whoever()
            roles, lock = OF_INSTALLATION[permission], request.method not in READING
            found = people.granted(db(), account_id, who.id, roles, today(), lock=lock)
            if found is None:
                abort(404)
            return view(found, *args, **kwargs)

        return cast(Callable[..., ResponseReturnValue], _marked(allowed, permission, view))

    return decorate


def for_school_import(
    permission: Permission,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Hand the view the list of schools that its address names as `import_id`."""

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        def allowed(import_id: UUID, *args: Any, **kwargs: Any) -> ResponseReturnValue:
            may = _whoever().has(*OF_INSTALLATION[permission])
            lock = request.method not in READING
            found = school_imports.get(db(), import_id, lock=lock) if may else None
            if found is None:
                abort(404)
            return view(found, *args, **kwargs)

        return cast(Callable[..., ResponseReturnValue], _marked(allowed, permission, view))

    return decorate


def for_cluster(
    permission: Permission,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Hand the view the cluster of units that its address names as `cluster_id`."""

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        def allowed(cluster_id: UUID, *args: Any, **kwargs: Any) -> ResponseReturnValue:
            may = _whoever().has(*OF_INSTALLATION[permission])
            found = clusters.get(db(), cluster_id) if may else None
            if found is None:
                abort(404)
            return view(found, *args, **kwargs)

        return cast(Callable[..., ResponseReturnValue], _marked(allowed, permission, view))

    return decorate


def for_draft(
    permission: Permission,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Hand the view the edition in the making that its address names as `draft_id`, locked in requests that
    write."""

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        def allowed(draft_id: UUID, *args: Any, **kwargs: Any) -> ResponseReturnValue:
            who = _whoever()
            lock = request.method not in READING
            found = drafts.granted(db(), draft_id, who.id, OF_UNIT[permission], today(), lock=lock)
            if found is None:
                abort(404)
            return view(found, *args, **kwargs)

        return cast(Callable[..., ResponseReturnValue], _marked(allowed, permission, view))

    return decorate


def for_own_set(
    permission: Permission,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Hand the view the own set that its address names as `own_set_id`, locked in requests that write."""

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        def allowed(own_set_id: str, *args: Any, **kwargs: Any) -> ResponseReturnValue:
            who = _whoever()
            lock = request.method not in READING
            found = drafts.set_granted(db(), own_set_id, who.id, OF_UNIT[permission], today(), lock=lock)
            if found is None:
                abort(404)
            return view(found, *args, **kwargs)

        return cast(Callable[..., ResponseReturnValue], _marked(allowed, permission, view))

    return decorate
