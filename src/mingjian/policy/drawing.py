"""A procedure as a drawing: where each state stands and which steps run between them, as data.

The screens make SVG of it and the handbook Mermaid; neither decides anything about the layout.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mingjian.kernel.problem import Language
from mingjian.policy.layering import columns, layers
from mingjian.policy.schema import Procedure, Step, Text
from mingjian.policy.schema.procedure import Outcome, Party

START = "start"


@dataclass(frozen=True, slots=True)
class Node:
    """A state in its place: `layer` counts from the start (0) down, `column` from the left (0).

    `end`: how the case ends here, seen from the subject; None where it goes on.
    """

    id: str
    label: str
    layer: int
    column: int
    end: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A step from one state to another (from START when it opens the case).

    `back`: it leads up again or stays where it is. `lane`: which of several steps between the same
    two states, from 0, so that they can be drawn side by side.
    """

    step: str
    label: str
    source: str
    target: str
    by: Party
    adverse: bool
    back: bool
    lane: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Nodes by layer and column, edges in the order of the procedure's steps."""

    procedure: str
    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def height(self) -> int:
        """How many layers there are."""
        return 1 + max(node.layer for node in self.nodes)

    @property
    def width(self) -> int:
        """How many columns the widest layer has."""
        return 1 + max(node.column for node in self.nodes)


def chart(procedure: Procedure, language: Language = "zh") -> Chart:
    """Lay out a procedure by the longest way from its start; equal data give equal drawings."""
    ways = [(source, step) for step in procedure.steps for source in step.sources or (START,)]
    arrows = [(source, step.to) for source, step in ways]
    layer = layers([START, *(state.id for state in procedure.states)], arrows)
    column = columns(layer, arrows)
    nodes = [Node(START, _in(_BEGIN, language), 0, 0)]
    nodes += [
        Node(state.id, _in(state.name, language), layer[state.id], column[state.id], state.end)
        for state in procedure.states
    ]
    nodes.sort(key=lambda node: (node.layer, node.column))
    edges = tuple(_edges(ways, layer, language))
    return Chart(procedure.id, _in(procedure.name, language), tuple(nodes), edges)


_BEGIN = Text(zh="开始", en="start")


def _edges(
    ways: Iterable[tuple[str, Step]], layer: Mapping[str, int], language: Language
) -> Iterable[Edge]:
    drawn: dict[tuple[str, str], int] = {}
    for source, step in ways:
        lane = drawn.get((source, step.to), 0)
        drawn[source, step.to] = lane + 1
        back, label = layer[step.to] <= layer[source], _in(step.name, language)
        yield Edge(step.id, label, source, step.to, step.by, step.adverse, back, lane)


def _in(text: Text, language: Language) -> str:
    return text.zh if language == "zh" else text.en
