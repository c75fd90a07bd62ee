"""The portal's own settings; only passwords are hashed in no time, as in all tests."""

from coop_portal.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
