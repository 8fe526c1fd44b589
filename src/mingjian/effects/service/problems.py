"""What keeps a service day from being recorded, each with a way out."""

from mingjian.effects.problems import AlreadyThere, GateShut
from mingjian.kernel.problem import Conflict, InvalidInput, NotAllowed, NotFound, Problem


class ServedTooEarly(InvalidInput):
    """It is served before it was decided."""

    code = "effects.served-too-early"
    zh = "送达日期 {served_on} 早于决定日期 {decided_on}。"
    en = "It would be served on {served_on}, before the decision of {decided_on}."
    zh_way = "请核对送达回证；决定日期有误的，请更正处罚记录。"
    en_way = "Check the proof of service; where the day of the decision is wrong, correct its row."


class ServedAhead(GateShut):
    """It is served on a day that lies ahead."""

    code = "effects.served-ahead"
    zh = "送达日期 {served_on} 晚于今日。"
    en = "It would be served on {served_on}, which lies ahead."
    zh_way = "请在送达之后登记。"
    en_way = "Record it once it was served."


class ServiceKnown(AlreadyThere):
    """Something else is recorded of it, and no reason is given for a correction."""

    code = "effects.service-known"
    zh = "已登记为{recorded}，与所填不符。"
    en = "What is recorded differs: {recorded_en}."
    zh_way = "确需更正的，请填写更正理由；原登记保留。"
    en_way = "To correct it give the reason of the correction; the first stays on file."


class ServedTwice(Conflict):
    """The same decision is answered more than once, and differently."""

    code = "effects.served-twice"
    zh = "同一决定填写了多次，内容不同：{number}。"
    en = "The same decision is answered more than once, differently: {number}."
    zh_way = "请只保留一行正确的内容。"
    en_way = "Keep the right one only."


class NoSuchDecision(NotFound):
    """No penalty of that number (and party) stands."""

    code = "effects.no-such-decision"
    zh = "没有文号为 {number} 的现行处罚决定（或代码不符）。"
    en = "No penalty {number} stands on file (or not of this code)."
    zh_way = "请核对文号和代码；尚未报送的，请先报送处罚数据。"
    en_way = "Check number and code; what was not delivered yet must be delivered first."


class OtherUnits(NotAllowed):
    """The decision was delivered by another unit."""

    code = "effects.decision-of-other-unit"
    zh = "决定 {number} 由其他单位报送。"
    en = "The decision {number} was delivered by another unit."
    zh_way = "请由报送单位登记送达；文号有误的，请更正。"
    en_way = "The unit that delivered it records its service; correct the number if it is wrong."


class SeveralDecisions(Conflict):
    """Several decisions have this number."""

    code = "effects.several-decisions"
    zh = "文号 {number} 对应多份决定。"
    en = "Several decisions have the number {number}."
    zh_way = "请填写当事人的统一社会信用代码；仍不能区分的，请在页面上逐条登记。"
    en_way = "Give the party's code; where that does not tell them apart, answer on the page."


class TooManyServices(InvalidInput):
    """More rows than one workbook may have."""

    code = "effects.too-many-services"
    zh = "文件有 {rows} 行，超过一次登记的上限 {limit} 行。"
    en = "The file has {rows} rows; at most {limit} are taken at once."
    zh_way = "请拆分后分次上传。"
    en_way = "Split it and send the parts."


class NoSuchSheet(NotFound):
    """There is no workbook of this number that the reader may see. Facts: sheet."""

    code = "effects.no-such-sheet"
    zh = "没有编号为 {sheet} 的送达登记表。"
    en = "There is no workbook of service days {sheet}."


class SheetOver(Conflict):
    """It has ended: it cannot be cancelled any more. Facts: stage."""

    code = "effects.sheet-over"
    zh = "该登记表{stage}，不能再取消。"
    en = "The workbook has been worked through and cannot be cancelled any more."


class SheetNotDone(Conflict):
    """Its result is not there (yet). Facts: stage."""

    code = "effects.sheet-not-done"
    zh = "该登记表{stage}，没有结果表格。"
    en = "The workbook has no result."
    zh_way = "完成后再下载。"
    en_way = "Ask again when it is done."


class SheetBroke(Problem):
    """Something broke on our side, several times."""

    code = "effects.sheet-broke"
    status = 500
    zh = "送达登记表多次未能处理完，已停止。"
    en = "The work on the workbook broke several times and was stopped."
    zh_way = "请联系管理员；已登记的不会丢失，再次上传不会重复登记。"
    en_way = "Ask the administrator; what was recorded stays, and sending it again repeats nothing."
