"""Schools: found by name, and one of them."""

from flask import request
from flask.typing import ResponseReturnValue

from inspector.store.tables import School
from inspector.web.access import for_role, for_school
from inspector.web.asking import db, signed_in
from inspector.web.oversee import bp, school_pages
from inspector.web.oversee.rendering import rendered
from inspector.web.oversee.tables import as_file
from inspector.workflow.permissions import AT_UNIT, Permission


@bp.get("/schools")
@for_role(*AT_UNIT)
def schools() -> ResponseReturnValue:
    """Somebody looks for a school in their reach."""
    page = school_pages.schools_page(db(), signed_in(), request.args)
    choosing = request.args.get("choose") == "visit"
    return rendered("oversee/schools.html", page=page, choosing=choosing, is_sample=page.is_sample)


@bp.get("/schools.csv")
@for_role(*AT_UNIT)
def schools_file() -> ResponseReturnValue:
    """Somebody takes the list of schools home."""
    return as_file(school_pages.schools_file(db(), signed_in(), request.args), "schools")


@bp.get("/schools/<uuid:school_id>")
@for_school(Permission.OVERSEE_SCHOOL)
def school(school: School) -> ResponseReturnValue:
    """Somebody sees where a school lay, its assessments, visits and findings."""
    page = school_pages.school_page(db(), signed_in(), school)
    return rendered("oversee/school.html", page=page, is_sample=page.is_sample, wide=True)


@bp.get("/schools/<uuid:school_id>/assessments.csv")
@for_school(Permission.OVERSEE_SCHOOL)
def school_file(school: School) -> ResponseReturnValue:
    """Somebody takes the list of a school's assessments home."""
    return as_file(school_pages.school_file(db(), signed_in(), school), f"school-{school.code}")
