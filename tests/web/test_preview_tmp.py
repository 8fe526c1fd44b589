import pytest, re
from datetime import date
from django.test import Client
from django.contrib.auth import get_user_model
from mingjian.accounts.people import open_account, give_role
from mingjian.accounts.actor import SYSTEM
from web import world
from checks import filing

pytestmark = [pytest.mark.urls("pv_urls")]
import sys

sys.path.insert(0, "/tmp/web_preview")


def save(name, r):
    h = r.content.decode()
    print(name, r.status_code)
    h = h.replace("/static/", "file:///work/main/src/mingjian/web/static/")
    open(f"/tmp/web_preview/{name}.html", "w").write(h)


def test_preview(committed_db):
    from mingjian.evidence.fresh import beat
    from mingjian.evidence.seal import seal_once

    client = Client()
    a = world.person("credit_office")
    client.force_login(a)
    n = world.register()
    world.register(world.OTHER_CODE, "示例（宁波）贸易有限公司")
    world.register(world.CODE, "示例贸易股份有限公司", date(2025, 5, 1))
    for i, (y, m) in enumerate(
        [(2021, 12), (2022, 6), (2023, 24), (2024, 12), (2025, 18), (2026, 6)]
    ):
        filing.make_record(
            n,
            item=["penalty", "licence", "penalty", "abnormal-operations", "licence", "penalty"][i],
            valid=(f"{y}-0{3 + i}-01", f"{y + 1 + (m // 12)}-02-01" if i != 4 else None),
            payload={
                "CF_XDR_MC": "示例贸易有限公司",
                "CF_WSH": f"示罚〔{y}〕{i}号",
                "CF_WFXW": "示例违法行为",
                "CF_SY": "示例事实",
            },
            unit=world.units()[0],
        )
    beat()
    seal_once()
    save("subjects", client.get("/subjects/?q=示例贸易"))
    save("subject", client.get(f"/subjects/{world.CODE}/"))
    m = re.search(r"records/([0-9a-f-]{36})/", open("/tmp/web_preview/subject.html").read())
    if m:
        save("record", client.get(f"/subjects/{world.CODE}/records/{m[1]}/"))
    save("check", client.get("/check/"))
    from mingjian.policy.standing import policies

    p = policies()
    r = client.post(
        "/check/",
        {
            "code": world.CODE,
            "matter": p.matters()[0].id,
            "purpose": p.purposes()[0].id,
            "case": "示例-1",
        },
    )
    print(r.status_code, r.headers.get("Location"))
    if r.status_code == 302:
        save("receipt", client.get(r.headers["Location"]))
    else:
        save("receipt", r)
    seal_once()
    save("log", client.get("/log/"))
    save("entry", client.get("/log/entries/3/"))
    save(
        "access2",
        client.get("/access/?role=liaison&unit=%s&about=%s" % (world.units()[1], world.units()[0])),
    )
    save("notfound", client.get("/subjects/nope/"))
    save("problem404", client.get("/zzz/"))
