"""Two successions written at the same moment, each sound by itself."""

import psycopg
import pytest

from mingjian.home.database import address
from mingjian.registry.find import by_code
from registry.register import code, enrol


def test_two_at_once_close_no_circle(committed_db: str) -> None:
    enrol([(code(1), "示例1号有限公司"), (code(2), "示例2号有限公司")])
    one, two = (found.subject_id for n in (1, 2) if (found := by_code(code(n))))
    write = (
        'INSERT INTO registry_succession (predecessor_id, successor_id, "on", reason)'
        " VALUES (%s, %s, '2026-03-02', 'merger')"
    )
    where = address("app").named(committed_db).conninfo()
    with psycopg.connect(where) as first, psycopg.connect(where) as second:
        first.execute(write, [one, two])
        second.execute("SET lock_timeout = '100ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            second.execute(write, [two, one])
        second.rollback()
        first.commit()
        with pytest.raises(psycopg.errors.IntegrityError):
            second.execute(write, [two, one])
