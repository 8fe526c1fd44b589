"""The demonstration leaves a workbook of service days with a good row and a bad one, once."""

from pathlib import Path

import pytest

from effects import world
from effects.following import followed
from effects.serving import key, of_other_unit, sheets
from mingjian.district.people import DEMO
from mingjian.district.service_book import SENDER, send_service_days
from mingjian.effects.models import ServiceSheet
from mingjian.effects.service.run import run_sheet
from mingjian.ledger.models import Version

pytestmark = pytest.mark.django_db


def test_a_workbook_waits_with_a_good_row_and_a_bad_one(tmp_path: Path) -> None:
    world.tell()
    for n in (1, 2, 3):
        of_other_unit(key(n), SENDER)
    followed(2)
    assert Version.objects.filter(unit_id=SENDER).count() == 3
    send_service_days(tmp_path)
    send_service_days(tmp_path)
    (sent,) = sheets(DEMO, 9)
    assert (sent.unit, sent.stage, sent.filename) == (SENDER, "received", "service-days.csv")
    run_sheet(sent.id)
    (done,) = sheets(DEMO, 9)
    assert (done.stage, done.recorded, done.bad) == ("done", 1, 1)


def test_where_nothing_waits_nothing_is_sent(tmp_path: Path) -> None:
    send_service_days(tmp_path)
    assert ServiceSheet.objects.count() == 0
    assert list(tmp_path.iterdir()) == []
