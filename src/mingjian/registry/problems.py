"""Problems of the registry."""

from mingjian.kernel.problem import Conflict, InvalidInput, NotFound


class NoSuchSubject(NotFound):
    """No subject holds this code (on that day)."""

    code = "registry.no-such-subject"
    zh = "主体库中没有代码为 {subject} 的主体。"
    en = "No subject in the registry holds the code {subject}."
    zh_way = "请核对统一社会信用代码；刚登记的主体需待登记数据归集后可查。"
    en_way = "Check the code; a new subject appears after the register's next delivery."


class NothingToSearch(InvalidInput):
    """The text holds nothing by which a subject can be found."""

    code = "registry.nothing-to-search"
    zh = "查询内容过短，无法查找主体。"
    en = "The text is too short to find a subject by."
    zh_way = "请输入统一社会信用代码，或名称中至少两个连续的字。"
    en_way = "Give the code, or at least two neighbouring characters of the name."


class InvalidCodes(InvalidInput):
    """Subjects were to be enrolled under codes that are not valid."""

    code = "registry.invalid-codes"
    zh = "有 {count} 个代码无效，例如 {example}，不能建立主体。"
    en = "{count} codes are not valid, for example {example}: no subject can be made of them."
    zh_way = "请先校验代码，仅以有效代码建立主体。"
    en_way = "Validate the codes first and enrol only the valid ones."


class UnfitSuccession(InvalidInput):
    """One subject cannot have taken over from the other like this; the fact `why` says what."""

    code = "registry.unfit-succession"
    zh = "不能登记此承继：{why}。"
    en = "This succession cannot be written: {why_en}."
    zh_way = "请对照登记机关的文书核对双方代码、日期、原因和依据。"
    en_way = "Compare both codes, the day, the reason and the basis with the register's document."


class UnfitMark(InvalidInput):
    """A code cannot be returned or settled like this; the fact `why` says what is wrong."""

    code = "registry.unfit-mark"
    zh = "不能这样登记代码：{why}。"
    en = "This cannot be written of the code: {why_en}."
    zh_way = "请对照退回或者核实该代码的文书，核对代码、日期、原因和依据。"
    en_way = "Compare code, day, reason and basis with the document that returns or settles it."


class AlreadyMarked(Conflict):
    """The code is already what it was to become, or there is nothing to settle."""

    code = "registry.already-marked"
    zh = "代码 {subject} {why}。"
    en = "The code {subject} {why_en}."
    zh_way = "请在主体页面查看该代码的历次标记。"
    en_way = "See on the page of the subject what was said of the code."


class AlreadySucceeded(Conflict):
    """It is written that the one took over from the other."""

    code = "registry.already-succeeded"
    zh = "此承继已经登记。"
    en = "This succession is written already."
    zh_way = "请在主体页面查看已登记的承继。"
    en_way = "See the page of the subject for what is written."
