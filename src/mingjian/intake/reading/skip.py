"""Rows that are no records: empty ones, notes, sign-off lines, totals, the template's example."""

from typing import Final

from mingjian.intake.reading.report import Note
from mingjian.intake.reading.source import Source, columns_read, raw_name
from mingjian.policy.schema import CatalogueItem

EXAMPLE_MARK: Final = "【示例】"
"""What the first text cell of a template's example row begins with."""
NOTE: Final = (
    "^(填表说明|填报说明|填写说明|填报要求|说明|注意事项|注意|注|备注|提示|"
    "Notes?|填表人|制表人|填报人|审核人|负责人|经办人|联系人|联系电话|填表日期|填报日期|制表日期|"
    "填报单位|制表单位)\\s*\\d*\\s*[:：、.．]"
    "|^(填表说明|填报说明|填写说明)"
    "|^[（(]?[0-9一二三四五六七八九十]{1,3}[)）]?[、.．]\\s*\\D"
)
TOTAL: Final = "^(合计|总计|小计|共计|累计|合\\s+计|总\\s+计|小\\s+计|total)\\s*[:：]?$"
NUMBER: Final = "[-+]?[0-9][0-9,]*(\\.[0-9]+)?"
MOST_NOTE_CELLS: Final = 3

KINDS: Final = {
    "blank": ("空行，已略过", "empty rows were passed over"),
    "note": ("说明或签章行，已略过", "notes and sign-off lines were passed over"),
    "total": ("合计行，已略过", "lines of totals were passed over"),
    "example": ("模板的示例行，已略过", "the template's example row was passed over"),
}


def skip_expression(source: Source, item: CatalogueItem) -> str:
    """SQL: why a row is no record, or null.

    Only a row without the subject's code and name can be a note or a total: a record with a wrong
    cell must come back to its sender, never vanish.
    """
    cells = [raw_name(index) for index in range(len(source.header.titles))]
    row = f"[{', '.join(cells)}]"
    first = f"coalesce({', '.join(cells)}, NULL)"
    filled = f"len(list_filter({row}, lambda cell: cell IS NOT NULL))"
    words = f"len(list_filter({row}, lambda cell: NOT regexp_full_match(cell, '{NUMBER}')))"
    nobody = _nobody(source, item, cells[0])
    note = f"regexp_matches({first}, '{NOTE}') AND {filled} <= {MOST_NOTE_CELLS}"
    total = f"regexp_matches({first}, '{TOTAL}', 'i') AND {words} = 1"
    return (
        f"CASE WHEN {_example(source, item)} THEN 'example' WHEN {nobody} THEN "
        f"CASE WHEN {first} IS NULL THEN 'blank' WHEN {note} THEN 'note' "
        f"WHEN {total} THEN 'total' END END"
    )


def skip_note(kind: str, count: int, first: int, last: int) -> Note:
    """What the sender is told about the rows passed over."""
    zh, en = KINDS[kind]
    place = f"第 {first} 行" if first == last else f"第 {first} 至 {last} 行之间"
    return Note(f"{kind}-rows", "info", f"{count} 行{zh}", f"{count} rows: {en}", place, count)


def _nobody(source: Source, item: CatalogueItem, first: str) -> str:
    """SQL: the row names no subject; a name in the very first column may be the note itself."""
    named = {item.subject.code, *item.subject.other_codes, item.subject.name}
    columns = [c for c in columns_read(source.header, item) if c.field in named]
    tests = [f"{raw_name(c.index)} IS NULL" for c in columns if raw_name(c.index) != first]
    return " AND ".join(tests) or "TRUE"


def _example(source: Source, item: CatalogueItem) -> str:
    texts = {f.name for f in item.fields if f.type == "string"}
    columns = [c for c in columns_read(source.header, item) if c.field in texts]
    tests = [f"starts_with({raw_name(c.index)}, '{EXAMPLE_MARK}')" for c in columns]
    return f"coalesce({' OR '.join(tests)}, FALSE)" if tests else "FALSE"
