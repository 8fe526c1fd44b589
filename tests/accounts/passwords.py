"""One password for the accounts of a test run, made anew each time."""

import secrets

PASSWORD = secrets.token_urlsafe()
