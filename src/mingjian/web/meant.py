"""Which organisations a text in a filter may mean."""

from mingjian.registry.match import search
from mingjian.registry.problems import NothingToSearch

MOST = 50


def meant(text: str) -> frozenset[int]:
    """The numbers of those with this code, or with a name like it; none for too little text."""
    if not text:
        return frozenset()
    try:
        return frozenset(match.subject_id for match in search(text, MOST))
    except NothingToSearch:
        return frozenset()
