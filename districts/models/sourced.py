"""Where a record comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sourced(models.Model):
    """A record that names its source; an example is invented and can be removed again.

    `source` is a document with its paragraph («Công văn lần 2 …, nội dung 2, đoạn 1»), or empty for
    what officers enter from their own work.
    """

    source = models.CharField(_("nguồn"), max_length=300, blank=True)
    is_example = models.BooleanField(_("ví dụ"), default=False)

    class Meta:
        abstract = True
