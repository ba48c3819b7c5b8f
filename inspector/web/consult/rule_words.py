"""How an edition concludes, in sentences."""

from collections.abc import Iterator

from flask_babel import gettext

from inspector.criteria.model import (
    CountRule,
    Edition,
    LevelNeed,
    LevelsRule,
    Need,
    OutcomeId,
    PointsRule,
)
from inspector.web.assess.outcomes import outcome_label
from inspector.web.consult.conditions import condition_words
from inspector.web.consult.numbers import exact
from inspector.web.formatting import number, text


def rule_words(edition: Edition) -> tuple[str, ...]:
    """Return the rule of an edition, sentence by sentence; its gates are apart."""
    rule = edition.rule
    if isinstance(rule, PointsRule):
        return tuple(_points(edition, rule))
    if isinstance(rule, CountRule):
        return tuple(_count(edition, rule))
    if isinstance(rule, LevelsRule):
        return tuple(_levels(edition, rule))
    return (gettext("Bộ này không đưa ra kết luận, chỉ đếm số mục đạt."), _blanks())


def _blanks() -> str:
    return gettext(
        "Mục không áp dụng được bỏ ra. Mục để trống không tính là đạt: "
        "còn mục trống thì kết quả là một khoảng."
    )


def _mandatory(edition: Edition, cap: OutcomeId) -> str:
    return gettext(
        "Còn tiêu chí bắt buộc chưa đạt thì kết quả cao nhất là “%(outcome)s”.",
        outcome=outcome_label(edition, cap),
    )


def _points(edition: Edition, rule: PointsRule) -> Iterator[str]:
    yield gettext(
        "Kết quả là một tỷ lệ: số điểm đạt được trên số điểm tối đa của các mục áp dụng, "
        "mỗi mục nhân với trọng số của nó."
    )
    if rule.weighted_groups:
        weights = "; ".join(f"{group.id} × {exact(group.weight)}" for group in edition.groups)
        yield gettext(
            "Tính riêng từng nhóm rồi lấy trung bình theo trọng số của nhóm (%(weights)s); "
            "nhóm không có mục nào áp dụng được bỏ ra.",
            weights=weights,
        )
    yield from _bands(rule)
    for band in reversed(rule.bands):
        if band.id in rule.group_floor:
            floor = number(rule.group_floor[band.id])
            yield gettext(
                "“%(outcome)s” còn đòi hỏi mọi nhóm đạt ít nhất %(floor)s %%.",
                outcome=text(band.label),
                floor=floor,
            )
    if rule.mandatory_unmet is not None:
        yield _mandatory(edition, rule.mandatory_unmet)
    yield gettext("Tỷ lệ lấy một chữ số thập phân, làm tròn nửa lên, rồi mới so với ngưỡng.")
    yield _blanks()


def _bands(rule: PointsRule) -> Iterator[str]:
    above = None
    for band in reversed(rule.bands):
        outcome, low = text(band.label), number(band.from_)
        if above is None:
            yield gettext("“%(outcome)s”: từ %(low)s %% trở lên.", outcome=outcome, low=low)
        elif band is rule.bands[0]:
            yield gettext("“%(outcome)s”: dưới %(high)s %%.", outcome=outcome, high=above)
        else:
            yield gettext(
                "“%(outcome)s”: từ %(low)s %% đến dưới %(high)s %%.", outcome=outcome, low=low, high=above
            )
        above = low


def _count(edition: Edition, rule: CountRule) -> Iterator[str]:
    yield gettext("Đếm số tiêu chí đạt. Một tiêu chí đạt khi mọi chỉ báo áp dụng của nó đạt.")
    has_number = False
    for variant in rule.variants:
        for outcome in (one for one in reversed(rule.outcomes) if one.id in variant.reach):
            need = variant.reach[outcome.id]
            has_number = has_number or need.share is None
            words = _need_words(text(outcome.label), need)
            if variant.when is None:
                yield words
            else:
                when = condition_words(variant.when, edition.facts)
                yield gettext("Với %(when)s – %(need)s", when=when, need=words)
    yield gettext("Còn lại: “%(outcome)s”.", outcome=text(rule.outcomes[0].label))
    if has_number and rule.not_applicable == "scale":
        yield gettext("Có tiêu chí không áp dụng thì số cần đạt giảm theo cùng tỷ lệ, làm tròn lên.")
    elif has_number:
        yield gettext("Có tiêu chí không áp dụng thì số cần đạt vẫn giữ nguyên.")
    yield _mandatory(edition, rule.mandatory_unmet)
    yield _blanks()


def _need_words(outcome: str, need: Need) -> str:
    if need.share is not None:
        return gettext(
            "“%(outcome)s”: ít nhất %(share)s %% số tiêu chí áp dụng, làm tròn lên.",
            outcome=outcome,
            share=exact(need.share * 100),
        )
    return gettext(
        "“%(outcome)s”: ít nhất %(need)s trong %(of)s tiêu chí.",
        outcome=outcome,
        need=need.at_least,
        of=need.of,
    )


def _levels(edition: Edition, rule: LevelsRule) -> Iterator[str]:
    yield gettext("Một tiêu chí đạt một mức khi mọi chỉ báo áp dụng của mức đó và các mức dưới đều đạt.")
    for need in rule.reach:
        yield _level_words(edition, need)
    yield gettext(
        "Kết quả là mức cao nhất mà chính mức đó và mọi mức dưới đều đạt; "
        "chưa đến mức nào thì là “%(below)s”.",
        below=text(rule.below),
    )
    for level, title in rule.recognitions.items():
        yield gettext(
            "Từ “%(level)s”: %(title)s.", level=outcome_label(edition, level), title=text(title).rstrip(".")
        )
    yield _blanks()


def _level_words(edition: Edition, need: LevelNeed) -> str:
    level = outcome_label(edition, need.level)
    if need.all:
        return gettext("“%(level)s”: mọi tiêu chí đạt “%(level)s” trở lên.", level=level)
    words = gettext(
        "“%(level)s”: mọi tiêu chí bắt buộc và ít nhất %(others)s tiêu chí khác đạt “%(level)s” trở lên",
        level=level,
        others=need.others_at_least,
    )
    if need.rest_at_least:
        rest = outcome_label(edition, need.rest_at_least)
        return gettext("%(words)s; không tiêu chí nào dưới “%(rest)s”.", words=words, rest=rest)
    return f"{words}."
