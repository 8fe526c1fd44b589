"""Everything the log may tell has a name on the screens."""

import re
from pathlib import Path

from mingjian.accounts.rights import RIGHTS
from mingjian.web.words import ENTRIES

SOURCE = Path(__file__).resolve().parents[2] / "src" / "mingjian"
# How a kind is written where it is logged: a first word that only the log uses, and what happened.
_KIND = re.compile(
    r'"((?:submission|records?|question|subject|check|feedback|batch|case|paper|notice|decision'
    r"|publication|contest|adverse|entry|measure|dispute|repair|training|log|key)"
    r'\.(?:[a-z_]+(?:ed|ne|de)|step|asked|read|sent|overdue|feedback))"'
)


def test_every_kind_of_entry_has_a_name() -> None:
    # Names of jobs look alike, and are no kinds.
    apart = {"words.py", "jobs.py"}
    sources = [path for path in SOURCE.rglob("*.py") if path.name not in apart]
    logged = {kind for path in sources for kind in _KIND.findall(path.read_text("utf-8"))}
    assert len(logged) > len(ENTRIES) // 2
    assert logged - RIGHTS.keys() <= ENTRIES.keys()
