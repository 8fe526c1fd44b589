"""What can be wrong with a pack, and what can be asked of the policies in vain."""

from mingjian.kernel.problem import InvalidInput, NotFound


class PackFault(InvalidInput, abstract=True):
    """One thing wrong in one file of a pack. Facts: `file`, and `place` (line or row, field)."""


class FileMissing(PackFault):
    """A file that the pack must have, or names itself, is not there. Facts: file."""

    code = "policy.file_missing"
    zh = "政策包缺少文件 {file}。"
    en = "The pack has no file {file}."
    zh_way = "请补上该文件，或删去对它的引用。"
    en_way = "Add the file, or take away what refers to it."


class Unreadable(PackFault):
    """A file is not UTF-8, not YAML or not a table. Facts: file, reason."""

    code = "policy.unreadable"
    zh = "无法读取 {file}：{reason}。"
    en = "{file} cannot be read: {reason}."
    zh_way = "请按 docs/policy 中的格式保存为 UTF-8 文件。"
    en_way = "Save it as UTF-8 in the form that docs/policy shows."


class DuplicateKey(PackFault):
    """A key stands twice in one YAML mapping. Facts: file, key."""

    code = "policy.duplicate_key"
    zh = "{file} 中的键 {key} 重复。"
    en = "The key {key} stands twice in {file}."
    zh_way = "请只保留一个。"
    en_way = "Keep one of them."


class UnknownColumn(PackFault):
    """A table has a column that nothing reads. Facts: file, column."""

    code = "policy.unknown_column"
    zh = "{file} 中没有名为 {column} 的列。"
    en = "{file} has a column {column} that is not part of this table."
    zh_way = "请核对列名，见 docs/policy。"
    en_way = "Check the column names in docs/policy."


class BadValue(PackFault):
    """A value is missing, unknown or of the wrong form. Facts: file, field, reason."""

    code = "policy.bad_value"
    zh = "{file} 的 {field} 不合要求：{reason}。"
    en = "{field} in {file} is not valid: {reason}."
    zh_way = "请按所示位置更正。"
    en_way = "Correct it at the place shown."


class BrokenPack(InvalidInput):
    """A pack could not be loaded; `faults` has every fault found. Facts: pack, count."""

    code = "policy.broken_pack"
    zh = "政策包 {pack} 有 {count} 处错误，未载入。"
    en = "The pack {pack} has {count} faults and was not loaded."
    zh_way = "运行 mingjian policy lint 查看全部错误的文件和位置。"
    en_way = "Run mingjian policy lint to see the file and place of each."

    def __init__(self, /, *, faults: tuple[PackFault, ...] = (), pack: str = "") -> None:
        super().__init__(pack=pack, count=len(faults))
        self.faults = faults

    def __str__(self) -> str:
        told = [f"{fault.facts.get('file')} {fault.place or ''}: {fault}" for fault in self.faults]
        return "\n".join([super().__str__(), *told])


class PacksDisagree(InvalidInput):
    """Packs cannot be used together: repeated id, missing base, or a circle. Facts: reason."""

    code = "policy.packs_disagree"
    zh = "政策包不能同时使用：{reason}。"
    en = "These packs cannot be used together: {reason}."
    zh_way = "请检查 pack.yaml 中的 id 和 extends。"
    en_way = "Check id and extends in pack.yaml."


class NoSuchEntry(NotFound, abstract=True):
    """Something asked for by id is in none of the packs in force. Facts: id, and on if dated."""


class UnknownItem(NoSuchEntry):
    """No catalogue item of this id is in force on the day."""

    code = "policy.unknown_item"
    zh = "信用信息数据清单中没有事项 {id}，或该事项在 {on} 未施行。"
    en = "The catalogue has no item {id} in force on {on}."
    zh_way = "请核对事项编号；清单之外的信息不得归集。"
    en_way = "Check the item; nothing outside the catalogue may be taken in."


class UnknownUnit(NoSuchEntry):
    """No unit of government has this id."""

    code = "policy.unknown_unit"
    zh = "政策包中没有单位 {id}。"
    en = "The packs name no unit {id}."
    zh_way = "请核对单位编号。"
    en_way = "Check the unit's id."


class UnknownDeadline(NoSuchEntry):
    """No deadline of this id is in force on the day."""

    code = "policy.unknown_deadline"
    zh = "没有期限规则 {id}，或该规则在 {on} 未施行。"
    en = "There is no deadline {id} in force on {on}."
    zh_way = "请核对期限编号和日期。"
    en_way = "Check the id of the deadline and the date."


class UnknownMatter(NoSuchEntry):
    """No matter of this id may be checked for."""

    code = "policy.unknown_matter"
    zh = "没有核查事项 {id}。"
    en = "There is no matter {id} to check for."
    zh_way = "请从核查事项清单中选择。"
    en_way = "Choose one of the matters listed."


class UnknownPurpose(NoSuchEntry):
    """No purpose of this id is known."""

    code = "policy.unknown_purpose"
    zh = "没有核查目的 {id}。"
    en = "There is no purpose {id}."
    zh_way = "请从核查目的清单中选择。"
    en_way = "Choose one of the purposes listed."


class UnknownCodeList(NoSuchEntry):
    """No code list has this id."""

    code = "policy.unknown_code_list"
    zh = "没有代码表 {id}。"
    en = "There is no code list {id}."
    zh_way = "请核对代码表编号。"
    en_way = "Check the id of the code list."


class UnknownEdition(NoSuchEntry):
    """No edition of this label was ever kept."""

    code = "policy.unknown_edition"
    zh = "没有保存过政策包版本 {id}。"
    en = "No edition {id} was ever kept."
    zh_way = "请核对版本标识。"
    en_way = "Check the label of the edition."


class UnknownList(NoSuchEntry):
    """No list of this id is in force on the day."""

    code = "policy.unknown_list"
    zh = "没有名单 {id}，或该名单在 {on} 未施行。"
    en = "There is no list {id} in force on {on}."
    zh_way = "请从名单目录中选择当日施行的名单。"
    en_way = "Choose a list that is in force on the day."


class UnknownMeasure(NoSuchEntry):
    """No measure has this id."""

    code = "policy.unknown_measure"
    zh = "措施清单中没有 {id}。"
    en = "There is no measure {id}."
    zh_way = "请核对措施编号；清单之外的措施不得采取。"
    en_way = "Check the measure; none outside the published list may be taken."


class UnknownProcedure(NoSuchEntry):
    """No procedure of this id is in force on the day."""

    code = "policy.unknown_procedure"
    zh = "没有程序 {id}，或该程序在 {on} 未施行。"
    en = "There is no procedure {id} in force on {on}."
    zh_way = "请核对程序编号和日期。"
    en_way = "Check the id of the procedure and the date."


class UnknownTask(NoSuchEntry):
    """No task of the plans has this number."""

    code = "policy.unknown_task"
    zh = "计划中没有任务 {id}。"
    en = "The plan has no task {id}."
    zh_way = "请核对任务编号。"
    en_way = "Check the number of the task."
