"""Who was told of a repair or correction by a case, and who has answered it."""

from mingjian.accounts.actor import Actor
from mingjian.cases.models import CaseNotice
from mingjian.cases.reach import within
from mingjian.papers.receipts import Receipt, receipts_for


def receipts(case_id: int, actor: Actor) -> list[Receipt]:
    """The receivers of one case, in the order they were told.

    Raises:
        NoSuchCase: there is none, or it is out of the actor's reach.
    """
    here = CaseNotice.objects.filter(step__case=within(actor, case_id))
    return receipts_for(list(here.values_list("notice_id", flat=True)))
