"""Chinese is the source, English is complete."""

import ast
import re
from pathlib import Path

import pytest

from web import texts

# What may be Chinese outside translation: the language switch names itself in its own tongue.
OWN_NAMES = {"中文"}
_TRANSLATED = re.compile(
    r"{% blocktranslate.*?{% endblocktranslate %}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL
)


def _untranslated_in_template(source: str) -> list[str]:
    rest = _TRANSLATED.sub("", source)
    words = re.findall(r"[^\s<>\"=/]+", rest)
    return [word for word in words if texts.CHINESE.search(word) and word not in OWN_NAMES]


def _docstrings(tree: ast.AST) -> set[int]:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, owners)]
    return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}


def _untranslated_in_module(source: str) -> list[str]:
    tree = ast.parse(source)
    fine = _docstrings(tree)
    fine |= {id(arg) for call in texts.translating_calls(tree) for arg in call.args}
    # A problem carries both languages itself: attributes zh and zh_way beside en and en_way.
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in {"zh", "zh_way"}:
            fine |= {id(part) for part in ast.walk(node.value)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    strings = [(id(node), node.value) for node in constants if isinstance(node.value, str)]
    return [text for key, text in strings if key not in fine and texts.CHINESE.search(text)]


def test_every_message_has_an_english_text() -> None:
    assert texts.untranslated(texts.catalogue()) == []


def test_the_catalogue_holds_exactly_the_messages_of_the_source() -> None:
    known = {one.id for one in texts.catalogue() if one.id}
    found = {message if len(message) > 1 else message[0] for message in texts.messages()}
    assert {tuple(k) if isinstance(k, list) else k for k in known} == found


def test_the_compiled_catalogue_is_in_step() -> None:
    assert texts.compiled(texts.catalogue()) == texts.MO.read_bytes()


def test_english_texts_hold_no_chinese_and_the_same_placeholders() -> None:
    for one in texts.catalogue():
        if not one.id:
            continue
        ids = one.id if isinstance(one.id, list | tuple) else (one.id,)
        strings = one.string if isinstance(one.string, list | tuple) else (one.string,)
        for text in strings:
            assert text
            assert not texts.CHINESE.search(text), one.id
            assert set(re.findall(r"%\(\w+\)s", text)) == set(re.findall(r"%\(\w+\)s", ids[-1]))


@pytest.mark.parametrize("path", texts.templates(), ids=lambda path: path.stem)
def test_no_template_speaks_chinese_outside_translation(path: Path) -> None:
    assert _untranslated_in_template(path.read_text(encoding="utf-8")) == []


def test_no_screen_module_speaks_chinese_outside_translation() -> None:
    for path in (texts.SOURCE / "web").rglob("*.py"):
        assert _untranslated_in_module(path.read_text(encoding="utf-8")) == [], path.name


def test_the_guards_would_find_a_forgotten_text() -> None:
    assert _untranslated_in_template('<p title="未翻译">{% translate "好" %}</p>') == ["未翻译"]
    assert _untranslated_in_module('"""说明。"""\nlabel = "未翻译"\n') == ["未翻译"]
    assert texts.in_template("{% blocktranslate trimmed %} 第 {{ n }} 条 {% endblocktranslate %}")
