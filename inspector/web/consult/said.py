"""What an edition and an item say, as texts under headings that can be held against each other."""

from flask_babel import gettext

from inspector.criteria.model import Edition
from inspector.web.assess.sheet import numbered
from inspector.web.assess.words import provenance_label
from inspector.web.consult.clauses import Clause, scales_of
from inspector.web.consult.conditions import condition_words
from inspector.web.consult.numbers import exact
from inspector.web.consult.rule_parts import gate_lines, scale_words
from inspector.web.consult.rule_words import rule_words
from inspector.web.formatting import text


def said_of_edition(edition: Edition) -> dict[str, str]:
    """Return what an edition says as a whole; empty where it says nothing under a heading."""
    law = {ref for one in edition.criteria.values() for ref in (cite.ref for cite in one.provisions)}
    concerns = edition.concerns
    said = {
        gettext("Cách xếp loại"): rule_words(edition),
        gettext("Điều kiện loại"): [
            " ".join(filter(None, (f"{one.id}.", one.text, one.when, one.consequence)))
            for one in gate_lines(edition)
        ],
        gettext("Thang trả lời"): [scale_words(one) for one in scales_of(edition)],
        gettext("Chỉ dành cho"): [condition_words(concerns, edition.facts)] if concerns else (),
        gettext("Các nhóm"): [
            f"{numbered(one.id, text(one.title))} (× {exact(one.weight)})" for one in edition.groups
        ],
        gettext("Nguồn gốc"): [provenance_label(edition.provenance)],
        gettext("Nói rõ về nguồn gốc"): [text(edition.provenance.note)],
        gettext("Văn bản căn cứ"): sorted(text(edition.provisions[ref].title) for ref in law),
    }
    return {label: "\n".join(lines) for label, lines in said.items()}


def said_of_item(clause: Clause) -> dict[str, str]:
    """Return what is said of a criterion and its indicators."""
    said = {
        gettext("Số trong văn bản"): clause.number if clause.number != clause.id else "",
        gettext("Nội dung"): clause.text,
        gettext("Bắt buộc"): clause.mark,
        **_details(clause),
    }
    law = [", ".join(filter(None, (one.title, one.at))) for one in clause.law]
    basis = gettext("Căn cứ")
    said[basis] = "\n".join(filter(None, (said.get(basis), *law)))
    for part in clause.parts:
        said[part.id] = part.text
        said |= {f"{part.id} – {label}": words for label, words in _details(part).items()}
    return said


def _details(clause: Clause) -> dict[str, str]:
    level = {gettext("Mức"): clause.level} if clause.level else {}
    return level | {one.label: "\n".join(one.lines) for one in clause.details}
