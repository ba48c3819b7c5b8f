"""What all pages of a draft have: where one is, what is still wrong here, saving and what may stop it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.criteria import nodes
from inspector.criteria.drafted import Drafted
from inspector.criteria.model import FactKind
from inspector.criteria.strict_yaml import Node
from inspector.services.drafting import ChangedMeanwhile, DraftLocked, change, drafted_of, mark_of
from inspector.store import drafts
from inspector.store.tables import EditionDraft
from inspector.store.tables.drafts import DraftState
from inspector.web.asking import db, now, signed_in
from inspector.web.compose import bp
from inspector.web.compose.form import Form, Section
from inspector.web.compose.problems import Shown, shown_faults
from inspector.web.formatting import lang, moment, text


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that conditions may name, with conditions on it ready to be copied, and what each means."""

    title: str
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Other:
    """What is stored of a field that somebody else changed meanwhile."""

    label: str
    stored: str


@dataclass
class Part:
    """A page on which parts of a draft are written."""

    draft: EditionDraft
    drafted: Drafted
    parts: Sequence[str]
    heading: str
    lead: str
    sections: Sequence[Section]
    stored: Mapping[str, str]  # what the fields would hold if nobody had typed anything
    form: Form
    above: tuple[str, str] | None = None  # a page between this one and the overview: words, address
    facts: Sequence[FactLine] = ()
    template: str = "compose/part.html"
    extra: dict[str, Any] = field(default_factory=dict)
    conflict: str = ""
    others: Sequence[Other] = ()

    @property
    def title(self) -> str:
        return set_title(self.drafted)

    @property
    def seen(self) -> str:
        return mark_of(self.drafted, self.parts)

    @property
    def is_open(self) -> bool:
        return self.draft.state is DraftState.OPEN

    @property
    def problems(self) -> tuple[Shown, ...]:
        """What is wrong on this page."""
        return tuple(
            one for one in shown_faults(self.draft.id, self.drafted) if one.url.split("#")[0] == request.path
        )


PartMaker = Callable[[Drafted, Form | None], Part]
"""Makes the page of a part; without a form its fields hold what is stored."""


def set_title(drafted: Drafted) -> str:
    """Return the title of the set of a draft in the language of the page."""
    return words_of(nodes.get(drafted.head, "title")) or drafted.set_id


def words_of(node: Node | None) -> str:
    """Return a text of a draft in the language of the page, or in the other where that is empty."""
    return nodes.said(node, lang()) or nodes.said(node, "vi") or nodes.said(node, "en")


def shown(part: Part, status: int = 200) -> ResponseReturnValue:
    """Return a page of a draft."""
    return render_template(part.template, page=part, wide=False), status


def saved(
    draft: EditionDraft,
    form: Form,
    make: PartMaker,
    edit: Callable[[Drafted], Drafted],
    *,
    to: str,
    words: str | None = None,
) -> ResponseReturnValue:
    """Save what a form of a draft says, or show the form again with what stands against it."""
    before = drafted_of(draft)
    page = make(before, form)
    if form.errors:
        return shown(page, 422)
    try:
        change(
            db(),
            draft,
            edit,
            by=signed_in().id,
            at=now(),
            parts=page.parts,
            seen=form.get("seen") or None,
        )
    except ChangedMeanwhile:
        page.conflict, page.others = _conflict(draft), tuple(_others(page))
        return shown(page, 409)
    flash(words or gettext("Đã lưu."))
    return redirect(to)


def _conflict(draft: EditionDraft) -> str:
    who = drafts.name_of(db(), draft.changed_by) or gettext("Người khác")
    return gettext("%(who)s đã sửa mục này lúc %(when)s.", who=who, when=moment(draft.changed_at))


def _others(page: Part) -> Iterator[Other]:
    """Yield what is stored of the fields in which the person typed something else."""
    for section in page.sections:
        for one in section.fields:
            names = [f"{one.name}.vi", f"{one.name}.en"] if one.kind.startswith("pair") else [one.name]
            for name in names:
                stored = page.stored.get(name, "")
                if stored != page.form.get(name):
                    label = f"{section.title}: {one.label}" if section.is_row else one.label
                    yield Other(label, stored or gettext("(để trống)"))


def fact_lines(drafted: Drafted) -> tuple[FactLine, ...]:
    """Return the facts that conditions may name."""
    known = drafted.vocabulary.facts or {}
    return tuple(_fact_line(one) for one in known.values() if one is not None)


def _fact_line(kind: FactKind) -> FactLine:
    if kind.type == "boolean":
        examples = [(f"{kind.id} = yes", gettext("Có")), (f"{kind.id} = no", gettext("Không"))]
    elif kind.type == "number":
        examples = [
            (f"{kind.id} >= 100", gettext("từ 100 trở lên")),
            (f"{kind.id} <= 20", gettext("không quá 20")),
        ]
    else:
        examples = [(f"{kind.id} = {id_}", text(label)) for id_, label in kind.options.items()]
    return FactLine(text(kind.title), tuple(examples))


@bp.errorhandler(DraftLocked)
def locked(error: DraftLocked) -> ResponseReturnValue:
    """Say why a draft does not change any more, and what to do instead."""
    draft = error.draft
    return render_template("compose/locked.html", draft=draft, title=set_title(drafted_of(draft))), 409
