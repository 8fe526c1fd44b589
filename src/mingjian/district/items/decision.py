"""What licences and penalties have in common: party, number and day of a decision."""

from dataclasses import dataclass

import pyarrow.compute as pc

from mingjian.district.deliveries import Delivery
from mingjian.district.dice import Whole
from mingjian.district.quota import Soiled
from mingjian.district.scene import Mix, Scene
from mingjian.district.text import Column, Columns, either, joined, numbered, repeated, years
from mingjian.kernel.uscc_tables import SubjectClass

OPEN_END = "2099-12-31"
_INDIVIDUAL = "个体工商户"
_ORGANISATION = "法人及非法人组织"


@dataclass(frozen=True, slots=True)
class Decision:
    """Decisions on some rows: whom (subject numbers), when (days), and the document's number."""

    parties: Whole
    days: Whole
    number: Column


def decisions(scene: Scene, delivery: Delivery, rows: Whole, soiled: Soiled, mix: Mix) -> Decision:
    """Return the decisions of a department on these rows of its file."""
    parties = scene.parties(delivery, rows, soiled, mix)
    days = scene.decided(delivery, rows, parties, soiled, None)
    return Decision(parties, days, _number(delivery, rows, days))


def party_fields(scene: Scene, prefix: str, parties: Whole) -> Columns:
    """Return name, code and class of the parties."""
    first = scene.population.starts[1]
    return {
        f"{prefix}_XDR_MC": scene.population.names(parties),
        f"{prefix}_XDR_SHXYM": scene.population.codes(parties),
        f"{prefix}_XDR_LB": either(
            parties < first, repeated(_INDIVIDUAL, len(parties)), _ORGANISATION
        ),
    }


def mix(enterprise: float, individual: float, **others: float) -> Mix:
    """Return shares of classes; the first two are those that dirty rows are about."""
    market = ((SubjectClass.ENTERPRISE, enterprise), (SubjectClass.INDIVIDUAL_BUSINESS, individual))
    return (*market, *((SubjectClass(name), share) for name, share in others.items()))


def _number(delivery: Delivery, rows: Whole, days: Whole) -> Column:
    """Numbers in the department's style: 示市监许〔2024〕123号."""
    style = delivery.department.number if delivery.department else "{year}{number}"
    before, rest = style.split("{year}")
    between, after = rest.split("{number}")
    counted = numbered(rows + delivery.first_number)
    return pc.utf8_trim_whitespace(joined(before, years(days), between, counted, after))
