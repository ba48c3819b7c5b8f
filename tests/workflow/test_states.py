import itertools

import pytest

from inspector.workflow.states import (
    COUNTED,
    NEXT,
    NEXT_OF_FINDING,
    NEXT_OF_VISIT,
    OPEN,
    STEPS_OF_KIND,
    Answer,
    FindingState,
    Kind,
    State,
    Step,
    StepNotAllowed,
    VisitState,
    VisitStep,
    after,
    finding_after,
    visit_after,
)

WAYS = {(kind, state, step) for (state, step) in NEXT for kind in Kind if step in STEPS_OF_KIND[kind]}


@pytest.mark.parametrize(("kind", "state", "step"), sorted(set(itertools.product(Kind, State, Step)) - WAYS))
def test_every_step_that_the_table_does_not_name_is_refused(kind: Kind, state: State, step: Step):
    with pytest.raises(StepNotAllowed, match=f"Cannot {step} what is {state}"):
        after(kind, state, step)


@pytest.mark.parametrize(("kind", "state", "step"), sorted(WAYS))
def test_every_step_that_the_table_names_leads_where_it_says(kind: Kind, state: State, step: Step):
    assert after(kind, state, step) is NEXT[state, step]


def test_what_counts_cannot_be_rated_and_what_can_be_rated_does_not_count():
    assert not COUNTED & OPEN
    assert set(State) - COUNTED - OPEN == {State.PUT_ASIDE}


def test_signing_belongs_to_inspections_and_everything_else_to_self_assessments():
    assert STEPS_OF_KIND[Kind.INSPECTION] == {Step.SIGN}
    assert STEPS_OF_KIND[Kind.SELF] == set(Step) - {Step.SIGN}


def test_nothing_leads_out_of_accepted_signed_or_put_aside():
    assert not {state for state, _ in NEXT} & {State.ACCEPTED, State.SIGNED, State.PUT_ASIDE}


@pytest.mark.parametrize(
    ("state", "step"), sorted(set(itertools.product(VisitState, VisitStep)) - set(NEXT_OF_VISIT))
)
def test_every_other_step_of_a_visit_is_refused(state: VisitState, step: VisitStep):
    with pytest.raises(StepNotAllowed):
        visit_after(state, step)


@pytest.mark.parametrize(
    ("state", "answer"), sorted(set(itertools.product(FindingState, Answer)) - set(NEXT_OF_FINDING))
)
def test_every_other_answer_to_a_finding_is_refused(state: FindingState, answer: Answer):
    with pytest.raises(StepNotAllowed):
        finding_after(state, answer)


@pytest.mark.parametrize("answer", Answer)
def test_a_new_finding_takes_every_answer(answer: Answer):
    assert finding_after(FindingState.NEW, answer) is NEXT_OF_FINDING[FindingState.NEW, answer]
