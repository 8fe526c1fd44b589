"""What a check tells of what is in force: entries, adverse information, measures, disputes."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checks.affecting import CLERK, entry, made_up, record, told
from checks.filing import entries as logged
from checks.filing import make_client, question
from effects import world
from mingjian.accounts.actor import actor_of_client
from mingjian.checks.ask import ask
from mingjian.checks.models import Awaited
from mingjian.checks.replay import replay
from mingjian.effects.adverse import end_adverse, make_adverse
from mingjian.effects.contest import contest
from mingjian.effects.dispute import dispute, settle
from mingjian.effects.enter import enter, leave
from mingjian.effects.gate import Term
from mingjian.effects.impose import impose, lift
from mingjian.effects.publish import publish_record, stop_publication
from mingjian.effects.receivers import receivers
from mingjian.effects.repair import repair
from mingjian.effects.shield import shield, unshield
from mingjian.effects.target import Target
from mingjian.evidence.append import canonical
from mingjian.kernel.period import Period
from papers.making import WHO, ago, paper, subject
from registry.register import code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_packs")]


@pytest.fixture
def _packs() -> Iterator[None]:
    with made_up():
        yield


def test_an_entry_is_told_with_its_six_parts() -> None:
    number = entry()
    (one,) = told().document["entries"]
    assert (one["entry"], one["list"], one["colour"]) == (number, "X-BLACK", "black")
    assert (one["law"], one["article"], one["text_version"]) == ("示例法", "9", "2020-01-01")
    assert "号" in one["decision"]
    assert (one["decided_on"], one["served_on"]) == (str(world.decided()), str(ago(40)))
    assert (one["from"], one["until"]) == (
        str(world.decided()),
        str(world.decided() + timedelta(days=365)),
    )
    assert one["exit"] == {"zh": world.EXIT.zh, "en": world.EXIT.en}
    assert one["remedy"] == {"zh": world.REMEDY.zh, "en": world.REMEDY.en}
    assert one["edition"].startswith("example@")


def test_an_open_end_says_what_ends_it() -> None:
    parts = world.heard().parts(term=Term(world.decided(), None, world.EXIT))
    enter(world.listing(world.heard(), parts=parts))
    (one,) = told().document["entries"]
    assert (one["until"], one["until_when"]["zh"]) == (None, world.EXIT.zh)


def test_one_statement_still_answers_and_logs() -> None:
    entry()
    make_adverse(world.finding(record()))
    with CaptureQueriesContext(connection) as captured:
        told()
    assert len(captured) == 1


def test_the_law_attaches_measures_to_an_entry_in_its_matter_only() -> None:
    number = entry()
    (one,) = told().document["measures"]
    assert (one["id"], one["ground"], one["entry"]) == ("x-barred", "entry", number)
    assert (one["law"], one["article"], one["nature"]) == ("示例法", "9", "restraint")
    assert (one["from"], one["until"]) == (
        str(world.decided()),
        str(world.decided() + timedelta(days=365)),
    )
    assert told(matter="awards").ids("measures", "id") == ["x-awards"]
    assert told(matter="recruitment").document["measures"] == []


def test_another_list_triggers_nothing() -> None:
    entry(list_id="X-OTHER")
    assert told().document["measures"] == []


def test_a_red_entry_is_told_with_its_incentives() -> None:
    entry(list_id="X-RED")
    document = told().document
    assert [one["colour"] for one in document["entries"]] == ["red"]
    assert [(one["id"], one["nature"]) for one in document["measures"]] == [("x-kind", "incentive")]


def test_an_incentive_is_told_while_its_entry_holds_and_not_a_day_longer() -> None:
    heard = world.heard()
    made = enter(world.listing(heard, list_id="X-RED"))
    assert told().ids("measures", "id") == ["x-kind"]
    leave(made.id, world.end())
    assert told().document["measures"] == []
    assert told(on=world.decided() + timedelta(days=1)).ids("measures", "id") == ["x-kind"]


def test_what_a_text_withholds_from_the_blacklisted_is_withheld_and_nothing_else_is() -> None:
    entry(list_id="X-RED")
    assert told(matter="funds").ids("measures", "id") == ["x-kind-clear"]
    (one,) = told(matter="funds").document["measures"]
    assert one["not_while"] == ["black"]
    black = entry(list_id="X-OTHER")
    assert told(matter="funds").document["measures"] == []
    assert told().ids("measures", "id") == ["x-kind"], "whose text does not say so"
    leave(black, world.end())
    assert told(matter="funds").ids("measures", "id") == ["x-kind-clear"]


def test_a_shielded_black_entry_withholds_nothing() -> None:
    entry(list_id="X-RED")
    entry(list_id="X-OTHER")
    ruling = paper(subject(1), kind="ruling", number="示例裁定1号").id
    shield(subject(1), ruling, ago(5), 1, actor=WHO)
    assert told(matter="funds").ids("measures", "id") == ["x-kind-clear"]


def test_own_measures_are_told_where_they_bear_on_the_matter() -> None:
    heard = world.heard()
    numbers = [
        impose(world.imposition(heard, measure_id=name)).id for name in ("x-own", "x-nowhere")
    ]
    (one,) = told().document["measures"]
    assert (one["id"], one["ground"], one["imposed"]) == ("x-own", "decision", numbers[0])
    assert (one["entry"], one["nature"], one["article"]) == (None, "restraint", "9")
    assert one["exit"]["zh"] == world.EXIT.zh
    assert told(matter="awards").document["measures"] == []


def test_a_measure_imposed_for_an_entry_stands_for_the_attached_one_also_when_lifted() -> None:
    heard = world.heard()
    listed = enter(world.listing(heard))
    made = impose(world.imposition(heard, measure_id="x-barred", entry_id=listed.id))
    assert told().ids("measures", "ground") == ["decision"]
    lift(made.id, world.end())
    assert told().document["measures"] == []
    assert told().ids("entries", "entry") == [listed.id]


def test_adverse_information_alone_yields_supervision_only() -> None:
    made = make_adverse(world.finding(record()))
    document = told().document
    (one,) = document["adverse"]
    assert (one["adverse"], one["final_on"], one["how"]) == (made.id, str(ago(10)), "no_contest")
    assert (one["basis"], one["until"]) == ("《示例法》第一条", str(made.holds.end))
    assert {step["id"] for step in document["measures"]} >= {"M126", "M127"}
    for step in document["measures"]:
        assert (step["ground"], step["step"]) == ("adverse", "supervision")
        assert step["adverse"] == [made.id]
        assert "浙江省公共信用信息管理条例" in step["law"]
        assert step["text_version"] == "2017-09-30"
    assert document["labels"]["measures"]["M126"]["zh"] == "纳入重点监管范围"


def test_adverse_information_that_is_an_entry_too_yields_what_the_list_yields() -> None:
    source = record()
    make_adverse(world.finding(source))
    entry(list_id="X-COURT", source_record=source)
    document = told().document
    assert len(document["adverse"]) == len(document["entries"]) == 1
    assert document["measures"] == []


def test_adverse_information_follows_its_item_and_entries_follow_the_matter() -> None:
    make_adverse(world.finding(record()))
    number = entry()
    client, _ = make_client(items=("licence",))
    document = told(actor=actor_of_client(client)).document
    assert (document["adverse"], document["records"]) == ([], [])
    assert [one["entry"] for one in document["entries"]] == [number]
    assert [one["ground"] for one in document["measures"]] == ["entry"]


def test_the_date_alone_changes_the_answer() -> None:
    number = entry()
    last = world.decided() + timedelta(days=364)
    for day, there in (
        (world.decided() - timedelta(days=1), []),
        (world.decided(), [number]),
        (last, [number]),
        (last + timedelta(days=1), []),
    ):
        found = told(on=day)
        assert found.ids("entries", "entry") == there, day
        assert len(found.document["measures"]) == len(there)


def test_what_was_ended_is_not_told_from_its_day_on() -> None:
    number = entry()
    leave(number, world.end(ago(5)))
    assert told(on=ago(6)).ids("entries", "entry") == [number]
    assert told(on=ago(5)).document["entries"] == []
    assert told(on=ago(5)).document["measures"] == []


def test_a_publication_that_is_over_or_stopped_takes_the_record_out_of_sight() -> None:
    short, stopped = record(key="示罚〔2026〕1号"), record(key="示罚〔2026〕2号")
    publish_record(world.publishing(short, holds=Period(world.decided(), ago(10))))
    publish_record(world.publishing(stopped))
    stop_publication(stopped, world.end(ago(5)))
    seen = {day: set(told(on=ago(day)).ids("records", "record")) for day in (11, 10, 6, 5)}
    assert seen[11] == {str(short), str(stopped)}
    assert seen[10] == seen[6] == {str(stopped)}
    assert seen[5] == set()


def test_what_is_repaired_disappears() -> None:
    source = record()
    publish_record(world.publishing(source))
    make_adverse(world.finding(source))
    entry(list_id="X-COURT", source_record=source)
    assert len(told().document["records"]) == 1
    repair(Target("record", str(source)), world.end())
    document = told().document
    for part in ("records", "adverse", "entries", "measures"):
        assert document[part] == [], part


def test_repaired_without_ever_being_published_disappears_as_well() -> None:
    source = record()
    made = make_adverse(world.finding(source))
    end_adverse(made.id, world.end())
    assert told().document["records"] == []
    assert told(on=ago(1)).ids("records", "record") == [str(source)]


def test_contested_in_time_it_is_no_adverse_information_and_stays_a_decision() -> None:
    source = record()
    make_adverse(world.finding(source, final_on=ago(-10)))
    contest(source, "review", ago(1), actor=WHO)
    for day in (ago(0), ago(-20)):
        found = told(on=day)
        assert found.document["adverse"] == []
        assert found.ids("records", "record") == [str(source)]


def test_a_shield_hides_what_hurts_and_leaves_what_is_favourable() -> None:
    source = record()
    make_adverse(world.finding(source))
    heard = world.heard()
    red = enter(world.listing(heard, list_id="X-RED")).id
    enter(world.listing(heard))
    for name in ("x-own", "x-kind-own"):
        impose(world.imposition(heard, measure_id=name))
    dispute(Target("record", str(source)), 7, on=ago(9), actor=WHO)
    ruling = paper(heard.subject_id, kind="ruling", number="示例裁定1号")
    made = shield(heard.subject_id, ruling.id, ago(3), 1, actor=WHO)
    unshield(made.id, world.end(ago(1)))
    document = told(on=ago(2)).document
    expected = [{"shield": made.id, "ruling": "示例裁定1号", "from": str(ago(3))}]
    assert document["shielded"] == expected
    assert [one["entry"] for one in document["entries"]] == [red]
    assert (document["adverse"], document["records"]) == ([], [])
    assert {one["id"] for one in document["measures"]} == {"x-kind", "x-kind-own"}
    assert document["marks"]["disputed"] == []
    for day in (ago(4), ago(1)):
        found = told(on=day).document
        assert found["shielded"] == []
        assert len(found["entries"]) == 2


def test_disputes_are_marked_until_settled_and_only_where_told_of() -> None:
    number = entry()
    source = record()
    made = make_adverse(world.finding(source))
    dispute(Target("entry", str(number)), 7, on=ago(9), actor=WHO)
    dispute(Target("adverse", str(made.id)), 8, on=ago(9), actor=WHO)
    dispute(Target("record", str(source)), 9, on=ago(9), actor=WHO)
    marks = told().document["marks"]["disputed"]
    assert {(one["kind"], one["target"], one["case"]) for one in marks} == {
        ("entry", str(number), 7),
        ("adverse", str(made.id), 8),
        ("record", str(source), 9),
    }
    client, _ = make_client(items=("licence",))
    seen = told(actor=actor_of_client(client)).document["marks"]["disputed"]
    assert [one["kind"] for one in seen] == ["entry"]
    settle(Target("entry", str(number)), world.end(ago(5), case_id=7))
    kinds = {one["kind"] for one in told().document["marks"]["disputed"]}
    assert kinds == {"adverse", "record"}
    assert len(told(on=ago(6)).document["marks"]["disputed"]) == 3


def test_the_log_entry_names_what_was_told_and_receivers_find_it() -> None:
    heard = world.heard()
    listed = enter(world.listing(heard))
    made = impose(world.imposition(heard))
    adverse = make_adverse(world.finding(record()))
    told()
    body = logged()[-1][3]
    assert body == canonical(json.loads(body))
    said = json.loads(body)
    assert (said["entries"], said["measures"]) == ([listed.id], [made.id])
    assert said["adverse"] == [adverse.id]
    assert [pair[0] for pair in said["attached"]] == [listed.id]
    for kind, number in (("entry", listed.id), ("measure", made.id), ("adverse", adverse.id)):
        assert receivers(Target(kind, str(number))) == [CLERK.unit_id]  # type: ignore[arg-type]


def test_nobody_is_a_receiver_of_what_was_not_told() -> None:
    number = entry()
    told(on=world.decided() - timedelta(days=1))
    assert receivers(Target("entry", str(number))) == []


def test_a_replay_after_ends_were_written_gives_the_same_text() -> None:
    source = record()
    publish_record(world.publishing(source))
    make_adverse(world.finding(source))
    heard = world.heard()
    listed = enter(world.listing(heard))
    impose(world.imposition(heard))
    dispute(Target("entry", str(listed.id)), 7, on=ago(9), actor=WHO)
    first = told()
    assert len(first.document["measures"]) >= 4
    repair(Target("record", str(source)), world.end())
    leave(listed.id, world.end())
    settle(Target("entry", str(listed.id)), world.end(case_id=7))
    assert told().document["entries"] == []
    again = replay(first.answer.receipt, CLERK)
    assert again.agrees
    assert again.answer.document() == first.document


def test_a_replay_while_shielded_gives_the_same_text() -> None:
    heard = world.heard()
    ruling = paper(heard.subject_id, kind="ruling", number="示例裁定1号")
    made = shield(heard.subject_id, ruling.id, ago(3), 1, actor=WHO)
    first = told()
    unshield(made.id, world.end())
    assert replay(first.answer.receipt, CLERK).answer.text == first.answer.text


def test_an_answer_with_measures_asks_for_feedback() -> None:
    entry()
    first = told()
    assert first.document["feedback_due"] == {"by": None}
    row = Awaited.objects.get()
    assert (row.entry_id, row.unit_id, row.restrains, row.favours) == (
        first.answer.entry,
        CLERK.unit_id,
        True,
        False,
    )
    assert told(matter="recruitment").document["feedback_due"] is None
    assert Awaited.objects.count() == 1


def test_others_and_the_unknown_have_nothing_of_it() -> None:
    entry()
    subject(2)
    for n in (2, 3):
        found = told(n).document
        for part in ("adverse", "entries", "measures", "records", "shielded"):
            assert found[part] == []


def test_a_refusal_tells_and_logs_nothing_of_it() -> None:
    entry()
    client, _ = make_client()
    with pytest.raises(Exception, match="awards"):
        ask(actor_of_client(client), question(code(1), matter="awards"))
    said = json.loads(logged()[-1][3])
    assert (said["entries"], said["attached"], said["measures"]) == ([], [], [])
    assert Awaited.objects.count() == 0


def test_a_day_far_off_is_answered() -> None:
    entry()
    assert told(on=date(9999, 12, 30)).document["entries"] == []
