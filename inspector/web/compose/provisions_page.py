"""The texts that criteria rest on: those that are known, and one more."""

from flask_babel import gettext

from inspector.criteria import nodes
from inspector.criteria.drafted import Drafted, criteria_of
from inspector.criteria.strict_yaml import MapNode
from inspector.criteria.values import day_of
from inspector.store.tables import EditionDraft
from inspector.web.assess.words import READ
from inspector.web.compose.form import Choice, Field, Form, Section
from inspector.web.compose.page import Part, words_of
from inspector.web.formatting import day


def provisions_part(draft: EditionDraft, drafted: Drafted, form: Form | None) -> Part:
    """Return the page of the provisions."""
    cited = [
        nodes.said(one, "ref")
        for group in drafted.groups
        for criterion in criteria_of(group)
        for one in nodes.items(criterion, "provisions")
    ]
    known = nodes.entries(drafted.provisions, "provisions")
    listed = [
        (
            words_of(nodes.get(one, "title")),
            day(day_of(nodes.said(one, "in_force", "from"))),
            cited.count(id_),
        )
        for id_, one in known.items()
    ]
    return Part(
        draft=draft,
        drafted=drafted,
        parts=(),
        heading=gettext("Căn cứ"),
        lead=gettext("Văn bản mà tiêu chí dẫn tới. Văn bản của Sở chưa có trong danh sách thì thêm ở đây."),
        sections=(
            Section(
                gettext("Thêm văn bản"),
                (
                    Field(
                        "title",
                        "pair",
                        gettext("Tên văn bản"),
                        gettext("Số, ký hiệu và nội dung, ví dụ Quyết định số 123/QĐ-SGDĐT về …"),
                    ),
                    Field("issuer", "pair", gettext("Nơi ban hành"), optional=True),
                    Field("issued", "day", gettext("Ngày ký"), optional=True),
                    Field("in_force.from", "day", gettext("Có hiệu lực từ"), optional=True),
                    Field(
                        "read",
                        "select",
                        gettext("Người soạn đã đọc đến đâu?"),
                        choices=tuple(Choice(value, str(words)) for value, words in READ.items()),
                    ),
                ),
            ),
        ),
        stored={},
        form=form or Form({}),
        template="compose/provisions.html",
        extra={"listed": sorted(listed, key=lambda one: -one[2])},
    )


def provision_node(form: Form) -> MapNode:
    """Return the provision that a form names; what is wrong is noted in it."""
    if not form.get("title.vi"):
        form.refuse("title.vi", gettext("Viết tên văn bản"))
    begins = form.day("in_force.from")
    return nodes.mapping(
        {
            "title": form.two("title"),
            "issuer": form.two_or_none("issuer"),
            "issued": form.day("issued"),
            "in_force": nodes.mapping({"from": begins, "to": nodes.NULL}) if begins else None,
            "read": nodes.words(form.get("read") if form.get("read") in READ else "full"),
        }
    )
