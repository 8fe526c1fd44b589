"""The number of a paper: without gaps for each unit, kind and year, whoever draws at once."""

from typing import Final

from django.db import connection

_LOCK: Final = """
SELECT pg_advisory_xact_lock(hashtextextended(concat_ws(chr(31), 'papers', %s::text, %s::text,
  %s::int), 0))
"""
_NEXT: Final = """
SELECT 1 + coalesce(max(serial), 0) FROM papers_paper
WHERE unit_id = %s::text AND kind = %s::text AND year = %s::int
"""
# Two series of one unit must not give the same number to two papers. House words.
_WORDS: Final = {
    "decision": "",
    "prior_notice": "告",
    "repair_notice": "修告",
    "rectification_order": "改",
    "report": "报",
    "reply": "复",
    "missing_papers": "补",
    "withdrawal_notice": "撤",
    "correction_notice": "更",
    "interview_record": "谈",
    "hearing_record": "听",
    "training_certificate": "训",
    "evidence": "证",
    "statement": "陈",
    "application": "申",
    "pledge": "诺",
    "proof": "佐",
    "ruling": "裁",
}


def draw(unit_id: str, kind: str, year: int) -> int:
    """The next number of the series, which nobody else draws before this transaction ends."""
    series: tuple[str, str, int] = (unit_id, kind, year)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, series)
        cursor.execute(_NEXT, series)
        return int(cursor.fetchone()[0])


def written(kind: str, year: int, serial: int) -> str:
    """The number as it stands on the paper, e.g. 明信〔2026〕12号."""
    return f"明信{_WORDS[kind]}〔{year}〕{serial}号"
