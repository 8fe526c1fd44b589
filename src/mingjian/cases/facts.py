"""The facts a step asks for: all there, each of its form."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from mingjian.cases.problems import UnfitFact
from mingjian.kernel.problem import NotFound
from mingjian.policy.schema.procedure import Ask, AskType, Step
from mingjian.policy.standing import policies

_LAW: Final = ("law", "article")


def fitted(step: Step, given: Mapping[str, object], today: date) -> dict[str, Any]:
    """What was given, checked against what `step` asks for; values of JSON.

    Raises:
        UnfitFact: something is missing, of another form, or was not asked for.
    """
    asked = {ask.name: ask for ask in step.asks}
    for name in given.keys() - asked.keys():
        raise UnfitFact(place=name, title=name, title_en=name, why="不需要", why_en="not asked for")
    found = {name: _one(ask, given.get(name), today) for name, ask in asked.items()}
    return {name: value for name, value in found.items() if value is not None}


def _one(ask: Ask, value: object, today: date) -> object:
    if value is None or value == "":
        if ask.required:
            raise _unfit(ask, "必填", "is missing")
        return None
    return _FORMS[ask.type](ask, value, today)


def _text(ask: Ask, value: object, _: date) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _unfit(ask, "须为文字", "must be text")
    return value.strip()


def _date(ask: Ask, value: object, _: date) -> str:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise _unfit(ask, "须为日期，如 2026-11-24", "must be a date like 2026-11-24") from error
    return day.isoformat()


def _integer(ask: Ask, value: object, _: date) -> int:
    try:
        return int(str(value))
    except ValueError as error:
        raise _unfit(ask, "须为整数", "must be a whole number") from error


def _choice(ask: Ask, value: object, _: date) -> str:
    if not isinstance(value, str) or value not in ask.choices:
        raise _unfit(ask, "须为所列选项之一", "must be one of the choices")
    return value


def _list(ask: Ask, value: object, today: date) -> str:
    try:
        return policies().listing(str(value), today).id
    except NotFound as error:
        raise _unfit(ask, "没有这个名单", "there is no such list") from error


def _law(ask: Ask, value: object, _: date) -> dict[str, str]:
    """An article is a law, its article, and the version of the text that was read."""
    if not isinstance(value, Mapping):
        raise _unfit(ask, "须写明法律、条款", "must name the law and the article")
    found = {name: str(value.get(name) or "").strip() for name in (*_LAW, "text_version")}
    if not all(found[name] for name in _LAW):
        raise _unfit(ask, "须写明法律、条款", "must name the law and the article")
    return found


def _unfit(ask: Ask, why: str, why_en: str) -> UnfitFact:
    title = ask.title
    return UnfitFact(place=ask.name, title=title.zh, title_en=title.en, why=why, why_en=why_en)


_FORMS: Final[dict[AskType, Callable[[Ask, object, date], object]]] = {
    "text": _text,
    "date": _date,
    "integer": _integer,
    "choice": _choice,
    "list": _list,
    "law": _law,
}
