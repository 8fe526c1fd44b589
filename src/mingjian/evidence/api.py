"""The log over HTTP: checkpoint and proofs for everybody, entries for those who may read them."""

from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from mingjian.accounts.access import access, public
from mingjian.accounts.actor import actor_of
from mingjian.accounts.decide import require
from mingjian.accounts.scope import units_for
from mingjian.evidence.keys import verify_key
from mingjian.evidence.prove import checkpoint, consistency, inclusion
from mingjian.evidence.read import LARGEST_PAGE, EntryView, entries

router = Router(tags=["log"])

_LARGEST: Final = 2**63 - 1
_TEXT: Final = "text/plain; charset=utf-8"


class SealedEntryOut(Schema):
    """What the leaf of an entry holds."""

    id: int = Field(description="编号 / number")
    at: str = Field(description="UTC 时间，精确到微秒 / time in UTC to the microsecond")
    kind: str
    actor: str
    subject_id: int | None
    body: str = Field(description="规范化 JSON 文本，原样 / canonical JSON text as it was hashed")


class InclusionOut(Schema):
    """That the entry is in the log under the checkpoint (RFC 6962)."""

    entry: SealedEntryOut
    position: int = Field(description="树中位置，从 0 起 / place in the tree, from 0")
    path: list[str] = Field(description="审计路径，自叶向上，base64 / audit path, leaf upwards")
    checkpoint: str = Field(description="C2SP 签名检查点 / signed checkpoint")


class SizesIn(Schema):
    """Two sizes that the log has had, the smaller first."""

    old: int = Field(ge=0, le=_LARGEST, description="较早条目数 / entries then")
    new: int = Field(ge=0, le=_LARGEST, description="较晚条目数 / entries later")


class ConsistencyOut(Schema):
    """That the log of `old` entries is a prefix of the log of `new` entries (RFC 6962)."""

    old: int
    new: int
    path: list[str] = Field(description="base64")


class EntryOut(Schema):
    """One entry of the log."""

    id: int
    at: datetime
    kind: str
    actor: str
    subject_id: int | None
    body: dict[str, Any]
    position: int | None = Field(description="未封存为空 / empty until sealed")


class EntriesIn(Schema):
    """Which entries; all given conditions hold."""

    about: int | None = Field(None, ge=1, le=_LARGEST, description="主体编号 / subject number")
    kind: str | None = Field(None, max_length=64, description="种类，如 check.asked / kind")
    before: int | None = Field(None, ge=1, le=_LARGEST, description="编号早于 / older than number")
    limit: int = Field(50, ge=1, le=LARGEST_PAGE)


@router.get("/log/key", auth=None, summary="日志公钥 / public key of the log")
@public
def read_key(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django hands it to every view
    """The key that signs checkpoints, as a C2SP key line (text)."""
    return HttpResponse(verify_key().line() + "\n", content_type=_TEXT)


@router.get("/log/checkpoint", auth=None, summary="最新检查点 / last checkpoint")
@public
def read_checkpoint(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - as above
    """The last signed checkpoint as a C2SP signed note (text)."""
    return HttpResponse(str(checkpoint()), content_type=_TEXT)


@router.get(
    "/log/consistency", auth=None, response=ConsistencyOut, summary="一致性证明 / consistency proof"
)
@public
def read_consistency(
    request: HttpRequest,  # noqa: ARG001 - as above
    sizes: Query[SizesIn],
) -> dict[str, object]:
    """Proof that nothing of the first `old` entries was changed when the log had `new`."""
    return consistency(sizes.old, sizes.new).document()


@router.get("/log/proof/{entry_id}", response=InclusionOut, summary="存在证明 / inclusion proof")
@access("log.verify")
def read_proof(request: HttpRequest, entry_id: int) -> dict[str, object]:
    """Proof that an entry is in the log: of one's own doings, or by the right to read the log."""
    actor, proof = actor_of(request), inclusion(entry_id)
    if proof.entry.actor != actor.id:
        require(actor, "log.read", owner=proof.entry.actor)
    return proof.document()


@router.get("/log/entries", response=list[EntryOut], summary="日志条目 / entries of the log")
@access("log.read")
def read_entries(request: HttpRequest, asked: Query[EntriesIn]) -> list[EntryView]:
    """Entries, newest first; who may not read all of the log sees what he did himself."""
    actor = actor_of(request)
    own = None if units_for(actor, "log.read") is None else actor.id
    return entries(asked.about, kind=asked.kind, actor=own, before=asked.before, limit=asked.limit)
