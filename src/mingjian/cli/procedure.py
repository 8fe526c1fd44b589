"""`mingjian procedure`: a procedure drawn as text."""

from collections.abc import Iterator
from typing import Annotated

import typer
from django.utils import timezone

from mingjian.cli.given import day
from mingjian.cli.output import AsJson, language, pick, print_json, show
from mingjian.policy.drawing import Chart, Edge, chart
from mingjian.policy.mermaid import mermaid
from mingjian.policy.standing import policies

_ENDS = {"favourable": "有利 favourable", "adverse": "不利 adverse", "neutral": "中性 neutral"}


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command("procedure")(procedure)


def procedure(
    procedure_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="程序编号，空则列出全部 / none: list them")
    ] = None,
    on: Annotated[str | None, typer.Option(help="在该日施行的 / in force on that day")] = None,
    as_mermaid: Annotated[bool, typer.Option("--mermaid", help="Mermaid 流程图 / chart")] = False,
    as_json: AsJson = False,
) -> None:
    """程序图：状态、步骤、由谁办理。A procedure: its states, and who leads from one to the next."""
    asked = day(on) if on else timezone.localdate()
    if procedure_id is None:
        rows = [
            {"id": one.id, "name": one.name.zh, "kind": one.kind}
            for one in policies().procedures(asked)
        ]
        show(rows, as_json=as_json)
        return
    drawn = chart(policies().procedure(procedure_id, asked), language())
    if as_json:
        print_json(drawn)
        return
    typer.echo(mermaid(drawn) if as_mermaid else "\n".join(drawing(drawn)))


def drawing(drawn: Chart) -> Iterator[str]:
    """Each state with the steps that lead on from it; adverse steps with !, ends with how."""
    yield drawn.title
    labels = {node.id: node.label for node in drawn.nodes}
    for node in drawn.nodes:
        yield f"\n[{node.label}]" + (f" ■ {_ENDS[node.end]}" if node.end else "")
        ways = [edge for edge in drawn.edges if edge.source == node.id]
        for place, edge in enumerate(ways, 1):
            branch = "└─" if place == len(ways) else "├─"
            yield f"  {branch} {_step(edge)} → {labels[edge.target]}"


def _step(edge: Edge) -> str:
    mark = "!" if edge.adverse else ""
    back = pick("（返回）", " (back)") if edge.back else ""
    return f"{mark}{edge.label} ({edge.by}){back}"
