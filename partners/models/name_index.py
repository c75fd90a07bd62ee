"""The index by which a long list is sorted and searched."""

from collections.abc import Sequence
from typing import Any

from django.db import models


class NameIndex(models.Index):
    """Rows in the order of a list, with all that a search for words asks of them.

    SQLite then looks for them without fetching each row. PostgreSQL gets the order alone: one entry
    of its indexes holds 2,704 bytes, and all names of a partner together may be longer.
    """

    def __init__(self, *, searched: Sequence[str], **options: Any) -> None:
        """Take the columns that are asked beside what any index takes."""
        super().__init__(**options)
        self.searched = searched

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        """Return what a migration writes down."""
        path, expressions, options = super().deconstruct()
        return path, expressions, options | {"searched": self.searched}

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **options: Any) -> Any:
        """Return the statement that makes it."""
        if schema_editor.connection.vendor == "postgresql":
            return super().create_sql(model, schema_editor, using, **options)
        fields = [*self.fields, *self.searched]
        with_all = models.Index(fields=fields, name=self.name, condition=self.condition)
        return with_all.create_sql(model, schema_editor, using, **options)
