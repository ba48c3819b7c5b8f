"""Pages of a list whose length nobody counted: so far, and whether there is more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

MOST = 100_000


@dataclass(frozen=True, slots=True)
class PageLink:
    number: int
    url: str
    current: bool
    ellipsis: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """As the macro `pagination` draws it; nothing to draw where there is one page only."""

    items: tuple[PageLink, ...]
    previous_url: str | None
    next_url: str | None

    @property
    def is_needed(self) -> bool:
        return bool(self.previous_url or self.next_url)

    @staticmethod
    def number_in(args: Mapping[str, str]) -> int:
        """Return the number of the page that an address asks for; 1 for anything else."""
        wanted = args.get("page", "")
        return min(max(int(wanted), 1), MOST) if wanted.isascii() and wanted.isdigit() else 1


def paging(page: int, has_more: bool, endpoint: str, **values: Any) -> Paging:
    """Return the links of page `page` (from 1): the first, those around it, the next."""

    def link(number: int) -> str:
        return url_for(endpoint, **values, page=number if number > 1 else None)

    shown = sorted({1, *range(max(1, page - 2), page + (2 if has_more else 1))})
    items: list[PageLink] = []
    for number in shown:
        if items and number - items[-1].number > 1:
            items.append(PageLink(0, "", False, ellipsis=True))
        items.append(PageLink(number, link(number), number == page))
    return Paging(
        tuple(items),
        link(page - 1) if page > 1 else None,
        link(page + 1) if has_more else None,
    )
