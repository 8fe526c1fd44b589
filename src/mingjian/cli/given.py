"""Days and moments as they are typed."""

from datetime import date, datetime, time, timedelta

import typer
from django.utils import timezone

from mingjian.cli.output import pick


def day(text: str) -> date:
    """A day in ISO 8601; a clear refusal otherwise."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = pick(f"不是日期：{text}（格式 2026-04-01）", f"not a date: {text} (2026-04-01)")
        raise typer.BadParameter(message) from error


def moment(text: str) -> datetime:
    """A moment in ISO 8601; a bare day means its end, so that the whole day's knowledge counts."""
    try:
        given = datetime.fromisoformat(text)
    except ValueError as error:
        message = pick(f"不是时点：{text}", f"not a moment: {text} (2026-04-01T09:00)")
        raise typer.BadParameter(message) from error
    if len(text) == len("2026-04-01"):
        given = datetime.combine(given.date() + timedelta(days=1), time.min) - timedelta.resolution
    return given if given.tzinfo else timezone.make_aware(given)
