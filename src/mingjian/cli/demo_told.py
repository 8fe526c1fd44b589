"""What the demo tells at its end: what came, what happens in the district, with whom to sign in."""

from collections import Counter
from typing import Any

from mingjian.cli.intake import COUNTS, submission_row
from mingjian.cli.output import in_language, pick, say, show, to_plain
from mingjian.district.demo import DemoResult
from mingjian.district.living.tally import Living
from mingjian.kernel.problem import NotFound
from mingjian.policy.standing import policies

SHOWN = ("rows", "good", "bad", "held", "late", "new", "unchanged")


def document(result: DemoResult) -> dict[str, Any]:
    """All of it in the types JSON has."""
    return {
        "folder": result.folder,
        "planted": result.manifest.planted,
        "totals": _totals(result),
        "submissions": [submission_row(each) for each in result.submissions],
        "questions": result.questions,
        "living": to_plain(result.living),
        "check": result.check,
        "log": result.log.document(),
        "accounts": [to_plain(account) for account in result.accounts],
        "client_key": result.client_key,
    }


def _totals(result: DemoResult) -> dict[str, int]:
    return {name: sum(getattr(each, name) for each in result.submissions) for name in COUNTS}


def tell(result: DemoResult) -> None:
    """All of it as tables and sentences."""
    show(_by_unit(result), as_json=False, title=pick("各部门报送", "what the departments sent"))
    say(
        f"待答复疑问 {result.questions} 条；各部门文件在 {result.folder}",
        f"{result.questions} questions wait; the departments' files are in {result.folder}",
    )
    _tell_living(result.living)
    _tell_check(result.check)
    _tell_log(result)
    _tell_accounts(result)
    say(f"接入系统密钥：{result.client_key}", f"key of the client system: {result.client_key}")


def _tell_living(living: Living) -> None:
    show(
        _on_lists(living), as_json=False, title=pick("名单：在列与已退出", "lists: in force, ended")
    )
    show(_in_states(living), as_json=False, title=pick("案件：按状态", "cases by state"))
    left, marks = living.exits, living.marks
    say(
        f"案件 {living.cases} 件，逾期 {living.overdue} 件；退出名单：期满 {left['by_term']}、"
        f"决定 {left['by_decision']}；不良信息 {marks['adverse']} 条，"
        f"异议标注 {marks['disputed']} 处，屏蔽 {marks['shielded']} 家；"
        f"待回执 {living.awaited} 份；"
        f"培训 {living.sessions} 期，发证 {living.trained} 家",
        f"{living.cases} cases, {living.overdue} overdue; off the lists: {left['by_term']} by "
        f"term, {left['by_decision']} by decision; {marks['adverse']} adverse information, "
        f"{marks['disputed']} disputed, {marks['shielded']} shielded; {living.awaited} receipts "
        f"awaited; {living.sessions} training sessions, {living.trained} certified",
    )


def _on_lists(living: Living) -> list[dict[str, object]]:
    return [
        {
            "list": one.list_id,
            "title": in_language(one.title),
            "in_force": one.in_force,
            "ended": one.ended,
        }
        for one in living.lists
    ]


def _in_states(living: Living) -> list[dict[str, object]]:
    return [
        {
            "procedure": in_language(one.procedure),
            "state": in_language(one.state),
            "closed": pick("是", "yes") if one.closed else "",
            "cases": one.cases,
        }
        for one in living.states
    ]


def _tell_accounts(result: DemoResult) -> None:
    rows = [
        {
            "username": each.username,
            "role": each.role,
            "for": _place(each.unit),
            "try": in_language(each.hint),
        }
        for each in result.accounts
    ]
    show(rows, as_json=False, title=pick("示例账号", "demo accounts"))
    password = result.accounts[0].password
    say(f"以上账号的口令：{password}", f"password of all of them: {password}")


def _place(unit: str) -> str:
    """A unit by its name; what is no unit is the organisation that the person acts for."""
    try:
        return _unit_name(unit)
    except NotFound:
        return unit


def _by_unit(result: DemoResult) -> list[dict[str, object]]:
    """Sums for each department, and a last line for the district."""
    units: dict[str, Counter[str]] = {}
    for each in result.submissions:
        sums = units.setdefault(each.unit_id, Counter())
        sums.update({"files": 1, **{name: getattr(each, name) for name in SHOWN}})
    whole = sum(units.values(), Counter())
    named = [(_unit_name(unit), sums) for unit, sums in sorted(units.items())]
    named.append((pick("全区", "the district"), whole))
    return [{"unit": name, **{key: sums[key] for key in ("files", *SHOWN)}} for name, sums in named]


def _unit_name(unit_id: str) -> str:
    name = policies().unit(unit_id).name
    return pick(name.zh, name.en)


def _tell_check(check: dict[str, Any]) -> None:
    name, count = check["subject"]["name"], len(check["records"])
    say(
        f"核查 {name}：有效记录 {count} 条，回执 {check['receipt']}",
        f"Checked {name}: {count} records in force, receipt {check['receipt']}",
    )


def _tell_log(result: DemoResult) -> None:
    log = result.log
    state = pick("无误", "sound") if log.sound else pick("有误！", "FAULTY")
    say(
        f"日志 {log.entries} 条，{log.seals} 次封存，验证{state}",
        f"The log: {log.entries} entries, {log.seals} seals, {state}",
    )
