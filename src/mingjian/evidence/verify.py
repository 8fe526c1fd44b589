"""Verify the whole log from its entries up, and against what the witness has seen."""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

import psycopg

from mingjian.evidence import merkle, pending
from mingjian.evidence.block import Block, Task, wrong_nodes
from mingjian.evidence.faults import Fault, VerifyReport
from mingjian.evidence.grow import TILE_LEVELS
from mingjian.evidence.keys import verify_key
from mingjian.evidence.merkle import HASH_BYTES
from mingjian.evidence.session import own_session
from mingjian.evidence.strays import strays
from mingjian.evidence.tiles import Tiles, stored
from mingjian.evidence.witness import Witness, default_folder
from mingjian.home.database import address

BLOCK_LEVELS = 16
"""A block has 2**16 positions: some 15 MB of entries, and one node of the third stored level."""

_AT_ONCE = 4
"""Blocks of one session: few enough that no process waits long for the last."""


def verify_log(
    *, witness: Path | None = None, processes: int = 1, block_levels: int = BLOCK_LEVELS
) -> VerifyReport:
    """Hash every sealed entry anew, rebuild the tree, check all seals, ask the witness.

    `witness` is the witness's folder (default: the site's); without one, a tail cut cleanly off
    cannot be told from a log that was never longer. `block_levels` is 8 or a multiple of it.
    """
    began = time.monotonic()
    with own_session() as session:
        last = pending.last_seal(session)
        blocks = list(_blocks(session, last.size, processes, block_levels))
        whole = _Whole(session, blocks, block_levels)
        roots = whole.roots()
        faults = [fault for block in blocks for fault in block.faults]
        faults += [*whole.wrong_nodes(), *_wrong_seals(blocks, roots)]
        faults += strays(session, last, closely=bool(faults))
        seen, found = _ask(
            Witness(witness or default_folder()),
            last.size,
            lambda size: roots.get(size) or _stored_root(session, size, last.size),
        )
        waiting = pending.count(session, last)
    seconds = time.monotonic() - began
    return VerifyReport(last.size, len(roots), waiting, seen, seconds, (*faults, *found))


def _blocks(
    session: psycopg.Connection, size: int, processes: int, block_levels: int
) -> Iterator[Block]:
    from mingjian.evidence.check_block import check_block, check_blocks_at  # noqa: PLC0415 - the engine comes with the first block, not with the command

    line, step = verify_key().line(), 1 << block_levels
    tasks = [Task(at, min(at + step, size), line) for at in range(0, size, step)]
    if processes == 1 or len(tasks) == 1:
        yield from (check_block(session, task) for task in tasks)
        return
    # Fresh processes: a fork would share this one's database sessions.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        some = (tasks[at : at + _AT_ONCE] for at in range(0, len(tasks), _AT_ONCE))
        for blocks in pool.map(check_blocks_at, repeat(address("app").conninfo()), some):
            yield from blocks


@dataclass(frozen=True, slots=True)
class _Whole:
    """The tree above the blocks."""

    session: psycopg.Connection
    blocks: list[Block]
    block_levels: int

    def levels(self) -> list[bytes]:
        """All levels above the blocks, the roots of the complete blocks first."""
        whole = 1 << self.block_levels
        roots = (b.root for b in self.blocks if b.task.end - b.task.first == whole)
        return merkle.levels_of(b"".join(roots))

    def wrong_nodes(self) -> Iterator[Fault]:
        """Stored nodes above the blocks that are not what the blocks give."""
        levels = self.levels()
        for height in range(TILE_LEVELS, len(levels), TILE_LEVELS):
            level, right = height + self.block_levels, levels[height]
            kept = stored(self.session.cursor(), level, 0, len(right) // HASH_BYTES)
            yield from wrong_nodes(level, 0, right, kept)

    def roots(self) -> dict[int, bytes]:
        """The true root at the size of every seal."""
        node = merkle.node_in(self.levels())
        return {
            seal.size: merkle.fold([seal.part, *self._lefts(block, node)])
            for block in self.blocks
            for seal in block.seals
        }

    def _lefts(self, block: Block, node: merkle.NodeAt) -> list[bytes]:
        """The complete subtrees before a block, the nearest first."""
        before = block.task.first >> self.block_levels
        return [node(*part) for part in merkle.complete_parts(before)]


def _wrong_seals(blocks: list[Block], roots: Mapping[int, bytes]) -> Iterator[Fault]:
    for block in blocks:
        for seal in block.seals:
            if seal.root != roots[seal.size]:
                yield Fault("seal_root", seal.size)


def _ask(
    witness: Witness, size: int, root_at: Callable[[int], bytes]
) -> tuple[int | None, list[Fault]]:
    """What the witness saw last, and the faults that this shows in a log of `size` entries."""
    seen = witness.last()
    if seen is None:
        return None, []
    head = seen.checkpoint
    faults = [] if witness.vouches(seen) else [Fault("witness_signature", head.size)]
    if head.size > size:
        return head.size, [*faults, Fault("tail_cut", size, f"witness saw {head.size}")]
    if root_at(head.size) != head.root:
        faults.append(Fault("forked", head.size))
    return head.size, faults


def _stored_root(session: psycopg.Connection, size: int, last: int) -> bytes:
    """The root at a size at which no seal stands any more, from stored nodes verified before."""
    try:
        return merkle.root(size, Tiles(session.cursor(), last).node)
    except LookupError:
        return b""
