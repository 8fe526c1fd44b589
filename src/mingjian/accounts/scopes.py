"""The five data scopes: over whose data a right reaches."""

from enum import StrEnum
from typing import Final

from mingjian.policy.schema.base import Text


class Scope(StrEnum):
    """Over whose data a right reaches."""

    ALL = "all"
    CUSTOM = "custom"
    OWN_UNIT = "own_unit"
    WITH_SUB_UNITS = "with_sub_units"
    SELF = "self"


SCOPE_NAMES: Final[dict[Scope, Text]] = {
    Scope.ALL: Text(zh="全部", en="everything"),
    Scope.CUSTOM: Text(zh="指定单位", en="chosen units"),
    Scope.OWN_UNIT: Text(zh="本单位", en="the own unit"),
    Scope.WITH_SUB_UNITS: Text(zh="本单位及下属单位", en="the own unit and those below it"),
    Scope.SELF: Text(zh="本人", en="the own doings"),
}
