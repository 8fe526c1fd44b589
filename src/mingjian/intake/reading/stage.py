"""The one way from raw columns to `rows.parquet`: trimmed, mapped, marked, in one pass of SQL."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from mingjian.intake.cells import SPACES
from mingjian.intake.reading.skip import skip_expression
from mingjian.intake.reading.source import EXTRAS, FLAGS, ROW_NO, Source, columns_read, raw_name
from mingjian.policy.schema import CatalogueItem, Field, Layout

SKIP: Final = "_skip"
EXPONENT: Final = "[0-9](\\.[0-9]+)?[eE]\\+?[0-9]{2}"
"""How a spreadsheet writes a long number into csv: its last digits are gone."""


def select(source: Source, item: CatalogueItem, incoming: str) -> str:
    """The query that reads `incoming` and yields the columns of rows.parquet, and `_skip`."""
    clean = ", ".join(f"{cell} AS {name}" for name, cell in _cleaned(source))
    carried = f", {FLAGS}, {EXTRAS}" if source.stream is not None else ""
    columns = ", ".join(_fields(source, item))
    return (
        f"WITH raw AS (SELECT {ROW_NO}, {clean}{carried} FROM {incoming}) "  # noqa: S608 - names are ours, texts quoted
        f"SELECT {ROW_NO}, {columns}, {_extras(source, item)} AS {EXTRAS}, "
        f"{_flags(source, item)} AS {FLAGS}, {skip_expression(source, item)} AS {SKIP} FROM raw"
    )


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _cleaned(source: Source) -> Iterator[tuple[str, str]]:
    """Cells of a stream are clean already; expressions kept small, for each is planned often."""
    for index in range(len(source.header.titles)):
        name = raw_name(index)
        if source.stream is not None:
            yield name, name
            continue
        cell = f"trim({name})"
        if source.formulas_as_text:
            cell = f"CASE WHEN {cell}[1:2] = '=\"' THEN trim({cell}, '=\"') ELSE {cell} END"
        yield name, f"nullif({_trimmed(cell, source.spaces)}, '')"


def _trimmed(cell: str, spaces: str) -> str:
    """Trimming by a set is slow: it runs only where a cell does begin or end with one of them."""
    if not spaces:
        return cell
    ends = " OR ".join(
        f"starts_with({cell}, {quoted(s)}) OR ends_with({cell}, {quoted(s)})" for s in spaces
    )
    return f"CASE WHEN {ends} THEN trim({cell}, {quoted(SPACES)}) ELSE {cell} END"


def _fields(source: Source, item: CatalogueItem) -> Iterator[str]:
    columns = columns_read(source.header, item)
    for field in item.fields:
        names = [raw_name(c.index) for c in columns if c.field == field.name]
        yield f'{_joined(names, field, source.header.layout)} AS "{field.name}"'


def _joined(names: list[str], field: Field, layout: Layout) -> str:
    cells = [_mapped(name, field, layout) for name in names]
    if not cells:
        return "NULL::VARCHAR"
    if len(cells) == 1:
        return cells[0]
    return f"nullif(concat_ws({quoted(field.many or ';')}, {', '.join(cells)}), '')"


def _mapped(name: str, field: Field, layout: Layout) -> str:
    values = {k: v for k, v in layout.value_maps.get(field.name, {}).items() if v is not None}
    if values and field.many:
        parts = f"string_split_regex({name}, {quoted(f'[{field.many}；]')})"
        mapped = f"list_transform({parts}, lambda part: {_case('trim(part)', values)})"
        cell = f"array_to_string({mapped}, {quoted(field.many)})"
        empty = values.get("")
        cell = f"coalesce({cell}, {quoted(empty)})" if empty else cell
    else:
        cell = _case(name, values) if values else name
    factor = layout.scale.get(field.name)
    return cell if factor is None else _scaled(cell, factor)


def _case(cell: str, values: dict[str, str]) -> str:
    whens = " ".join(f"WHEN {quoted(k)} THEN {quoted(v)}" for k, v in values.items() if k)
    mapped = f"CASE {cell} {whens} ELSE {cell} END" if whens else cell
    return f"coalesce({mapped}, {quoted(values[''])})" if values.get("") else mapped


def _scaled(cell: str, factor: Decimal) -> str:
    """Numbers are multiplied exactly; what is no number stays for validation to name."""
    product = f"try_cast({cell} AS DECIMAL(22, 8)) * {factor:f}::DECIMAL(16, 8)"
    plain = f"rtrim(rtrim(({product})::VARCHAR, '0'), '.')"
    return f"coalesce({plain}, {cell})"


def _extras(source: Source, item: CatalogueItem) -> str:
    unknown = [c for c in columns_read(source.header, item) if c.field is None and not c.dropped]
    if source.stream is not None and not unknown:
        return EXTRAS
    if not unknown:
        return "NULL::VARCHAR"
    pairs = ", ".join(f"{quoted(c.header)}: {raw_name(c.index)}" for c in unknown)
    filled = " OR ".join(f"{raw_name(c.index)} IS NOT NULL" for c in unknown)
    return f"CASE WHEN {filled} THEN to_json(MAP {{{pairs}}})::VARCHAR END"


def _flags(source: Source, item: CatalogueItem) -> str:
    given = FLAGS if source.stream is not None else "NULL::VARCHAR[]"
    derived = [*_exponents(source, item), *_without_equivalent(source)]
    if not derived:
        return given
    found = f"list_filter([{', '.join(derived)}], lambda mark: mark IS NOT NULL)"
    both = f"list_concat(coalesce({given}, []), {found})"
    return f"CASE WHEN len({both}) > 0 THEN {both} END"


def _exponents(source: Source, item: CatalogueItem) -> Iterator[str]:
    codes = {item.subject.code, *item.subject.other_codes, *item.key}
    for column in columns_read(source.header, item):
        field = item.field(column.field) if column.field else None
        if field and field.type == "string" and (field.format or field.name in codes):
            cell = raw_name(column.index)
            test = f"regexp_full_match({cell}, {quoted(EXPONENT)})"
            mark = f"CASE WHEN {test} THEN 'number-lost-digits:{field.name}' END"
            yield f"CASE WHEN contains({cell}, 'E+') OR contains({cell}, 'e+') THEN {mark} END"


def _without_equivalent(source: Source) -> Iterator[str]:
    layout = source.header.layout
    for index, column in enumerate(source.header.columns):
        values = layout.value_maps.get(column.field, {}) if column and column.field else {}
        none = [quoted(given) for given, ours in values.items() if ours is None]
        if column and none:
            test = f"{raw_name(index)} IN ({', '.join(none)})"
            yield f"CASE WHEN {test} THEN 'no-equivalent:{column.field}' END"
