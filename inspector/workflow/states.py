"""States of assessments, visits and findings, and the steps that lead from one to the next."""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """Who assessed: the school itself, or inspectors on a visit."""

    SELF = "self"
    INSPECTION = "inspection"


class State(StrEnum):
    """State of an assessment."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SIGNED = "signed"
    PUT_ASIDE = "put_aside"


class Step(StrEnum):
    """What a person does with an assessment."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    ACCEPT = "accept"
    SIGN = "sign"
    PUT_ASIDE = "put_aside"


NEXT: Mapping[tuple[State, Step], State] = {
    (State.DRAFT, Step.SUBMIT): State.SUBMITTED,
    (State.DRAFT, Step.SIGN): State.SIGNED,
    (State.DRAFT, Step.PUT_ASIDE): State.PUT_ASIDE,
    (State.SUBMITTED, Step.WITHDRAW): State.DRAFT,
    (State.SUBMITTED, Step.RETURN): State.RETURNED,
    (State.SUBMITTED, Step.ACCEPT): State.ACCEPTED,
    (State.RETURNED, Step.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Step.PUT_ASIDE): State.PUT_ASIDE,
}

STEPS_OF_KIND: Mapping[Kind, frozenset[Step]] = {
    Kind.SELF: frozenset(Step) - {Step.SIGN},
    Kind.INSPECTION: frozenset({Step.SIGN}),
}

OPEN: frozenset[State] = frozenset({State.DRAFT, State.RETURNED})
"""States in which ratings may change."""

COUNTED: frozenset[State] = frozenset({State.SUBMITTED, State.ACCEPTED, State.SIGNED})
"""States whose latest assessment stands in the figures."""


class VisitState(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    SIGNED = "signed"
    CANCELLED = "cancelled"


class VisitStep(StrEnum):
    BEGIN = "begin"
    SIGN = "sign"
    CANCEL = "cancel"
    SUPPLEMENT = "supplement"


NEXT_OF_VISIT: Mapping[tuple[VisitState, VisitStep], VisitState] = {
    (VisitState.PLANNED, VisitStep.BEGIN): VisitState.UNDER_WAY,
    (VisitState.PLANNED, VisitStep.CANCEL): VisitState.CANCELLED,
    (VisitState.UNDER_WAY, VisitStep.SIGN): VisitState.SIGNED,
    (VisitState.SIGNED, VisitStep.SUPPLEMENT): VisitState.SIGNED,
}


class FindingState(StrEnum):
    NEW = "new"
    REMEDYING = "remedying"
    CONTESTED = "contested"
    REPORTED = "reported"
    VERIFIED = "verified"


class Answer(StrEnum):
    """What a school says to a finding."""

    ACCEPT = "accept"
    CONTEST = "contest"
    REPORT_REMEDY = "report_remedy"


NEXT_OF_FINDING: Mapping[tuple[FindingState, Answer], FindingState] = {
    (FindingState.NEW, Answer.ACCEPT): FindingState.REMEDYING,
    (FindingState.NEW, Answer.CONTEST): FindingState.CONTESTED,
    (FindingState.NEW, Answer.REPORT_REMEDY): FindingState.REPORTED,
    (FindingState.CONTESTED, Answer.ACCEPT): FindingState.REMEDYING,
    (FindingState.CONTESTED, Answer.REPORT_REMEDY): FindingState.REPORTED,
    (FindingState.REMEDYING, Answer.REPORT_REMEDY): FindingState.REPORTED,
    (FindingState.REMEDYING, Answer.CONTEST): FindingState.CONTESTED,
}


class Seriousness(StrEnum):
    IMMEDIATE = "immediate"
    SERIOUS = "serious"
    MINOR = "minor"


class StepNotAllowed(Exception):
    """A step was asked for in a state that does not allow it; nothing was changed."""

    def __init__(self, state: StrEnum, step: StrEnum) -> None:
        self.state, self.step = state, step
        super().__init__(f"Cannot {step} what is {state}.")


def after(kind: Kind, state: State, step: Step) -> State:
    """Return the state of an assessment that `step` leads to. Raises StepNotAllowed when there is none."""
    if step not in STEPS_OF_KIND[kind] or (state, step) not in NEXT:
        raise StepNotAllowed(state, step)
    return NEXT[state, step]


def visit_after(state: VisitState, step: VisitStep) -> VisitState:
    """Return the state of a visit that `step` leads to. Raises StepNotAllowed when there is none."""
    if (state, step) not in NEXT_OF_VISIT:
        raise StepNotAllowed(state, step)
    return NEXT_OF_VISIT[state, step]


def finding_after(state: FindingState, answer: Answer) -> FindingState:
    """Return the state of a finding that `answer` leads to. Raises StepNotAllowed when there is none."""
    if (state, answer) not in NEXT_OF_FINDING:
        raise StepNotAllowed(state, answer)
    return NEXT_OF_FINDING[state, answer]
