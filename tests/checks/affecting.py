"""Effects of made-up subjects for the tests of checks: entries, adverse information, measures."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from checks.filing import question, sealer_runs
from effects import world
from mingjian.accounts.actor import Actor, Held
from mingjian.checks.answer import Answer
from mingjian.checks.ask import ask
from mingjian.effects.enter import enter
from mingjian.effects.sync import sync
from mingjian.policy.keep import keep
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import Pack
from mingjian.policy.standing import policies, use
from registry.register import code

CLERK = Actor("user:1", "示例窗口", "zhenhai-approval-office", (Held("clerk"),))
MEASURES = (
    *world.MEASURES,
    world.a_measure("x-awards", matters=("awards",)),
    world.a_measure("x-kind", nature="incentive", step="incentive", lists=("X-RED",)),
    world.a_measure(
        "x-kind-clear",
        nature="incentive",
        step="incentive",
        lists=("X-RED",),
        matters=("funds",),
        not_while=("black",),
    ),
    world.a_measure("x-kind-own", nature="incentive", step="incentive", lists=()),
    world.a_measure("x-nowhere", matters=(), lists=()),
)


def packs() -> Policies:
    """The real packs and the world's, with more measures."""
    name = {"zh": "示例包", "en": "example pack"}
    plain = {"id": "example", "name": name, "jurisdiction": "示例区", "sources": []}
    made = Pack.model_validate({**plain, "lists": world.LISTS, "measures": MEASURES})
    return Policies([*policies().packs, made])


@contextmanager
def made_up() -> Iterator[Policies]:
    """The world's packs stand in and the gate knows them; the log is sealed."""
    known = packs()
    with use(known):
        keep(known)
        sync(known)
        sealer_runs()
        yield known


@dataclass(frozen=True)
class Told:
    """An answer about subject number `n`, as values."""

    answer: Answer
    document: dict[str, Any]

    def ids(self, part: str, key: str) -> list[Any]:
        """One key of each thing in a part."""
        return [one[key] for one in self.document[part]]


def told(n: int = 1, actor: Actor = CLERK, **changes: object) -> Told:
    """What a clerk is told about subject number `n`."""
    answer = ask(actor, question(code(n), **changes))
    return Told(answer, answer.document())


def entry(n: int = 1, list_id: str = "X-BLACK", **changes: object) -> int:
    """An entry of subject number `n`; its number."""
    from papers.making import subject  # noqa: PLC0415 - one name less above

    return enter(world.listing(world.heard(subject(n)), list_id=list_id, **changes)).id


def record(n: int = 1, **changes: object) -> UUID:
    """A posted penalty of subject number `n`."""
    return world.penalty(n, **changes)  # type: ignore[arg-type]  # of a test
