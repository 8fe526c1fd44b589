"""Roles: named bundles of rights, read from `roles.yaml`, which a person can read too."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import TypeAdapter, field_validator

from mingjian.accounts.rights import RIGHTS
from mingjian.accounts.scopes import Scope
from mingjian.policy.schema.base import Strict, Text

_FILE = Path(__file__).with_name("roles.yaml")

CHECKING_CLIENT = "checking_client"
SENDING_CLIENT = "sending_client"
ORGANISATION = "organisation"


class Role(Strict):
    """A role: who may hold it, and each of its rights with the default data scope."""

    id: str
    name: Text
    holder: Literal["account", "client"]
    rights: dict[str, Scope]

    @field_validator("rights")
    @classmethod
    def _known(cls, rights: dict[str, Scope]) -> dict[str, Scope]:
        unknown = sorted(rights.keys() - RIGHTS.keys())
        if unknown:
            raise ValueError(f"unknown rights: {', '.join(unknown)}")
        return rights


@cache
def roles() -> dict[str, Role]:
    """Every role by its id."""
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {role.id: role for role in TypeAdapter(list[Role]).validate_python(read)}
