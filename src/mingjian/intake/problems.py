"""What can go wrong with a file or its processing: each problem is one sentence and a way out.

Part of intake's contract: codes are stable, the facts named in the sentences are always given.
"""

from mingjian.kernel.problem import Conflict, InvalidInput, NotAllowed, TooLarge, Unavailable


class FileProblem(InvalidInput, abstract=True):
    """The file as a whole cannot be taken; nothing of it was posted."""

    status = 422


class FileTooLarge(TooLarge):
    """More bytes than the platform accepts in one file."""

    code = "intake.file-too-large"
    zh = "文件超过 {limit}。"
    en = "The file is larger than {limit}."
    zh_way = "请按月份或类别拆成几个文件分别报送；大文件请用 csv。"
    en_way = "Split it by month or class and send the parts; use csv for large files."


class StorageUnavailable(Unavailable):
    """The original could not be written to disk, so it was not accepted."""

    code = "intake.storage-unavailable"
    zh = "文件未能保存（{what}），本次未接收。"
    en = "The file could not be stored ({what}) and was not accepted."


class EmptyFile(FileProblem):
    """No byte, or nothing but white space."""

    code = "intake.empty-file"
    zh = "文件是空的。"
    en = "The file is empty."
    zh_way = "请确认选对了文件，保存后再上传。"
    en_way = "Check that you chose the right file, save it and send it again."


class NotATable(FileProblem):
    """Some other kind of file; the facts `found` and `found_en` say which."""

    code = "intake.not-a-table"
    zh = "这不是可读取的表格文件，而是{found}。"
    en = "This is not a table we can read: {found_en}."
    zh_way = "请在电子表格程序中打开，另存为 xlsx 或 csv 后上传。"
    en_way = "Open it in a spreadsheet program, save it as xlsx or csv and send that."


class MacroFile(FileProblem):
    """The workbook carries program code."""

    code = "intake.macro-file"
    zh = "工作簿中含有宏（{where}），不予接收。"
    en = "The workbook contains macros ({where}) and is not accepted."
    zh_way = "请另存为不含宏的 xlsx 后上传。"
    en_way = "Save it as xlsx without macros and send that."


class EncryptedFile(FileProblem):
    """A password is needed to open it."""

    code = "intake.encrypted-file"
    zh = "文件设有打开密码，无法读取。"
    en = "The file is protected by a password and cannot be read."
    zh_way = "请取消密码后另存再上传。"
    en_way = "Remove the password, save it and send it again."


class ArchiveBomb(FileProblem):
    """Unpacks or is laid out to far more than a table needs; `what` says what is out of bounds."""

    code = "intake.archive-bomb"
    zh = "文件展开后异常庞大（{what}），不予处理。"
    en = "The file unpacks to an abnormal size ({what}) and is not processed."
    zh_way = "请只保留数据，另存为新的 xlsx 或 csv 后上传。"
    en_way = "Keep the data only, save it as a new xlsx or csv and send that."


class SparseSheet(FileProblem):
    """A few cells spread over an enormous area, usually by a stray entry far out."""

    code = "intake.sparse-sheet"
    zh = "工作表的范围异常大（直到 {cell}），而其中大多是空单元格。"
    en = "The sheet reaches as far as {cell}, and most of its cells are empty."
    zh_way = "请删除数据区以外的行和列，保存后上传。"
    en_way = "Delete the rows and columns beyond the data, save it and send it again."


class ExternalLinks(FileProblem):
    """Cells take their values from another workbook."""

    code = "intake.external-links"
    zh = "工作簿引用了其他文件（{where}），数值无法核实。"
    en = "The workbook refers to other files ({where}), so its values cannot be trusted."
    zh_way = "请将引用粘贴为数值，断开链接后另存再上传。"
    en_way = "Paste the values, break the links, save it and send it again."


class DamagedFile(FileProblem):
    """Cut short or broken; the fact `where` names the part."""

    code = "intake.damaged-file"
    zh = "文件已损坏或不完整（{where}）。"
    en = "The file is damaged or incomplete ({where})."
    zh_way = "请重新导出或重新保存后上传；网络中断的请重新上传。"
    en_way = "Export or save it again and send it; after a broken connection, send it again."


class UnreadableText(FileProblem):
    """Bytes that are no text in the encoding of the rest; facts `byte`, `line`, `encoding`."""

    code = "intake.unreadable-text"
    zh = "第 {line} 行（第 {byte} 个字节处）不是 {encoding} 编码的文字。"
    en = "Line {line} (byte {byte}) is not text in {encoding}."
    zh_way = "请用一种编码（建议 UTF-8）重新导出整个文件。"
    en_way = "Export the whole file again in one encoding, best UTF-8."


class BinaryInText(FileProblem):
    """A NUL byte inside what should be text."""

    code = "intake.binary-in-text"
    zh = "第 {line} 行（第 {byte} 个字节处）有空字节，文件不是完好的文本。"
    en = "Line {line} (byte {byte}) holds a NUL byte: this is no sound text file."
    zh_way = "请重新导出 csv 后上传。"
    en_way = "Export the csv again and send that."


class LineTooLong(FileProblem):
    """A line or cell beyond any sensible length, usually a quotation mark that never closes."""

    code = "intake.line-too-long"
    zh = "从第 {line} 行起有一个单元格过长，可能是引号没有成对。"
    en = "A cell from line {line} on is far too long; a quotation mark may be unpaired."
    zh_way = "请检查该行的引号后重新导出。"
    en_way = "Check the quotation marks of that line and export the file again."


class MalformedJson(FileProblem):
    """The text is not JSON, or not a list of rows; facts `line`, `column`."""

    code = "intake.malformed-json"
    zh = "第 {line} 行第 {column} 列附近不是规范的 JSON 行数据。"
    en = "Near line {line}, column {column} this is not JSON holding rows."
    zh_way = '请发送对象的列表、{{"rows": [...]}}，或每行一个对象。'
    en_way = 'Send a list of objects, {{"rows": [...]}}, or one object per line.'


class NoRows(FileProblem):
    """There is a header, or not even that, and no row of data."""

    code = "intake.no-rows"
    zh = "{where}中没有数据行。"
    en = "There is no row of data in {where_en}."
    zh_way = "请在表头下方填写数据；如本期确无数据，不必报送文件。"
    en_way = "Fill in rows below the header; when there is nothing to report, send no file."


class WrongItem(FileProblem):
    """The header is not that of the item; the fact `fits` names the item it would fit."""

    code = "intake.wrong-item"
    zh = "表头与“{item}”不符；{fits}。"
    en = "The header is not that of “{item_en}”; {fits_en}."
    zh_way = "请选择对应的数据项，或下载本数据项的模板填写。"
    en_way = "Choose the item that fits, or download this item's template and fill it in."


class MissingColumns(FileProblem):
    """The header fits but lacks columns that must be there; the fact `columns` names them."""

    code = "intake.missing-columns"
    zh = "缺少必填列：{columns}。"
    en = "Required columns are missing: {columns_en}."
    zh_way = "请补上这些列（列名照模板），再上传。"
    en_way = "Add these columns with the names of the template and send it again."


class SeveralSheetsFit(FileProblem):
    """More than one visible sheet holds rows of the item; taking one would lose the others."""

    code = "intake.several-sheets-fit"
    zh = "有几个工作表都像本数据项的数据：{sheets}。"
    en = "Several sheets look like data of this item: {sheets}."
    zh_way = "请合并到一个工作表，或分成几个文件报送。"
    en_way = "Merge them into one sheet, or send one file for each."


class NotThisUnitsItem(NotAllowed):
    """The unit is not an owner of the item in the policy pack."""

    code = "intake.not-this-units-item"
    zh = "“{unit}”不是数据项“{item}”的报送单位。"
    en = "The unit {unit_en} does not deliver the item {item_en}."
    zh_way = "请核对单位和数据项；清单有误的请联系区信用办。"
    en_way = "Check unit and item; if the catalogue is wrong, tell the credit office."


class CannotGiveBack(Conflict):
    """The workbook cannot be marked yet, or no longer; the fact `reason` says why."""

    code = "intake.cannot-give-back"
    zh = "暂不能生成返回文件：{reason}。"
    en = "The file cannot be given back: {reason_en}."
    zh_way = "请等待校验完成后再下载。"
    en_way = "Wait until validation has finished and download it then."
