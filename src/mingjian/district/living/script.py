"""The stories of the living district, read once from `words/stories.yaml`."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from mingjian.policy.schema.procedure import About, PaperKind

_FILE = Path(__file__).parents[1] / "words" / "stories.yaml"

Need = Literal["any", "published", "final", "recent", "fresh"]
Do = Literal["wait", "check", "answer", "final", "contest", "file"]
Role = Literal["liaison", "second", "head", "office", "reviewer", "subject"]


class _Script(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Beat(_Script):
    """One thing that happens, `day` working days after the scene begins.

    One of: `open` a case by a procedure, `take` a step, `serve` a paper, `do` something else.
    `by`: who, where it is not the party that the procedure names.
    """

    day: int
    open: str = ""
    about: About = "list"
    step: str = ""
    take: str = ""
    serve: PaperKind | None = None
    do: Do | None = None
    by: Role | None = None
    reason: str = "示例：情况属实"
    facts: dict[str, str | int] = {}

    @model_validator(mode="after")
    def _one_thing(self) -> "Beat":
        if sum(map(bool, (self.open, self.take, self.serve, self.do))) != 1:
            raise ValueError(f"a beat is one thing: {self}")
        return self


class Scene(_Script):
    """A scene as one story plays it: it begins `back` working days ago, and may stop early.

    `upto`: only so many of its beats; None: all.
    """

    scene: str
    back: int
    upto: int | None = None


class Story(_Script):
    """What happens to one organisation. `times`: to so many, one after the other.

    `need`: which penalty it must have on file, see `pool`.
    `account`: it has one of the accounts that the demo shows.
    """

    unit: str
    scenes: tuple[Scene, ...]
    list_id: str = ""
    need: Need = "any"
    times: int = 1
    account: bool = False


class Session(_Script):
    """A training session: `back` working days ago (less than nought: ahead)."""

    title: str
    place: str
    back: int
    attended: int = 0
    certified: int = 0


class Stories(_Script):
    """All of it."""

    scenes: dict[str, tuple[Beat, ...]]
    stories: tuple[Story, ...]
    trainings: tuple[Session, ...]


@cache
def stories() -> Stories:
    """The stories of the file."""
    return Stories.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
