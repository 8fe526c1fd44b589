"""Tables of the papers room. Rows are added and never changed; triggers bind the owner too."""

from mingjian.papers.models.mail import Mail
from mingjian.papers.models.notice import Channel, Notice
from mingjian.papers.models.paper import Paper
from mingjian.papers.models.service import How, Service

__all__ = ["Channel", "How", "Mail", "Notice", "Paper", "Service"]
