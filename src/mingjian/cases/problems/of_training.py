"""Training for repair."""

from mingjian.kernel.problem import Conflict, InvalidInput, NotFound


class NoSuchTraining(NotFound):
    """No such session, or the organisation was not there."""

    code = "cases.no-such-training"
    zh = "没有培训 {training}，或该主体未参训。"
    en = "There is no session {training}, or the organisation did not take part."
    zh_way = "请核对培训和参训名单。"
    en_way = "Check the session and who took part."


class UnfitTraining(InvalidInput):
    """Title, place or organisation is missing."""

    code = "cases.unfit-training"
    zh = "培训须有名称、地点，参训主体须在主体库中。"
    en = "A session needs a title and a place, and who attends must be in the registry."
    zh_way = "请补齐后重试。"
    en_way = "Fill them in and try again."


class NotHeldYet(Conflict):
    """The session lies ahead."""

    code = "cases.not-held-yet"
    zh = "培训将于 {on} 举行，尚不能登记参训。"
    en = "The session is on {on}; nobody has attended it yet."
    zh_way = "请在培训当日或之后登记。"
    en_way = "Record it on the day or later."


class AlreadyAttends(Conflict):
    """It is recorded."""

    code = "cases.already-attends"
    zh = "该主体的参训已登记。"
    en = "It is recorded that the organisation took part."
    zh_way = "无需重复登记。"
    en_way = "There is nothing more to do."


class AlreadyCertified(Conflict):
    """It has its certificate."""

    code = "cases.already-certified"
    zh = "该主体已有培训证书。"
    en = "The organisation has its certificate."
    zh_way = "证书可在文书中查看。"
    en_way = "The certificate is among the papers."
