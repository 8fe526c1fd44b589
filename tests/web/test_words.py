"""Everything the log may tell has a name on the screens."""

import re
from pathlib import Path

from django.utils.translation import override

from mingjian.accounts.rights import RIGHTS
from mingjian.policy.standing import policies
from mingjian.web.templatetags.checks import measure_term
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


def test_a_term_of_a_measure_is_told_in_both_languages() -> None:
    """Every length that the packs write of a measure has words in Chinese, and in English."""
    terms = {term for one in policies().measures() for term in (one.term_min, one.term_max) if term}
    assert "while listed" in terms
    for term in sorted(terms):
        with override("zh-hans"):
            assert not re.search("[A-Za-z]", measure_term(term)), term
        with override("en"):
            assert not re.search("[\u4e00-\u9fff]", measure_term(term)), term
