"""What can go wrong with people, keys and rights."""

from mingjian.kernel.problem import Conflict, InvalidInput, NotFound, Problem


class WrongPassword(Problem):
    """The name and the password do not belong together, or the account is closed."""

    code = "accounts.wrong_password"
    status = 401
    zh = "用户名或密码不正确。"
    en = "The user name or the password is not right."
    zh_way = "请核对后重试；忘记密码请联系本单位管理员。"
    en_way = "Check both and try again; if you forgot it, ask your unit's administrator."


class LockedOut(Problem):
    """Too many failures in a row; the fact `minutes` says how long the pause lasts."""

    code = "accounts.locked_out"
    status = 429
    zh = "连续失败次数过多，账号已暂停登录 {minutes} 分钟。"
    en = "Too many failures in a row: signing in is paused for {minutes} minutes."
    zh_way = "请稍后再试；如非本人操作，请立即联系管理员。"
    en_way = "Try again later; if it was not you, call your administrator at once."


class UnknownRole(InvalidInput):
    """No such role, or one of the other kind of holder."""

    code = "accounts.unknown_role"
    zh = "没有可授予此账号的角色：{role}。"
    en = "There is no role {role} that can be given here."
    zh_way = "请从角色清单中选择。"
    en_way = "Choose one of the listed roles."


class WrongHolder(InvalidInput):
    """Somebody who acts for an organisation holds the role of organisations and no other."""

    code = "accounts.wrong_holder"
    zh = "主体经办人的账号不得任角色 {role}，也不得另设数据范围。"
    en = "An account of an organisation cannot hold the role {role} or another scope."
    zh_way = "主体经办人只任“主体经办人”角色；单位人员请另开账号。"
    en_way = "Give it the role of organisations alone; open another account for staff of a unit."


class UnitsMissing(InvalidInput):
    """The scope of chosen units without units, or units with another scope."""

    code = "accounts.units_missing"
    zh = "“指定单位”范围须列出单位，其他范围不得列出。"
    en = "The scope of chosen units names units, and no other scope does."
    zh_way = "请核对数据范围和单位。"
    en_way = "Check the scope and the units."


class NameTaken(Conflict):
    """Another account has this user name."""

    code = "accounts.name_taken"
    zh = "用户名已被使用：{username}。"
    en = "The user name {username} is taken."
    zh_way = "请换一个用户名。"
    en_way = "Choose another one."


class NoSuchClient(NotFound):
    """There is no client system with this number."""

    code = "accounts.no_such_client"
    zh = "没有编号为 {client} 的接入系统。"
    en = "There is no client system with the number {client}."


class AlreadyEnded(Conflict):
    """The grant or right ended before."""

    code = "accounts.already_ended"
    zh = "该授权已经终止。"
    en = "This grant has ended already."


class AlreadyGiven(Conflict):
    """The account holds this role with this scope already."""

    code = "accounts.already_given"
    zh = "该账号已有角色 {role}。"
    en = "The account holds the role {role} already."


class WeakPassword(InvalidInput):
    """The password breaks a rule of the site."""

    code = "accounts.weak_password"
    zh = "密码不符合要求：{reason}"
    en = "The password does not do: {reason}"
    zh_way = "请换一个更长、不常见的密码。"
    en_way = "Choose a longer and less common one."
