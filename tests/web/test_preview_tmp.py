import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from intake import letters
from web import world


def save(name, r):
    b = b"".join(r.streaming_content) if r.streaming else r.content
    print(name, r.status_code)
    h = b.decode().replace("/static/", "file:///work/main/src/mingjian/web/static/")
    Path(f"/tmp/web_preview/{name}.html").write_text(h)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_preview(committed_db):
    from mingjian.evidence.fresh import beat
    from mingjian.intake.process import run

    unit = "zhenhai-market-regulation"
    L = Client()
    L.force_login(world.person("liaison", unit))
    O = Client()
    O.force_login(world.person("credit_office"))
    world.register()
    beat()
    save("desk0", L.get("/desk/"))
    rows = [letters.entity(i) for i in range(1, 60)] + [
        letters.entity(70, uscc=letters.broken(70)),
        letters.entity(71, uscc=""),
        letters.entity(72, name=""),
        letters.entity(73, registered_on="2024年13月1日"),
    ]
    f = io.StringIO()
    w = csv.DictWriter(f, fieldnames=list(rows[0]))
    w.writeheader()
    w.writerows(rows)
    r = L.post(
        "/desk/",
        {
            "item": "market-entity",
            "file": SimpleUploadedFile("市场主体登记2026年11月.csv", f.getvalue().encode()),
        },
    )
    print(r.status_code, r.headers.get("Location"))
    if r.status_code != 302:
        save("desk_err", r)
    a = r.headers["Location"]
    n = int(a.strip("/").split("/")[-1])
    save("running", L.get(a))
    save("cancel", L.get(a + "cancel/"))
    run(n)
    save("submission", L.get(a))
    save("live", L.get(a + "progress/"))
    wb = L.get(a + "workbook/")
    print(wb.status_code, wb.headers.get("Content-Disposition"))
    if wb.status_code != 200:
        save("wb", wb)
    # penalties
    P = policies_rows()
    r = L.post(
        "/desk/", {"item": "penalty", "file": SimpleUploadedFile("行政处罚.csv", P.encode())}
    )
    if r.status_code == 302:
        n2 = int(r.headers["Location"].strip("/").split("/")[-1])
        run(n2)
        save("submission2", L.get(f"/submissions/{n2}/"))
    else:
        save("desk_err2", r)
    r = L.post("/desk/", {"item": "penalty", "file": SimpleUploadedFile("空.csv", b"")})
    save("desk_bad", r)
    r = L.post("/desk/", {"item": "penalty", "file": SimpleUploadedFile("错.csv", b"a,b\n1,2\n")})
    n3 = int(r.headers["Location"].strip("/").split("/")[-1])
    run(n3)
    save("failed", L.get(f"/submissions/{n3}/"))
    save("questions", L.get("/questions/"))
    m = re.search(r"/questions/(\d+)/", Path("/tmp/web_preview/questions.html").read_text())
    if m:
        save("question", L.get(m[0]))
    save("desk", L.get("/desk/"))
    save("home", L.get("/"))
    save("home_office", O.get("/"))
    pass
    save("late", O.get("/late/"))
    save("submissions", O.get("/submissions/"))
    save("desk_en", L.get("/desk/", headers={"Accept-Language": "en"}))
    save("late_l", L.get("/late/"))


def policies_rows():
    from mingjian.policy.standing import policies

    item = policies().item("penalty", date.today())
    rows = []
    for i in range(1, 6):
        row = {f.title.zh: (f.example or "") for f in item.fields if f.template}
        t = {f.name: f.title.zh for f in item.fields}
        row[t["CF_XDR_MC"]] = letters.name(i) if i != 3 else "示例别的名字有限公司"
        row[t["CF_XDR_SHXYM"]] = letters.code(i) if i != 4 else ""
        row[t["CF_WSH"]] = f"示罚〔2026〕{i}号"
        rows.append(row)
    f = io.StringIO()
    w = csv.DictWriter(f, fieldnames=list(rows[0]))
    w.writeheader()
    w.writerows(rows)
    return f.getvalue()
