"""Problems of intake's second part: submissions, questions, jobs."""

from mingjian.kernel.problem import Conflict, InvalidInput, NotFound, Problem


class NoSuchSubmission(NotFound):
    """No submission of that number within the reader's reach."""

    code = "intake.no-such-submission"
    zh = "没有编号为 {submission} 的批次，或不在您的数据范围内。"
    en = "There is no submission {submission}, or it is out of your reach."
    zh_way = "请从报送列表中选择。"
    en_way = "Choose one from the list of submissions."


class NoSuchQuestion(NotFound):
    """No question of that number within the reader's reach."""

    code = "intake.no-such-question"
    zh = "没有编号为 {question} 的疑问，或不在您的数据范围内。"
    en = "There is no question {question}, or it is out of your reach."
    zh_way = "请从疑问列表中选择。"
    en_way = "Choose one from the list of questions."


class AlreadyAnswered(Conflict):
    """Somebody answered first; an answer stays."""

    code = "intake.already-answered"
    zh = "该疑问已经答复（{answer}）。"
    en = "The question has been answered already ({answer})."
    zh_way = "如答复有误，请更正或撤回相应记录。"
    en_way = "If the answer was wrong, correct or withdraw the record."


class UnfitAnswer(InvalidInput):
    """The answer does not fit the question; the fact `why` says why."""

    code = "intake.unfit-answer"
    zh = "不能这样答复：{why}。"
    en = "This answer does not fit: {why_en}."
    zh_way = "请改选其他答复，或退回报送单位。"
    en_way = "Choose another answer, or return the row to its sender."


class AlreadyFinished(Conflict):
    """The submission is finished and cannot be cancelled."""

    code = "intake.already-finished"
    zh = "批次已结束（{stage}），不能取消。"
    en = "The submission is finished ({stage}) and cannot be cancelled."
    zh_way = "已入账的记录如有误，请更正或撤回。"
    en_way = "Correct or withdraw records that were posted wrongly."


class IntakeFailed(Problem):
    """Something broke several times; nothing was posted."""

    code = "intake.failed"
    status = 500
    zh = "处理多次中断，未能完成，没有任何一行入账。"
    en = "Processing broke off several times; not a single row was posted."
    zh_way = "请联系平台运维；原件已保存，修复后可再次报送同一文件。"
    en_way = "Tell the operators; the original is kept, and the same file may be sent again."


class Cancelled(Conflict):
    """Somebody asked to stop; raised inside the work and never shown as a failure."""

    code = "intake.cancelled"
    zh = "批次已按要求取消，没有任何一行入账。"
    en = "The submission was cancelled as asked; not a single row was posted."
    zh_way = "需要时请重新报送。"
    en_way = "Send it again when needed."
