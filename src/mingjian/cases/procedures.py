"""The procedure of a case: that of the packs when it was opened, for as long as it lasts."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mingjian.cases.models import Case
from mingjian.policy.keep import kept_pack
from mingjian.policy.problems import UnknownProcedure
from mingjian.policy.schema.procedure import Procedure
from mingjian.policy.standing import policies


@dataclass(frozen=True, slots=True)
class Chosen:
    """A procedure and the edition of the pack that it stands in."""

    procedure: Procedure
    edition_id: str


def chosen(procedure_id: str, on: date) -> Chosen:
    """The version in force on a day, of the most local pack.

    Raises:
        UnknownProcedure: no pack in force has it.
    """
    known = policies()
    for pack in known.packs:
        found = _version(pack.procedures, procedure_id, on) if pack.in_force(on) else None
        if found is not None:
            return Chosen(found, known.editions[pack.id].label)
    raise UnknownProcedure(what=procedure_id, id=procedure_id, on=on)


def procedure_of(case: Case) -> Procedure:
    """The procedure that the case follows, whatever the packs say today.

    Raises:
        UnknownEdition, UnknownProcedure: what was kept is gone; the database is damaged.
    """
    found = _version(_procedures(case.edition_id), case.procedure, case.opened_on)
    if found is None:
        raise UnknownProcedure(what=case.procedure, id=case.procedure, on=case.opened_on)
    return found


def _procedures(label: str) -> tuple[Procedure, ...]:
    known = policies()
    for pack in known.packs:
        if known.editions[pack.id].label == label:
            return pack.procedures
    return _kept(label)


@lru_cache(maxsize=32)
def _kept(label: str) -> tuple[Procedure, ...]:
    return kept_pack(label).procedures


def _version(among: tuple[Procedure, ...], id_: str, on: date) -> Procedure | None:
    return next((one for one in among if one.id == id_ and one.in_force(on)), None)
