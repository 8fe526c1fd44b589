"""The rules over several cells of one row: the closed set of checks of the policy pack."""

from functools import reduce, singledispatch
from operator import and_, or_

import ibis
import ibis.expr.types as ir

from mingjian.intake.validation import numbers
from mingjian.intake.validation.rule import Cells, Rule
from mingjian.policy.schema import (
    AnyOf,
    Check,
    ClassFitsCode,
    Forbidden,
    NotBefore,
    NotFuture,
    Ordered,
    PlausibleAmount,
    RequiredWhen,
    Text,
    When,
)


def row_rules(cells: Cells) -> list[Rule]:
    """One rule for each row check of the item."""
    return [rule_of(check, cells) for check in cells.item.row_checks]


@singledispatch
def rule_of(check: Check, cells: Cells) -> Rule:
    """The rule of one check; each kind of check registers its own."""
    raise TypeError(f"no rule for the check {check!r} over {cells!r}")


@rule_of.register
def _required_when(check: RequiredWhen, cells: Cells) -> Rule:
    when = _holds(check.when, cells) & ~cells.filled(check.field)
    title = cells.title(check.when.field)
    given = "、".join(check.when.among or check.when.contains)
    detail = Text(zh=f"{title.zh}：{given}", en=f"{title.en}: {given}")
    return Rule("102", check.field, check.severity, when, detail)


@rule_of.register
def _any_of(check: AnyOf, cells: Cells) -> Rule:
    empty = reduce(and_, (~cells.filled(field) for field in check.fields))
    titles = [cells.title(field) for field in check.fields]
    detail = Text(zh="、".join(t.zh for t in titles), en=", ".join(t.en for t in titles))
    return Rule("103", check.fields[0], check.severity, empty, detail)


@rule_of.register
def _ordered(check: Ordered, cells: Cells) -> Rule:
    late = cells.day(check.first) > cells.day(check.then)
    return Rule("173", check.first, check.severity, late, cells.title(check.then))


@rule_of.register
def _not_future(check: NotFuture, cells: Cells) -> Rule:
    return Rule("172", check.field, check.severity, cells.day(check.field) > cells.today())


@rule_of.register
def _not_before(check: NotBefore, cells: Cells) -> Rule:
    early = cells.day(check.field) < ibis.literal(check.day)
    return Rule("174", check.field, check.severity, early, _said(check.day.isoformat()))


@rule_of.register
def _class_fits_code(check: ClassFitsCode, cells: Cells) -> Rule:
    given, expected = cells.kept[check.class_field], _expected(check, cells)
    # 其他-xx is the class 其他; a completed class fits when its stem does.
    fits = (given == expected) | given.startswith(expected + "-")
    return Rule("151", check.class_field, check.severity, ~fits, expected)


@rule_of.register
def _forbidden(check: Forbidden, cells: Cells) -> Rule:
    number = "222" if check.code == "Q14" else "221"
    kept = cells.kept[check.field]
    whole = [kept.isin(check.values)] if check.values else []
    when = reduce(or_, [*whole, *(kept.contains(part) for part in check.contains)])
    return Rule(number, check.field, check.severity, when, check.why)


@rule_of.register
def _plausible_amount(check: PlausibleAmount, cells: Cells) -> Rule:
    large = numbers.exact(cells.raw(check.field)) > numbers.bound(check.above)
    return Rule("195", check.field, check.severity, large, _said(str(check.above)))


def _expected(check: ClassFitsCode, cells: Cells) -> ir.StringValue:
    code = cells.kept[check.code_field]
    longest_first = sorted(check.mapping, key=len, reverse=True)
    pairs = [(code.startswith(prefix), check.mapping[prefix]) for prefix in longest_first]
    otherwise = ibis.null("string") if check.otherwise is None else ibis.literal(check.otherwise)
    return ibis.cases(*pairs, (code.notnull(), otherwise))


def _holds(when: When, cells: Cells) -> ir.BooleanValue:
    kept = cells.kept[when.field]
    if when.among:
        return kept.isin(when.among)
    return reduce(or_, (kept.contains(part) for part in when.contains))


def _said(text: str) -> Text:
    return Text.model_construct(zh=text, en=text)
