"""How large, how dirty and up to which day the district is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from mingjian.kernel.problem import InvalidInput

LEAST_SUBJECTS = 100
MOST_SUBJECTS = 10_000_000


class Soil(StrEnum):
    """The kinds of dirt a row may carry; a row carries one at most."""

    BAD_CHECK_DIGIT = "bad_check_digit"
    PLACEHOLDER_CODE = "placeholder_code"
    WITHOUT_CODE = "without_code"
    NAME_BRACKETS = "name_brackets"
    NAME_SPACES = "name_spaces"
    NAME_DISAGREES = "name_disagrees"
    DUPLICATE = "duplicate"
    SENT_TWICE = "sent_twice"
    DATE_SLASHES = "date_slashes"
    DATE_DOTS = "date_dots"
    DATE_COMPACT = "date_compact"
    DATE_CHINESE = "date_chinese"
    MISSING_REQUIRED = "missing_required"
    YUAN_AS_WAN = "yuan_as_wan"
    SIMPLE_PROCEDURE = "simple_procedure"
    OTHER_UNNAMED = "other_unnamed"
    FUTURE_DATE = "future_date"
    NUMBER_AS_FLOAT = "number_as_float"
    LATE = "late"


RATES: Mapping[Soil, float] = MappingProxyType(
    {
        Soil.BAD_CHECK_DIGIT: 0.004,
        Soil.PLACEHOLDER_CODE: 0.001,
        Soil.WITHOUT_CODE: 0.004,
        Soil.NAME_BRACKETS: 0.006,
        Soil.NAME_SPACES: 0.004,
        Soil.NAME_DISAGREES: 0.003,
        Soil.DUPLICATE: 0.004,
        Soil.SENT_TWICE: 0.5,
        Soil.DATE_SLASHES: 0.015,
        Soil.DATE_DOTS: 0.01,
        Soil.DATE_COMPACT: 0.01,
        Soil.DATE_CHINESE: 0.005,
        Soil.MISSING_REQUIRED: 0.006,
        Soil.YUAN_AS_WAN: 0.005,
        Soil.SIMPLE_PROCEDURE: 0.003,
        Soil.OTHER_UNNAMED: 0.004,
        Soil.FUTURE_DATE: 0.002,
        Soil.NUMBER_AS_FLOAT: 0.005,
    }
)
"""Declared, not measured: no source tells how often each happens. SENT_TWICE: of a repeat file."""

LATE_RATES = (0.001, 0.04)
"""Late shares of 双公示 published for places in 2024: 0.1 to 4 %; a department lies between."""


class PlanOutOfRange(InvalidInput):
    """The district asked for cannot be made."""

    code = "district_out_of_range"
    zh = "无法生成这样的示例区：{reason}。"
    en = "Such a district cannot be made: {reason}."
    zh_way = "主体数须在一百至一千万之间，记录数不能为负，各类瑕疵比例须在0与1之间。"
    en_way = "Subjects from 100 to 10,000,000, records not below nought, rates from 0 to 1."


@dataclass(frozen=True, slots=True)
class Dirt:
    """Share of rows with each kind of dirt, where the kind can occur.

    `late`: least and greatest share of a department's late rows. `workbooks`: whether the
    workbooks have title rows, notes, blank rows, merged and formula cells, hidden sheets.
    """

    rates: Mapping[Soil, float] = field(default_factory=lambda: RATES)
    late: tuple[float, float] = LATE_RATES
    workbooks: bool = True

    @classmethod
    def none(cls) -> "Dirt":
        """Return the dirt of a district in which all is well."""
        return cls({}, (0.0, 0.0), workbooks=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A district: about `subjects` subjects with `records` rows about them, up to the day `until`.

    Equal plans give equal files. `records` counts licences, penalties and abnormal operations,
    repeats included; the register comes on top.

    Raises:
        PlanOutOfRange: for sizes or rates that cannot be made.
    """

    until: date
    subjects: int = 5_000
    records: int = 20_000
    seed: int = 2019
    dirt: Dirt = field(default_factory=Dirt)

    def __post_init__(self) -> None:
        if not LEAST_SUBJECTS <= self.subjects <= MOST_SUBJECTS:
            raise PlanOutOfRange(reason=f"subjects={self.subjects}")
        if self.records < 0:
            raise PlanOutOfRange(reason=f"records={self.records}")
        rates = (*self.dirt.rates.values(), *self.dirt.late)
        wrong = [rate for rate in rates if not 0 <= rate <= 1]
        if wrong:
            raise PlanOutOfRange(reason=f"rate={wrong[0]}")
