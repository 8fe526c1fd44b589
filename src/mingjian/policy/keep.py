"""Keep every edition in use, and bring one back."""

from mingjian.policy.models import PackEdition
from mingjian.policy.problems import UnknownEdition
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import Pack


def keep(policies: Policies) -> tuple[str, ...]:
    """Store the editions that are not stored yet and return the labels of all.

    Safe when several processes start at once: the first one stores, the others find it there.
    """
    editions = policies.editions.values()
    PackEdition.objects.bulk_create(
        [
            PackEdition(label=e.label, pack_id=e.pack_id, sha256=e.sha256, content=e.content)
            for e in editions
        ],
        ignore_conflicts=True,
    )
    return tuple(edition.label for edition in editions)


def kept_pack(label: str) -> Pack:
    """Return the pack exactly as it was in the edition `label` names.

    Raises:
        UnknownEdition: when no such edition was ever kept.
    """
    row = PackEdition.objects.filter(label=label).first()
    if row is None:
        raise UnknownEdition(what=label, id=label)
    return Pack.model_validate_json(row.content)
