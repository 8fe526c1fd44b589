"""Accounts of people: open, give a role, end a grant, close."""

from collections.abc import Collection

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from mingjian.accounts.actor import SYSTEM, Actor
from mingjian.accounts.models import Account, Grant
from mingjian.accounts.problems import (
    AlreadyEnded,
    AlreadyGiven,
    NameTaken,
    UnitsMissing,
    UnknownRole,
    WeakPassword,
    WrongHolder,
)
from mingjian.accounts.roles import ORGANISATION, roles
from mingjian.accounts.scopes import Scope


def open_account(
    username: str, name: str, unit_id: str, *, password: str, language: str = "zh-hans"
) -> Account:
    """Open an account in a unit; it holds no role yet.

    Raises:
        WeakPassword: when the password breaks a rule of the site's settings.
        NameTaken: when the user name is in use.
    """
    account = Account(username=username, name=name, unit_id=unit_id, language=language)
    return _opened(account, password)


def open_organisation_account(
    username: str, name: str, subject_id: int, *, password: str, language: str = "zh-hans"
) -> Account:
    """Open an account of somebody who acts for an organisation (主体经办人), with that role.

    Raises:
        WeakPassword, NameTaken: as `open_account`.
    """
    account = Account(username=username, name=name, subject_id=subject_id, language=language)
    with transaction.atomic():
        opened = _opened(account, password)
        give_role(opened, ORGANISATION, by=SYSTEM)
    return opened


def give_role(
    account: Account,
    role: str,
    *,
    by: Actor,
    scope: Scope | None = None,
    units: Collection[str] = (),
) -> Grant:
    """Give a role, with the role's own scopes or with one scope for all of its rights.

    Raises:
        UnknownRole, UnitsMissing: when the role or the scope does not fit.
        WrongHolder: when the account acts for an organisation and the role does not.
        AlreadyGiven: when the account holds the role with this scope.
    """
    _check_role(role, scope, units)
    if account.subject_id is not None and (role != ORGANISATION or scope is not None):
        raise WrongHolder(role=role)
    grant = Grant(account=account, role=role, scope=scope or "", custom_units=sorted(units))
    grant.given_by = by.id
    try:
        with transaction.atomic():
            grant.save()
    except IntegrityError as error:
        raise AlreadyGiven(role=role) from error
    return grant


def end_grant(grant: Grant, *, by: Actor) -> None:
    """End a grant now; the row stays and says who ended it.

    Raises:
        AlreadyEnded: when it ended before.
    """
    open_grant = Grant.objects.filter(pk=grant.pk, ended_at=None)
    if not open_grant.update(ended_at=timezone.now(), ended_by=by.id):
        raise AlreadyEnded


def close_account(account: Account) -> None:
    """Let nobody sign in with this account any more; what it did stays on record."""
    account.is_active = False
    account.save(update_fields=["is_active"])


def _opened(account: Account, password: str) -> Account:
    _check_password(password)
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        raise NameTaken(username=account.username) from error
    return account


def _check_password(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as error:
        raise WeakPassword(reason=" ".join(error.messages)) from error


def _check_role(role: str, scope: Scope | None, units: Collection[str]) -> None:
    known = roles().get(role)
    if known is None or known.holder != "account":
        raise UnknownRole(role=role)
    if bool(units) is not (scope is Scope.CUSTOM):
        raise UnitsMissing
