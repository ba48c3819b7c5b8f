"""Writing criteria sets: what is stored reads back, nobody overwrites anybody, what is published stays."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from inspector.criteria import nodes
from inspector.criteria.as_folder import as_folder
from inspector.criteria.catalogue import Catalogue
from inspector.criteria.check import check_edition
from inspector.criteria.drafted import Drafted, criteria_of, unused_id
from inspector.criteria.load import load_edition
from inspector.criteria.strict_yaml import MapNode
from inspector.services import drafting, publishing
from inspector.services.draft_beginnings import Whoever, begin_edition, begin_set, copy_set
from inspector.services.drafting import ChangedMeanwhile, DraftLocked, change, drafted_of, mark_of
from inspector.services.editions import Editions
from inspector.services.publishing import CannotEnd, NotPublishable, Obstacle
from inspector.store import drafts, events
from inspector.store.database import reading, transaction
from inspector.store.tables import EditionDraft, Event, OwnEdition
from inspector.text import Text
from inspector.workflow.permissions import Role
from tests.store.world import NOW, TODAY, World

pytestmark = pytest.mark.database

TITLE = Text("Trường xanh", "Green school")


class Desk:
    """An editor of criteria with a set in the making."""

    def __init__(self, world: World, catalogue: Catalogue) -> None:
        self.world, self.files = world, catalogue
        self.editor = world.person(Role.CRITERIA_EDITOR, unit=world.units.city)
        self.who = Whoever(self.editor, NOW, world.units.city)
        self.editions = Editions(catalogue, world.engine)
        with transaction(world.engine) as session:
            self.draft = begin_set(session, catalogue, TITLE, TODAY, self.who).id

    def stored(self, draft: UUID | None = None) -> EditionDraft:
        with reading(self.world.engine) as session:
            return session.get_one(EditionDraft, draft or self.draft)

    def drafted(self, draft: UUID | None = None) -> Drafted:
        return drafted_of(self.stored(draft))

    def change(self, edit, draft: UUID | None = None, **options) -> Drafted:
        with transaction(self.world.engine) as session:
            found = session.get_one(EditionDraft, draft or self.draft)
            return change(session, found, edit, by=self.editor, at=NOW, **options)

    def publish(self, draft: UUID | None = None, *, title: str = TITLE.vi, by: UUID | None = None):
        with transaction(self.world.engine) as session:
            found = session.get_one(EditionDraft, draft or self.draft)
            return publishing.publish(
                session,
                self.catalogue,
                found,
                revision=found.revision,
                typed_title=title,
                by=by or self.editor,
                at=NOW,
            )

    @property
    def catalogue(self) -> Catalogue:
        self.editions.ask_again()
        return self.editions.catalogue


@pytest.fixture
def desk(world: World, catalogue: Catalogue) -> Desk:
    return Desk(world, catalogue)


def criterion(id_: str, vi: str = "Sân có cây bóng mát", en: str = "The yard has shade") -> MapNode:
    return nodes.mapping(
        {"id": nodes.words(id_), "text": nodes.two(vi, en), "good_practice": nodes.truth(True)}
    )


def group(id_: str, *criteria: MapNode) -> MapNode:
    return nodes.mapping(
        {"id": nodes.words(id_), "title": nodes.two("Sân", "Yard"), "criteria": nodes.listing(criteria)}
    )


def with_two(drafted: Drafted) -> Drafted:
    return drafted.with_groups([group("A", criterion("A01"), criterion("A02"))])


def test_a_new_set_has_an_id_of_its_own_and_lacks_nothing_but_groups(desk: Desk):
    drafted = desk.drafted()
    with transaction(desk.world.engine) as session:
        twin = begin_set(session, desk.files, TITLE, TODAY, desk.who)

    assert (drafted.set_id, twin.set_id) == ("own-truong-xanh", "own-truong-xanh-2")
    assert not any(one.startswith("own-") for one in desk.files.sets)
    assert [one.file for one in drafted.faults] == ["groups"]
    assert desk.change(with_two).faults == ()


def test_a_fault_names_the_node_it_is_about(desk: Desk):
    desk.change(with_two)
    broken = desk.change(lambda one: one.with_criterion("A02", criterion("A02", en="")))

    (fault,) = broken.faults
    assert (fault.file, fault.path) == ("groups/01-group.yaml", ("criteria", 1, "text", "en"))
    assert "empty" in fault.problem.what


def test_a_change_is_kept_as_an_event_of_each_part_that_differs(desk: Desk):
    desk.change(with_two)
    desk.change(lambda one: one.with_criterion("A01", criterion("A01", vi="Sân rộng")))

    with reading(desk.world.engine) as session:
        found = events.of_draft(session, desk.draft)
    assert (found[0].what, found[0].item_id) == ("change_draft", "criterion.A01")
    assert "bóng mát" in found[0].before["yaml"]
    assert "Sân rộng" in found[0].after["yaml"]
    assert {one.item_id for one in found[1:4]} == {"group.A", "criterion.A01", "criterion.A02"}
    assert found[-1].what == "begin_set"
    assert desk.stored().revision == 3


def test_who_changes_what_another_changed_meanwhile_is_told_and_nothing_is_lost(desk: Desk):
    read = desk.change(with_two)
    seen = {name: mark_of(read, [name]) for name in read.parts}
    one, two = "criterion.A01", "criterion.A02"
    desk.change(
        lambda it: it.with_criterion("A01", criterion("A01", vi="Của tôi")), parts=[one], seen=seen[one]
    )

    # another part merges, the same part is a conflict, the same words are none
    desk.change(
        lambda it: it.with_criterion("A02", criterion("A02", vi="Phần khác")), parts=[two], seen=seen[two]
    )
    with pytest.raises(ChangedMeanwhile):
        desk.change(
            lambda it: it.with_criterion("A01", criterion("A01", vi="Người khác")),
            parts=[one],
            seen=seen[one],
        )
    desk.change(
        lambda it: it.with_criterion("A01", criterion("A01", vi="Của tôi")), parts=[one], seen=seen[one]
    )

    found = [nodes.said(it, "text", "vi") for it in criteria_of(desk.drafted().groups[0])]
    assert found == ["Của tôi", "Phần khác"]


def test_a_published_edition_stands_in_every_catalogue_and_changes_no_more(desk: Desk):
    desk.change(with_two)
    elsewhere = Editions(desk.files, desk.world.engine)
    assert "own-truong-xanh" not in elsewhere.catalogue.sets
    edition = desk.publish()

    assert desk.catalogue.in_force("own-truong-xanh", TODAY).edition == edition
    elsewhere.ask_again()
    assert elsewhere.catalogue.sets["own-truong-xanh"].title == TITLE
    assert elsewhere.catalogue.edition("own-truong-xanh", TODAY).digest == edition.digest
    with pytest.raises(DraftLocked):
        desk.change(lambda one: one.with_criterion("A01", criterion("A01", vi="Khác")))
    with transaction(desk.world.engine) as session:
        draft = session.get_one(EditionDraft, desk.draft)
        with pytest.raises(DraftLocked):
            drafting.withdraw(session, draft, "Nhầm", by=None, at=NOW)
    with reading(desk.world.engine) as session:
        assert [one.digest for one in session.scalars(select(OwnEdition))] == [edition.digest]


def test_an_edition_that_another_process_published_this_moment_is_found_by_its_digest(desk: Desk):
    desk.change(with_two)
    assert desk.editions.catalogue
    edition = desk.publish()

    with reading(desk.world.engine) as session:
        assert desk.editions.by_digest(session, edition.digest) == edition


def test_publishing_takes_a_second_person_or_the_title(desk: Desk):
    desk.change(with_two)
    other = desk.world.person(Role.CRITERIA_EDITOR, unit=desk.world.units.city)
    with pytest.raises(NotPublishable):
        desk.publish(title="")
    with transaction(desk.world.engine) as session:
        draft = session.get_one(EditionDraft, desk.draft)
        drafting_by = desk.editor
        publishing.propose(session, draft, by=drafting_by, at=NOW)
    with pytest.raises(NotPublishable):
        desk.publish(title="")

    # a change takes the proposal back
    desk.change(lambda one: one.with_criterion("A01", criterion("A01", vi="Sân rộng")))
    with pytest.raises(NotPublishable):
        desk.publish(title="", by=other)
    with transaction(desk.world.engine) as session:
        publishing.propose(session, session.get_one(EditionDraft, desk.draft), by=desk.editor, at=NOW)
    desk.publish(title="", by=other)

    with reading(desk.world.engine) as session:
        stored = session.scalars(select(OwnEdition)).one()
    assert (stored.proposed_by, stored.published_by) == (desk.editor, other)


def test_what_was_looked_over_is_what_is_published(desk: Desk):
    desk.change(with_two)
    looked_over = desk.stored().revision
    desk.change(lambda one: one.with_criterion("A01", criterion("A01", vi="Sân rộng")))

    with transaction(desk.world.engine) as session, pytest.raises(NotPublishable):
        publishing.publish(
            session,
            desk.catalogue,
            session.get_one(EditionDraft, desk.draft),
            revision=looked_over,
            typed_title=TITLE.vi,
            by=desk.editor,
            at=NOW,
        )


def test_a_draft_with_faults_is_not_published(desk: Desk):
    with pytest.raises(NotPublishable):
        desk.publish()


@pytest.mark.parametrize("set_id", ["own-truong-xanh", "food-safety"])
def test_the_next_edition_keeps_ids_and_begins_later(desk: Desk, set_id: str):
    desk.change(with_two)
    first = desk.publish()
    of_set = desk.catalogue.sets[set_id]
    base = of_set.editions[-1]
    day = base.in_force_from
    with transaction(desk.world.engine) as session:
        next_ = begin_edition(session, desk.files, of_set, base, day, desk.who).id
        (hindrance,) = publishing.hindrances(
            session, desk.catalogue, drafted_of(session.get_one(EditionDraft, next_))
        )
    assert hindrance.obstacle is Obstacle.NOT_LATER
    later = max(day, TODAY) + timedelta(days=30)
    desk.change(
        lambda one: one.with_edition({"in_force": nodes.mapping({"from": nodes.day(later.isoformat())})}),
        next_,
    )

    edition = desk.publish(next_, title=of_set.title.vi)

    assert list(edition.criteria) == list(base.criteria)
    assert desk.catalogue.in_force(set_id, later).edition == edition
    assert desk.catalogue.in_force(set_id, later - timedelta(days=1)).edition != edition
    assert desk.catalogue.edition("own-truong-xanh", TODAY).digest == first.digest


@pytest.mark.parametrize("set_id", ["injury-prevention", "happy-school", "self-evaluation-2018"])
def test_a_copy_of_a_shipped_set_is_an_own_set_without_faults(desk: Desk, set_id: str):
    of_set = desk.files.sets.get(set_id) or next(iter(desk.files.sets.values()))
    base = of_set.editions[-1]
    with transaction(desk.world.engine) as session:
        copy = copy_set(session, desk.files, of_set, base, Text("Bản riêng", "Our own"), TODAY, desk.who).id

    drafted = desk.drafted(copy)
    edition, problems = drafted.read_edition()
    assert edition is not None, problems
    assert drafted.faults == ()
    assert edition.set_id == "own-ban-rieng"
    assert list(edition.indicators) == list(base.indicators)


def test_what_says_the_same_as_another_set_is_not_published_twice(desk: Desk):
    of_set = desk.files.sets["food-safety"]
    base = of_set.editions[0]
    title = Text("Bản chép", "Copy")
    with transaction(desk.world.engine) as session:
        copy = copy_set(session, desk.files, of_set, base, title, base.in_force_from, desk.who)
        found = publishing.hindrances(session, desk.catalogue, drafted_of(copy))
    assert [(one.obstacle, one.about) for one in found] == [(Obstacle.SAME_TEXT, base.id)]


def test_a_withdrawn_draft_is_kept_with_its_reason_and_can_be_taken_up_again(desk: Desk):
    before = desk.change(with_two)
    with transaction(desk.world.engine) as session:
        draft = session.get_one(EditionDraft, desk.draft)
        drafting.withdraw(session, draft, "Chờ văn bản của Bộ", by=desk.editor, at=NOW)
    with pytest.raises(DraftLocked):
        desk.change(lambda one: one.with_groups([]))
    assert desk.stored().reason == "Chờ văn bản của Bộ"
    assert desk.drafted().files == before.files

    with transaction(desk.world.engine) as session:
        drafting.restore(session, session.get_one(EditionDraft, desk.draft), by=desk.editor, at=NOW)
    desk.change(lambda one: one.with_groups([]))


def test_an_own_set_ends_but_not_before_it_began_nor_in_the_past_of_who_answers_it(desk: Desk, world: World):
    desk.change(with_two)
    edition = desk.publish()

    def end(day: date | None) -> None:
        with transaction(world.engine) as session:
            of_set = drafts.set_of(session, edition.set_id, lock=True)
            assert of_set is not None
            publishing.end_set(session, of_set, day, today=TODAY + timedelta(days=9), by=desk.editor, at=NOW)

    with pytest.raises(CannotEnd):
        end(TODAY - timedelta(days=1))
    end(TODAY + timedelta(days=1))
    assert desk.catalogue.in_force(edition.set_id, TODAY + timedelta(days=2)).edition is None
    assert desk.catalogue.by_digest(edition.digest) == edition
    end(None)
    world.draft(world.school(), edition=edition)
    with pytest.raises(CannotEnd):
        end(TODAY + timedelta(days=1))
    end(TODAY + timedelta(days=9))


def test_an_exported_draft_is_a_folder_that_the_check_accepts(desk: Desk, tmp_path: Path):
    desk.change(with_two)
    desk.publish()
    of_set = desk.catalogue.sets["food-safety"]
    with transaction(desk.world.engine) as session:
        next_ = begin_edition(session, desk.files, of_set, of_set.editions[-1], TODAY, desk.who).id

    for draft in (desk.draft, next_):
        drafted = desk.drafted(draft)
        written = as_folder(drafted)
        folder = tmp_path / str(draft)
        for name, text in written.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        place = folder / drafted.set_id / drafted.first_day.isoformat()

        assert check_edition(place).problems == ()
        read, problems = drafted.read_edition()
        assert read is not None, problems
        assert load_edition(place).digest == read.digest
        assert set(load_edition(place).facts) == read.facts_needed | (
            read.concerns.facts() if read.concerns else frozenset()
        )


TEXTS = st.text("aáạ Đđ\"'\\:#-{}[]\n,%", max_size=20)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("group"), TEXTS),
        st.tuples(st.just("criterion"), TEXTS),
        st.tuples(st.just("reword"), TEXTS),
        st.tuples(st.just("remove"), TEXTS),
        st.tuples(st.just("swap"), TEXTS),
        st.tuples(st.just("rename"), TEXTS),
    ),
    max_size=12,
)


def edited(drafted: Drafted, edit: tuple[str, str]) -> Drafted:
    what, words = edit
    if what == "group" or not drafted.groups:
        return drafted.with_groups([*drafted.groups, group(unused_id("G", drafted.ids))])
    id_ = nodes.said(drafted.groups[-1], "id")
    criteria = list(criteria_of(drafted.groups[-1]))
    if what == "criterion":
        made = criterion(unused_id(id_, drafted.ids, separator="."), vi=words, en=words)
        return drafted.with_criteria(id_, [*criteria, made])
    if what == "reword" and criteria:
        return drafted.with_criterion(
            nodes.said(criteria[0], "id"),
            nodes.put(criteria[0], {"guidance": nodes.two(words, words), "weight": nodes.number("1.50")}),
        )
    if what == "remove":
        return drafted.with_criteria(id_, criteria[1:])
    if what == "swap":
        return drafted.with_groups(drafted.groups[::-1])
    return drafted.with_head({"title": nodes.two(words, words)})


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
def test_any_sequence_of_edits_leaves_a_draft_that_reads_back_the_same(desk: Desk, edits):
    with transaction(desk.world.engine) as session:
        draft = begin_set(session, desk.files, TITLE, TODAY, desk.who).id
    expected = desk.drafted(draft)
    for one in edits:
        expected = edited(expected, one)
        desk.change(lambda it, one=one: edited(it, one), draft)

        found = desk.drafted(draft)
        assert found.files == expected.files
        assert found.head_text == expected.head_text
        assert nodes.same(nodes.listing(found.groups), nodes.listing(expected.groups))
        assert [(it.file, it.path) for it in found.faults] == [(it.file, it.path) for it in expected.faults]
        edition, problems = found.read_edition()
        assert (edition is None) == bool(problems)
        assert bool(problems) <= bool(found.faults)
    with reading(desk.world.engine) as session:
        assert session.scalar(select(Event.id).where(Event.draft_id == draft).limit(1))
