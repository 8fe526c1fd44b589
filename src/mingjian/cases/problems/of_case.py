"""A case itself: not there, not to be opened, damaged, moved on."""

from mingjian.kernel.problem import Conflict, InvalidInput, NotFound, Unavailable


class NoSuchCase(NotFound):
    """No case of that number within the reader's reach."""

    code = "cases.no-such-case"
    zh = "没有编号为 {case} 的案件，或不在您的数据范围内。"
    en = "There is no case {case}, or it is out of your reach."
    zh_way = "请从案件列表中选择。"
    en_way = "Choose one from the list of cases."


class UnfitOpening(InvalidInput):
    """A case cannot be opened like this; the fact `why` says why."""

    code = "cases.unfit-opening"
    zh = "不能立案：{why}。"
    en = "The case cannot be opened: {why_en}."
    zh_way = "请更正后重新提交。"
    en_way = "Correct it and send it again."


class ObjectionOpen(Conflict):
    """An objection against the same thing is not decided yet; the facts name its case."""

    code = "cases.objection-open"
    zh = "同一事项的异议正在办理：{number}，不另行立案。"
    en = "An objection against the same is open: {number}; no second case is opened."
    zh_way = "请查看该案件的进展；办结后有新的理由的，可以再次提出。"
    en_way = "Follow that case; once it is closed you may object again on new grounds."


class BrokenCourse(Conflict):
    """Steps on file that the procedure cannot have led to: the data are damaged."""

    code = "cases.broken-course"
    zh = "步骤 {step} 不能从“{state}”开始，案卷与程序不符。"
    en = "The step {step} does not lead on from “{state}”: the file and the procedure disagree."
    zh_way = "请联系平台运维核查案卷与政策包版本。"
    en_way = "Tell the operators to compare the file with the edition of the pack."


class CaseMoved(Conflict):
    """Somebody took a step since the reader saw the case."""

    code = "cases.moved"
    zh = "您查看后案件又有进展：应为第 {expected} 步，现已到第 {seq} 步。"
    en = "The case moved on since you saw it: expected step {expected}, it is at {seq}."
    zh_way = "请刷新案件页，看过新的进展后再办理。"
    en_way = "Reload the case, read what is new, then decide."


class SilenceBroke(Unavailable):
    """Some cases could not be judged: their packs or rows are damaged."""

    code = "cases.silence-broke"
    zh = "以下案件的期限无法判断：{cases}。"
    en = "The time limits of these cases could not be judged: {cases}."
    zh_way = "请平台运维查看日志；其余案件已处理。"
    en_way = "The operators find the cause in the log; all other cases were dealt with."
