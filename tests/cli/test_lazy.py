"""A command is imported when it is called, and so is no more than it needs."""

import json
import os
import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest
import typer
from typer.main import get_group
from typer.testing import CliRunner

import mingjian.cli
from mingjian.cli.app import COMMANDS, app
from mingjian.cli.lazy import Entry

TABLES = {"django.db.models"}
BATCHES = {
    "ibis",
    "duckdb",
    "datafusion",
    "pyarrow",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "ninja",
}
_RUN = """
import json, sys
from mingjian.cli.__main__ import main
sys.argv = ["mingjian", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
_IMPORT = """
import json, sys
import mingjian.site.wsgi
from importlib import import_module
import_module("mingjian.site.urls")
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def _imported(program: str, *words: str) -> set[str]:
    """The modules in a fresh interpreter after it ran the program."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "mingjian.site.settings"}
    command = [sys.executable, "-c", program, *words]
    done = subprocess.run(  # noqa: S603 - our own program
        command, env=environment, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("words", [["code", "91330211MA2TE5T016"], ["--help"]])
def test_what_needs_neither_packs_nor_tables_imports_neither(words: list[str]) -> None:
    found = _imported(_RUN, *words)
    assert "rich.table" in found  # it did run
    assert not found & {"django", "yaml", *BATCHES}


@pytest.mark.parametrize("words", [["workdays", "2026-02-10", "7"], ["policy", "show"]])
def test_the_packs_are_read_without_tables(words: list[str]) -> None:
    found = _imported(_RUN, *words)
    assert "mingjian.policy.standing" in found
    assert not found & (TABLES | BATCHES)


@pytest.mark.parametrize(
    "command", ["cases", "effects", "sealer", "worker", "migrate", "account", "log"]
)
def test_no_command_of_the_tables_imports_the_batches(command: str) -> None:
    found = _imported(_RUN, command, "--help")
    assert "django.db.models" in found
    assert not found & BATCHES


def test_the_web_server_leaves_the_batches_to_the_worker() -> None:
    found = _imported(_IMPORT)
    assert "mingjian.intake.api" in found
    assert not found & {"ibis", "mingjian.intake.process", "mingjian.checks.batch.run"}


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_the_overview_tells_of_a_command_what_it_tells_itself(entry: Entry) -> None:
    loaded = entry.load()
    assert loaded.name == entry.name
    assert loaded.help is not None
    assert entry.told().split("\n\n")[0] == loaded.help.split("\n\n")[0]


def test_the_table_has_every_command_of_every_module() -> None:
    added = set()
    for found in pkgutil.iter_modules(mingjian.cli.__path__):
        if not found.name.startswith("_"):
            module = import_module(f"mingjian.cli.{found.name}")
            if hasattr(module, "add_to"):
                only_these = typer.Typer()
                module.add_to(only_these)
                added |= {(name, found.name) for name in get_group(only_these).commands}
    assert {(entry.name, entry.module) for entry in COMMANDS} == added
    assert len({entry.name for entry in COMMANDS}) == len(COMMANDS)


def test_hidden_commands_are_not_shown_and_can_be_called() -> None:
    overview = CliRunner().invoke(app, ["--help"]).stdout
    hidden = [entry.name for entry in COMMANDS if entry.hidden]
    assert {"worker", "sealer"} <= set(hidden)
    assert not [name for name in hidden if f"│ {name} " in overview]
    assert all(f"│ {entry.name} " in overview for entry in COMMANDS if not entry.hidden)
    assert CliRunner().invoke(app, ["worker", "--help"]).exit_code == 0


def test_a_slip_is_told_with_what_was_meant() -> None:
    result = CliRunner().invoke(app, ["workday"])
    assert result.exit_code == 2
    assert "workdays" in result.output
