"""Files for tests of intake: synthetic organisations of division 330299, all marked 示例."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from mingjian.accounts.actor import system
from mingjian.intake.models import Submission
from mingjian.intake.process import run
from mingjian.intake.receive import receive
from mingjian.intake.stage import Via
from mingjian.kernel.uscc import CannotCompose, compose
from mingjian.policy.schema import CatalogueItem
from mingjian.policy.standing import policies

SENDER = system("test")
MARKET = "zhenhai-market-regulation"
OTHER = "zhenhai-environment"
Row = Mapping[str, Any]


@cache
def code(number: int, prefix: str = "91") -> str:
    """A valid synthetic code; a few serials have no check character that composes."""
    while True:
        try:
            return compose(prefix, "330299", f"EX{number:06d}")
        except CannotCompose:
            number += 500_000


def broken(number: int) -> str:
    """The same code with a wrong last character."""
    good = code(number)
    return good[:-1] + ("1" if good[-1] != "1" else "2")


def name(number: int) -> str:
    return f"示例{number}号有限公司"


def entity(number: int, **cells: Any) -> dict[str, Any]:
    return {
        "uscc": code(number),
        "name": name(number),
        "type": "企业",
        "status": "存续",
        "registered_on": "2015-03-02",
        "division": "330299",
        "town": "示例街道",
        **cells,
    }


def licence(number: int, **cells: Any) -> dict[str, Any]:
    return {
        "XK_XDR_MC": name(number),
        "XK_XDR_SHXYM": code(number),
        "XK_XKWS": "示例许可决定书",
        "XK_WSH": f"示许〔2019〕{number}号",
        "XK_XKLB": "普通",
        "XK_NR": "准予从事示例经营活动",
        "XK_JDRQ": "2019-06-03",
        "XK_YXQZ": "2019-06-03",
        "XK_YXQZI": "2099-12-31",
        "XK_XKJG": "示例局",
        "XK_XKJGDM": code(900_001, "11"),
        "XK_ZT": "1",
        "XK_LYDW": "示例局",
        "XK_LYDWDM": code(900_001, "11"),
        **cells,
    }


def penalty(number: int, **cells: Any) -> dict[str, Any]:
    return {
        "CF_XDR_MC": name(number),
        "CF_XDR_SHXYM": code(number),
        "CF_WSH": f"示罚〔2019〕{number}号",
        "CF_WFXW": "示例违法行为",
        "CF_SY": "示例事实",
        "CF_YJ": "示例依据",
        "CF_CFLB": "罚款",
        "CF_NR": "罚款2000元",
        "CF_NR_FK": "0.2",
        "CF_JDRQ": "2019-06-03",
        "CF_YXQ": "2099-12-31",
        "CF_CFJG": "示例局",
        "CF_CFJGDM": code(900_001, "11"),
        "CF_SJLY": "示例局",
        "CF_SJLYDM": code(900_001, "11"),
        **cells,
    }


def as_csv(rows: Iterable[Row]) -> io.BytesIO:
    """The rows as csv with field codes as headers, every column that any row fills."""
    rows = list(rows)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(text.getvalue().encode())


def item(item_id: str) -> CatalogueItem:
    return policies().item(item_id, date(2026, 1, 1))


def send(
    item_id: str, rows: Iterable[Row], unit: str = MARKET, *, backlog: bool = False
) -> Submission:
    """Receive a csv file; nothing is done with it yet."""
    return receive(
        as_csv(rows),
        filename="示例.csv",
        item=item_id,
        unit_id=unit,
        actor=SENDER,
        via=Via.API,
        backlog=backlog,
    )


def deliver(
    item_id: str, rows: Iterable[Row], unit: str = MARKET, *, backlog: bool = False
) -> Submission:
    """Receive a csv file and take it all the way."""
    submission = send(item_id, rows, unit, backlog=backlog)
    run(submission.pk)
    submission.refresh_from_db()
    return submission
