"""Problems of the machine the platform runs on."""

from mingjian.kernel.problem import Problem


class DatabaseCannotStart(Problem):
    """The embedded PostgreSQL did not come up."""

    code = "home.database-cannot-start"
    status = 503
    zh = "内置数据库无法启动：{reason}"
    en = "The embedded PostgreSQL cannot start: {reason}"
    zh_way = "请查看 {log}；或将 MINGJIAN_DATABASE_URL 指向已有的 PostgreSQL 15 及以上版本。"
    en_way = "Read {log}; or point MINGJIAN_DATABASE_URL at any PostgreSQL from 15 on."


class RootNeedsNamespaces(Problem):
    """PostgreSQL refuses to run as root, and this machine gives no user namespace."""

    code = "home.root-needs-namespaces"
    status = 503
    zh = "PostgreSQL 不能以 root 运行，而本机不允许用户命名空间。"
    en = "PostgreSQL refuses to run as root, and this machine allows no user namespace."
    zh_way = "请用普通用户运行，或设置 MINGJIAN_DATABASE_URL。"
    en_way = "Run as an ordinary user, or set MINGJIAN_DATABASE_URL."


class BadDatabaseUrl(Problem):
    """MINGJIAN_DATABASE_URL is not a PostgreSQL address."""

    code = "home.bad-database-url"
    status = 500
    zh = "MINGJIAN_DATABASE_URL 不是 PostgreSQL 地址：{reason}"
    en = "MINGJIAN_DATABASE_URL is not a PostgreSQL address: {reason}"
    zh_way = "格式：postgresql://用户:密码@主机:端口/库名"
    en_way = "The form is postgresql://user:password@host:port/database"


class DatabaseUnfit(Problem):
    """The server is too old, or its locale cannot compare Chinese text."""

    code = "home.database-unfit"
    status = 500
    zh = "数据库不符合要求：{reason}"
    en = "The database is not fit: {reason}"
    zh_way = "需要 PostgreSQL 15 及以上、UTF8 编码、扩展 btree_gist 与 pg_trgm，且区域设置不是 C。"
    en_way = "It needs PostgreSQL 15+, UTF8, btree_gist, pg_trgm and a locale other than C."
