"""Problems of papers, notices and service."""

from mingjian.kernel.problem import Conflict, InvalidInput, NotAllowed, NotFound


class NoSuchPaper(NotFound):
    """There is no paper with that number, or not for this reader."""

    code = "papers.no-such-paper"
    zh = "没有编号为 {what} 的文书。"
    en = "There is no paper {what}."


class NoSuchNotice(NotFound):
    """There is no notice with that number, or not for this reader."""

    code = "papers.no-such-notice"
    zh = "没有编号为 {what} 的通知。"
    en = "There is no notice {what}."


class NumberTaken(Conflict):
    """The unit has a paper of this kind with this number already."""

    code = "papers.number-taken"
    zh = "文号 {number} 已被本单位同类文书使用。"
    en = "The unit has a paper of this kind with the number {number} already."
    zh_way = "请核对文号；由平台编号时留空。"
    en_way = "Check the number; leave it empty to have one drawn."


class PaperUnfit(InvalidInput):
    """The database refuses the paper, notice or proof; `rule` names the constraint."""

    code = "papers.unfit"
    zh = "文书不合要求：{reason_zh}（规则 {rule}）。"
    en = "The paper does not do: {reason_en} (rule {rule})."


class AlreadyServed(Conflict):
    """The notice has its proof of service."""

    code = "papers.already-served"
    zh = "通知 {notice} 已有送达回证。"
    en = "The notice {notice} has its proof of service."
    zh_way = "再次送达请另发通知。"
    en_way = "To serve again, send a new notice."


class NobodyAddressed(InvalidInput):
    """A notice goes to a subject or to a unit, to exactly one of them."""

    code = "papers.nobody-addressed"
    zh = "通知须发给一个主体或一个单位。"
    en = "A notice goes to one subject or to one unit."


class NotAFile(InvalidInput):
    """The paper was made from facts: there is no file of it to fetch."""

    code = "papers.not-a-file"
    zh = "文书 {what} 由平台制作，没有上传的原件。"
    en = "The paper {what} was made by the platform; there is no uploaded file."


class AnotherUnits(NotAllowed):
    """Only the unit that was told can say that it carried it out."""

    code = "papers.another-units-notice"
    zh = "这份通知由 {unit} 回告。"
    en = "This notice is {unit}'s to answer."
    zh_way = "请由收到通知的单位回告。"
    en_way = "Let the unit that received it answer."


class NothingToAnswer(NotFound):
    """There is no such notice, or it wants no answer."""

    code = "papers.nothing-to-answer"
    zh = "没有编号为 {notice} 的通知，或无须回告。"
    en = "There is no notice {notice}, or it wants no answer."
    zh_way = "请从收件箱选择通知。"
    en_way = "Choose the notice in the inbox."
