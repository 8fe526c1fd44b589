"""Read a file that was sent: find its rows and columns, and write them as text to parquet.

`rows.parquet` has, in this order, `row_no` (bigint: the row number the sender sees in the file),
one text column per field of the item (null when empty; ends trimmed; value maps and scale of the
layout applied), `_extras` (text, a JSON object of the columns nobody asked for, or null), and
`_flags` (list of text, null when there are none) with marks of cells:

- `number-lost-digits:FIELD` a long number stood in a number cell and its last digits are gone
- `error-cell:FIELD`   the cell holds #N/A, #REF! and the like (kept as text)
- `formula:FIELD`      the value is the stored result of a formula
- `date-serial:FIELD`  a bare day number was read as a date
- `merged:FIELD`       the cell lies in a merged range whose value stands elsewhere
- `no-equivalent:FIELD` the layout says that the value given has no counterpart
- `nested:FIELD`       json: a list or an object where a single value belongs
- `ragged`             the row has more or fewer cells than the header

`read_file(path, kind, item, into=folder)` writes `rows.parquet` and `sheet.json` into `folder`.
"""
