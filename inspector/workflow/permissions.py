"""Who may do what: one table, read by the one door through which records are loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspector.workflow.states import COUNTED, Kind, State, VisitState


class Role(StrEnum):
    """What a person acts as. Where: a school, a unit and all below it, visits, or the installation."""

    PRINCIPAL = "principal"
    CONTRIBUTOR = "contributor"
    INSPECTOR = "inspector"
    REVIEWER = "reviewer"
    LEADER = "leader"
    CRITERIA_EDITOR = "criteria_editor"
    ADMINISTRATOR = "administrator"


AT_SCHOOL = frozenset({Role.PRINCIPAL, Role.CONTRIBUTOR})
AT_UNIT = frozenset({Role.REVIEWER, Role.LEADER})


class Permission(StrEnum):
    SEE_SCHOOL = "see_school"
    CHANGE_FACTS = "change_facts"
    OPEN_ASSESSMENT = "open_assessment"
    SEE_ASSESSMENT = "see_assessment"
    RATE = "rate"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    PUT_ASIDE = "put_aside"
    REVIEW = "review"
    SEE_FIGURES = "see_figures"
    OVERSEE_SCHOOL = "oversee_school"
    OPEN_VISIT = "open_visit"
    SEE_VISIT = "see_visit"
    INSPECT = "inspect"
    SUPPLEMENT = "supplement"
    SEE_FINDINGS = "see_findings"
    ANSWER_FINDING = "answer_finding"
    MANAGE_ACCOUNT = "manage_account"
    MANAGE_PLACES = "manage_places"
    EDIT_CRITERIA = "edit_criteria"


ANY_STATE = frozenset(State)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to hold a permission on an assessment: a role, near it, in some of its states.

    `near` says how the role must be tied to the record: its grant names the school, a unit above the
    school's place today, or the person is a member of the visit (or of a visit to the same school).
    """

    role: Role
    near: str  # "school" | "unit" | "team"
    kinds: frozenset[Kind]
    states: frozenset[State]


_SELF = frozenset({Kind.SELF})
_INSPECTION = frozenset({Kind.INSPECTION})

WAYS: Mapping[Permission, tuple[Way, ...]] = {
    Permission.SEE_ASSESSMENT: (
        Way(Role.PRINCIPAL, "school", _SELF, ANY_STATE),
        Way(Role.CONTRIBUTOR, "school", _SELF, ANY_STATE),
        Way(Role.PRINCIPAL, "school", _INSPECTION, frozenset({State.SIGNED})),
        Way(Role.CONTRIBUTOR, "school", _INSPECTION, frozenset({State.SIGNED})),
        Way(Role.REVIEWER, "unit", _SELF | _INSPECTION, COUNTED),
        Way(Role.LEADER, "unit", _SELF | _INSPECTION, COUNTED),
        Way(Role.INSPECTOR, "team", _INSPECTION, ANY_STATE),
    ),
    # In any state: the saving path itself refuses what is locked, change by change, with the reason.
    Permission.RATE: (
        Way(Role.PRINCIPAL, "school", _SELF, ANY_STATE),
        Way(Role.CONTRIBUTOR, "school", _SELF, ANY_STATE),
        Way(Role.INSPECTOR, "team", _INSPECTION, ANY_STATE),
    ),
    Permission.SUBMIT: (Way(Role.PRINCIPAL, "school", _SELF, ANY_STATE),),
    Permission.WITHDRAW: (Way(Role.PRINCIPAL, "school", _SELF, ANY_STATE),),
    Permission.PUT_ASIDE: (Way(Role.PRINCIPAL, "school", _SELF, ANY_STATE),),
    Permission.REVIEW: (Way(Role.REVIEWER, "unit", _SELF, COUNTED),),
}

OF_SCHOOL: Mapping[Permission, frozenset[Role]] = {
    Permission.SEE_SCHOOL: AT_SCHOOL | AT_UNIT,
    Permission.CHANGE_FACTS: frozenset({Role.PRINCIPAL}),
    Permission.OPEN_ASSESSMENT: frozenset({Role.PRINCIPAL}),
    # Planned visits, also unannounced ones, are among what the department sees of a school.
    Permission.OVERSEE_SCHOOL: AT_UNIT,
    Permission.OPEN_VISIT: frozenset({Role.REVIEWER}),
    Permission.SEE_FINDINGS: AT_SCHOOL | AT_UNIT,
}
"""Roles that hold a permission on a school: those at the school, or at a unit above it today."""

OF_UNIT: Mapping[Permission, frozenset[Role]] = {
    Permission.SEE_FIGURES: AT_UNIT,
    # Drafts and sets of a unit: whoever edits for it or for a unit above it.
    Permission.EDIT_CRITERIA: frozenset({Role.CRITERIA_EDITOR}),
}
"""Roles that hold a permission on a unit, and so on every unit below it."""

OF_INSTALLATION: Mapping[Permission, frozenset[Role]] = {
    Permission.MANAGE_ACCOUNT: frozenset({Role.ADMINISTRATOR}),
    # Units, clusters and lists of schools: who makes them decides what everybody else can reach.
    Permission.MANAGE_PLACES: frozenset({Role.ADMINISTRATOR}),
}
"""Roles that hold a permission everywhere. None of them shows a rating."""

OF_VISIT: Mapping[Permission, Mapping[Role, frozenset[VisitState]]] = {
    Permission.SEE_VISIT: {
        Role.INSPECTOR: frozenset(VisitState),
        Role.REVIEWER: frozenset(VisitState),
        Role.LEADER: frozenset(VisitState),
        Role.PRINCIPAL: frozenset({VisitState.SIGNED}),
        Role.CONTRIBUTOR: frozenset({VisitState.SIGNED}),
    },
    Permission.INSPECT: {
        Role.INSPECTOR: frozenset({VisitState.PLANNED, VisitState.UNDER_WAY, VisitState.SIGNED})
    },
    Permission.SUPPLEMENT: {Role.INSPECTOR: frozenset({VisitState.SIGNED})},
    Permission.ANSWER_FINDING: {Role.PRINCIPAL: frozenset({VisitState.SIGNED})},
    Permission.OPEN_VISIT: {Role.REVIEWER: frozenset({VisitState.PLANNED, VisitState.UNDER_WAY})},
}
"""Roles that hold a permission on a visit: members of its team, the school, or a unit above it today."""
