import json

import pytest
from django.db import connection

from checks.filing import (
    close_record,
    code_of,
    entries,
    make_client,
    make_record,
    make_subject,
    question,
    sealer_runs,
)
from mingjian.accounts.actor import Actor, Held, actor_of_client
from mingjian.accounts.decide import UnderRule
from mingjian.checks.answer import Answer
from mingjian.checks.ask import ask, ask_with_key
from mingjian.checks.problems import NoRightForMatter, NoSuchReceipt
from mingjian.checks.receipt import Receipt
from mingjian.checks.replay import replay

CODE = code_of(1)
UNIT = "zhenhai-approval-office"
CLERK = Actor("user:1", "示例窗口", UNIT, (Held("clerk"),))


pytestmark = pytest.mark.django_db


@pytest.fixture
def subject() -> int:
    sealer_runs()
    return make_subject(CODE, 'A"示例\\有限公司')


@pytest.fixture
def answer(subject: int) -> Answer:
    make_record(subject, payload={"CF_WSH": "示罚〔2024〕1号"})
    make_record(subject, item="licence", payload={"XK_WSH": "示许〔2024〕1号"})
    return ask(CLERK, question(CODE))


def _change_subject(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_subject SET status = '注销', town = '示例镇'")
        cursor.execute(
            "UPDATE registry_subjectname SET \"use\" = 'former', "
            "held = daterange(lower(held), '2025-01-01')"
        )
        cursor.execute(
            'INSERT INTO registry_subjectname (subject_id, name, normal_name, "use", held) '
            "SELECT id, %s, %s, 'current', daterange('2025-01-01', NULL) FROM registry_subject",
            [name, name],
        )


def test_a_replay_gives_the_same_text(answer: Answer) -> None:
    again = replay(answer.receipt, CLERK)
    assert again.agrees
    assert again.answer.text == answer.text
    assert again.answer.document() == answer.document()


def test_a_replay_is_logged(answer: Answer, subject: int) -> None:
    replay(answer.receipt, CLERK)
    (logged,) = entries("check.replayed")
    assert logged[1:3] == ("user:1", subject)
    assert json.loads(logged[3]) == {"agrees": True, "receipt": answer.receipt}


def test_what_happened_since_does_not_change_it(answer: Answer, subject: int) -> None:
    close_record(answer.document()["records"][0]["record"])
    make_record(subject)
    _change_subject("示例新名有限公司")
    assert ask(CLERK, question(CODE)).digest != answer.digest
    again = replay(answer.receipt, CLERK)
    assert again.agrees
    assert again.answer.text == answer.text


@pytest.mark.usefixtures("subject")
def test_an_unknown_subject_is_replayed_as_unknown() -> None:
    answer = ask(CLERK, question(code_of(2)))
    make_subject(code_of(2))
    again = replay(answer.receipt, CLERK)
    assert again.agrees
    assert again.answer.document()["subject"] is None


@pytest.mark.parametrize("text", ["", "12", "0-000000000000", "x" * 500, "1-ABCDEF"])
def test_what_is_no_receipt_is_not_found(text: str) -> None:
    with pytest.raises(NoSuchReceipt):
        replay(text, CLERK)


def test_every_wrong_character_is_noticed(answer: Answer) -> None:
    for place, letter in enumerate(answer.receipt):
        wrong = "1" if letter != "1" else "2"
        changed = answer.receipt[:place] + wrong + answer.receipt[place + 1 :]
        with pytest.raises(NoSuchReceipt):
            replay(changed, CLERK)


def test_an_entry_that_is_no_check_has_no_receipt(answer: Answer) -> None:
    replay(answer.receipt, CLERK)
    (other,) = entries("check.replayed")
    with pytest.raises(NoSuchReceipt):
        replay(f"{other[0]}-{answer.digest[:12]}", CLERK)


@pytest.mark.usefixtures("subject")
def test_a_refusal_has_no_receipt() -> None:
    _, key = make_client()
    with pytest.raises(NoRightForMatter):
        ask_with_key(key, question(CODE, matter="awards"))
    entry_id, _, _, body = entries()[-1]
    with pytest.raises(NoSuchReceipt):
        replay(str(Receipt.of(entry_id, json.loads(body)["digest"])), CLERK)


def test_a_colleague_may_replay_and_another_unit_may_not(answer: Answer) -> None:
    colleague = Actor("user:2", "示例同事", UNIT, (Held("clerk"),))
    assert replay(answer.receipt, colleague).agrees
    stranger = Actor("user:3", "示例外人", "zhenhai-finance", (Held("clerk"),))
    with pytest.raises(UnderRule) as refusal:
        replay(answer.receipt, stranger)
    assert refusal.value.facts["rule"] == "out_of_scope.clerk.check.ask.own_unit"


def test_a_client_replays_only_its_own(answer: Answer) -> None:
    client, key = make_client()
    mine = ask_with_key(key, question(CODE))
    assert replay(mine.receipt, actor_of_client(client)).agrees
    with pytest.raises(UnderRule):
        replay(answer.receipt, actor_of_client(client))
