"""Whom the forms let nothing be held against: said where the code is typed, with the way out."""

from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases import praise
from cases.world import at
from effects.doors import stored
from effects.whom import ENDED, SOUND, UNCLEAR, one_of_two
from mingjian.effects.models import Entry
from mingjian.papers.models import Paper
from web import proceedings, world
from web.proceedings import browser
from web.test_case_pages import page
from web.test_determining_red import FILED
from web.test_no_screen import SOUND as FILLED_IN
from web.test_no_screen import WIZARD, decide, nothing_came, walk

pytestmark = pytest.mark.usefixtures("sealed")
BAD = UNCLEAR | ENDED | {f"{flag}, another in use": partial(one_of_two, flag) for flag in UNCLEAR}
SAID = {**dict.fromkeys(UNCLEAR, "没有在用的代码"), **dict.fromkeys(ENDED, "无从告知")}
# A returned code is refused as such, before it is asked whose it is.
TYPED = dict.fromkeys(BAD, "重码或错码") | dict.fromkeys(ENDED, "无从告知")
TYPED["replaced"] = SAID["replaced"]
MARKED = sorted(set(SOUND) - {"reported", *(f"one {flag}" for flag in UNCLEAR)})


@pytest.fixture
def one(db: None) -> int:  # noqa: ARG001 - it opens the database
    return world.register()


@pytest.mark.parametrize("how", [how for how in BAD if how != "replaced, another in use"])
def test_the_wizard_ends_in_nothing_and_says_why(how: str, one: int) -> None:
    BAD[how](one)
    client = browser("liaison")
    with at("2026-03-02"):
        response = client.post(f"{WIZARD}?page=subject", FILLED_IN["subject"])
        assert response.status_code == 422
        assert TYPED[how] in response.content.decode()
        assert walk(client, {}) == 422
    assert stored() == {}


@pytest.mark.parametrize("how", MARKED)
def test_the_wizard_is_open_for_who_is_only_marked(how: str, one: int) -> None:
    SOUND[how](one)
    with at("2026-03-02"):
        assert walk(browser("liaison"), {}) == 302
    assert stored() == {"Case": 1}


def test_a_replaced_code_still_means_its_subject(one: int) -> None:
    one_of_two("replaced", one)
    with at("2026-03-02"):
        assert walk(browser("liaison"), {}) == 302


@pytest.mark.parametrize("how", UNCLEAR | ENDED)
def test_what_befalls_it_between_the_pages_is_said_on_the_last(how: str, one: int) -> None:
    client = browser("liaison")
    with at("2026-03-02"):
        for name, fields in FILLED_IN.items():
            assert client.post(f"{WIZARD}?page={name}", fields).status_code == 302
        BAD[how](one)
        shown = page(client, f"{WIZARD}?page=review")
        assert SAID[how] in shown
        assert client.post(f"{WIZARD}?page=review", {}).status_code == 422
    assert stored() == {}


@pytest.mark.parametrize("how", UNCLEAR | ENDED)
def test_the_page_of_the_case_says_it_and_the_step_is_refused(how: str, one: int) -> None:
    case = proceedings.ready(one)
    BAD[how](one)
    papers, head = Paper.objects.count(), browser("unit_head")
    with at(proceedings.DECIDED):
        assert SAID[how] in page(head, f"/cases/{case.id}/")
    assert decide(case, head, {}) == 422
    nothing_came(one, case, papers)


@pytest.mark.parametrize("how", UNCLEAR | ENDED)
def test_filing_asks_who_is_meant_and_keeps_the_word_of_others(how: str, one: int) -> None:
    with praise.packs():
        BAD[how](one)
        sent = FILED | {"file": SimpleUploadedFile("示例.pdf", b"x")}
        response = browser("liaison").post("/lists/X-TAX/file/", sent)
    if how in ENDED:
        assert (response.status_code, Entry.objects.count()) == (302, 1)
    else:
        assert (response.status_code, Entry.objects.count()) == (422, 0)
        assert TYPED[how] in response.content.decode()
