"""Why a rule cannot tell: a sentence in both languages, as a verdict carries it."""

from mingjian.kernel.verdict import CannotTell
from mingjian.policy.schema import Text


def cannot_tell(zh: str, en: str, **facts: object) -> CannotTell:
    """Return a doubt with its reason; the fact `why` has it in both languages."""
    return CannotTell(zh, {"why": Text(zh=zh, en=en), **facts})
