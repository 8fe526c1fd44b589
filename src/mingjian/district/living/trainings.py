"""Training sessions for repair: held ones with attendance and certificates, and one ahead."""

from collections.abc import Sequence

from mingjian.accounts.actor import Actor
from mingjian.cases.training import attend, certify, plan
from mingjian.district.living.moment import Past, at
from mingjian.district.living.script import Session
from mingjian.registry.find import SubjectView


def hold_trainings(
    sessions: Sequence[Session], firms: Sequence[SubjectView], past: Past, office: Actor
) -> None:
    """Plan each session, and record who came as far as it was held."""
    for session in sessions:
        with at(past.back(max(session.back, 0))):
            _hold(session, firms, past, office)


def _hold(session: Session, firms: Sequence[SubjectView], past: Past, office: Actor) -> None:
    day = past.day(session.back)
    number = plan(session.title, day, session.place, office).id
    for place, firm in enumerate(firms[: session.attended]):
        attend(number, firm.subject_id, office)
        if place < session.certified:
            certify(number, firm.subject_id, office)
