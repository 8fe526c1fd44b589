"""Workbooks of service days as a kind of bulk work."""

from typing import Final

from mingjian.bulk.answers.form import Filling
from mingjian.bulk.answers.kind import FormKind
from mingjian.effects.doubts import ANSWER, READ
from mingjian.effects.models import ServiceSheet, SheetPart
from mingjian.effects.penalty import NUMBER
from mingjian.effects.service.problems import (
    NoSuchSheet,
    SheetBroke,
    SheetNotDone,
    SheetOver,
    TooManyServices,
)
from mingjian.effects.service.sheet import form

SERVICES: Final = FormKind(
    table=ServiceSheet,
    parts=SheetPart,
    job="effects.services",
    queue="services",
    noun="sheet",
    event="services",
    total="answers",
    size="rows",
    reads=READ,
    stops=ANSWER,
    folder="services",
    no_such=NoSuchSheet,
    over=SheetOver,
    not_done=SheetNotDone,
    broke=SheetBroke,
    filling=Filling(
        form=form,
        key=NUMBER,
        filled=("SDRQ", "SDFS", "CFCX", "GZJJ", "GZLY"),
        places={"served_on": "SDRQ", "reason": "GZLY"},
        too_many=TooManyServices,
    ),
)
