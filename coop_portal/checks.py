"""Deployment checks: `manage.py check --deploy`."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

from coop_portal import broker

KEEPS_ALL = "noeviction"


@checks.register(checks.Tags.security, deploy=True)
def uploads_are_scanned(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[checks.CheckMessage]:
    """Say that uploads are kept without a look for malware."""
    if settings.MALWARE_SCANNER:
        return []
    return [
        checks.Info(
            "Uploads are not scanned for malware.",
            hint="Install ClamAV and set MALWARE_SCANNER to its clamd.",
            id="coop_portal.I002",
        )
    ]


@checks.register(checks.Tags.caches, deploy=True)
def broker_keeps_all(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[checks.CheckMessage]:
    """Warn of a broker that would drop waiting tasks when its memory is full."""
    policy = broker.memory_policy()
    if policy is None:
        return [
            checks.Info(
                "The broker does not answer; its memory policy is unknown.",
                hint="Run this check again where the broker can be reached.",
                id="coop_portal.I001",
            )
        ]
    if policy != KEEPS_ALL:
        return [
            checks.Warning(
                f"The broker's maxmemory-policy is {policy}: a full one drops waiting tasks.",
                hint=f"Set maxmemory-policy {KEEPS_ALL} in redis.conf.",
                id="coop_portal.W001",
            )
        ]
    return []
