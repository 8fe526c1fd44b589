"""Real organisations, as found: nothing about them is refused."""

from pathlib import Path

import pytest

from intake.letters import MARKET, SENDER
from mingjian.intake.process import run
from mingjian.intake.receive import receive
from mingjian.intake.stage import Via
from mingjian.intake.told import findings_of
from mingjian.registry.find import by_code


@pytest.mark.usefixtures("committed_db")
def test_three_thousand_real_organisations(shared: Path) -> None:
    sent = receive(
        shared / "data" / "organisations_ningbo.csv",
        filename="organisations_ningbo.csv",
        item="market-entity",
        unit_id=MARKET,
        actor=SENDER,
        via=Via.CLI,
    )
    run(sent.pk)
    sent.refresh_from_db()
    assert [f for f in findings_of(sent.pk) if f.severity == "error"] == []
    assert (sent.layout, sent.rows, sent.bad, sent.held) == ("organisations", 3000, 0, 0)
    assert (sent.new, sent.changed) == (3000, 0)
    found = by_code("91330000717614210H")
    assert found is not None
    assert (found.name, str(found.registered_on)) == (
        "中国移动通信集团浙江有限公司慈溪分公司",
        "1999-12-23",
    )
