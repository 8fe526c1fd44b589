"""Verify the whole log from its entries up, and against what the witness has seen."""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

import psycopg

from mingjian.evidence import merkle, pending
from mingjian.evidence.block import Block, Task, check_block, check_block_at, wrong_nodes
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
        faults = [fault for block in blocks for fault in block.faults]
        faults += _Whole(session, blocks, block_levels).faults()
        waiting = pending.count(session, last)
        faults += strays(session, last)
        seen, found = _ask(session, Witness(witness or default_folder()), last)
    seals = sum(len(block.seals) for block in blocks)
    seconds = time.monotonic() - began
    return VerifyReport(last.size, seals, waiting, seen, seconds, (*faults, *found))


def _blocks(
    session: psycopg.Connection, size: int, processes: int, block_levels: int
) -> Iterator[Block]:
    line, step = verify_key().line(), 1 << block_levels
    tasks = [Task(at, min(at + step, size), line) for at in range(0, size, step)]
    if processes == 1 or len(tasks) == 1:
        yield from (check_block(session, task) for task in tasks)
        return
    # Fresh processes: a fork would share this one's database sessions.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(check_block_at, repeat(address("app").conninfo()), tasks)


@dataclass(frozen=True, slots=True)
class _Whole:
    """The tree above the blocks."""

    session: psycopg.Connection
    blocks: list[Block]
    block_levels: int

    def faults(self) -> Iterator[Fault]:
        """Nodes above the blocks that are wrong, and seals whose root is not the tree's."""
        levels = merkle.levels_of(b"".join(self._complete()))
        for level in range(TILE_LEVELS, len(levels), TILE_LEVELS):
            yield from self._wrong_nodes(level + self.block_levels, levels[level])
        node = merkle.node_in(levels)
        for block in self.blocks:
            yield from self._wrong_seals(block, node)

    def _complete(self) -> Iterator[bytes]:
        whole = 1 << self.block_levels
        return (b.root for b in self.blocks if b.task.end - b.task.first == whole)

    def _wrong_nodes(self, level: int, right: bytes) -> Iterator[Fault]:
        kept = stored(self.session.cursor(), level, 0, len(right) // HASH_BYTES)
        return wrong_nodes(level, 0, right, kept)

    def _wrong_seals(self, block: Block, node: merkle.NodeAt) -> Iterator[Fault]:
        before = merkle.complete_parts(block.task.first >> self.block_levels)
        lefts = [node(*part) for part in before]
        for seal in block.seals:
            if merkle.fold([seal.part, *lefts]) != seal.root:
                yield Fault("seal_root", seal.size)


def _ask(
    session: psycopg.Connection, witness: Witness, last: pending.Last
) -> tuple[int | None, list[Fault]]:
    """What the witness saw last, and the faults that this shows."""
    seen = witness.last()
    if seen is None:
        return None, []
    head = seen.checkpoint
    faults = [] if witness.vouches(seen) else [Fault("witness_signature", head.size)]
    if head.size > last.size:
        return head.size, [*faults, Fault("tail_cut", last.size, f"witness saw {head.size}")]
    if _root_at(session, head.size, last.size) != head.root:
        faults.append(Fault("forked", head.size))
    return head.size, faults


def _root_at(session: psycopg.Connection, size: int, last: int) -> bytes:
    """The root the stored tree had at `size`; its nodes were verified before."""
    try:
        return merkle.root(size, Tiles(session.cursor(), last).node)
    except LookupError:
        return b""
