"""Problems of the log."""

from mingjian.kernel.problem import Conflict, NotFound, Problem, Unavailable


class LogUnavailable(Unavailable):
    """An entry could not be written, so what it records must not happen (law 6)."""

    code = "evidence.log-unavailable"
    zh = "存证日志无法写入，业务不予应答。"
    en = "The log cannot be written, so nothing is answered."


class LogNotSealed(Unavailable):
    """The log has not been sealed for longer than the public setting allows (law 6)."""

    code = "evidence.log-not-sealed"
    zh = "存证日志已超过 {limit} 秒未封存，业务暂停应答。"
    en = "The log has not been sealed for more than {limit} seconds, so nothing is answered."


class LogDamaged(Problem):
    """What is stored of the tree does not give the root that was signed over it."""

    code = "evidence.log-damaged"
    zh = "存证日志与已签名的检查点（{size} 条）不符，封存已停止。"
    en = "The log does not agree with its signed checkpoint over {size} entries; sealing stopped."
    zh_way = "请运行 mingjian log verify 定位问题，并通知审计部门。"
    en_way = "Run `mingjian log verify` to find the place, and tell the auditors."


class NoSuchEntry(NotFound):
    """There is no entry with that number."""

    code = "evidence.no-such-entry"
    zh = "没有编号为 {entry_id} 的日志条目。"
    en = "There is no log entry {entry_id}."


class NotSealedYet(Conflict):
    """The entry stands in the log, but no checkpoint covers it yet."""

    code = "evidence.not-sealed-yet"
    zh = "尚无检查点覆盖此内容。"
    en = "No checkpoint covers this yet."
    zh_way = "日志每隔几秒封存一次，请稍后重试。"
    en_way = "The log is sealed every few seconds; try again shortly."


class NoSuchTree(NotFound):
    """The tree never had that size, or not in that order."""

    code = "evidence.no-such-tree"
    zh = "没有从 {old} 条到 {new} 条的一致性证明；当前为 {size} 条。"
    en = "There is no proof from {old} to {new} entries; the log has {size}."


class HistoryCut(Problem):
    """The log shows fewer entries than the witness has already seen."""

    code = "evidence.history-cut"
    status = 500
    zh = "日志只剩 {size} 条，而见证方已见过 {seen} 条：尾部被截断。"
    en = "The log shows {size} entries, but the witness has seen {seen}: its tail was cut."
    zh_way = "请保全现场，以见证方保存的检查点为准追查。"
    en_way = "Preserve the machine as it is; the checkpoint kept by the witness is the evidence."


class HistoryForked(HistoryCut):
    """The log shows another history than the witness has seen."""

    code = "evidence.history-forked"
    zh = "日志的历史与见证方在 {seen} 条时所见不同：历史被改写。"
    en = "The log's history differs from what the witness saw at {seen} entries: it was rewritten."


class NotSignedByLog(HistoryCut):
    """A checkpoint does not carry the signature of the log's pinned key."""

    code = "evidence.not-signed-by-log"
    zh = "检查点没有日志密钥的有效签名。"
    en = "The checkpoint carries no valid signature of the log's key."


class WitnessUnreadable(HistoryCut):
    """A file of the witness's memory is damaged."""

    code = "evidence.witness-unreadable"
    zh = "见证方的文件 {file} 已损坏，无法读取。"
    en = "The witness's file {file} is damaged and cannot be read."
    zh_way = "请从见证方的备份恢复该文件；无备份时查明原因后另起见证目录。"
    en_way = "Restore the file from the witness's backup; without one, find out why and begin anew."


class KeyDestroyed(Problem):
    """The content was erased: its key is gone for good."""

    code = "evidence.key-destroyed"
    status = 410
    zh = "该内容已依法删除，密钥已于 {destroyed_at} 销毁。"
    en = "This content was erased; its key was destroyed at {destroyed_at}."
    zh_way = "条目本身及其证明仍然有效；内容不可恢复。"
    en_way = "The entry and its proofs stay valid; the content cannot be brought back."


class NoSuchKey(NotFound):
    """There never was a key with that number."""

    code = "evidence.no-such-key"
