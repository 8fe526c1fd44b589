"""What a step asks for, filled in as a demonstration would: facts, and the papers handed in."""

from datetime import date
from io import BytesIO
from typing import Any

from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.cases.doing import Counter, Doing
from mingjian.district.living.script import Beat
from mingjian.district.living.thread import Thread
from mingjian.papers.draft import Draft
from mingjian.papers.keep import keep
from mingjian.papers.make import make
from mingjian.policy.schema import ListDefinition
from mingjian.policy.schema.procedure import Ask, PaperKind, Step
from mingjian.policy.standing import policies

ARTICLE = "示例条款"
"""No article of a real law is named in a made-up case."""
SIGNED = "示例签章件.txt"


def doing(thread: Thread, beat: Beat, step: Step, actor: Actor) -> Doing:
    """Everything that the step asks for; at the counter with the signed original of it."""
    today = timezone.localdate()
    facts = {
        ask.name: beat.facts.get(ask.name, _fact(ask, thread, today))
        for ask in step.asks
        if ask.required or ask.name in beat.facts
    }
    if step.by != "subject" or actor.subject_id is not None:
        papers = tuple(_paper(kind, thread, actor) for kind in step.papers)
        return Doing(facts, papers, beat.reason)
    first, *rest = step.papers or ("application",)
    came = Counter("representative", _signed(first, thread, actor))
    papers = tuple(_paper(kind, thread, actor) for kind in rest)
    return Doing(facts, papers, beat.reason, counter=came)


def _fact(ask: Ask, thread: Thread, today: date) -> Any:
    match ask.type:
        case "date":
            return today.isoformat()
        case "list":
            return thread.list_id
        case "law":
            return article(thread, today)
        case "choice":
            return next(iter(ask.choices))
    return f"示例：{ask.title.zh}"


def article(thread: Thread, today: date) -> dict[str, str]:
    """The law of the list as the packs have it; the version is that of its first day."""
    known = policies().listing(thread.list_id, today) if thread.list_id else None
    return {
        "law": (known.basis if known else None) or "示例法",
        "article": ARTICLE,
        "text_version": _version(known, today),
    }


def _version(known: ListDefinition | None, today: date) -> str:
    return (known.effective_from if known and known.effective_from else today).isoformat()


def _paper(kind: PaperKind, thread: Thread, actor: Actor) -> int:
    return make(_draft(kind, thread, actor, actor.unit_id)).id


def _signed(kind: PaperKind, thread: Thread, actor: Actor) -> int:
    text = f"示例材料（签章件）：{thread.firm.name}，{kind}"
    return keep(BytesIO(text.encode()), SIGNED, _draft(kind, thread, actor, "")).id


def _draft(kind: PaperKind, thread: Thread, actor: Actor, unit_id: str) -> Draft:
    facts = {"name": thread.firm.name, "facts": "示例材料"}
    return Draft(kind, "示例材料", actor.id, unit_id, thread.firm.subject_id, facts)
