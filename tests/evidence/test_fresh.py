import pytest
from django.db import connection
from pytest_django import Settings

from mingjian.evidence.fresh import beat, is_fresh, require_fresh
from mingjian.evidence.problems import LogNotSealed

pytestmark = pytest.mark.django_db


def beaten(seconds_ago: int) -> None:
    beat()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE evidence_heartbeat SET at = now() - make_interval(secs => %s)", [seconds_ago]
        )


def test_a_log_that_was_never_sealed_is_not_fresh() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM evidence_heartbeat")
    assert not is_fresh()
    with pytest.raises(LogNotSealed):
        require_fresh()


def test_a_beat_makes_it_fresh_again_and_again() -> None:
    for _ in range(2):
        beat()
        require_fresh()


@pytest.mark.parametrize(
    ("seconds_ago", "fresh"), [(0, True), (299, True), (301, False), (-30, True), (-3600, False)]
)
def test_the_public_setting_decides(seconds_ago: int, fresh: bool) -> None:  # noqa: FBT001 - a table
    beaten(seconds_ago)
    assert is_fresh() is fresh


def test_the_setting_can_be_made_stricter(settings: Settings) -> None:
    beaten(20)
    require_fresh()
    settings.MINGJIAN_SEAL_LIMIT_SECONDS = 10
    with pytest.raises(LogNotSealed) as told:
        require_fresh()
    assert told.value.status == 503
    assert "10" in told.value.sentence("zh")


def test_there_is_one_heartbeat() -> None:
    beat()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM evidence_heartbeat")
        assert cursor.fetchone() == (1,)
