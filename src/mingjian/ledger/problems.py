"""Problems of the ledger."""

from mingjian.kernel.problem import Conflict, InvalidInput, NotFound


class NoSuchRecord(NotFound):
    """No record of that number, or nothing of it stands."""

    code = "ledger.no-such-record"
    zh = "账上没有编号为 {record} 的现行记录。"
    en = "No record {record} stands in the ledger."
    zh_way = "请核对记录编号；已撤回的记录可在历史中查看。"
    en_way = "Check the number; a withdrawn record can be seen in the history."


class RepeatedRecord(InvalidInput):
    """Two rows of one posting are the same record."""

    code = "ledger.repeated-record"
    zh = "同一次入账中有 {count} 条记录重复，例如第 {first} 行与第 {second} 行。"
    en = "{count} records come twice in one posting, for example in rows {first} and {second}."
    zh_way = "请先去除自然键相同的行。"
    en_way = "Take out the rows with the same natural key first."


class OutOfOrder(Conflict):
    """The ledger knows something later already: what we knew cannot be told backwards."""

    code = "ledger.out-of-order"
    zh = "记录 {record} 在 {at} 或之后已有变更，不能再以该时间入账。"
    en = "Record {record} was already changed at or after {at}; nothing can be posted at that time."
    zh_way = "请以当前时间重新入账；若服务器时钟有误，请先校时。"
    en_way = "Post again at the present time; if the server's clock is wrong, set it first."


class OutsideValidity(InvalidInput):
    """The day from which something should change lies outside the record's valid days."""

    code = "ledger.outside-validity"
    zh = "记录 {record} 在 {day} 无有效内容，不能自该日变更。"
    en = "Record {record} holds nothing on {day}, so nothing can change from that day."
    zh_way = "请选择有效期间内的日期，或改用更正。"
    en_way = "Choose a day within the valid period, or correct the record instead."


class UnknowableMoment(InvalidInput):
    """A moment that no clock can show."""

    code = "ledger.unknowable-moment"
    zh = "时间 {moment} 超出可表示的范围。"
    en = "The moment {moment} lies outside the calendar."
    zh_way = "请填写公元 1 年至 9999 年之间的时间。"
    en_way = "Give a moment between the years 1 and 9999."
