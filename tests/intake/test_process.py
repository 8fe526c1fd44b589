"""The whole way of a file, on a database in which transactions really commit."""

import pytest

from intake import letters
from mingjian.intake.stage import Stage
from mingjian.ledger.read import as_of
from mingjian.registry.find import by_code

pytestmark = pytest.mark.usefixtures("committed_db")


def test_register_then_licences_are_posted() -> None:
    register = letters.deliver("market-entity", [letters.entity(n) for n in range(1, 6)])
    assert (register.stage, register.rows, register.good, register.new) == (Stage.POSTED, 5, 5, 5)
    subject = by_code(letters.code(1))
    assert subject is not None
    assert (subject.name, subject.origin) == (letters.name(1), "register")

    sent = letters.deliver("licence", [letters.licence(n) for n in range(1, 6)])
    assert (sent.stage, sent.new, sent.bad, sent.held) == (Stage.POSTED, 5, 0, 0)
    (version,) = as_of(subject.subject_id, items=["licence"])
    assert version.payload["XK_WSH"] == "示许〔2019〕1号"
    assert version.valid.start.isoformat() == "2019-06-03"
    assert version.valid.end is None
