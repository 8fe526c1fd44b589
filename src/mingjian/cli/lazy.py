"""Commands that are imported when they are called: each waits for nothing but its own needs."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

MARKUP: Final = "markdown"
"""Of all help texts, whoever imports them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: its name, and the module of this package that adds it.

    `tables`: the module imports tables, so that Django has to be set up before.
    """

    name: str
    module: str
    tables: bool = True
    hidden: bool = False

    def load(self) -> TyperCommand | TyperGroup:
        """Import the module, and take the command from those that it adds."""
        if self.tables:
            import_module("mingjian.cli.tables").make_ready()
        added = typer.Typer(rich_markup_mode=MARKUP)
        import_module(self._path).add_to(added)
        return get_group(added).commands[self.name]  # type: ignore[return-value]  # typer's own

    def told(self) -> str:
        """What its function says of it (a group: its callback), read without running the module."""
        spec = find_spec(self._path)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(self._path)
        for node in ast.parse(Path(spec.origin).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.rstrip("_") == self.name:
                return ast.get_docstring(node) or ""
        return ""

    @property
    def _path(self) -> str:
        return f"{__package__}.{self.module}"


class _Announced(TyperCommand):
    """What the overview shows of a command that is not imported."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.name, callback=None, help=entry.told(), hidden=entry.hidden)
        self.load = entry.load


def lazy(entries: Iterable[Entry]) -> type[TyperGroup]:
    """Return a group of these commands; listing them imports none, calling one imports it."""
    listed = {entry.name: entry for entry in entries}

    class LazyGroup(TyperGroup):
        def __init__(self, **given: Any) -> None:
            super().__init__(**given)
            self.commands = {name: _Announced(entry) for name, entry in listed.items()}

        def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
            """The command itself in place of what was announced of it."""
            name, found, rest = super().resolve_command(ctx, args)
            return name, found.load() if isinstance(found, _Announced) else found, rest

    return LazyGroup
