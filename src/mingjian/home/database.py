"""Which database this process talks to, and as which role."""

import os
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from mingjian.home.paths import Home, home
from mingjian.home.problems import BadDatabaseUrl
from mingjian.home.secrets import secret

Role = Literal["app", "owner", "superuser"]
USERS: dict[Role, str] = {
    "app": "mingjian_app",  # what the web and the workers run as: no change of what is append-only
    "owner": "mingjian_owner",  # what migrations run as
    "superuser": "postgres",  # only makes databases and extensions
}
DEFAULT_NAME = "mingjian"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is and who asks; `options` go to the server at connect."""

    host: str
    port: str
    name: str
    user: str
    password: str
    options: str = ""

    def conninfo(self) -> str:
        """The libpq connection string."""
        return make_conninfo(
            host=self.host,
            port=self.port,
            dbname=self.name,
            user=self.user,
            password=self.password,
            options=self.options or None,
        )

    def url(self) -> str:
        """The address as a URL, for settings of other programs."""
        host = quote(self.host, safe="")
        return (
            f"postgresql://{quote(self.user)}:{quote(self.password)}@{host}:{self.port}/{self.name}"
        )

    def named(self, name: str) -> "Address":
        """The same server and role, another database."""
        return replace(self, name=name)


def is_external() -> bool:
    """Whether a server of the district's own is configured."""
    return bool(os.environ.get("MINGJIAN_DATABASE_URL"))


def database_name() -> str:
    """The database of this process."""
    if is_external():
        return _external("app").name
    return os.environ.get("MINGJIAN_DATABASE_NAME", DEFAULT_NAME)


def address(role: Role, at: Home | None = None) -> Address:
    """How to reach the configured database as `role`."""
    if is_external():
        return _external(role)
    place = at or home()
    return Address(
        host=str(place.socket),
        port="5432",
        name=database_name(),
        user=USERS[role],
        password=secret(place, f"database-{role}"),
    )


def _external(role: Role) -> Address:
    """The given server: one login owns the tables, and the application steps down to its role."""
    given = _parse(os.environ["MINGJIAN_DATABASE_URL"])
    return Address(
        host=given.get("host", "localhost"),
        port=given.get("port", "5432"),
        name=given.get("dbname", DEFAULT_NAME),
        user=given.get("user", ""),
        password=given.get("password", ""),
        options=f"-c role={USERS['app']}" if role == "app" else "",
    )


def _parse(url: str) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in conninfo_to_dict(url).items() if value}
    except ProgrammingError as error:
        raise BadDatabaseUrl(reason=str(error).strip()) from error
