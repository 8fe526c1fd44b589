import pytest

from mingjian.home.database import address, database_name, is_external
from mingjian.home.problems import BadDatabaseUrl


def test_the_embedded_server_has_a_login_for_each_role() -> None:
    app, owner = address("app"), address("owner")
    assert (app.user, owner.user) == ("mingjian_app", "mingjian_owner")
    assert app.password != owner.password
    assert app.host.startswith("/")


def test_a_server_of_the_districts_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJIAN_DATABASE_URL", "postgresql://cred:p%40ss@db.qu:6543/credit")
    assert is_external()
    assert database_name() == "credit"
    owner, app = address("owner"), address("app")
    assert (owner.host, owner.port, owner.user, owner.password) == ("db.qu", "6543", "cred", "p@ss")
    assert owner.options == ""
    # The same login, but the application steps down to its role when it connects.
    assert app.options == "-c role=mingjian_app"


def test_an_address_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJIAN_DATABASE_URL", "mysql:/oops")
    with pytest.raises(BadDatabaseUrl) as caught:
        address("app")
    assert "postgresql://" in caught.value.way_out("en")


def test_the_password_is_quoted_in_the_url() -> None:
    assert "%2F" in address("app").url()


def test_another_database_of_the_same_server() -> None:
    assert address("app").named("other").name == "other"
