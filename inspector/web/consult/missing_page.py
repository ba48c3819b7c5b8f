"""What there is where an address names what is not there."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from inspector.criteria.model import CriteriaSet, Edition
from inspector.text import sort_key
from inspector.web.addresses import edition_url, set_url
from inspector.web.application import application
from inspector.web.consult.standing import edition_title, span_words
from inspector.web.formatting import text


@dataclass(frozen=True, slots=True)
class Way:
    text: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MissingPage:
    title: str
    remedy: str
    ways: tuple[Way, ...]
    up: Way


def not_for_excel(edition: Edition) -> MissingPage:
    """Return what to say of an edition that no workbook can hold."""
    page = Way(edition_title(edition), edition_url(edition))
    return MissingPage(
        gettext("Không ghi được bản này thành tệp Excel"),
        gettext("Một đoạn chữ của bản này dài hơn mức một ô Excel chứa được. Hãy đọc trên trang, hoặc in."),
        (page,),
        page,
    )


def missing_page(of_set: CriteriaSet | None) -> MissingPage:
    """Return what to say of an unknown set (None), or of an edition that a set does not have."""
    catalogue = Way(gettext("Tất cả bộ tiêu chí"), url_for("consult.index"))
    if of_set is not None:
        return MissingPage(
            gettext("Không có phiên bản này"),
            gettext("Bộ “%(title)s” có các phiên bản sau.", title=text(of_set.title)),
            tuple(
                Way(edition_title(one), edition_url(one), span_words(one, of_set))
                for one in reversed(of_set.editions)
            ),
            Way(text(of_set.title), set_url(of_set.id)),
        )
    sets = application().editions.catalogue.sets.values()
    ways = [Way(text(one.title), set_url(one.id)) for one in sets]
    return MissingPage(
        gettext("Không có bộ tiêu chí này"),
        gettext("Địa chỉ có thể đã gõ sai. Các bộ tiêu chí hiện có:"),
        tuple(sorted(ways, key=lambda one: sort_key(one.text))),
        catalogue,
    )
