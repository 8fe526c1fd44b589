"""A room's tables are touched by that room: others call its verbs.

Every import of another room's models, and every table of another room in a statement, stands here
with its reason. The list shrinks: what is no longer needed must go, and nothing may come.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.apps import apps

import mingjian

SOURCE: Final = Path(mingjian.__file__).parent
ROOMS: Final = frozenset(
    one.label for one in apps.get_app_configs() if one.name.startswith("mingjian")
)
KEY = "a foreign key needs the table"
TYPE = "the rows that a verb gives or takes, as a type"
WORDS = "the words of a choice"
VERB = "wants a verb of that room"
IMPORTS: Final = {
    "cases/models/attached.py -> papers": KEY,
    "cases/models/step.py -> papers": KEY,
    "cases/models/training.py -> papers": KEY,
    "cases/paperwork.py -> papers": WORDS,
    "cases/serve.py -> papers": WORDS,
    "cases/training/certify.py -> papers": WORDS,
    "checks/models/batch.py -> ledger": "a kind of field, no table",
    "cli/case.py -> cases": VERB,
    "cli/intake.py -> intake": TYPE,
    "cli/repair.py -> cases": VERB,
    "district/demo.py -> intake": TYPE,
    "district/living/beats.py -> papers": WORDS,
    "district/living/tally.py -> effects": VERB,
    "district/people.py -> accounts": VERB,
    "effects/doubts.py -> ledger": "one question over both rooms, in one statement",
    "effects/models/known.py -> ledger": "a kind of field, no table",
    "effects/models/served.py -> papers": WORDS,
    "effects/models/told.py -> papers": KEY,
    "effects/run_out.py -> ledger": "one question over both rooms, in one statement",
    "effects/service/sheet.py -> papers": WORDS,
    "effects/service/waiting.py -> ledger": "one question over both rooms, in one statement",
    "web/about.py -> effects": VERB,
    "web/looks.py -> accounts": VERB,
    "web/rolls.py -> effects": VERB,
    "web/screens/mine.py -> cases": VERB,
    "web/screens/sign_in.py -> accounts": TYPE,
    "web/screens/submissions.py -> intake": VERB,
    "web/templatetags/mingjian.py -> accounts": VERB,
    "web/words.py -> intake": WORDS,
}
ONE = "a check is one statement: right, subject, records, log entry (law 6)"
FIGURES = "figures and lists over several rooms, in one statement"
STATEMENTS: Final = {
    "checks/batch/statement.py": ONE,
    "checks/joint.py": FIGURES,
    "checks/owed.py": FIGURES,
    "checks/sql/again.py": ONE,
    "checks/sql/asker.py": ONE,
    "checks/sql/filed.py": ONE,
    "checks/sql/force.py": ONE,
    "checks/sql/shapes.py": ONE,
    "cli/boot.py": "whether there are tables at all is asked before any room can answer",
    "effects/both_colours.py": "the rule of one in force, for everybody on a black list at once",
    "effects/public_sql.py": "what everybody may see, over all rooms, in one statement",
    "effects/receivers.py": "who was told is read out of the log itself",
    "effects/turnover.py": FIGURES,
    "effects/pending.py": "one question over both rooms, in one statement",
}
_TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+([a-z]+)_[a-z]+", re.IGNORECASE)


def test_another_rooms_models_are_imported_only_where_it_says_why() -> None:
    assert {f"{place} -> {room}" for place, room in _imports()} == set(IMPORTS)


def test_another_rooms_tables_are_asked_only_where_it_says_why() -> None:
    assert set(_statements()) == set(STATEMENTS)


def test_the_rooms_are_all_there() -> None:
    assert {"registry", "ledger", "intake", "effects", "papers", "cases"} <= set(ROOMS)


def _modules() -> Iterator[tuple[str, str, str]]:
    """Room, place below the source, text; migrations speak of the whole database."""
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE)
        if "migrations" not in place.parts:
            yield place.parts[0], place.as_posix(), path.read_text("utf-8")


def _imports() -> Iterator[tuple[str, str]]:
    for room, place, text in _modules():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and node.module:
                parts = node.module.split(".")
                if parts[0] == "mingjian" and parts[2:3] == ["models"] and parts[1] != room:
                    yield place, parts[1]


def _statements() -> Iterator[str]:
    for room, place, text in _modules():
        for node in ast.walk(ast.parse(text)):
            said = node.value if isinstance(node, ast.Constant) else None
            if isinstance(said, str) and _asked(said) - {room}:
                yield place


def _asked(statement: str) -> frozenset[str]:
    return ROOMS & {found[1].lower() for found in _TABLE.finditer(statement)}
