"""The one tree of errors: a stable code, an HTTP status, a sentence and a way out in two languages.

The API answers `Problem.document()` (RFC 9457), the screens show `sentence()` and `way_out()`.
A room's own problems live in its `problems.py` and derive from `Problem` or a general one here.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from math import isfinite
from typing import Any, ClassVar, Literal

Language = Literal["zh", "en"]

_TEXTS = ("zh", "en", "zh_way", "en_way")
_by_code: dict[str, type["Problem"]] = {}


class _Gap:
    """Stands for a fact nobody gave, so that telling a problem never raises a second one."""

    def __format__(self, spec: str) -> str:
        return "…"


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> object:
        return _Gap()


class Problem(Exception):  # noqa: N818 - the glossary says problem, after RFC 9457
    """What went wrong, where, and what a person can do now.

    Subclasses set `code` and the four texts, which are `str.format` templates over the facts; texts
    and status may be inherited, the code never. A base that is never raised says `abstract=True`.
    """

    code: ClassVar[str]
    status: ClassVar[int] = 500
    zh: ClassVar[str]
    en: ClassVar[str]
    zh_way: ClassVar[str]
    en_way: ClassVar[str]

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if not abstract:
            _register(cls)

    def __init__(self, /, *, place: str | None = None, **facts: object) -> None:
        # No positional arguments: an exception is pickled as cls(*args) plus its __dict__.
        super().__init__()
        self.place = place
        self.facts: Mapping[str, object] = facts

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence('en')}"

    def sentence(self, language: Language = "zh") -> str:
        """What went wrong, in one sentence."""
        return self._tell(self.zh if language == "zh" else self.en)

    def way_out(self, language: Language = "zh") -> str:
        """What the reader can do now."""
        return self._tell(self.zh_way if language == "zh" else self.en_way)

    def document(self, language: Language = "zh") -> dict[str, object]:
        """The problem document of RFC 9457; every value is safe for JSON."""
        return {
            "type": f"urn:mingjian:problem:{self.code}",
            "title": self.sentence(language),
            "status": self.status,
            "detail": self.way_out(language),
            "code": self.code,
            "place": self.place,
            "facts": _plain(self.facts),
        }

    def _tell(self, template: str) -> str:
        return template.format_map(_Facts(self.facts))


def again(document: Mapping[str, Any]) -> "Problem | None":
    """The problem of a document that was kept; None when its code left the house."""
    kind = _by_code.get(str(document["code"]))
    if kind is None:
        return None
    return kind(place=document.get("place"), **document.get("facts", {}))


def catalogue() -> tuple[type[Problem], ...]:
    """Every problem known so far, sorted by code: for the handbook and the API's documentation."""
    return tuple(_by_code[code] for code in sorted(_by_code))


def _register(cls: type[Problem]) -> None:
    code = cls.__dict__.get("code")
    if not isinstance(code, str) or not code:
        raise TypeError(f"{cls.__qualname__} needs a code of its own, or abstract=True")
    lacking = [name for name in _TEXTS if not getattr(cls, name, "")]
    if lacking:
        raise TypeError(f"{cls.__qualname__} lacks {', '.join(lacking)}")
    if code in _by_code:
        raise TypeError(f"{cls.__qualname__} repeats the code {code} of {_by_code[code]}")
    _by_code[code] = cls


def _plain(value: object) -> object:
    """`value` in the types JSON has; days in ISO 8601, sets in order, the rest as text."""
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((_plain(item) for item in value), key=str)
    return _plain_scalar(value)


def _plain_scalar(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float) and isfinite(value):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


class InvalidInput(Problem):
    """What was sent cannot be read as what was asked for."""

    code = "invalid_input"
    status = 422
    zh = "输入无效：{reason}。"
    en = "The input is not valid: {reason}."
    zh_way = "请按提示更正后重新提交。"
    en_way = "Correct it as described and send it again."


class SignInFirst(Problem):
    """Nobody is signed in, or the key is not known."""

    code = "sign_in_first"
    status = 401
    zh = "尚未登录，或凭据无效。"
    en = "You are not signed in, or the credentials are not valid."
    zh_way = "请登录后重试；接口调用请检查密钥。"
    en_way = "Sign in and try again; for the API, check the key."


class NotAllowed(Problem):
    """A rule refused; the fact `rule` names it (law 11 of the house)."""

    code = "not_allowed"
    status = 403
    zh = "不允许此操作，依据规则：{rule}。"
    en = "This is not allowed by the rule: {rule}."
    zh_way = "如确需办理，请联系本单位管理员或区信用办申请权限。"
    en_way = "If you need it, ask your unit's administrator or the credit office for the right."


class NotFound(Problem):
    """The thing asked for does not exist here; the fact `what` names it."""

    code = "not_found"
    status = 404
    zh = "未找到：{what}。"
    en = "Not found: {what}."
    zh_way = "请核对编号或代码后重试。"
    en_way = "Check the number or code and try again."


class Conflict(Problem):
    """Somebody or something else got there first; the fact `reason` says what."""

    code = "conflict"
    status = 409
    zh = "与现有状态冲突：{reason}。"
    en = "This conflicts with the present state: {reason}."
    zh_way = "请刷新查看最新状态，再决定是否重试。"
    en_way = "Reload to see the present state, then decide whether to try again."


class TooLarge(Problem):
    """More than is accepted at once; the fact `limit` says how much is."""

    code = "too_large"
    status = 413
    zh = "内容过大，上限为 {limit}。"
    en = "This is too large; the limit is {limit}."
    zh_way = "请拆分后分批提交。"
    en_way = "Split it and send the parts."


class Unavailable(Problem):
    """Something this answer depends on does not work now; the fact `what` names it."""

    code = "unavailable"
    status = 503
    zh = "服务暂不可用：{what}。"
    en = "The service is not available now: {what}."
    zh_way = "请稍后重试；持续出现请联系平台运维。"
    en_way = "Try again later; if it stays, call the platform's operators."
