"""The laws of the house that a pack could break: persons, personal data, items without basis."""

from mingjian.policy.linting.finding import Findings, Rule, Scene, file_of
from mingjian.policy.schema import CatalogueItem

PERSONS = Rule(
    "policy.lint.persons",
    "error",
    "本期不收自然人事项",
    "items about natural persons are refused in this issue",
)
PERSONAL_PUBLIC = Rule(
    "policy.lint.personal_public",
    "error",
    "个人信息字段不得公开：{what}",
    "a personal field must not be public: {what}",
)
NO_BASIS = Rule("policy.lint.no_basis", "error", "没有法律依据：{what}", "no legal basis: {what}")
NO_PUBLIC_BASIS = Rule(
    "policy.lint.no_public_basis",
    "error",
    "公开没有依据",
    "nothing says why the item may be public",
)


def law(scene: Scene) -> Findings:
    """Yield what the laws of the house forbid a pack to say."""
    for item in scene.pack.catalogue:
        yield from _item(item)


def _item(item: CatalogueItem) -> Findings:
    file = file_of(item)
    if item.subjects == "person":
        yield PERSONS.at(file, "subjects")
    if not item.basis:
        yield NO_BASIS.at(file, "basis", item.id)
    if item.public and item.public_basis is None:
        yield NO_PUBLIC_BASIS.at(file, "public")
    for field in item.fields:
        if field.personal and field.public:
            yield PERSONAL_PUBLIC.at(file, f"fields.{field.name}", field.name)
