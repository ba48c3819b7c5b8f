import random
from datetime import date

import pytest
from sqlalchemy import delete

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.model import Measure, Scale
from inspector.services.editions import EditionLost, Editions
from inspector.services.rescoring import recounted, rescore
from inspector.store import assessments, editions
from inspector.store.database import reading, transaction
from inspector.store.tables import Assessment, EditionText
from tests.store.world import World

pytestmark = pytest.mark.database

NOTHING = Catalogue(sets={})


def some_rating(indicator, chance: random.Random) -> str | None:
    if chance.random() < 0.1:
        return None
    if isinstance(indicator.answer, Scale):
        return chance.choice(indicator.answer.options).id
    top = 800 if isinstance(indicator.answer, Measure) else 1
    return str(chance.randint(0, top))


SOME_FACT = {"boolean": "true", "number": "120"}


def test_every_shipped_edition_scores_the_same_from_its_stored_text(world: World, catalogue: Catalogue):
    chance = random.Random(20)
    shipped = [edition for one in catalogue.sets.values() for edition in one.editions]
    world.editions = Editions(catalogue)
    for edition in shipped:
        draft = world.draft(world.school(name=f"Trường {edition.id}"), edition=edition)
        world.save(draft, {one.id: some_rating(one, chance) for one in edition.indicators.values()})

        with transaction(world.engine) as session:
            found = session.get_one(Assessment, draft)
            for fact in edition.facts_asked:
                assessments.set_fact(
                    session, draft, fact.id, SOME_FACT.get(fact.type) or next(iter(fact.options))
                )
            session.flush()
            fresh = rescore(session, found, edition)
            stored = Editions(NOTHING).by_digest(session, found.digest)

            assert stored is not edition
            assert recounted(session, found, stored) == fresh
            assert fresh.result is not None


def test_an_edition_is_kept_once_however_often_it_is_answered(world: World):
    world.draft(world.school())
    world.draft(world.school())

    with reading(world.engine) as session:
        kept = editions.text_of(session, world.edition.digest)
    assert kept is not None
    set_id, first_day, files = kept
    assert (set_id, first_day) == ("small", date(2020, 1, 1))
    assert dict(files) == dict(world.edition.files)


def test_an_edition_that_is_nowhere_is_said_to_be_lost(world: World):
    with transaction(world.engine) as session:
        session.execute(delete(EditionText))
        with pytest.raises(EditionLost, match=world.edition.digest):
            Editions(NOTHING).by_digest(session, world.edition.digest)


def test_a_stored_text_that_is_not_what_its_digest_says_is_not_taken(world: World):
    world.draft(world.school())
    with transaction(world.engine) as session:
        row = session.get_one(EditionText, world.edition.digest)
        row.files = row.files.replace("from: 80", "from: 70")
        session.flush()
        with pytest.raises(EditionLost):
            Editions(NOTHING).by_digest(session, world.edition.digest)
