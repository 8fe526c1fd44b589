"""Verify one block of positions: entries, leaves, nodes and the seals that end in it.

Knows nothing of Django, so that several processes can each take blocks.
"""

from collections.abc import Iterator, Sequence

import psycopg

from mingjian.evidence import hashes, merkle
from mingjian.evidence.block import Block, SealSeen, Task, wrong_nodes
from mingjian.evidence.checkpoint import Checkpoint, parse_signed
from mingjian.evidence.faults import Fault
from mingjian.evidence.grow import TILE_LEVELS
from mingjian.evidence.merkle import HASH_BYTES
from mingjian.evidence.note import parse_key
from mingjian.evidence.placed import stored_leaves
from mingjian.evidence.session import own_session
from mingjian.evidence.tiles import stored

_SEALS = """
SELECT size, root, note FROM evidence_seal
WHERE size > %s::bigint AND size <= %s::bigint ORDER BY size
"""


def check_blocks_at(conninfo: str, tasks: Sequence[Task]) -> list[Block]:
    """As `check_block`, one after the other in a session of its own: for other processes."""
    with own_session(conninfo) as session:
        return [check_block(session, task) for task in tasks]


def check_block(session: psycopg.Connection, task: Task) -> Block:
    """Hash every entry of the block anew and compare all that is stored about it."""
    block = Block(task)
    levels = merkle.levels_of(stored_leaves(session, block), hashes.up)
    block.faults += _wrong_nodes(session, task, levels)
    block.root = levels[-1] if len(levels[-1]) == HASH_BYTES else b""
    _check_seals(session, block, levels)
    return block


def _wrong_nodes(session: psycopg.Connection, task: Task, levels: list[bytes]) -> Iterator[Fault]:
    for level in range(TILE_LEVELS, len(levels), TILE_LEVELS):
        kept = stored(session.cursor(), level, task.first >> level, task.end >> level)
        yield from wrong_nodes(level, task.first >> level, levels[level], kept)


def _check_seals(session: psycopg.Connection, block: Block, levels: list[bytes]) -> None:
    task, node = block.task, merkle.node_in(levels)
    for size, root, text in session.execute(_SEALS, [task.first, task.end]):
        part = merkle.root(size - task.first, node)
        block.seals.append(SealSeen(size, bytes(root), part))
        if not _signs(text, Checkpoint(parse_key(task.key_line).name, size, bytes(root)), task):
            block.faults.append(Fault("seal_signature", size))


def _signs(text: str, head: Checkpoint, task: Task) -> bool:
    """Whether the note is signed by the log and says just what the seal's row says."""
    try:
        signed = parse_signed(text)
    except ValueError:
        return False
    return signed.checkpoint == head and signed.signed_by(parse_key(task.key_line))
