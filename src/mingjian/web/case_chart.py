"""A procedure drawn for a page: boxes and arrows, with the way walked and where the case stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mingjian.policy.drawing import START, Chart, Edge, Node, chart
from mingjian.policy.schema.procedure import Procedure
from mingjian.web.words import language

BOX_WIDTH: Final = 150
BOX_HEIGHT: Final = 38
COLUMN: Final = 190
LAYER: Final = 76
EDGE_ROOM: Final = 34  # at the sides, for arrows that lead back
LANE: Final = 14
LONGEST: Final = {"zh": 10, "en": 20}


@dataclass(frozen=True, slots=True)
class Box:
    """A state: its words, its place, and how it looks (`now`, `passed`, `end`, or nothing)."""

    label: str
    title: str
    x: int
    y: int
    tone: str

    @property
    def middle(self) -> int:
        """Where the words are centred."""
        return self.x + BOX_WIDTH // 2

    @property
    def base(self) -> int:
        """The line on which the words stand."""
        return self.y + BOX_HEIGHT // 2 + 5


@dataclass(frozen=True, slots=True)
class Arrow:
    """A step as a path, with a title for whoever points at it; `walked`: it was taken."""

    path: str
    title: str
    walked: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole drawing, in pixels of its own."""

    title: str
    width: int
    height: int
    box_width: int
    box_height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def picture(procedure: Procedure, walked: Iterable[str], state: str) -> Picture:
    """Draw the procedure; `walked`: the steps taken, `state`: where the case stands now."""
    drawn, taken = chart(procedure, language()), frozenset(walked)
    at = {node.id: _corner(node) for node in drawn.nodes}
    passed = {edge.target for edge in drawn.edges if edge.step in taken} | {START}
    return Picture(
        title=drawn.title,
        width=2 * EDGE_ROOM + drawn.width * COLUMN - (COLUMN - BOX_WIDTH),
        height=drawn.height * LAYER - (LAYER - BOX_HEIGHT) + 8,
        box_width=BOX_WIDTH,
        box_height=BOX_HEIGHT,
        boxes=tuple(_box(node, at[node.id], passed, state) for node in drawn.nodes),
        arrows=tuple(_arrows(drawn, at, taken)),
    )


def _corner(node: Node) -> tuple[int, int]:
    return EDGE_ROOM + node.column * COLUMN, 4 + node.layer * LAYER


def _box(node: Node, corner: tuple[int, int], passed: set[str], state: str) -> Box:
    tone = "now" if node.id == state else "passed" if node.id in passed else ""
    ends = f" end {node.end}" if node.end else ""
    most = LONGEST[language()]
    label = node.label if len(node.label) <= most else f"{node.label[: most - 1]}…"
    return Box(label, node.label, *corner, tone + ends)


def _arrows(drawn: Chart, at: dict[str, tuple[int, int]], taken: frozenset[str]) -> Iterable[Arrow]:
    """Those walked come last, so that they lie on top."""
    for edge in sorted(drawn.edges, key=lambda edge: edge.step in taken):
        path = _loop(edge, at) if edge.back else _down(edge, at)
        yield Arrow(path, edge.label, edge.step in taken)


def _down(edge: Edge, at: dict[str, tuple[int, int]]) -> str:
    """From foot to head, lanes side by side; round the boxes between where layers are skipped."""
    (x, y), (to_x, to_y) = at[edge.source], at[edge.target]
    if to_y - y > LAYER:
        return _around(edge, (x, y), (to_x, to_y))
    aside = _aside(edge)
    start = (x + BOX_WIDTH // 2 + aside, y + BOX_HEIGHT)
    end = (to_x + BOX_WIDTH // 2 + aside, to_y - 3)
    bend = (end[1] - start[1]) // 2
    return (
        f"M{start[0]} {start[1]}C{start[0]} {start[1] + bend} {end[0]} {end[1] - bend}"
        f" {end[0]} {end[1]}"
    )


def _around(edge: Edge, source: tuple[int, int], target: tuple[int, int]) -> str:
    """Out at the right side; in at the right side below, or at the head of another column."""
    x, y = source[0] + BOX_WIDTH, source[1] + BOX_HEIGHT // 2
    if target[0] > source[0]:
        head = target[0] + BOX_WIDTH // 2 + _aside(edge)
        return f"M{x} {y}C{head} {y} {head} {y} {head} {target[1] - 3}"
    to_x, to_y = target[0] + BOX_WIDTH + 3, target[1] + 12
    out = max(x, to_x) + EDGE_ROOM - 6
    return f"M{x} {y}C{out} {y} {out} {to_y} {to_x} {to_y}"


def _loop(edge: Edge, at: dict[str, tuple[int, int]]) -> str:
    """From the side of one box back to the side of the other."""
    (x, y), (to_x, to_y) = at[edge.source], at[edge.target]
    low, high = y + BOX_HEIGHT - 8, to_y + 8
    out = min(x, to_x) - EDGE_ROOM + 6 + min(edge.lane, 1) * LANE
    return f"M{x} {low}C{out} {low} {out} {high} {to_x - 3} {high}"


def _aside(edge: Edge) -> int:
    """0, one lane to the right, one to the left, two to the right, and so on."""
    steps = (edge.lane + 1) // 2
    return LANE * (steps if edge.lane % 2 else -steps)
