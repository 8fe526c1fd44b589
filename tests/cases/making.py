"""Small procedures and cases for tests, as values."""

from datetime import UTC, date, datetime, time
from typing import Any

from kernel.calendars import real_calendar, small_calendar
from mingjian.cases.engine.taken import Almanac, Doer, Taken
from mingjian.kernel.workdays import Calendar
from mingjian.policy.schema.procedure import Clock, Procedure
from mingjian.policy.schema.reference import Deadline

SAID: dict[str, Any] = {"source": "test", "mark": "verified"}
LIAISON = Doer("user:1", "zhenhai-market-regulation")
HEAD = Doer("user:2", "zhenhai-market-regulation")
SUBJECT = Doer("user:9", "")
PLATFORM = Doer("system:cases", "")


def text(zh: str) -> dict[str, str]:
    return {"zh": f"示例{zh}", "en": f"example {zh}"}


def state(id_: str, end: str | None = None) -> dict[str, Any]:
    return {"id": id_, "name": text(id_), "end": end}


def step(id_: str, to: str, *sources: str, by: str = "unit", **more: Any) -> dict[str, Any]:
    return {"id": id_, "name": text(id_), "from": sources, "to": to, "by": by, **more}


def clock(id_: str = "decide", **changes: Any) -> dict[str, Any]:
    """Five working days of the office from `apply` to `decide`."""
    plain = {
        "id": id_,
        "name": text(id_),
        "on": "office",
        "length": 5,
        "unit": "working_day",
        "starts": ["apply"],
        "stops": ["decide", "refuse"],
        "pauses": ["ask"],
        "resumes": ["supply"],
        "extends": [{"step": "extend", "length": 20}],
        "silence": {"means": text("silence")},
        **SAID,
    }
    return {**plain, **changes}


def procedure(**changes: Any) -> Procedure:
    """An application: decided, refused, asked about, extended, closed by the platform."""
    plain: dict[str, Any] = {
        "id": "sample",
        "name": text("sample"),
        "kind": "objection",
        "about": ["subject"],
        "basis": [{"law": "示例法", "article": "1", **SAID}],
        "states": [
            state("open"),
            state("waiting"),
            state("granted", "favourable"),
            state("refused", "adverse"),
            state("lapsed", "neutral"),
        ],
        "steps": [
            step("apply", "open", by="subject"),
            step("ask", "waiting", "open"),
            step("supply", "open", "waiting", by="subject"),
            step("extend", "open", "open", by="head", reason=True),
            step("decide", "granted", "open", by="head", other_person_than=["extend"]),
            step("refuse", "refused", "open", by="head"),
            step("grant-by-silence", "granted", "open", by="system"),
            step("refuse-by-silence", "refused", "open", by="system"),
            step("lapse", "lapsed", "open", "waiting", by="system"),
        ],
        "clocks": [clock()],
        **SAID,
    }
    return Procedure.model_validate({**plain, **changes})


def one_clock(**changes: Any) -> Clock:
    return Clock.model_validate(clock(**changes))


def took(step_id: str, day: str | date, doer: Doer = LIAISON, **more: Any) -> Taken:
    on = day if isinstance(day, date) else date.fromisoformat(day)
    return Taken(step_id, on, datetime.combine(on, time(2), UTC), doer, **more)


def almanac(
    calendar: Calendar | None = None, known_on: date | None = None, **lengths: Any
) -> Almanac:
    """Days as the calendar given, or the real one, has them; deadlines by id."""

    def deadline(id_: str, on: date) -> Deadline:
        plain = {"id": id_, "title": text(id_), "basis": "示例法", **SAID, **lengths[id_]}
        found = Deadline.model_validate(plain)
        assert found.in_force(on)
        return found

    return Almanac(calendar or real_calendar(), deadline, known_on)


__all__ = ["real_calendar", "small_calendar"]
