"""An entry is public from the day on which it was published, by a row that nobody changes."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from effects import world
from mingjian.effects.announce import announce
from mingjian.effects.enter import enter
from mingjian.effects.models import Announced
from mingjian.effects.problems import GateShut, NoSuchEffect
from mingjian.effects.public import Wanted, public_effects
from mingjian.evidence.append import append
from mingjian.evidence.models import EntryRow
from papers.making import WHO, ago, subject

pytestmark = pytest.mark.usefixtures("told")
DAY = timedelta(days=1)
MIGRATION = "mingjian.effects.migrations.0005_announced"


def entered(who: int = 1) -> int:
    return enter(world.listing(world.heard(subject(who)))).id


def public_on(day: object) -> list[int]:
    return [one.id for one in public_effects(day, Wanted(), most=9)]  # type: ignore[arg-type]  # of a test


def test_it_is_public_from_that_day_on_and_not_before() -> None:
    made = entered()
    assert announce([made], ago(5), actor=WHO) == [made]
    assert public_on(ago(6)) == []
    assert public_on(ago(5)) == public_on(ago(0)) == [made]


def test_each_is_logged_once_about_its_own_subject() -> None:
    one, two = entered(1), entered(2)
    assert announce([one], ago(5), actor=WHO, case_id=7) == [one]
    assert announce([one, two], ago(1), actor=WHO) == [two]
    assert public_on(ago(5)) == [one]
    rows = EntryRow.objects.filter(kind="entry.published")
    logged = list(rows.values_list("subject_id", flat=True))
    assert set(logged) == {subject(1), subject(2)}
    assert len(logged) == 2


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (lambda: ago(-1), "effects_announced_in_time"),
        (lambda: world.decided() - DAY, "effects_announced_after_decision"),
    ],
)
def test_a_day_that_cannot_be_is_refused(day: Callable[[], date], rule: str) -> None:
    made = entered()
    with pytest.raises(GateShut) as refused:
        announce([made], day(), actor=WHO)
    assert refused.value.facts["rule"] == rule
    assert not Announced.objects.exists()
    assert not EntryRow.objects.filter(kind="entry.published").exists()


def test_all_or_none_are_published() -> None:
    made = entered()
    with pytest.raises(NoSuchEffect):
        announce([made, 999_999], ago(0), actor=WHO)
    assert public_on(ago(0)) == []


def test_nobody_takes_it_back_or_moves_its_day() -> None:
    made = entered()
    announce([made], ago(5), actor=WHO)
    row = Announced.objects.filter(pk=made)
    for change in (lambda: row.update(published_on=ago(20)), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        Announced.objects.create(entry_id=made, published_on=ago(9), actor=WHO)
    assert public_on(ago(9)) == []


def test_the_log_alone_publishes_nothing() -> None:
    made = entered()
    append("entry.published", actor=WHO, body={"entries": [made]}, subject_id=subject(1))
    assert public_on(ago(0)) == []


def test_what_the_log_alone_said_before_this_version_is_kept() -> None:
    """The statement of the migration, on a log as earlier versions wrote it."""
    one, other = entered(1), entered(2)
    for _ in range(2):
        body = {"case": 3, "entries": [one]}
        append("entry.published", actor=WHO, body=body, subject_id=subject(1))
    # Said of the wrong organisation, so it never published anything.
    append("entry.published", actor=WHO, body={"entries": [other]}, subject_id=subject(1))
    with connection.cursor() as cursor:
        cursor.execute(import_module(MIGRATION).KEPT)
    kept = list(Announced.objects.values_list("pk", "published_on", "case_id", "actor"))
    assert kept == [(one, ago(0), 3, WHO)]
