"""Red, black and watch lists: what a pack says of a list, and whether anybody may be put on it."""

from datetime import date
from typing import Literal

from pydantic import Field as Property

from mingjian.kernel.verdict import CannotTell, Met, NotMet, Verdict, all_of
from mingjian.policy.schema.base import Dated, Sourced, Strict, Text
from mingjian.policy.schema.level import Colour, Level, Scope, suffices
from mingjian.policy.schema.marked import Marked

Part = Literal["decides", "collects", "receives"]
ONLY_PERSONS = "persons"
ListStatus = Literal["live", "historic", "unclear"]
Ends = Literal["term", "condition", "evaluation"]
Publisher = Literal["issuer"]

HISTORIC = Text(zh="历史名单，只作历史记录载入", en="a historic list, kept as history only")
UNCLEAR = Text(zh="名单现行依据未查清", en="whether the list has a present basis is not clear")
NOT_IN_FORCE = Text(zh="名单当日未施行", en="the list is not in force on the day")
NO_EXIT = Text(zh="名单的退出条件未查清", en="the way out of the list is not known")
PERSONS = Text(
    zh="名单只列自然人；平台的名单条目只能落在组织上，自然人不记入",
    en="the list is of natural persons only; entries here are of organisations, never of persons",
)
RECALLED = Text(zh="名单内容依据记忆，未经核实", en="the list is recalled, not verified")


class InChinese(Strict):
    """What the texts of a list say in Chinese, where they were written down in English.

    The text as found stays the one that counts; this is a translation of the house.
    """

    decided_by: str | None = None
    district_role: str | None = None
    basis: str | None = None
    basis_level: str | None = None
    entry: str | None = None
    term: str | None = None
    exit: str | None = None
    source: str | None = None


class ListDefinition(Sourced, Dated, Marked):
    """A red, black or watch list in the version that is in force in its period.

    Texts are as found in the sources (Chinese terms, English description); an empty value is a
    gap that stays a gap. `part`: what the district's own bodies do with it. `level`: of the
    strongest document that sets up the list itself; `none`: there is no document. `term_months`:
    how long an entry stands when nothing else happens; empty too where the decision sets it.
    `early_months`: before which no early way out is open. `published_by`: who makes the entries of
    a list public that others decide; empty: no source says that anybody does. `status` historic:
    loaded as history, never entered live. `marks`: of single values, where they differ from the
    row's own. `zh`: the same texts for readers of Chinese.
    """

    id: str
    title: Text
    colour: Colour
    part: Part | None = None
    scope: Scope
    level: Level | None = None
    term_months: int | None = Property(default=None, ge=1)
    ends: Ends | None = None
    early_months: int | None = Property(default=None, ge=0)
    status: ListStatus
    subjects: str | None = None
    decided_by: str | None = None
    district_role: str | None = None
    basis: str | None = None
    basis_level: str | None = None
    entry: str | None = None
    term: str | None = None
    exit: str | None = None
    published_by: Publisher | None = None
    memorandum: str | None = None
    where_in_plan: str | None = None
    note: str | None = None
    zh: InChinese = InChinese()

    def told(self, name: str) -> Text | None:
        """One of the texts for readers of both languages; None where the sources have a gap."""
        found = getattr(self, name)
        return Text(zh=getattr(self.zh, name) or found, en=found) if found else None

    @property
    def only_persons(self) -> bool:
        """Whether it is of natural persons alone; organisations are never put on it."""
        return self.subjects == ONLY_PERSONS

    def may_list(self, on: date) -> Verdict:
        """Tell whether a new entry may be made on a day; each failure names its reason (`why`).

        Met only for a live list of organisations in force, of sufficient level
        (国办发〔2020〕49号), whose exit is known and whose own words were read, not recalled.
        """
        return all_of(
            NotMet({"why": PERSONS}) if self.only_persons else Met(),
            self._standing(),
            Met() if self.in_force(on) else NotMet({"why": NOT_IN_FORCE}),
            suffices(self.colour, self.scope, self.level, on),
            Met() if self.ends and self.exit else _doubt(NO_EXIT),
            _doubt(RECALLED) if self.is_recalled("basis", "level", "ends") else Met(),
        )

    def _standing(self) -> Verdict:
        match self.status:
            case "historic":
                return NotMet({"why": HISTORIC})
            case "unclear":
                return _doubt(UNCLEAR)
            case "live":
                return Met({"list": self.id})


def _doubt(why: Text) -> CannotTell:
    return CannotTell(why.zh, {"why": why})
