"""What can go wrong with a workbook of feedback."""

from mingjian.kernel.problem import Conflict, NotFound, Problem


class NoSuchFeedback(NotFound):
    """There is no workbook of this number that the reader may see. Facts: sheet."""

    code = "checks.no-such-feedback"
    zh = "没有编号为 {sheet} 的应用反馈表。"
    en = "There is no workbook of feedback {sheet}."


class FeedbackOver(Conflict):
    """It has ended: it cannot be cancelled any more. Facts: stage."""

    code = "checks.feedback-over"
    zh = "该反馈表{stage}，不能再取消。"
    en = "The workbook has been worked through and cannot be cancelled any more."


class FeedbackNotDone(Conflict):
    """Its result is not there (yet). Facts: stage."""

    code = "checks.feedback-not-done"
    zh = "该反馈表{stage}，没有结果表格。"
    en = "The workbook has no result."
    zh_way = "完成后再下载。"
    en_way = "Ask again when it is done."


class FeedbackBroke(Problem):
    """Something broke on our side, several times."""

    code = "checks.feedback-broke"
    status = 500
    zh = "应用反馈表多次未能处理完，已停止。"
    en = "The work on the workbook broke several times and was stopped."
    zh_way = "请联系管理员；已反馈的不会丢失，再次上传不会重复记录。"
    en_way = "Ask the administrator; what was reported stays, and sending it again repeats nothing."
