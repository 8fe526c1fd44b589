"""What can go wrong with a check."""

from mingjian.kernel.problem import Conflict, InvalidInput, NotAllowed, NotFound


class InvalidCode(InvalidInput):
    """The code given cannot be a unified social credit code. Facts: given, fault."""

    code = "checks.invalid_code"
    zh = "“{given}”不是有效的统一社会信用代码（{fault}）。"
    en = "“{given}” is not a valid unified social credit code ({fault})."
    zh_way = "请核对营业执照或登记证书上的18位代码。"
    en_way = "Compare it with the 18 characters on the licence or certificate."


class NotAMatter(InvalidInput):
    """The packs name no such matter. Facts: given, known."""

    code = "checks.not_a_matter"
    zh = "没有核查事项“{given}”。"
    en = "There is no matter {given} for which credit may be checked."
    zh_way = "可用的事项：{known}。"
    en_way = "The matters are: {known}."


class NotAPurpose(InvalidInput):
    """The packs name no such purpose. Facts: given, known."""

    code = "checks.not_a_purpose"
    zh = "没有核查目的“{given}”。"
    en = "There is no purpose {given}."
    zh_way = "可用的目的：{known}。"
    en_way = "The purposes are: {known}."


class CaseMissing(InvalidInput):
    """A check without a case number, or with one that is no text of up to 100 characters."""

    code = "checks.case_missing"
    zh = "必须填写本次办件的编号（不超过100字）。"
    en = "The number of the case is obligatory (up to 100 characters)."
    zh_way = "请填写业务系统中的办件编号。"
    en_way = "Give the number the case has in your own system."


class NoRightForMatter(NotAllowed):
    """The asker may not check this matter; that he tried is in the log. Facts: matter, entry."""

    code = "checks.no_right_for_matter"
    zh = "没有就“{matter}”事项核查信用的权限；本次请求已记入日志（第 {entry} 条）。"
    en = "You have no right to check the matter {matter}; the attempt is entry {entry} of the log."


class NoSuchReceipt(NotFound):
    """No check has this receipt number. Facts: receipt."""

    code = "checks.no_such_receipt"
    zh = "没有回执号为 {receipt} 的核查。"
    en = "No check has the receipt number {receipt}."
    zh_way = "请核对回执号，逐字输入。"
    en_way = "Compare it character by character."


class DecidedInFuture(InvalidInput):
    """The decision would lie in the future. Facts: decided_on."""

    code = "checks.decided_in_future"
    zh = "决定日期 {decided_on} 晚于今天。"
    en = "The day of the decision, {decided_on}, is in the future."
    zh_way = "请在作出决定后反馈。"
    en_way = "Report it after the decision was taken."


class UnknownOutcome(InvalidInput):
    """No such outcome. Facts: given, known."""

    code = "checks.unknown_outcome"
    zh = "没有处理结果“{given}”。"
    en = "There is no outcome {given}."
    zh_way = "可用的结果：{known}。"
    en_way = "The outcomes are: {known}."


class NoteTooLong(InvalidInput):
    """The note is too long, or holds control characters. Facts: limit."""

    code = "checks.note_too_long"
    zh = "说明须为不超过 {limit} 字的文本。"
    en = "The note is text of at most {limit} characters."
    zh_way = "请缩短说明。"
    en_way = "Shorten it."


class NothingOwed(Conflict):
    """The unit owes no feedback. Facts: unit."""

    code = "checks.nothing_owed"
    zh = "单位 {unit} 没有尚未反馈的核查。"
    en = "The unit {unit} owes no feedback."


class ToldTwice(Conflict):
    """The same check is reported on more than once, and differently. Facts: receipt."""

    code = "checks.told-twice"
    zh = "同一次核查填写了多次，内容不同：{receipt}。"
    en = "The same check is reported on more than once, differently: {receipt}."
    zh_way = "请只保留一行正确的内容。"
    en_way = "Keep the right one only."


class TooManyReports(InvalidInput):
    """More rows than one workbook may have. Facts: rows, limit."""

    code = "checks.too-many-reports"
    zh = "文件有 {rows} 行，超过一次反馈的上限 {limit} 行。"
    en = "The file has {rows} rows; at most {limit} are taken at once."
    zh_way = "请拆分后分次上传。"
    en_way = "Split it and send the parts."
