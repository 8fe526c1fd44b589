"""The report on a file that was read, with the notes about its columns."""

from mingjian.intake.reading.delimited import Delimited
from mingjian.intake.reading.report import Kind, Note, NoteSeverity, SheetReport
from mingjian.intake.reading.rows import Written
from mingjian.intake.reading.source import Source, columns_read
from mingjian.intake.reading.workbook import Opened
from mingjian.policy.schema import CatalogueItem


def report_on(
    written: Written, kind: Kind, item: CatalogueItem, opened: Delimited | Opened | None
) -> SheetReport:
    """All that is known about a file once its rows are written."""
    header = written.source.header
    columns = columns_read(header, item)
    there = {c.field for c in columns}
    known = {c.field for c in header.layout.columns if c.field}
    return SheetReport(
        kind=kind,
        item=item.id,
        layout=header.layout.id,
        header_row=0 if kind == "json" else header.row + 1,
        columns=columns,
        missing=tuple(f.name for f in item.fields if f.name in known - there and f.collect),
        notes=(*written.source.notes, *_column_notes(written.source, item), *written.notes),
        rows=written.rows,
        sheet=opened.sheet.name if isinstance(opened, Opened) else None,
        encoding=opened.text.encoding if isinstance(opened, Delimited) else None,
        delimiter=opened.dialect.separator if isinstance(opened, Delimited) else None,
        template_edition=opened.edition if isinstance(opened, Opened) else None,
    )


def _column_notes(source: Source, item: CatalogueItem) -> list[Note]:
    columns = columns_read(source.header, item)
    dropped = [c.header for c in columns if c.dropped]
    extras = [c.header for c in columns if c.field is None and not c.dropped]
    repeated = [source.header.titles[index] for index in source.header.repeated]
    notes: tuple[tuple[str, NoteSeverity, list[str], str, str], ...] = (
        ("columns-not-collected", "info", dropped, "不收集的列，内容未保留", "not collected"),
        ("unknown-columns", "info", extras, "不属于本数据项的列，未入账", "columns not asked for"),
        ("repeated-columns", "warning", repeated, "列名重复，只取第一列", "repeated, not taken"),
    )
    return [_columns_note(*note) for note in notes if note[2]]


def _columns_note(code: str, severity: NoteSeverity, names: list[str], zh: str, en: str) -> Note:
    listed = "、".join(names)
    return Note(code, severity, f"{zh}：{listed}", f"{en}: {listed}", count=len(names))
