import hashlib
import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checks.filing import (
    MATTER,
    UNIT,
    close_record,
    code_of,
    entries,
    make_client,
    make_record,
    make_subject,
    question,
    sealer_runs,
    sealer_stopped,
    today,
)
from mingjian.accounts.actor import SYSTEM, Actor, Held, actor_of_client
from mingjian.accounts.clients import end_right, issue_key
from mingjian.accounts.models import ClientRight
from mingjian.checks.answer import Answer
from mingjian.checks.ask import Ask, ask, ask_many, ask_with_key
from mingjian.checks.problems import NoRightForMatter
from mingjian.evidence.append import canonical
from mingjian.evidence.problems import LogNotSealed
from mingjian.intake.models import Question, Submission
from mingjian.kernel.problem import SignInFirst

CODE, OTHER, NOBODY = code_of(1), code_of(2), code_of(3)
CLERK = Actor("user:1", "示例窗口", "zhenhai-approval-office", (Held("clerk"),))


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_sealed")]


@pytest.fixture
def _sealed() -> None:
    sealer_runs()


@pytest.fixture
def subject() -> int:
    return make_subject(CODE)


@pytest.fixture
def key() -> str:
    return make_client()[1]


def test_the_answer_says_who_what_and_from_whom(subject: int, key: str) -> None:
    record = make_record(subject, payload={"CF_WSH": "示罚〔2024〕7号", "BZ": '引号" 反斜\\'})
    told = ask_with_key(key, question(CODE)).document()
    assert told["subject"]["name"] == "示例贸易有限公司"
    assert told["subject"]["code"] == CODE
    assert told["outcome"] == "answered"
    (found,) = told["records"]
    assert found["record"] == record
    assert found["values"] == {"CF_WSH": "示罚〔2024〕7号", "BZ": '引号" 反斜\\'}
    assert (found["unit"], found["submission"], found["row"]) == (UNIT, 1, 2)
    assert found["edition"] == "national@0"
    assert (found["valid_from"], found["valid_to"]) == ("2024-01-01", None)
    assert told["labels"]["units"][UNIT]["zh"] == "区市场监管局"
    assert told["labels"]["items"]["penalty"]["effect"] == "adverse"
    assert told["asked"]["on"] == today().isoformat()
    assert {label.partition("@")[0] for label in told["asked"]["editions"]} >= {"national"}


def test_one_statement_answers_and_logs(subject: int, key: str) -> None:
    make_record(subject)
    before = len(entries())
    with CaptureQueriesContext(connection) as captured:
        ask_with_key(key, question(CODE))
    assert len(captured) == 1
    assert len(entries()) == before + 1


def test_the_log_entry_binds_the_answer(subject: int, key: str) -> None:
    make_record(subject)
    answer = ask_with_key(key, question(CODE))
    entry_id, actor, about, body = entries()[-1]
    assert (entry_id, actor, about) == (answer.entry, answer.actor, subject)
    assert actor.startswith("client:")
    assert json.loads(body)["digest"] == answer.digest
    assert hashlib.sha256(answer.text.encode()).hexdigest() == answer.digest
    assert answer.receipt == f"{entry_id}-{answer.digest[:12]}"


def test_the_entry_is_in_the_canonical_form_of_the_log(subject: int, key: str) -> None:
    make_record(subject)
    ask_with_key(key, question(CODE, case='示"办\\2024 é'))
    body = entries()[-1][3]
    assert body == canonical(json.loads(body))


def test_the_entry_keeps_no_name_and_no_content(subject: int, key: str) -> None:
    make_record(subject, payload={"CF_WSH": "示罚〔2024〕9号"})
    ask_with_key(key, question(CODE))
    assert "示例贸易" not in entries()[-1][3]
    assert "示罚" not in entries()[-1][3]


@pytest.mark.parametrize(
    ("valid", "day", "found"),
    [
        (("2024-01-01", "2024-06-01"), date(2024, 1, 1), True),
        (("2024-01-01", "2024-06-01"), date(2024, 5, 31), True),
        (("2024-01-01", "2024-06-01"), date(2024, 6, 1), False),
        (("2024-01-01", "2024-06-01"), date(2023, 12, 31), False),
        (("2024-01-01", None), date(9999, 12, 30), True),
    ],
)
def test_only_what_is_in_force_on_the_day(
    subject: int, key: str, valid: tuple[str, str | None], day: date, *, found: bool
) -> None:
    make_record(subject, valid=valid)
    answer = ask_with_key(key, question(CODE, on=day))
    assert bool(answer.document()["records"]) is found


def test_a_version_superseded_or_withdrawn_is_not_told(subject: int, key: str) -> None:
    close_record(make_record(subject))
    assert ask_with_key(key, question(CODE)).document()["records"] == []


def test_only_items_the_right_names(subject: int) -> None:
    make_record(subject, item="penalty")
    make_record(subject, item="abnormal-operations")
    told = ask_with_key(make_client(items=("penalty",))[1], question(CODE)).document()
    assert [record["item"] for record in told["records"]] == ["penalty"]


def test_rights_of_several_rows_add_up(subject: int) -> None:
    make_record(subject, item="penalty")
    make_record(subject, item="licence")
    client, key = make_client(items=("penalty",))
    ClientRight.objects.create(
        client=client, matter=MATTER, items=["licence", "penalty"], active_from=date(2020, 1, 1)
    )
    told = ask_with_key(key, question(CODE)).document()
    assert [record["item"] for record in told["records"]] == ["licence", "penalty"]


def test_an_unknown_subject_is_answered_and_logged(key: str) -> None:
    answer = ask_with_key(key, question(NOBODY))
    told = answer.document()
    assert (told["outcome"], told["subject"], told["records"]) == ("unknown_subject", None, [])
    assert entries()[-1][0] == answer.entry
    assert json.loads(entries()[-1][3])["asked"]["code"] == NOBODY


def test_a_matter_without_a_right_is_refused_and_logged(subject: int, key: str) -> None:
    make_record(subject)
    with pytest.raises(NoRightForMatter) as refusal:
        ask_with_key(key, question(CODE, matter="awards"))
    entry_id, _, about, body = entries()[-1]
    assert refusal.value.facts["entry"] == entry_id
    assert about == subject
    logged = json.loads(body)
    assert (logged["outcome"], logged["records"], logged["subject"]) == ("refused", [], None)


@pytest.mark.usefixtures("_sealed", "subject")
def test_a_right_that_ended_refuses() -> None:
    client, key = make_client()
    end_right(client.rights.get(), today())
    with pytest.raises(NoRightForMatter):
        ask_with_key(key, question(CODE))


@pytest.mark.usefixtures("_sealed", "subject")
def test_an_unknown_key_gets_nothing_and_is_not_logged() -> None:
    with pytest.raises(SignInFirst):
        ask_with_key("mj_" + "x" * 43, question(CODE))
    assert entries() == []


@pytest.mark.usefixtures("_sealed", "subject")
def test_a_new_key_ends_the_old_one() -> None:
    client, old = make_client()
    new = issue_key(client)
    assert ask_with_key(new, question(CODE)).outcome == "answered"
    with pytest.raises(SignInFirst):
        ask_with_key(old, question(CODE))


@pytest.mark.usefixtures("_sealed", "subject")
def test_a_client_that_ended_is_unknown() -> None:
    client, key = make_client()
    client.active_until = today()
    client.save()
    with pytest.raises(SignInFirst):
        ask_with_key(key, question(CODE))


@pytest.mark.usefixtures("_sealed", "subject")
def test_without_sealing_no_answer_and_no_entry(key: str) -> None:
    sealer_stopped()
    with pytest.raises(LogNotSealed):
        ask_with_key(key, question(CODE))
    assert entries() == []


def test_a_clerk_asks_for_his_unit_about_every_item(subject: int) -> None:
    make_record(subject, item="abnormal-operations")
    answer = ask(CLERK, question(CODE))
    assert [record["item"] for record in answer.document()["records"]] == ["abnormal-operations"]
    assert json.loads(entries()[-1][3])["unit"] == CLERK.unit_id


@pytest.mark.usefixtures("_sealed", "subject")
def test_an_account_without_the_right_is_refused_and_logged() -> None:
    with pytest.raises(NoRightForMatter):
        ask(CLERK.with_grants(Held("liaison")), question(CODE))
    assert entries()[-1][1] == "user:1"


@pytest.mark.usefixtures("_sealed", "subject")
def test_the_platform_may_ask_by_itself() -> None:
    assert ask(SYSTEM, question(CODE)).outcome == "answered"


def test_a_client_already_known_has_the_same_rights(subject: int) -> None:
    make_record(subject)
    client, key = make_client(items=("penalty",))
    by_key = ask_with_key(key, question(CODE)).document()
    by_actor = ask(actor_of_client(client), question(CODE)).document()
    assert by_actor["records"] == by_key["records"] != []
    with pytest.raises(NoRightForMatter):
        ask(actor_of_client(client), question(CODE, matter="awards"))


def test_marks_of_a_subject_only_reported(key: str) -> None:
    make_subject(CODE, origin="reported")
    told = ask_with_key(key, question(CODE)).document()
    assert told["marks"] == {"disputed": [], "provisional": ["reported_only"]}


def test_marks_of_a_flagged_code_and_a_day_to_come(key: str) -> None:
    make_subject(CODE, flag="duplicate")
    told = ask_with_key(key, question(CODE, on=today() + timedelta(days=1))).document()
    assert told["marks"]["provisional"] == ["code_flagged", "future_day"]


def test_a_subject_without_a_name_is_answered(key: str) -> None:
    make_subject(CODE, None)
    assert ask_with_key(key, question(CODE)).document()["subject"]["name"] is None


def test_successors_are_named(subject: int, key: str) -> None:
    later = make_subject(OTHER, "示例商贸有限公司")
    make_record(subject)
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO registry_succession (predecessor_id, successor_id, "on", reason) '
            "VALUES (%s, %s, '2024-01-01', 'merger')",
            [subject, later],
        )
    told = ask_with_key(key, question(CODE)).document()
    assert told["subject"]["successors"] == [OTHER]
    assert told["records"]
    after = ask_with_key(key, question(OTHER)).document()
    assert (after["subject"]["successors"], after["records"]) == ([], [])


def test_many_questions_share_one_statement_and_keep_their_order(subject: int, key: str) -> None:
    make_record(subject)
    asks = [
        Ask(question(NOBODY).checked(), key),
        Ask(question(CODE).checked(), CLERK),
        Ask(question(CODE).checked(), "mj_nobody"),
        Ask(question(CODE, matter="awards").checked(), key),
        Ask(question(CODE).checked(), key),
    ]
    with CaptureQueriesContext(connection) as captured:
        results = ask_many(asks)
    assert len(captured) == 1
    told = [r.outcome if isinstance(r, Answer) else type(r).__name__ for r in results]
    assert told == ["unknown_subject", "answered", "SignInFirst", "NoRightForMatter", "answered"]
    assert len(entries()) == 4


def test_no_question_no_answer() -> None:
    assert ask_many([]) == []


def test_open_questions_about_the_subject_are_marked(subject: int, key: str) -> None:
    _ask_a_person(subject, "penalty", answered=False)
    _ask_a_person(subject, "abnormal-operations", answered=False)
    _ask_a_person(subject, "licence", answered=True)
    told = ask_with_key(key, question(CODE)).document()
    (mark,) = told["marks"]["disputed"]
    assert (mark["item"], mark["kind"], mark["row"]) == ("penalty", "name-disagrees", 3)


def _ask_a_person(subject: int, item: str, *, answered: bool) -> None:
    submission = Submission.objects.create(
        unit_id=UNIT,
        item=item,
        edition_id="national@0",
        filename="示例.csv",
        sha256="0" * 64,
        size=1,
        kind="csv",
        received_at=timezone.now(),
        actor="user:1",
        via="api",
    )
    answer = {"answer": "return", "answered_by": "user:1", "reason": "示例"} if answered else {}
    Question.objects.create(
        submission=submission,
        row_no=3,
        item=item,
        kind="name-disagrees",
        name="示例",
        subject_id=subject,
        payload={},
        match_key="0" * 64,
        owner_unit=UNIT,
        due_on=today(),
        asked_at=timezone.now(),
        answered_at=timezone.now() if answered else None,
        **answer,
    )
