"""Every text of the screens that is to be translated, and the catalogue that translates them.

`python tests/web/texts.py` brings `django.po` in step with the source and compiles `django.mo`.
"""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[2] / "src" / "mingjian"
TEMPLATES = SOURCE / "web" / "templates"
PO = SOURCE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
TRANSLATING = {"gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}

Message = tuple[str, ...]
"""The singular, or singular and plural."""

_LITERAL = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(?:gettext|ngettext|_)\(\s*{_LITERAL}(?:\s*,\s*{_LITERAL})?", re.DOTALL)


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def in_template(source: str) -> set[Message]:
    """The messages of a template, as Django's own `makemessages` finds them."""
    found = _CALL.findall(templatize(source))
    return {tuple(ast.literal_eval(text) for text in call if text) for call in found}


def in_module(source: str) -> set[Message]:
    """The messages of a module: string arguments of gettext and its kin, however named there."""
    tree = ast.parse(source)
    return {message for call in translating_calls(tree) if (message := _literals(call))}


def translating_calls(tree: ast.AST) -> Iterator[ast.Call]:
    names = set(_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from (one.asname or one.name for one in node.names if one.name in TRANSLATING)


def _literals(call: ast.Call) -> Message:
    given = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return tuple(given)


def messages() -> set[Message]:
    """Every message of the source."""
    found: set[Message] = set()
    for path in templates():
        found |= in_template(path.read_text(encoding="utf-8"))
    for path in modules():
        found |= in_module(path.read_text(encoding="utf-8"))
    return found


def catalogue() -> Catalog:
    """What `django.po` holds now; empty when there is none yet."""
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as stream:
        return read_po(stream, locale="en")


def compiled(texts: Catalog) -> bytes:
    """The binary form of a catalogue."""
    out = BytesIO()
    write_mo(out, texts)
    return out.getvalue()


def update() -> list[str]:
    """Bring both files in step with the source; returns what has no translation yet."""
    old = catalogue()
    new = Catalog(locale="en", project="mingjian", version="1", charset="utf-8", fuzzy=False)
    new.header_comment = "# English texts of the screens; the Chinese source is the message id."
    for message in sorted(messages()):
        known = old.get(message[0])
        new.add(message if len(message) > 1 else message[0], known.string if known else None)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as stream:
        write_po(stream, new, width=100, omit_header=False, sort_output=True)
    MO.write_bytes(compiled(catalogue()))
    return untranslated(catalogue())


def untranslated(texts: Catalog) -> list[str]:
    """The ids of messages without a whole translation."""
    return [str(one.id) for one in texts if one.id and not _whole(one.string)]


def _whole(text: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(text) and bool(text) if isinstance(text, tuple | list) else bool(text)


if __name__ == "__main__":
    lacking = update()
    print(*lacking, f"{len(lacking)} messages lack a translation", sep="\n")  # noqa: T201 - a tool
