"""A chart in the notation that Markdown readers draw: Mermaid."""

from mingjian.policy.drawing import START, Chart

ARROWS = {True: "==>", False: "-->"}


def mermaid(drawn: Chart) -> str:
    """Return a chart as a Mermaid flowchart."""
    lines = ["flowchart TD"]
    lines += [f"    {START}(({_quoted(drawn.nodes[0].label)}))"]
    for node in drawn.nodes[1:]:
        shape = "([{}])" if node.end else "[{}]"
        lines.append(f"    {_name(node.id)}{shape.format(_quoted(node.label))}")
    for edge in drawn.edges:
        arrow = "-.->" if edge.by == "system" else ARROWS[edge.adverse]
        ends = _name(edge.source), _name(edge.target)
        lines.append(f"    {ends[0]} {arrow}|{_quoted(edge.label)}| {ends[1]}")
    return "\n".join(lines)


def _name(state: str) -> str:
    # Mermaid takes "end" for its own word.
    return state if state == START else f"s_{state.replace('-', '_')}"


def _quoted(label: str) -> str:
    return f'"{label.replace(chr(34), chr(39))}"'
