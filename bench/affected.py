"""Effects for the benchmarks: every fifth subject has some of each kind in force.

The rows are put in as superuser with the gate's triggers off: a benchmark measures answers, the
gate has its own tests. They have all of their parts, so that answers are as long as real ones.
"""

from typing import TYPE_CHECKING, Final, LiteralString

if TYPE_CHECKING:
    import psycopg

EVERY: Final = 5
_LIST: Final = "(SELECT list_id FROM effects_attached WHERE matter = 'licensing' LIMIT 1)"
_MEASURE: Final = "(SELECT measure_id FROM effects_attached WHERE matter = 'licensing' LIMIT 1)"
_EDITION: Final = "(SELECT label FROM policy_packedition WHERE pack_id = 'national' LIMIT 1)"
_GATED: Final[LiteralString] = f"""
n, 'zhenhai-market-regulation', daterange('2020-01-01',
    CASE WHEN n %% 2 = 0 THEN '2099-01-01'::date ELSE '2026-06-01'::date END),
  '改正后移出', 'leaves when corrected', '可以申请复议', 'may ask for review', {_EDITION},
  'user:1', now(), '', '', '', '示例法', '9', '2020-01-01', n, n, '', ''"""
_COLUMNS: Final[LiteralString] = """
subject_id, unit_id, holds, exit_zh, exit_en, remedy_zh, remedy_en, edition_id, actor, made_at,
  ended_why, ended_basis, ended_by, law, article, text_version, decision_id, service_id, until_zh,
  until_en"""
_OF_RECORD: Final[LiteralString] = f"""
SELECT n, 'zhenhai-market-regulation', daterange('2020-01-01', '2099-01-01'), '期满', 'at its end',
  '可以申请复议', 'may ask for review', {_EDITION}, 'user:1', now(), '', '', '', r.record_id,
  r.item, 'code', '《示例法》第一条', '示罚〔2019〕' || n || '号', '2019-06-03'::date"""
_RECORD_COLUMNS: Final[LiteralString] = """
subject_id, unit_id, holds, exit_zh, exit_en, remedy_zh, remedy_en, edition_id, actor, made_at,
  ended_why, ended_basis, ended_by, record_id, item, code, basis, decision_number, decided_on"""
_SUBJECTS: Final[LiteralString] = "FROM generate_series(5, %s::int, 5) n"
_PENALTY: Final[LiteralString] = """
CROSS JOIN LATERAL (SELECT record_id, item FROM ledger_version
  WHERE subject_id = n AND item = 'penalty' AND upper_inf(known) AND upper_inf(valid) LIMIT 1) r"""
STATEMENTS: Final[tuple[LiteralString, ...]] = (
    f"""INSERT INTO papers_paper (id, kind, number, title, unit_id, subject_id, signed_by,
  signed_on, sha256, filename, facts, actor, made_at)
SELECT n, 'decision', '明信〔2020〕' || n || '号', '示例决定书', 'zhenhai-market-regulation', n,
  '示例局长', '2019-12-01', encode(sha256('{{}}'), 'hex'), '', '{{}}', 'user:1',
  now() {_SUBJECTS}""",
    f"""INSERT INTO papers_notice (id, paper_id, subject_id, unit_id, channel, address, sent_on,
  actor, recorded_at)
SELECT n, n, n, '', 'inbox', '', '2019-11-01', 'user:1', now() {_SUBJECTS}""",
    f"""INSERT INTO papers_service (id, notice_id, served_on, how, note, actor, recorded_at)
SELECT n, n, '2019-11-02', 'direct', '', 'user:1', now() {_SUBJECTS}""",
    f"""INSERT INTO effects_entry (id, list_id, {_COLUMNS})
SELECT n, {_LIST}, {_GATED} {_SUBJECTS}""",
    f"""INSERT INTO effects_measure (measure_id, {_COLUMNS})
SELECT {_MEASURE}, {_GATED} {_SUBJECTS}""",
    f"""INSERT INTO effects_publication (rules, grade, {_RECORD_COLUMNS})
SELECT 'bench', '', o.*
FROM ({_OF_RECORD} {_SUBJECTS} {_PENALTY}) o""",  # noqa: S608 - fixed parts
    f"""INSERT INTO effects_adverse (served_on, final_on, how, while_listed, {_RECORD_COLUMNS})
SELECT '2019-06-04', '2020-01-01', 'no_contest', false, o.*
FROM ({_OF_RECORD} {_SUBJECTS} {_PENALTY}) o""",  # noqa: S608 - fixed parts
    f"""INSERT INTO effects_dispute (kind, target, subject_id, case_id, opened_on, actor, made_at,
  ended_why, ended_basis, ended_by)
SELECT 'entry', n::text, n, 1, '2024-01-01', 'user:1', now(), '', '', '' {_SUBJECTS}""",
)


def fill_effects(session: "psycopg.Connection", subjects: int) -> None:
    """Effects for every fifth of the subjects numbered from 1; half of the entries run out."""
    session.execute("SET session_replication_role = replica")
    for statement in STATEMENTS:
        session.execute(statement.encode(), [subjects])
    session.execute("SET session_replication_role = origin")
