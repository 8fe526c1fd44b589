"""A form of the house as a workbook with drop-downs, to fill in and send back."""

from collections.abc import Iterable
from typing import Final

from mingjian.bulk.answers.form import Form
from mingjian.intake.template import Row, template_of
from mingjian.kernel.problem import Language

_OURS: Final = "platform"


def workbook_of(form: Form, rows: Iterable[Row], language: Language) -> bytes:
    """The bytes of an xlsx file; without rows it is the empty form with an example."""
    given = list(rows)
    return template_of(form.item, form.codes, edition=_OURS, language=language, rows=given)
