"""The handbook's page of procedures, made from the packs: python -m mingjian.policy.handbook."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from mingjian.policy.drawing import chart
from mingjian.policy.load import load_pack
from mingjian.policy.mermaid import mermaid
from mingjian.policy.schema import Clock, Deadline, Pack, Procedure, Step

HEAD = """\
# 程序 / Procedures

本页由政策包生成，请勿手工修改：`python -m mingjian.policy.handbook policies`。
Made from the packs by that command; do not edit.

程序写在 `policies/<包>/procedures/*.yaml`：状态、步骤、文书、时限，以及沉默意味着什么。
粗线是对主体不利的步骤，其前必有已送达的告知；虚线由系统按时间作出；* 表示等待送达证明。
机关的沉默从不使主体受损：`mingjian policy lint` 拒绝这样的程序。
A procedure is data: states, steps, papers, clocks, and what silence means. A thick arrow is a step
to the subject's disadvantage, which a served notice always precedes; a dotted one is taken by time
itself; * means that proof of service is waited for. `mingjian policy lint` refuses a procedure in
which the office's silence harms the subject.
"""
STEPS = (
    "| 步骤 / step | 谁 / by | 需交 / needs | 制作 / makes | 送 / sends | 条件 / waits for |\n"
    "|---|---|---|---|---|---|"
)
CLOCKS = "| 时限 / clock | 谁 / whose | 长度 / length | 届满 / when it runs out | 来源 / source |\n"
CLOCKS += "|---|---|---|---|---|"


def page(packs: Iterable[Pack]) -> str:
    """Return the page about every procedure of the packs, in Markdown with Mermaid drawings."""
    given = tuple(packs)
    deadlines = {one.id: one for pack in given for one in pack.deadlines}
    parts = [(pack.id, one) for pack in given for one in pack.procedures]
    parts.sort(key=lambda part: (part[1].id, str(part[1].effective_from)))
    told = ("\n".join(_told(pack, one, deadlines)) for pack, one in parts)
    return "\n".join([HEAD, *told])


def _told(pack: str, one: Procedure, deadlines: dict[str, Deadline]) -> Iterator[str]:
    basis = "；".join(f"{law.law} {law.article or ''}".strip() for law in one.basis)
    yield f"## {one.name.zh} / {one.name.en}\n"
    yield f"`{one.id}` · {pack} · {one.effective_from or '…'} → {one.effective_to or '…'} · {basis}"
    yield f"({one.mark}: {one.source})\n"
    if one.note:
        yield f"{one.note.zh}\n{one.note.en}\n"
    yield f"```mermaid\n{mermaid(chart(one))}\n```\n"
    yield STEPS
    yield from (_row(*_step(step)) for step in one.steps)
    yield f"\n{CLOCKS}"
    yield from (_row(*_clock(clock, deadlines)) for clock in one.clocks)
    yield ""


def _step(step: Step) -> tuple[str, ...]:
    sends = [f"{one.paper} → {one.to}{' *' if one.served else ''}" for one in step.notices]
    waits = [f"served {kind}" for kind in step.served] + [f"after {name}" for name in step.after]
    waits += [f"other person than {name}" for name in step.other_person_than]
    waits += [f"other unit than {name}" for name in step.other_unit_than]
    waits += [f"met {name}" for name in step.conditions]
    name = f"{step.name.zh} / {step.name.en} (`{step.id}`)"
    cells = (", ".join(step.papers), step.makes or "", ", ".join(sends), ", ".join(waits))
    return (name, step.by, *cells)


def _clock(clock: Clock, deadlines: dict[str, Deadline]) -> tuple[str, ...]:
    law = deadlines.get(clock.deadline or "")
    length, unit = (law.length, law.unit) if law else (clock.length, clock.unit)
    longest = [f" (≤{one.length})" for one in clock.extends]
    means = clock.silence.means
    source = f"{law.basis} ({clock.deadline}, {law.mark})" if law else clock.source
    told = f"{means.zh} / {means.en}"
    name = f"{clock.name.zh} / {clock.name.en} (`{clock.id}`)"
    if not law:
        source = f"{source} ({clock.mark})"
    return name, clock.on, f"{length} {unit}{''.join(longest)}", told, source


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    folders = sorted(path.parent for path in Path(sys.argv[1]).glob("*/pack.yaml"))
    sys.stdout.write(page(load_pack(folder) for folder in folders))
