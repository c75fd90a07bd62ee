"""The database as it stood before a migration, filled there and brought on from there."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts import joint_rules
from tests.flushing import triggers_put_back


@contextmanager
def back_at(app: str, migration: str) -> Iterator[Apps]:
    """Undo what came after the migration and give the models of that time; after the block all
    migrations have run again.
    """
    with triggers_put_back():
        joint_rules.lift(using="default")
        executor = MigrationExecutor(connection)
        with _nothing_collected():
            executor.migrate([(app, migration)])
        try:
            yield executor.loader.project_state([(app, migration)]).apps
        finally:
            executor = MigrationExecutor(connection)
            with _nothing_collected():
                executor.migrate(executor.loader.graph.leaf_nodes())


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let the models of each step lie till the end: to look for them in between takes long."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()
