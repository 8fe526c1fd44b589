"""What can go wrong with a batch check."""

from mingjian.kernel.problem import Conflict, InvalidInput, NotFound, Problem


class NotAWorkbook(InvalidInput):
    """The file is a table of no kind that a batch check reads. Facts: kind."""

    code = "checks.not-a-workbook"
    zh = "批量核查只接受 xlsx、xls 或 csv 文件，不接受 {kind}。"
    en = "A batch check takes xlsx, xls or csv, not {kind}."
    zh_way = "请另存为 xlsx 后重新上传。"
    en_way = "Save it as xlsx and send it again."


class TooManyRows(InvalidInput):
    """More rows than one batch may have. Facts: rows, limit."""

    code = "checks.too-many-rows"
    zh = "文件有 {rows} 行，超过一次批量核查的上限 {limit} 行。"
    en = "The file has {rows} rows; a batch check takes at most {limit}."
    zh_way = "请拆分后分次核查。"
    en_way = "Split it and check the parts."


class NoCodes(InvalidInput):
    """No row has a valid code. Facts: column."""

    code = "checks.no-codes"
    zh = "第 {column} 列没有一个有效的统一社会信用代码。"
    en = "Column {column} holds no valid unified social credit code."
    zh_way = "请将代码所在列的表头写为“统一社会信用代码”，或将代码放在第一列。"
    en_way = "Head the column of the codes with 统一社会信用代码, or put it first."


class NoSuchBatch(NotFound):
    """There is no batch check of this number that the asker may see. Facts: batch."""

    code = "checks.no-such-batch"
    zh = "没有编号为 {batch} 的批量核查。"
    en = "There is no batch check {batch}."


class BatchOver(Conflict):
    """It has ended: it cannot be cancelled any more. Facts: stage."""

    code = "checks.batch-over"
    zh = "该批量核查{stage}，不能再取消。"
    en = "The batch check has ended and cannot be cancelled any more."


class BatchNotDone(Conflict):
    """Its workbook is not there (yet). Facts: stage."""

    code = "checks.batch-not-done"
    zh = "该批量核查{stage}，没有结果文件。"
    en = "The batch check has no workbook with answers."
    zh_way = "完成后再下载。"
    en_way = "Ask again when it is done."


class BatchBroke(Problem):
    """Something broke on our side, several times."""

    code = "checks.batch-broke"
    status = 500
    zh = "批量核查多次未能完成，已停止。"
    en = "The batch check broke several times and was stopped."
    zh_way = "请联系管理员；已核查的部分有日志可查。"
    en_way = "Ask the administrator; what was checked is in the log."
