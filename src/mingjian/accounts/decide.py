"""Whether an actor may do something and by which rule; also for an actor one only supposes."""

from collections.abc import Iterator
from dataclasses import dataclass

from mingjian.accounts.actor import Actor, Held
from mingjian.accounts.rights import RIGHTS, UNSCOPED
from mingjian.accounts.roles import roles
from mingjian.accounts.scopes import SCOPE_NAMES, Scope
from mingjian.accounts.units import with_sub_units
from mingjian.kernel.problem import Language, NotAllowed


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed or not; `rule` is the stable name of the rule that decided."""

    allowed: bool
    rule: str
    zh: str
    en: str

    def sentence(self, language: Language = "zh") -> str:
        """The reason in one of the two languages."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Touched:
    """Whose data are touched: of a unit, of an actor's doing, about an organisation."""

    unit_id: str | None = None
    owner: str | None = None
    subject_id: int | None = None


class UnderRule(NotAllowed):
    """A rule of rights refused; the facts carry its name and its reason in both languages."""

    code = "accounts.refused_by_rule"
    zh = "不允许此操作：{reason_zh}（规则 {rule}）。"
    en = "This is not allowed: {reason_en} (rule {rule})."


def decide(  # noqa: PLR0913 - what may be touched: each is one of the ways a right is limited
    actor: Actor,
    right: str,
    *,
    unit_id: str | None = None,
    owner: str | None = None,
    item: str | None = None,
    subject_id: int | None = None,
) -> Decision:
    """Say whether `actor` may use `right`, and by which rule.

    `unit_id` is the unit whose data are touched, `owner` the actor id whose doing they are, `item`
    the catalogue item, `subject_id` the organisation that they are about. Without unit, owner and
    subject the question is whether the right is held at all.
    """
    if actor.is_system:
        return _decided(True, f"system.{right}", "平台自动处理", "the platform acts by itself")
    held = tuple(grants_with(actor, right))
    if not held:
        return _nothing_gives(right)
    fitting = [(h, s) for h, s in held if item is None or h.items is None or item in h.items]
    if not fitting:
        return _other_items(right, str(item))
    for grant, scope in fitting:
        if _covers(actor, grant, scope, Touched(unit_id, owner, subject_id)):
            return _allowed_by(grant.role, right, scope)
    return _out_of_scope(fitting, right)


def require(  # noqa: PLR0913 - as decide
    actor: Actor,
    right: str,
    *,
    unit_id: str | None = None,
    owner: str | None = None,
    item: str | None = None,
    subject_id: int | None = None,
) -> Decision:
    """As `decide`, for callers that go on only when it is allowed.

    Raises:
        UnderRule: (403) with the rule that refused.
    """
    decision = decide(actor, right, unit_id=unit_id, owner=owner, item=item, subject_id=subject_id)
    if not decision.allowed:
        raise UnderRule(rule=decision.rule, reason_zh=decision.zh, reason_en=decision.en)
    return decision


def grants_with(actor: Actor, right: str) -> Iterator[tuple[Held, Scope]]:
    """The actor's grants that give the right, each with the scope it reaches."""
    known = roles()
    for grant in actor.grants:
        role = known.get(grant.role)
        if role is not None and right in role.rights:
            default = role.rights[right]
            yield grant, default if right in UNSCOPED else grant.scope or default


def units_of(actor: Actor, grant: Held, scope: Scope) -> frozenset[str]:
    """The units a scope reaches; none for `self`, and `all` is not asked here."""
    if scope is Scope.CUSTOM:
        return grant.custom_units
    if scope is Scope.OWN_UNIT:
        return frozenset({actor.unit_id})
    return with_sub_units(actor.unit_id) if scope is Scope.WITH_SUB_UNITS else frozenset()


def _covers(actor: Actor, grant: Held, scope: Scope, touched: Touched) -> bool:
    if scope is Scope.ALL or touched == Touched():
        return True
    if scope is Scope.SELF:
        return _is_own(actor, touched)
    return touched.unit_id is not None and touched.unit_id in units_of(actor, grant, scope)


def _is_own(actor: Actor, touched: Touched) -> bool:
    """His own doing, or about the organisation that he acts for."""
    about = touched.subject_id is not None and touched.subject_id == actor.subject_id
    return about or touched.owner == actor.id


def _decided(allowed: bool, rule: str, zh: str, en: str) -> Decision:  # noqa: FBT001 - one word
    return Decision(allowed, rule, zh, en)


def _nothing_gives(right: str) -> Decision:
    text = RIGHTS.get(right)
    if text is None:
        return _decided(False, f"no_such_right.{right}", "没有这项权限", "there is no such right")
    zh = f"所任角色均不含“{text.zh}”权限"
    return _decided(False, f"no_role.{right}", zh, f"no role held gives the right to {text.en}")


def _other_items(right: str, item: str) -> Decision:
    zh, en = f"授权不包括数据清单项目“{item}”", f"the right does not include the item {item}"
    return _decided(False, f"other_items.{right}", zh, en)


def _allowed_by(role_id: str, right: str, scope: Scope) -> Decision:
    role, named, reach = roles()[role_id].name, RIGHTS[right], SCOPE_NAMES[scope]
    zh = f"角色“{role.zh}”可以{named.zh}，数据范围：{reach.zh}"
    en = f"the role {role.en} may {named.en}; it reaches {reach.en}"
    return _decided(True, f"{role_id}.{right}.{scope}", zh, en)


def _out_of_scope(held: list[tuple[Held, Scope]], right: str) -> Decision:
    grant, scope = held[0]
    named, reach = RIGHTS[right], SCOPE_NAMES[scope]
    zh = f"“{named.zh}”权限的数据范围仅为{reach.zh}，不包括此数据"
    en = f"the right to {named.en} reaches {reach.en} only, not these data"
    return _decided(False, f"out_of_scope.{grant.role}.{right}.{scope}", zh, en)
