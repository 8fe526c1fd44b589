"""A small world for effects: made-up lists and measures in a pack, records, papers, service.

Synthetic adverse data are of division 330299, and names are marked 示例.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from ledger.deliveries import number, posting
from mingjian.effects.adverse import Finding
from mingjian.effects.enter import Listing
from mingjian.effects.gate import Article, SixParts, Term
from mingjian.effects.impose import Imposition
from mingjian.effects.models.adverse import Finality
from mingjian.effects.publish import Publishing
from mingjian.effects.sync import sync
from mingjian.effects.target import End
from mingjian.evidence.append import append
from mingjian.kernel.period import Period
from mingjian.ledger.post import post
from mingjian.ledger.posting import Incoming
from mingjian.policy.keep import keep
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import ListDefinition, Measure, Pack
from mingjian.policy.schema.base import Text
from mingjian.policy.standing import policies
from papers.making import UNIT, WHO, ago, paper, served, subject
from registry.register import code

EXIT = Text(zh="改正后移出", en="leaves when corrected")
REMEDY = Text(zh="可以申请复议", en="may ask for review")
SAID: dict[str, Any] = {"source": "test", "mark": "verified"}
# Days far enough that no test comes near them.
GONE, LATER = date(2020, 1, 1), date(2098, 1, 1)
ITEM = "penalty"


def decided() -> date:
    """The day of the decisions, thirty days before today."""
    return ago(30)


def a_list(id_: str, **changes: object) -> ListDefinition:
    """A live national black list that the district decides, unless changed."""
    plain = {
        "id": id_,
        "title": {"zh": f"示例名单{id_}", "en": f"example list {id_}"},
        "colour": "black",
        "part": "decides",
        "scope": "national",
        "level": "law",
        "ends": "term",
        "exit": "corrected",
        "basis": "示例法 1",
        "status": "live",
    }
    return ListDefinition.model_validate({**plain, **SAID, **changes})


def a_measure(id_: str, **changes: object) -> Measure:
    """A restraint of at most a year that attaches to the list X-BLACK, unless changed."""
    plain = {
        "id": id_,
        "category": "lic",
        "category_zh": "许可",
        "measure": "示例措施",
        "nature": "restraint",
        "step": "sanction",
        "matters": ("licensing",),
        "lists": ("X-BLACK",),
        "basis": "示例法",
        "article": "9",
        "term_max_months": 12,
    }
    return Measure.model_validate({**plain, **SAID, **changes})


LISTS = (
    a_list("X-BLACK"),
    a_list("X-OTHER"),
    a_list("X-RED", colour="red"),
    a_list("X-COURT", part="receives"),
    a_list("X-OLD", status="historic"),
    a_list("X-LOCAL", scope="local", level="normative_document"),
    a_list("X-PART", part=None),
    a_list("X-LATER", effective_from=LATER),
    a_list("X-GONE", effective_to=GONE),
)
MEASURES = (
    a_measure("x-barred"),
    a_measure("x-own", lists=()),
    a_measure("x-praise", nature="incentive", step="incentive", lists=()),
    a_measure("x-person", target_kind="responsible person"),
)


def pack() -> Pack:
    """The lists and measures above."""
    name = {"zh": "示例包", "en": "example pack"}
    plain = {"id": "example", "name": name, "jurisdiction": "示例区", "sources": []}
    return Pack.model_validate({**plain, "lists": LISTS, "measures": MEASURES})


@cache
def packs() -> Policies:
    """The real packs and the one above."""
    return Policies([*policies().packs, pack()])


def tell() -> None:
    """Keep the packs, and tell the database."""
    keep(packs())
    sync(packs())


@dataclass(frozen=True, slots=True)
class Heard:
    """An organisation that was told before, and the decision about it."""

    subject_id: int
    decision: int
    service: int

    def parts(self, **changes: object) -> SixParts:
        """The six parts, a term of a year, unless changed."""
        plain = SixParts(
            basis=Article("示例法", "9", "2020-01-01"),
            decision=self.decision,
            notice=self.service,
            term=Term(decided(), decided() + timedelta(days=365)),
            exit=EXIT,
            remedy=REMEDY,
        )
        return replace(plain, **changes)  # type: ignore[arg-type]  # of a test


def heard(who: int | None = None, **changes: object) -> Heard:
    """A prior notice served forty days ago, a decision of thirty days ago."""
    about = who or subject()
    prior = paper(about, kind="prior_notice", signed_on=ago(50))
    proof = served(prior.id, about, ago(40))
    return Heard(about, paper(about, signed_on=decided(), **changes).id, proof.id)


def listing(given: Heard, **changes: object) -> Listing:
    """The entry on X-BLACK."""
    plain = Listing("X-BLACK", given.subject_id, UNIT, given.parts(), WHO)
    return replace(plain, **changes)  # type: ignore[arg-type]  # of a test


def imposition(given: Heard, **changes: object) -> Imposition:
    """The measure x-own by a decision of its own."""
    plain = Imposition("x-own", given.subject_id, UNIT, given.parts(), WHO)
    return replace(plain, **changes)  # type: ignore[arg-type]  # of a test


def penalty(
    who: int = 1, key: str = "示罚〔2026〕1号", *, prefix: str = "91", **changes: Any
) -> UUID:
    """A posted penalty of thirty days ago about the subject of that number; its record."""
    about = subject(who, prefix)
    payload: dict[str, object] = {
        "CF_XDR_MC": f"示例{who}号有限公司",
        "CF_XDR_SHXYM": code(who, prefix),
        "CF_WSH": key,
        "CF_WFXW": "示例违法行为",
        "CF_SY": "示例事实",
        "CF_YJ": "《示例法》第一条",
        "CF_CFLB": "罚款",
        "CF_NR": "罚款2000元",
        "CF_NR_FK": "0.2",
        "CF_JDRQ": decided().isoformat(),
        "CF_YXQ": "2099-12-31",
        "CF_CFJG": "示例局",
    }
    row = Incoming(number(key), about, Period(decided(), None), 1, payload | changes)
    post([row], posting())
    return row.record_id


def finding(record: UUID, **changes: object) -> Finding:
    """Served on the day of the decision, final ten days ago, kept five years."""
    plain = Finding(
        record_id=record,
        decision_number="示罚〔2026〕1号",
        decided_on=decided(),
        served_on=decided(),
        final_on=ago(10),
        how=Finality.NO_CONTEST,
        until=ago(10) + timedelta(days=5 * 365),
        exit=EXIT,
        remedy=REMEDY,
        actor=WHO,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # of a test


def publishing(record: UUID, **changes: object) -> Publishing:
    """Published for a year from the decision."""
    plain = Publishing(
        record_id=record,
        decision_number="示罚〔2026〕1号",
        decided_on=decided(),
        holds=Period(decided(), decided() + timedelta(days=365)),
        earliest_end=None,
        grade="general",
        rules="test",
        exit=EXIT,
        remedy=REMEDY,
        actor=WHO,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # of a test


def end(on: date | None = None, **changes: Any) -> End:
    """Ends today, for a reason."""
    plain = End(on or ago(0), "示例原因", "示例法 2", WHO)
    return replace(plain, **changes)


def asked(about: int, unit: str, outcome: str = "answered", **told: object) -> None:
    """A check as the log keeps it."""
    body = {"unit": unit, "outcome": outcome, "records": [], **told}
    append("check.asked", actor="client:1", body=body, subject_id=about)
