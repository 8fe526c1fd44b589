"""A liaison of the living district sends a workbook of service days: one row good, one bad."""

import csv
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.utils import timezone

from mingjian.accounts.actor import actor_of_account
from mingjian.bulk.answers.view import sheets
from mingjian.district.people import described, opened
from mingjian.effects.service.kind import SERVICES
from mingjian.effects.service.receive import receive_services
from mingjian.effects.service.waiting import waiting

SENDER: Final = "zhenhai-market-regulation"
TITLES: Final = (
    *("行政处罚决定书文号", "统一社会信用代码", "送达日期"),
    *("送达方式", "处罚程序", "已告知救济途径和期限"),
)
_TOO_EARLY: Final = timedelta(days=1)


def send_service_days(folder: Path) -> None:
    """The file stays in the demo's folder, to be corrected and sent again; once is enough."""
    liaison = actor_of_account(opened(described("liaison", SENDER)))
    left = waiting(liaison, limit=2)
    if sheets(SERVICES, liaison, 1) or not left:
        return
    days = (timezone.localdate(), left[-1].decided_on - _TOO_EARLY)
    rows = [
        (one.number, one.code, day.isoformat(), "邮寄送达", "普通程序", "是")
        for one, day in zip(left, days, strict=False)
    ]
    path = folder / "service-days.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([TITLES, *rows])
    receive_services(path, filename=path.name, unit_id=SENDER, actor=liaison)
