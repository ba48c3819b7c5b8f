"""An edition as a whole: where it comes from, how it concludes, and everything that it asks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext

from inspector.criteria.in_force import in_force, published
from inspector.criteria.model import CriteriaSet, Edition, Group, PointsRule, Provision, Status
from inspector.web.addresses import LAW, compare_url, edition_url, permanent_url, set_url, workbook_url
from inspector.web.assess.sheet import numbered
from inspector.web.assess.words import READ, provenance_label
from inspector.web.consult.clauses import Clause, clause_of, gathered, scales_of
from inspector.web.consult.conditions import condition_words
from inspector.web.consult.editions import is_kept_only
from inspector.web.consult.numbers import exact
from inspector.web.consult.rule_parts import GateLine, gate_lines, scale_words
from inspector.web.consult.rule_words import rule_words
from inspector.web.consult.standing import Tag, counts_words, edition_tag, edition_words, span_words
from inspector.web.formatting import day, text


@dataclass(frozen=True, slots=True)
class Notice:
    text: str
    kind: str
    url: str | None = None
    link_text: str | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A group of an edition; `clauses` are its criteria."""

    id: str
    title: str
    count: str
    weight: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class LawText:
    """A text that the edition rests on; `anchor` is its place on the page."""

    anchor: str
    title: str
    note: str
    read: str
    read_label: str


@dataclass(frozen=True, slots=True)
class EditionPage:
    """`folded_url` and `open_url`: the same page with its explanations folded, and with all of them open."""

    title: str
    set_title: str
    set_url: str
    edition_label: str
    folded_url: str
    open_url: str
    workbook_url: str
    span: str
    counts: str
    tag: Tag
    notice: Notice | None
    provenance: str
    note: str
    concerns: str
    facts: str
    rule: tuple[str, ...]
    gates: tuple[GateLine, ...]
    scales: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    law: tuple[LawText, ...]
    compare: tuple[tuple[str, str], ...]
    digest: str
    permanent_url: str


def edition_page(edition: Edition, of_set: CriteriaSet, today: date) -> EditionPage:
    """Return an edition of a set as it is read today."""
    facts = [text(kind.title) for kind in edition.facts.values() if kind.id in edition.facts_needed]
    scales = scales_of(edition)
    return EditionPage(
        title=f"{text(of_set.title)} ({edition_words(edition)})",
        set_title=text(of_set.title),
        set_url=set_url(of_set.id),
        edition_label=edition_words(edition),
        folded_url=edition_url(edition),
        open_url=edition_url(edition, is_open=True),
        workbook_url=workbook_url(edition),
        span=gettext("Hiệu lực %(span)s", span=span_words(edition, of_set)),
        counts=counts_words(edition),
        tag=edition_tag(edition, of_set, today),
        notice=_notice(edition, of_set, today),
        provenance=provenance_label(edition.provenance),
        note=text(edition.provenance.note),
        concerns=condition_words(edition.concerns, edition.facts) if edition.concerns else "",
        facts=", ".join(facts),
        rule=rule_words(edition),
        gates=gate_lines(edition),
        scales=tuple(scale_words(one) for one in scales),
        chapters=tuple(_chapter(edition, one, several_scales=len(scales) > 1) for one in edition.groups),
        law=tuple(_law(edition)),
        compare=tuple(_compare(edition, of_set)),
        digest=edition.digest,
        permanent_url=permanent_url(edition),
    )


def _notice(edition: Edition, of_set: CriteriaSet, today: date) -> Notice | None:
    """Say why an edition is not the one to use today; None where it is."""
    there = in_force(of_set, today).edition
    if there is edition:
        return None
    url, link_text = (edition_url(there), gettext("Đọc bản đang có hiệu lực")) if there else (None, None)
    if is_kept_only(edition, of_set):
        words = gettext(
            "Nội dung này được giữ lại vì đã có phiếu dùng nó; nay không còn trong các bản của bộ."
        )
        return Notice(words, "warning", url, link_text)
    if edition.status is Status.DRAFT:
        words = gettext("Đây là bản nháp, chưa ban hành: nội dung còn có thể thay đổi.")
        return Notice(words, "warning", url, link_text)
    if edition.in_force_from > today:
        words = gettext("Bản này có hiệu lực từ %(day)s.", day=day(edition.in_force_from))
        return Notice(words, "info", url, link_text)
    return Notice(gettext("Bản này đã hết hiệu lực."), "info", url, link_text)


def _compare(edition: Edition, of_set: CriteriaSet) -> Iterator[tuple[str, str]]:
    """Yield what a reader may hold the edition against: the published ones before and after it."""
    others = [one for one in published(of_set.editions) if one.in_force_from != edition.in_force_from]
    before = [one for one in others if one.in_force_from < edition.in_force_from]
    after = [one for one in others if one.in_force_from > edition.in_force_from]
    if is_kept_only(edition, of_set):
        return
    for old in before[-1:]:
        yield gettext("Thay đổi so với %(edition)s", edition=edition_words(old)), compare_url(edition, old)
    for new in after[:1]:
        yield gettext("Thay đổi ở %(edition)s", edition=edition_words(new)), compare_url(new, edition)


def _chapter(edition: Edition, group: Group, *, several_scales: bool) -> Chapter:
    rule = edition.rule
    weight = exact(group.weight) if isinstance(rule, PointsRule) and rule.weighted_groups else ""
    clauses = (clause_of(edition, one, several_scales=several_scales) for one in group.criteria)
    return Chapter(
        id=group.id,
        title=numbered(group.id, text(group.title)),
        count=ngettext("%(num)d tiêu chí", "%(num)d tiêu chí", len(group.criteria)),
        weight=gettext("trọng số %(weight)s", weight=weight) if weight else "",
        clauses=tuple(gathered(one) for one in clauses),
    )


def _law(edition: Edition) -> Iterator[LawText]:
    cited = Counter(
        ref for one in edition.criteria.values() for ref in dict.fromkeys(cite.ref for cite in one.provisions)
    )
    for ref, number in cited.items():
        provision = edition.provisions[ref]
        yield LawText(
            f"{LAW}{ref}",
            text(provision.title),
            " · ".join((*_known_of(provision), _cited_words(number))),
            provision.read,
            str(READ[provision.read]),
        )


def _known_of(provision: Provision) -> Iterator[str]:
    if provision.issuer:
        yield text(provision.issuer)
    if provision.issued:
        yield gettext("ban hành %(day)s", day=day(provision.issued))
    if provision.in_force_from and provision.in_force_to:
        yield gettext(
            "hiệu lực %(first)s – %(last)s",
            first=day(provision.in_force_from),
            last=day(provision.in_force_to),
        )
    elif provision.in_force_from:
        yield gettext("hiệu lực từ %(first)s", first=day(provision.in_force_from))
    elif provision.in_force_to:
        yield gettext("hiệu lực đến %(last)s", last=day(provision.in_force_to))
    if provision.checked:
        yield gettext("tra cứu ngày %(day)s", day=day(provision.checked))


def _cited_words(number: int) -> str:
    return ngettext("căn cứ của %(num)d tiêu chí", "căn cứ của %(num)d tiêu chí", number)
