"""The site's settings on a home of its own, made for this run of the tests.

The first process (pytest itself) makes the folder; parallel workers inherit its name.
"""

import os
import tempfile

if "MINGJIAN_TEST_HOME" not in os.environ:
    os.environ["MINGJIAN_TEST_HOME"] = tempfile.mkdtemp(prefix="mingjian-test-")
    os.environ["MINGJIAN_TEST_OWNER_PID"] = str(os.getpid())
os.environ["MINGJIAN_HOME"] = os.environ["MINGJIAN_TEST_HOME"]
os.environ["MINGJIAN_DATABASE_NAME"] = "mingjian_" + os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["MINGJIAN_POSTGRES_OPTIONS"] = "fsync=off shared_buffers=128MB"

from mingjian.site.settings import *  # noqa: F403 - Django's way to derive settings

TESTING = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
